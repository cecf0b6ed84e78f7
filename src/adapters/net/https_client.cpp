#include "adapters/net/https_client.h"

#include <fmt/format.h>
#include <openssl/ssl.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>
#include <chrono>
#include <optional>
#include <utility>
#include <vector>

#include "adapters/net/address_guard.h"
#include "formats/url/url.h"

namespace cairn::net {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using cairn::url::parse_redirect;
using cairn::url::parse_url;
using cairn::url::Scheme;
using cairn::url::Url;
using Endpoints = std::vector<tcp::endpoint>;
using Answer = http::response<http::string_body>;

auto with_error(beast::error_code& error) {
  return asio::redirect_error(asio::use_awaitable, error);
}

Error unavailable(std::string message, const Url& url) {
  return {ErrorCode::unavailable, std::move(message), url.authority()};
}
Error forbidden(std::string message, const Url& url) {
  return {ErrorCode::forbidden, std::move(message), url.authority()};
}

// RFC 6066 section 3: a name, never an address. What SSL_set_tlsext_host_name() expands to.
void name_server(SSL& ssl, std::string host) {
  beast::error_code no_address;
  asio::ip::make_address(host, no_address);
  if (no_address)
    SSL_ctrl(&ssl, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, host.data());
}

struct Outgoing {
  facts::FetchRequest request;
  std::optional<std::string> json = {};  ///< to post; without it: a GET
};

/// One GET with all its redirects, or one POST, on an io_context of its own.
class Exchange {
 public:
  Exchange(asio::io_context& io, asio::ssl::context& tls, const ClientOptions& options,
           const Outgoing& outgoing)
      : io_(io), tls_(tls), options_(options), request_(outgoing.request), json_(outgoing.json) {}

  /// Leaves the answer in result(), unless it is stopped before.
  asio::awaitable<void> run() { result_ = co_await follow(); }

  /// The answer, or that it did not come in time.
  Result<facts::Fetched> result() && {
    if (result_) return *std::move(result_);
    return exhausted("no answer in time");
  }

 private:
  asio::awaitable<Result<facts::Fetched>> follow() {
    auto parsed = parse_url(request_.url);
    if (!parsed) co_return Error{ErrorCode::forbidden, parsed.error().message, {}};
    Url url = *std::move(parsed);
    for (int hop = 0; hop <= options_.redirects_max; ++hop) {
      Result<Answer> answer = co_await ask(url);
      if (!answer) co_return answer.error();
      const unsigned status = answer->result_int();
      const bool redirected =
          status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
      if (!redirected || json_) co_return to_fetched(*answer, url);
      auto next = parse_redirect(url, answer->base()[http::field::location]);
      if (!next) co_return forbidden("redirected to what is not: " + next.error().message, url);
      url = *std::move(next);
    }
    co_return unavailable("redirected too often", url);
  }

  static Result<facts::Fetched> to_fetched(Answer& answer, const Url& url) {
    if (answer.result_int() == 404 || answer.result_int() == 410)
      return not_found("there is no such document", url.authority());
    if (answer.result_int() != 200)
      return unavailable(fmt::format("answered with status {}", answer.result_int()), url);
    const auto coding = answer.base()[http::field::content_encoding];
    if (!coding.empty() && coding != "identity")
      return unavailable("answered in a coding that was not asked for", url);
    facts::Fetched fetched;
    const std::string type(answer.base()[http::field::content_type]);
    for (const char c : type.substr(0, type.find_first_of("; \t")))
      fetched.media_type.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
    fetched.cache_control = std::string(answer.base()[http::field::cache_control]);
    fetched.body = std::move(answer.body());
    return fetched;
  }

  bool may_connect(const asio::ip::address& address, Scheme scheme) const {
    if (options_.settings.reach == facts::Reach::internet) return is_public(address);
    return scheme == Scheme::https || address.is_loopback();
  }

  // The addresses of a host that may be asked. A name is resolved once: what was checked is what is
  // connected to.
  asio::awaitable<Result<Endpoints>> resolve(const Url& url) {
    if (url.scheme == Scheme::http && options_.settings.reach == facts::Reach::internet)
      co_return forbidden("only https is asked", url);
    beast::error_code error;
    Endpoints all;
    const auto literal = asio::ip::make_address(url.host, error);
    if (!error) {
      all.emplace_back(literal, url.port);
    } else {
      tcp::resolver resolver(io_);
      const std::string port = std::to_string(url.port);
      const auto found = co_await resolver.async_resolve(
          url.host, port, tcp::resolver::numeric_service, with_error(error));
      if (error) co_return unavailable("the name of the host is not known", url);
      for (const auto& entry : found) all.push_back(entry.endpoint());
    }
    std::erase_if(all, [&](const tcp::endpoint& endpoint) {
      return !may_connect(endpoint.address(), url.scheme);
    });
    if (all.empty()) co_return forbidden("the host lies in a network that is not asked", url);
    co_return all;
  }

