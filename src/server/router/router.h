// From a request to the operation that answers it: route, origin, session, right, operation.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/rights/rights.h"
#include "app/store/records.h"
#include "base/result.h"
#include "server/http/message.h"
#include "server/router/route.h"

namespace cairn::server {

/// One request that may be answered: its route matched and the asker has the right.
struct Call {
  const Request& request;
  std::optional<store::Person> person;                    ///< who is signed in
  std::map<std::string, std::string, std::less<>> path;   ///< decoded "{name}" segments
  std::map<std::string, std::string, std::less<>> query;  ///< decoded; given once each

  /// The query parameter, or invalid when it is missing or empty.
  Result<std::string> required(std::string_view name) const;
  std::optional<std::string> optional(std::string_view name) const;
  /// What commas divide (`style: form`, `explode: false`), where %2C is no comma; none when it is
  /// not given. Nothing among it is empty.
  std::vector<std::string> list(std::string_view name) const;
  /// A whole number within [min, max]; `fallback` when it is not given.
  Result<int> integer(std::string_view name, int min, int max, int fallback) const;
  /// "true" or "false"; false when it is not given.
  Result<bool> flag(std::string_view name) const;
};

using Operation = std::function<Result<Response>(const Call&)>;
using Operations = std::map<std::string, Operation, std::less<>>;
/// Who is signed in by this request's cookie; nothing for nobody.
using Identify = std::function<Result<std::optional<store::Person>>(const Request&)>;
/// Takes what must not reach a client: the operation's name and an internal error.
using Report = std::function<void(std::string_view operation, const Error&)>;

struct RouterParts {
  Operations operations;  ///< one for each of all_routes(), or it is a bug
  Identify identify;
  Report report;
  /// Answers paths that are no operation's: the pages. Optional.
  Handler otherwise;
  /// Host names under which the server may be reached ("127.0.0.1:8080"); empty: any. Keeps a page
  /// of another site from reaching a loopback server under a name of its own (DNS rebinding).
  std::vector<std::string> hosts;
};

/// Immutable, so handle() may run on many threads.
class Router {
 public:
  explicit Router(RouterParts parts);
  Response handle(const Request& request) const;

 private:
  Response answer(const Request& request) const;
  Response run(const Route& route, const Request& request, Call call) const;

  RouterParts parts_;
};

/// "a%20b" to "a b". Invalid for broken escapes and what is then not UTF-8 text.
Result<std::string> percent_decode(std::string_view text);

/// The value of a cookie, or "".
std::string_view cookie(const Request& request, std::string_view name);

}  // namespace cairn::server
