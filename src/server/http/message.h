// HTTP messages as plain values, and the port through which the outside drives the server.
// adapters/net implements the outside; nothing here knows sockets.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cairn::server {

struct Header {
  std::string name;  ///< lower case
  std::string value;
};

using Headers = std::vector<Header>;

struct Request {
  std::string method;  ///< upper case
  std::string path;    ///< before "?", still percent-encoded, begins with "/"
  std::string query;   ///< after "?", still percent-encoded, may be empty
  Headers headers;
  std::string body;

  /// The first header of that (lower case) name, or "".
  std::string_view header(std::string_view name) const;
};

struct Response {
  int status = 200;
  Headers headers;  ///< without content-length, connection and date: the transport adds them
  std::string body;
};

/// Called from several worker threads at once. Must not throw; one that does is answered with 500.
using Handler = std::function<Response(const Request&)>;

/// The RFC 9457 answer for failures that never reach a handler (oversized, malformed, overloaded).
Response plain_problem(int status, std::string_view title, std::string_view detail);

}  // namespace cairn::server
