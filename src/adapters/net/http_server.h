// Serves server::Handler over HTTP/1.1, plain or in TLS: Asio coroutines for sockets, a bounded
// pool for handlers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "base/result.h"
#include "server/http/message.h"

namespace cairn::net {

/// PEM files. TLS 1.2 and 1.3 are spoken.
struct TlsFiles {
  std::string certificate;  ///< with the certificates that lead to a known authority after it
  std::string key;          ///< not encrypted
};

struct ServeOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;         ///< 0 lets the system choose
  std::size_t workers = 16;       ///< more than cores: those that wait for one sync share it
  std::size_t waiting_max = 256;  ///< requests running or waiting for a worker; beyond it, 503
  std::size_t connections_max = 1024;
  std::size_t header_bytes_max = 16 * 1024;
  std::size_t body_bytes_max = 5 * 1024 * 1024;
  std::optional<TlsFiles> tls = {};  ///< without: plain HTTP
  int idle_seconds = 30;  ///< for a whole request to arrive, and for an answer to be taken
};

/// One listening socket. Requests are read and answered on the thread that calls run(); handlers
/// run on the workers, so a slow one never blocks reading.
class HttpServer {
 public:
  /// Binds and listens. Unavailable when the address cannot be bound; invalid, naming the file,
  /// when a certificate or key cannot be used.
  static Result<std::unique_ptr<HttpServer>> create(const ServeOptions& options,
                                                    server::Handler handler);
  virtual ~HttpServer() = default;

  virtual std::uint16_t port() const = 0;
  /// Serves until stop(), SIGINT or SIGTERM; then refuses new connections, lets running handlers
  /// finish, and returns.
  virtual void run() = 0;
  /// Thread-safe.
  virtual void stop() = 0;
};

}  // namespace cairn::net
