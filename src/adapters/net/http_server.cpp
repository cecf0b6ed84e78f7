#include "adapters/net/http_server.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>
#include <csignal>
#include <optional>

namespace cairn::net {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::ip::tcp;
using server::Response;

using Parser = http::request_parser<http::string_body>;
using Answer = http::response<http::string_body>;

constexpr auto kGrace = std::chrono::seconds(5);
constexpr auto kLinger = std::chrono::seconds(2);
constexpr std::size_t kLingerBlock = 64 * 1024;
constexpr auto kAcceptPause = std::chrono::milliseconds(50);

// Awaits without exceptions: failures of sockets are everyday values here.
template <class T>
constexpr auto with_error(T& error) {
  return asio::redirect_error(asio::use_awaitable, error);
}

server::Request to_request(http::request<http::string_body>&& message) {
  server::Request request;
  request.method = std::string(message.method_string());
  const std::string_view target(message.target().data(), message.target().size());
  const std::size_t mark = target.find('?');
  request.path = std::string(target.substr(0, mark));
  if (mark != std::string_view::npos) request.query = std::string(target.substr(mark + 1));
  for (const auto& field : message) {
    std::string name(field.name_string());
    std::ranges::transform(name, name.begin(), [](unsigned char c) {
      return static_cast<char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
    });
    request.headers.push_back({std::move(name), std::string(field.value())});
  }
  request.body = std::move(message.body());
  return request;
}

enum class Body { sent, left_out };

Answer to_answer(Response&& response, unsigned version, bool keep_alive, Body body) {
  Answer answer;
  answer.version(version);
  answer.result(static_cast<unsigned>(response.status));
  for (const server::Header& header : response.headers) answer.insert(header.name, header.value);
  answer.keep_alive(keep_alive);
  const std::size_t length = response.body.size();
  if (body == Body::sent) answer.body() = std::move(response.body);
  if (response.status != 204 && response.status != 304) answer.content_length(length);
  return answer;
}

using PlainStream = beast::tcp_stream;
using TlsStream = beast::ssl_stream<beast::tcp_stream>;

Result<std::unique_ptr<asio::ssl::context>> tls_context(const TlsFiles& files) {
  auto context = std::make_unique<asio::ssl::context>(asio::ssl::context::tls_server);
  beast::error_code error;
  context->set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_tlsv1 |
                           asio::ssl::context::no_tlsv1_1 | asio::ssl::context::no_compression |
                           SSL_OP_NO_RENEGOTIATION,
                       error);
  if (!error) context->use_certificate_chain_file(files.certificate, error);
  if (error) return invalid("no certificate in PEM can be read from this file", files.certificate);
  context->use_private_key_file(files.key, asio::ssl::context::pem, error);
  if (error)
    return invalid("no key in PEM that belongs to the certificate can be read from this file",
                   files.key);
  return context;
}

// What a broken request is answered with, or nothing where the peer just went away.
std::optional<Response> refusal_of(const beast::error_code& error, const ServeOptions& options) {
  if (error == http::error::body_limit)
    return server::plain_problem(
        413, "Too large", fmt::format("at most {} bytes are accepted", options.body_bytes_max));
  if (error == http::error::header_limit)
    return server::plain_problem(
        431, "Header too large",
        fmt::format("at most {} bytes are accepted", options.header_bytes_max));
  if (error == beast::error::timeout)
    return server::plain_problem(408, "Too slow", "the request did not arrive in time");
  if (error.category() == http::make_error_code(http::error::bad_method).category() &&
      error != http::error::end_of_stream && error != http::error::partial_message)
    return server::plain_problem(400, "Malformed request", "the message is not valid HTTP/1.1");
  return std::nullopt;
}

class BeastServer final : public HttpServer {
 public:
  BeastServer(const ServeOptions& options, server::Handler handler)
      : options_(options),
        handler_(std::move(handler)),
        acceptor_(io_),
        signals_(io_),
        workers_(options.workers) {}

  Result<void> listen() {
    if (options_.tls) {
      CAIRN_TRY(tls_, tls_context(*options_.tls));
    }
    beast::error_code error;
    const auto address = asio::ip::make_address(options_.address, error);
    if (error) return invalid("not an IP address to listen on: " + options_.address);
    const tcp::endpoint endpoint(address, options_.port);
    acceptor_.open(endpoint.protocol(), error);
    if (!error) acceptor_.set_option(asio::socket_base::reuse_address(true), error);
    if (!error) acceptor_.bind(endpoint, error);
    if (!error) acceptor_.listen(asio::socket_base::max_listen_connections, error);
    if (error)
      return Error{ErrorCode::unavailable,
                   fmt::format("cannot listen on {} port {}: {}; choose another with --port",
                               options_.address, options_.port, error.message()),
                   {}};
    return {};
  }

  std::uint16_t port() const override { return acceptor_.local_endpoint().port(); }

  void run() override {
    beast::error_code ignored;  // where signals cannot be caught, stop() still works
    signals_.add(SIGINT, ignored);
    signals_.add(SIGTERM, ignored);
    signals_.async_wait([this](const beast::error_code& error, int) {
      if (!error) close();
    });
    asio::co_spawn(io_, accept_all(), asio::detached);
    io_.run();
    workers_.join();
  }

  void stop() override {
    asio::post(io_, [this] { close(); });
  }

 private:
  // Idle connections are dropped at once; those with a request in hand get kGrace to finish.
  void close() {
    beast::error_code ignored;
    acceptor_.close(ignored);
    signals_.cancel(ignored);
    closing_ = true;
    grace_.expires_after(running_ == 0 ? std::chrono::seconds(0) : kGrace);
    grace_.async_wait([this](const beast::error_code&) { io_.stop(); });
  }

