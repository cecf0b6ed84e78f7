#include "formats/url/url.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace cairn::url {
namespace {

constexpr std::size_t kUrlBytesMax = 4096;

bool is_visible(char c) { return c > 0x20 && c < 0x7F && c != '\\' && c != '"' && c != '<'; }

bool is_host_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_';
}

std::uint16_t default_port(Scheme scheme) { return scheme == Scheme::https ? 443 : 80; }

Result<std::uint16_t> parse_port(std::string_view text, Scheme scheme) {
  if (text.empty()) return default_port(scheme);
  std::uint16_t port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (error != std::errc() || end != text.data() + text.size() || port == 0)
    return invalid("a port is a number up to 65535");
  return port;
}

// What can be an IPv6 address in text (RFC 4291 section 2.2): a name in brackets is none.
bool looks_like_v6(std::string_view text) {
  constexpr std::size_t kLongest = 45;  // "ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255"
  const auto is_v6_char = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == ':' ||
           c == '.';
  };
  return text.size() <= kLongest && std::ranges::count(text, ':') >= 2 &&
         std::ranges::all_of(text, is_v6_char);
}

// "host:port", "[::1]:port".
Result<void> parse_authority(std::string_view authority, Url& url) {
  std::string_view port;
  if (authority.starts_with('[')) {
    const std::size_t end = authority.find(']');
    if (end == std::string_view::npos) return invalid("an IPv6 address ends with \"]\"");
    url.host = authority.substr(1, end - 1);
    const std::string_view rest = authority.substr(end + 1);
    if (!looks_like_v6(url.host) || !(rest.empty() || rest.starts_with(':')))
      return invalid("not an IPv6 address");
    port = rest.empty() ? rest : rest.substr(1);
  } else {
    const std::size_t colon = authority.find(':');
    url.host = authority.substr(0, colon);
    if (colon != std::string_view::npos) port = authority.substr(colon + 1);
    if (url.host.empty() || url.host.size() > 253 || !std::ranges::all_of(url.host, is_host_char))
      return invalid("not the name of a host");
  }
  CAIRN_TRY(url.port, parse_port(port, url.scheme));
  return {};
}

}  // namespace

std::string Url::authority() const {
  const std::string name = host.find(':') == std::string::npos ? host : "[" + host + "]";
  return port == default_port(scheme) ? name : fmt::format("{}:{}", name, port);
}

Result<Url> parse_url(std::string_view text) {
  if (text.size() > kUrlBytesMax) return invalid("an address of too many bytes");
  if (!std::ranges::all_of(text, is_visible)) return invalid("an address of visible ASCII");
  Url url;
  const std::size_t colon = text.find("://");
  const std::string_view scheme = text.substr(0, colon);
  if (scheme == "http")
    url.scheme = Scheme::http;
  else if (scheme != "https")
    return invalid("an address that begins with https://");
  std::string_view rest = text.substr(colon + 3);
  rest = rest.substr(0, rest.find('#'));
  const std::string_view authority = rest.substr(0, rest.find_first_of("/?"));
  if (authority.find('@') != std::string_view::npos)
    return invalid("an address without user name and password");
  CAIRN_CHECK(parse_authority(authority, url));
  url.target = rest.substr(authority.size());
  if (!url.target.starts_with('/')) url.target.insert(0, "/");
  return url;
}

Result<Url> parse_redirect(const Url& from, std::string_view location) {
  if (location.starts_with('/') && !location.starts_with("//")) {
    CAIRN_TRY(Url url, parse_url("https://host" + std::string(location)));
    Url to = from;
    to.target = std::move(url.target);
    return to;
  }
  CAIRN_TRY(Url to, parse_url(location));
  if (to.scheme != from.scheme) return invalid("a redirect that keeps its scheme");
  return to;
}

}  // namespace cairn::url
