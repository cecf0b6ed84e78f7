#include "server/router/router.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "formats/json/reader.h"
#include "formats/json/writer.h"
#include "server/router/problem.h"

namespace cairn::server {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    auto end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

/// Fills `path` with the "{name}" segments; false when the route is another one.
Result<bool> matches(const Route& route, std::string_view path, Call& call) {
  auto want = split(route.path, '/');
  auto have = split(path, '/');
  if (want.back().starts_with("{+") && have.size() > want.size()) {
    // RFC 6570's name for what takes in slashes: the rest of the path is one value.
    const char* rest = have[want.size() - 1].data();
    have.resize(want.size());
    have.back() = {rest, static_cast<std::size_t>(path.data() + path.size() - rest)};
  }
  if (want.size() != have.size()) return false;
  call.path.clear();
  for (std::size_t i = 0; i < want.size(); ++i) {
    if (!want[i].starts_with('{')) {
      if (want[i] != have[i]) return false;
      continue;
    }
    CAIRN_TRY(std::string value, percent_decode(have[i]));
    if (value.empty()) return false;
    const std::size_t name = want[i].starts_with("{+") ? 2 : 1;
    call.path.emplace(want[i].substr(name, want[i].size() - name - 1), std::move(value));
  }
  return true;
}

// In a query a plus sign is a space, too.
Result<std::string> decoded(std::string_view text) {
  std::string plain(text);
  std::replace(plain.begin(), plain.end(), '+', ' ');
  return percent_decode(plain);
}

Result<void> read_query(Call& call) {
  if (call.request.query.empty()) return {};
  for (std::string_view pair : split(call.request.query, '&')) {
    auto equals = pair.find('=');
    if (equals == std::string_view::npos)
      return invalid("query parameters are written name=value", "query");
    CAIRN_TRY(std::string name, percent_decode(pair.substr(0, equals)));
    CAIRN_TRY(std::string value, decoded(pair.substr(equals + 1)));
    if (!call.query.emplace(name, std::move(value)).second)
      return invalid("a query parameter is given twice", "query");
  }
  return {};
}

bool is_safe(std::string_view method) { return method == "GET" || method == "HEAD"; }

/// Whether a request that writes comes from our own pages, or from no browser at all. The session
/// cookie is SameSite=Strict; this holds for whoever ignores that.
bool is_same_origin(const Request& request) {
  std::string_view site = request.header("sec-fetch-site");
  if (!site.empty()) return site == "same-origin" || site == "none";
  std::string_view origin = request.header("origin");
  if (origin.empty()) return true;
  auto host = origin.find("://");
  return host != std::string_view::npos && origin.substr(host + 3) == request.header("host");
}

rights::Asker asker_of(const std::optional<store::Person>& person) {
  if (!person) return rights::Asker::nobody;
  return person->role == store::Role::administrator ? rights::Asker::administrator
                                                    : rights::Asker::learner;
}

void add_security_headers(Response& response) {
  auto add = [&](const char* name, const char* value) {
    for (const Header& header : response.headers)
      if (header.name == name) return;
    response.headers.push_back({name, value});
  };
  add("content-security-policy",
      "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action "
      "'self'; frame-ancestors 'none'");
  add("x-content-type-options", "nosniff");
  add("x-frame-options", "DENY");
  add("referrer-policy", "no-referrer");
  add("cross-origin-opener-policy", "same-origin");
  add("cross-origin-resource-policy", "same-origin");
  add("cache-control", "no-store");
}

}  // namespace

Result<std::string> Call::required(std::string_view name) const {
  auto found = query.find(name);
  if (found == query.end() || found->second.empty())
    return invalid(fmt::format("the query parameter \"{}\" is needed", name), "query");
  return found->second;
}

std::vector<std::string> Call::list(std::string_view name) const {
  std::vector<std::string> found;
  for (const std::string_view pair : split(request.query, '&')) {
    const auto equals = pair.find('=');
    if (equals == std::string_view::npos ||
        percent_decode(pair.substr(0, equals)).value_or("") != name)
      continue;
    for (const std::string_view one : split(pair.substr(equals + 1), ','))
      if (!one.empty()) found.push_back(decoded(one).value_or(""));
  }
  return found;
}

