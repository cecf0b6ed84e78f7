#include "formats/did/identifier.h"

#include <algorithm>

namespace cairn::did {
namespace {

constexpr std::string_view kWeb = "did:web:";
constexpr std::string_view kHttps = "https://";

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool is_id_char(char c) {
  return is_digit(c) || is_lower(c) || (c >= 'A' && c <= 'Z') || c == '.' || c == '-' || c == '_';
}

// RFC 3986: what may stand in a path, query or fragment besides "%HH".
bool is_url_char(char c) {
  return is_id_char(c) || std::string_view("~!$&'()*+,;=:@/?").find(c) != std::string_view::npos;
}

template <class IsChar>
bool is_escaped_text(std::string_view text, IsChar is_char) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_char(text[i])) continue;
    if (text[i] != '%' || i + 2 >= text.size() || !is_hex(text[i + 1]) || !is_hex(text[i + 2]))
      return false;
    i += 2;
  }
  return true;
}

// Takes the text from `mark` on off the end of `text`, without the mark.
std::string_view split_off(std::string_view& text, char mark) {
  const std::size_t at = text.find(mark);
  if (at == std::string_view::npos) return {};
  const std::string_view rest = text.substr(at + 1);
  text = text.substr(0, at);
  return rest;
}

// A host name whose last label is no number: "school.example", never "127.0.0.1".
bool is_host_name(std::string_view host) {
  if (host.empty() || host.size() > 253 || host.front() == '.' || host.back() == '.') return false;
  if (host.find("..") != std::string_view::npos || host.find('_') != std::string_view::npos)
    return false;
  if (!std::ranges::all_of(host, is_id_char)) return false;
  const std::string_view last = host.substr(host.rfind('.') + 1);  // all of it without a dot
  return !std::ranges::all_of(last, is_digit) && !last.starts_with("0x");
}

bool is_port(std::string_view port) {
  if (port.empty() || port.size() > 5 || port.front() == '0') return false;
  return std::ranges::all_of(port, is_digit) && std::stoi(std::string(port)) <= 65535;
}

// Whether "." and "%2e" spell a step that leaves the folder or stays in it.
bool climbs(std::string_view segment) {
  std::string plain;
  for (std::size_t i = 0; i < segment.size(); ++i) {
    const bool escaped = segment.substr(i, 3) == "%2e" || segment.substr(i, 3) == "%2E";
    plain.push_back(escaped ? '.' : segment[i]);
    i += escaped ? 2 : 0;
  }
  return plain == "." || plain == "..";
}

bool is_escaped_slash(std::string_view segment) {
  for (const char* escape : {"%2f", "%2F", "%5c", "%5C", "%00"})
    if (segment.find(escape) != std::string_view::npos) return true;
  return false;
}

Error not_web(std::string_view did) {
  return invalid("not a did:web of a host name, a port and plain path segments",
                 std::string(did.substr(0, 200)));
}

}  // namespace

Result<DidUrl> parse_did_url(std::string_view text) {
  if (text.size() > kIdentifierBytesMax) return exhausted("an identifier of too many bytes");
  const Error refused = invalid("not a DID URL (\"did:method:specific#fragment\")");
  DidUrl url;
  std::string_view rest = text;
  const bool has_fragment = rest.find('#') != std::string_view::npos;
  url.fragment = split_off(rest, '#');
  url.query = split_off(rest, '?');
  const std::size_t slash = rest.find('/');
  if (slash != std::string_view::npos) url.path = rest.substr(slash);
  url.did = rest.substr(0, slash);
  if (!url.did.starts_with("did:") || (has_fragment && url.fragment.empty())) return refused;

  rest = url.did.substr(4);
  const std::size_t colon = rest.find(':');
  if (colon == std::string_view::npos) return refused;
  url.method = rest.substr(0, colon);
  url.specific = rest.substr(colon + 1);
  const auto is_method_char = [](char c) { return is_lower(c) || is_digit(c); };
  const auto is_specific_char = [](char c) { return is_id_char(c) || c == ':'; };
  if (url.method.empty() || !std::ranges::all_of(url.method, is_method_char)) return refused;
  if (url.specific.empty() || url.specific.back() == ':' ||
      !is_escaped_text(url.specific, is_specific_char))
    return refused;
  for (const std::string_view part : {url.path, url.query, url.fragment})
    if (!is_escaped_text(part, is_url_char)) return refused;
  return url;
}

bool is_did(std::string_view text) {
  const auto url = parse_did_url(text);
  return url && url->did.size() == text.size();
}

std::string_view controller_of(std::string_view method_id) {
  if (method_id.starts_with("did:")) return method_id.substr(0, method_id.find_first_of("/?#"));
  return method_id.substr(0, method_id.find('#'));
}

bool describes_itself(std::string_view controller) {
  return controller.starts_with("did:key:") || controller.starts_with("did:jwk:");
}

Result<std::string> did_web_url(std::string_view did) {
  if (!did.starts_with(kWeb) || !is_did(did)) return not_web(did);
  std::string_view rest = did.substr(kWeb.size());
  const std::size_t colon = rest.find(':');
  std::string_view host = rest.substr(0, colon);
  std::string_view port;
  if (const std::size_t escape = host.find('%'); escape != std::string_view::npos) {
    const std::string_view mark = host.substr(escape, 3);
    if (mark != "%3A" && mark != "%3a") return not_web(did);
    port = host.substr(escape + 3);
    host = host.substr(0, escape);
    if (!is_port(port)) return not_web(did);
  }
  if (!is_host_name(host)) return not_web(did);

  std::string url = std::string(kHttps).append(host);
  if (!port.empty()) url.append(":").append(port);
  if (colon == std::string_view::npos) return url + "/.well-known/did.json";
  rest = rest.substr(colon + 1);
  while (!rest.empty()) {
    const std::string_view segment = rest.substr(0, rest.find(':'));
    if (segment.empty() || climbs(segment) || is_escaped_slash(segment)) return not_web(did);
    url.append("/").append(segment);
    rest = rest.substr(std::min(rest.size(), segment.size() + 1));
  }
  return url + "/did.json";
}

Result<std::string> did_web_of(std::string_view https_url) {
  if (!https_url.starts_with(kHttps)) return not_web(https_url);
  std::string did(kWeb);
  std::string_view rest = https_url.substr(kHttps.size());
  while (rest.ends_with('/')) rest.remove_suffix(1);
  const std::string_view authority = rest.substr(0, rest.find('/'));
  for (const char c : authority) c == ':' ? did.append("%3A") : did.append(1, c);
  for (const char c : rest.substr(authority.size())) did.push_back(c == '/' ? ':' : c);
  CAIRN_TRY(const std::string back, did_web_url(did));
  const std::string_view folder = rest.size() == authority.size() ? "/.well-known" : "";
  if (back != std::string(kHttps).append(rest).append(folder) + "/did.json")
    return not_web(https_url);
  return did;
}

Result<std::string> document_url(std::string_view controller) {
  if (controller.starts_with(kWeb)) return did_web_url(controller);
  if (controller.starts_with(kHttps) && controller.size() <= kIdentifierBytesMax)
    return std::string(controller.substr(0, controller.find('#')));
  return invalid("neither a did:web nor an https address", std::string(controller.substr(0, 200)));
}

}  // namespace cairn::did
