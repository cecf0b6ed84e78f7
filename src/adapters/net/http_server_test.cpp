// A real server on loopback and a plain socket client.
#include "adapters/net/http_server.h"

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <thread>

using namespace cairn;

namespace {

server::Response echo(const server::Request& request) {
  if (request.path == "/throw") throw 1;
  return {200,
          {{"content-type", "text/plain"}},
          request.method + " " + request.path + "?" + request.query + " " +
              std::string(request.header("x-name")) + " " + request.body};
}

class Running {
 public:
  explicit Running(const net::ServeOptions& options = {})
      : server_(net::HttpServer::create(options, echo).value()),
        thread_([this] { server_->run(); }) {}
  ~Running() {
    server_->stop();
    thread_.join();
  }
  // Sends raw bytes (in one call: the kernel waits for the peer to take them) and reads until the
  // server closes.
  std::string exchange(const std::string& bytes) const {
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(server_->port());
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    REQUIRE(::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL) > 0);
    std::string answer;
    char buffer[4096];
    for (ssize_t count = 0; (count = ::recv(socket, buffer, sizeof buffer, 0)) > 0;)
      answer.append(buffer, static_cast<std::size_t>(count));
    ::close(socket);
    return answer;
  }
  std::uint16_t port() const { return server_->port(); }

 private:
  std::unique_ptr<net::HttpServer> server_;
  std::thread thread_;
};

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("requests reach the handler and keep-alive serves several") {
  const Running running;
  const std::string answer = running.exchange(
      "POST /a%2Fb?q=1 HTTP/1.1\r\nHost: x\r\nX-Name: n\r\nContent-Length: 4\r\n\r\nbody"
      "GET /second HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  CHECK(has(answer, "POST /a%2Fb?q=1 n body"));
  CHECK(has(answer, "GET /second?"));
}

TEST_CASE("HEAD answers the length without a body") {
  const Running running;
  const std::string answer =
      running.exchange("HEAD /h HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  CHECK(has(answer, "Content-Length: 10"));
  CHECK_FALSE(has(answer, "HEAD /h"));
}

TEST_CASE("what is broken, too large or throwing gets its own answer") {
  const Running running({.header_bytes_max = 1024, .body_bytes_max = 10});
  CHECK(has(running.exchange("nonsense\r\n\r\n"), "400 Bad Request"));
  CHECK(has(running.exchange("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 11\r\n\r\n"), " 413 "));
  CHECK(has(running.exchange("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n" +
                             std::string(1000000, 'x')),
            " 413 "));
  CHECK(has(running.exchange("GET / HTTP/1.1\r\nX: " + std::string(2000, 'a') + "\r\n\r\n"),
            " 431 "));
  CHECK(has(running.exchange("GET /throw HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"),
            " 500 "));
}

TEST_CASE("a taken port is an error that names it") {
  const Running running;
  const auto second = net::HttpServer::create({.port = running.port()}, echo);
  REQUIRE_FALSE(second.has_value());
  CHECK(second.error().code == ErrorCode::unavailable);
  CHECK(has(second.error().message, std::to_string(running.port())));
}

TEST_CASE("many clients at once are all answered") {
  const Running running({.workers = 3});
  std::atomic<int> answered = 0;
  std::vector<std::thread> clients;
  for (int i = 0; i < 8; ++i)
    clients.emplace_back([&] {
      for (int k = 0; k < 20; ++k)
        if (has(running.exchange("GET /x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"),
                "GET /x?"))
          ++answered;
    });
  for (std::thread& client : clients) client.join();
  CHECK(answered == 160);
}