  asio::awaitable<void> accept_all() {
    while (acceptor_.is_open()) {
      beast::error_code error;
      tcp::socket socket = co_await acceptor_.async_accept(with_error(error));
      if (error == asio::error::operation_aborted || !acceptor_.is_open()) co_return;
      if (error) {  // out of descriptors, or the peer is gone already: others may still succeed
        asio::steady_timer pause(io_, kAcceptPause);
        co_await pause.async_wait(with_error(error));
        continue;
      }
      if (connections_ >= options_.connections_max) continue;  // closed as it goes out of scope
      if (tls_)
        asio::co_spawn(io_, serve_tls(TlsStream(std::move(socket), *tls_)), asio::detached);
      else
        asio::co_spawn(io_, serve_plain(PlainStream(std::move(socket))), asio::detached);
    }
  }

  asio::awaitable<void> serve_plain(PlainStream stream) {
    ++connections_;
    co_await serve_all(stream);
    beast::error_code ignored;
    stream.socket().shutdown(tcp::socket::shutdown_send, ignored);
    --connections_;
  }

  asio::awaitable<void> serve_tls(TlsStream stream) {
    ++connections_;
    beast::error_code error;
    beast::get_lowest_layer(stream).expires_after(std::chrono::seconds(options_.idle_seconds));
    co_await stream.async_handshake(asio::ssl::stream_base::server, with_error(error));
    if (!error) {
      co_await serve_all(stream);
      beast::get_lowest_layer(stream).expires_after(kLinger);
      co_await stream.async_shutdown(with_error(error));
    }
    --connections_;
  }

  template <class Stream>
  asio::awaitable<void> serve_all(Stream& stream) {
    beast::flat_buffer buffer;
    while (!closing_ && co_await serve_one(stream, buffer)) {
    }
  }

  // One request and its answer; false when the connection is to be closed.
  template <class Stream>
  asio::awaitable<bool> serve_one(Stream& stream, beast::flat_buffer& buffer) {
    Parser parser;
    parser.header_limit(static_cast<std::uint32_t>(options_.header_bytes_max));
    parser.body_limit(options_.body_bytes_max);
    beast::get_lowest_layer(stream).expires_after(std::chrono::seconds(options_.idle_seconds));
    beast::error_code error;
    co_await http::async_read(stream, buffer, parser, with_error(error));
    if (error) {
      if (auto refusal = refusal_of(error, options_)) {
        Answer answer = to_answer(std::move(*refusal), 11, false, Body::sent);
        co_await send(stream, answer);
        co_await linger(stream);
      }
      co_return false;
    }
    const unsigned version = parser.get().version();
    const bool keep_alive = parser.get().keep_alive();
    const Body body = parser.get().method() == http::verb::head ? Body::left_out : Body::sent;

    ++running_;
    beast::get_lowest_layer(stream).expires_never();
    // Named, not temporaries: GCC 12 destroys temporaries of a co_await twice (GCC bug 98401).
    const server::Request request = to_request(parser.release());
    Response response = co_await respond(request);
    Answer answer = to_answer(std::move(response), version, keep_alive && !closing_, body);
    const bool sent = co_await send(stream, answer);
    --running_;
    if (closing_ && running_ == 0) io_.stop();
    co_return sent&& keep_alive;
  }

  // Closing with unread input resets the connection and loses the answer on its way, so what a
  // refused peer is still sending is read and thrown away, for a while.
  template <class Stream>
  asio::awaitable<void> linger(Stream& stream) {
    beast::error_code error;
    auto& connection = beast::get_lowest_layer(stream);
    connection.socket().shutdown(tcp::socket::shutdown_send, error);
    connection.expires_after(kLinger);
    std::vector<char> scratch(kLingerBlock);
    while (!error) co_await stream.async_read_some(asio::buffer(scratch), with_error(error));
  }

  asio::awaitable<Response> respond(const server::Request& request) {
    if (running_ > options_.waiting_max)
      co_return server::plain_problem(503, "Busy", "too many requests at once; try again shortly");
    co_return co_await asio::co_spawn(workers_, handle(request), asio::use_awaitable);
  }

  // Runs on a worker. `request` lives in the frame of respond(), which waits for this.
  asio::awaitable<Response> handle(const server::Request& request) {
    try {
      co_return handler_(request);
    } catch (...) {  // the one catch-all per request
      co_return server::plain_problem(500, "Internal error", "the request failed unexpectedly");
    }
  }

  template <class Stream>
  asio::awaitable<bool> send(Stream& stream, const Answer& answer) {
    beast::get_lowest_layer(stream).expires_after(std::chrono::seconds(options_.idle_seconds));
    http::response_serializer<http::string_body> serializer(answer);
    beast::error_code error;
    // A HEAD answer has a length and no body, so only its header is written.
    if (answer.body().empty() && answer.has_content_length())
      co_await http::async_write_header(stream, serializer, with_error(error));
    else
      co_await http::async_write(stream, serializer, with_error(error));
    co_return !error;
  }

  const ServeOptions options_;
  const server::Handler handler_;
  std::unique_ptr<asio::ssl::context> tls_;  // before what has connections that use it
  asio::io_context io_{1};
  tcp::acceptor acceptor_;
  asio::signal_set signals_;
  asio::steady_timer grace_{io_};
  asio::thread_pool workers_;
  // Touched on the io thread only.
  std::size_t connections_ = 0;
  std::size_t running_ = 0;
  bool closing_ = false;
};

}  // namespace

Result<std::unique_ptr<HttpServer>> HttpServer::create(const ServeOptions& options,
                                                       server::Handler handler) {
  auto made = std::make_unique<BeastServer>(options, std::move(handler));
  CAIRN_CHECK(made->listen());
  return std::unique_ptr<HttpServer>(std::move(made));
}

}  // namespace cairn::net