std::optional<std::string> Call::optional(std::string_view name) const {
  auto found = query.find(name);
  if (found == query.end() || found->second.empty()) return std::nullopt;
  return found->second;
}

Result<int> Call::integer(std::string_view name, int min, int max, int fallback) const {
  auto text = optional(name);
  if (!text) return fallback;
  int value = 0;
  auto [end, failure] = std::from_chars(text->data(), text->data() + text->size(), value);
  if (failure != std::errc() || end != text->data() + text->size() || value < min || value > max)
    return invalid(fmt::format("\"{}\" is a whole number from {} to {}", name, min, max), "query");
  return value;
}

Result<bool> Call::flag(std::string_view name) const {
  const std::string text = optional(name).value_or("false");
  if (text != "true" && text != "false")
    return invalid(fmt::format("\"{}\" is \"true\" or \"false\"", name), "query");
  return text == "true";
}

Router::Router(RouterParts parts) : parts_(std::move(parts)) {
  for (const Route& route : all_routes()) CAIRN_ASSERT(parts_.operations.contains(route.operation));
  CAIRN_ASSERT(parts_.operations.size() == all_routes().size());
}

Response Router::handle(const Request& request) const {
  Response response = answer(request);
  add_security_headers(response);
  return response;
}

Response Router::answer(const Request& request) const {
  std::string_view host = request.header("host");
  if (!parts_.hosts.empty() &&
      std::find(parts_.hosts.begin(), parts_.hosts.end(), host) == parts_.hosts.end())
    return problem(invalid("this server does not answer under that host name", "host"), 421);
  Call call{request, std::nullopt, {}, {}};
  std::string allowed;
  for (const Route& route : all_routes()) {
    auto match = matches(route, request.path, call);
    if (!match) return problem(match.error());
    if (!*match) continue;
    if (route.method == request.method) return run(route, request, std::move(call));
    allowed += (allowed.empty() ? "" : ", ") + std::string(route.method);
  }
  if (!allowed.empty()) {
    Response refused = problem(invalid("this path takes: " + allowed, "method"), 405);
    refused.headers.push_back({"allow", allowed});
    return refused;
  }
  if (parts_.otherwise && is_safe(request.method) && !request.path.starts_with("/api/"))
    return parts_.otherwise(request);
  return problem(not_found("there is nothing at this path", "path"));
}

Response Router::run(const Route& route, const Request& request, Call call) const {
  if (!is_safe(request.method) && !is_same_origin(request))
    return problem(
        {ErrorCode::forbidden, "requests that write come from this site only", "origin"});
  if (auto query = read_query(call); !query) return problem(query.error());
  auto person = parts_.identify(request);
  if (!person) {
    parts_.report(route.operation, person.error());
    return problem(person.error());
  }
  call.person = std::move(*person);
  if (!rights::allows(asker_of(call.person), route.right)) {
    if (!call.person) return problem({ErrorCode::unauthenticated, "sign in first", ""});
    return problem({ErrorCode::forbidden, "your role does not have this right", ""});
  }
  auto response = parts_.operations.find(route.operation)->second(call);
  if (response) return std::move(response).value();
  if (status_of(response.error().code) >= 500) parts_.report(route.operation, response.error());
  return problem(response.error());
}

Result<std::string> percent_decode(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i];
      continue;
    }
    int high = i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
    int low = i + 2 < text.size() ? hex_digit(text[i + 2]) : -1;
    if (high < 0 || low < 0)
      return invalid("\"%\" is followed by two hexadecimal digits", "path or query");
    out += static_cast<char>(high * 16 + low);
    i += 2;
  }
  std::string quoted;
  json::append_quoted(quoted, out);
  if (!json::read(quoted)) return invalid("text is UTF-8", "path or query");
  return out;
}

std::string_view cookie(const Request& request, std::string_view name) {
  for (const Header& header : request.headers) {
    if (header.name != "cookie") continue;
    for (std::string_view pair : split(header.value, ';')) {
      while (pair.starts_with(' ')) pair.remove_prefix(1);
      if (pair.starts_with(name) && pair.substr(name.size()).starts_with('='))
        return pair.substr(name.size() + 1);
    }
  }
  return {};
}

}  // namespace cairn::server