  asio::awaitable<Result<Answer>> ask(const Url& url) {
    Result<Endpoints> endpoints = co_await resolve(url);
    if (!endpoints) co_return endpoints.error();
    beast::error_code error;
    beast::tcp_stream plain(io_);
    co_await plain.async_connect(*endpoints, with_error(error));
    if (error) co_return unavailable("no connection: " + error.message(), url);
    if (url.scheme == Scheme::http) co_return co_await transfer(plain, url);

    beast::ssl_stream<beast::tcp_stream> secure(std::move(plain), tls_);
    secure.set_verify_callback(asio::ssl::host_name_verification(url.host));
    name_server(*secure.native_handle(), url.host);
    co_await secure.async_handshake(asio::ssl::stream_base::client, with_error(error));
    if (error) co_return unavailable("no trusted TLS connection: " + error.message(), url);
    co_return co_await transfer(secure, url);
  }

  template <class Stream>
  asio::awaitable<Result<Answer>> transfer(Stream& stream, const Url& url) {
    http::request<http::string_body> asked(json_ ? http::verb::post : http::verb::get, url.target,
                                           11);
    asked.set(http::field::host, url.authority());
    asked.set(http::field::user_agent, "cairn");
    asked.set(http::field::accept, request_.accept);
    asked.set(http::field::accept_encoding, "identity");
    asked.set(http::field::connection, "close");
    if (json_) {
      asked.set(http::field::content_type, "application/json");
      asked.body() = *json_;
      asked.prepare_payload();
    }
    beast::error_code error;
    co_await http::async_write(stream, asked, with_error(error));
    if (error) co_return unavailable("the request was not taken", url);

    http::response_parser<http::string_body> parser;
    parser.header_limit(static_cast<std::uint32_t>(options_.header_bytes_max));
    parser.body_limit(request_.bytes_max);
    beast::flat_buffer buffer;
    co_await http::async_read(stream, buffer, parser, with_error(error));
    if (error == http::error::body_limit || error == http::error::header_limit)
      co_return exhausted(fmt::format("more than {} bytes were answered", request_.bytes_max),
                          url.authority());
    if (error) co_return unavailable("the answer is no whole HTTP/1.1 message", url);
    co_return parser.release();
  }

  asio::io_context& io_;
  asio::ssl::context& tls_;
  const ClientOptions& options_;
  const facts::FetchRequest& request_;
  const std::optional<std::string>& json_;
  std::optional<Result<facts::Fetched>> result_;
};

class HttpsClient final : public facts::Fetch, public JsonPost {
 public:
  explicit HttpsClient(ClientOptions options) : options_(std::move(options)) {}

  Result<void> trust() {
    beast::error_code error;
    tls_.set_verify_mode(asio::ssl::verify_peer);
    SSL_CTX_set_min_proto_version(tls_.native_handle(), TLS1_2_VERSION);
    if (options_.settings.trust_anchors.empty())
      tls_.set_default_verify_paths(error);
    else
      tls_.load_verify_file(options_.settings.trust_anchors, error);
    if (error)
      return not_found("no certificates of authorities to trust", options_.settings.trust_anchors);
    return {};
  }

  Result<facts::Fetched> get(const facts::FetchRequest& request) override {
    return exchange({request});
  }

  Result<std::string> post(const std::string& url, std::string body) override {
    CAIRN_TRY(facts::Fetched answer, exchange({{url, "application/json"}, std::move(body)}));
    return std::move(answer.body);
  }

 private:
  // Each call has its own io_context, so calls do not touch one another: OpenSSL allows one context
  // to make connections on several threads.
  Result<facts::Fetched> exchange(const Outgoing& outgoing) {
    asio::io_context io(1);
    Exchange exchange(io, tls_, options_, outgoing);
    // Nothing in there throws but a lack of memory; then there is no answer.
    asio::co_spawn(io, exchange.run(), [](const std::exception_ptr&) {});
    io.run_for(std::chrono::seconds(options_.total_seconds));
    return std::move(exchange).result();
  }

  const ClientOptions options_;
  asio::ssl::context tls_{asio::ssl::context::tls_client};
};

Result<std::unique_ptr<HttpsClient>> make_client(const ClientOptions& options) {
  auto client = std::make_unique<HttpsClient>(options);
  CAIRN_CHECK(client->trust());
  return client;
}

}  // namespace

Result<std::unique_ptr<facts::Fetch>> make_https_client(const ClientOptions& options) {
  CAIRN_TRY(auto client, make_client(options));
  return std::unique_ptr<facts::Fetch>(std::move(client));
}

Result<std::unique_ptr<JsonPost>> make_json_post(const ClientOptions& options) {
  CAIRN_TRY(auto client, make_client(options));
  return std::unique_ptr<JsonPost>(std::move(client));
}

}  // namespace cairn::net
