// A real server on loopback and a plain socket client.
#include "adapters/net/http_server.h"

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <fstream>
#include <thread>

#include "support/temporary_folder.h"

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

namespace {

// A key and a certificate that it signed itself.
net::TlsFiles make_certificate(const std::filesystem::path& folder) {
  net::TlsFiles files{folder / "certificate.pem", folder / "key.pem"};
  const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(EVP_EC_gen("P-256"), EVP_PKEY_free);
  const std::unique_ptr<X509, decltype(&X509_free)> made(X509_new(), X509_free);
  ASN1_INTEGER_set(X509_get_serialNumber(made.get()), 1);
  X509_gmtime_adj(X509_getm_notBefore(made.get()), -3600);
  X509_gmtime_adj(X509_getm_notAfter(made.get()), 3600);
  X509_set_pubkey(made.get(), key.get());
  REQUIRE(X509_sign(made.get(), key.get(), EVP_sha256()) > 0);
  const auto write = [](const std::string& path, const auto& put) {
    const std::unique_ptr<BIO, decltype(&BIO_free)> file(BIO_new_file(path.c_str(), "w"), BIO_free);
    REQUIRE(put(file.get()) == 1);
  };
  write(files.certificate, [&](BIO* out) { return PEM_write_bio_X509(out, made.get()); });
  write(files.key, [&](BIO* out) {
    return PEM_write_bio_PrivateKey(out, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
  });
  return files;
}

// What the server answers over TLS of at most `version`; "" when no session comes about.
std::string exchange_over_tls(std::uint16_t port, const std::string& bytes, int version) {
  const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context(SSL_CTX_new(TLS_client_method()),
                                                                  SSL_CTX_free);
  SSL_CTX_set_security_level(context.get(), 0);  // so that the refusal is the server's
  SSL_CTX_set_min_proto_version(context.get(), TLS1_VERSION);
  SSL_CTX_set_max_proto_version(context.get(), version);
  const std::string address = "127.0.0.1:" + std::to_string(port);
  const std::unique_ptr<BIO, decltype(&BIO_free_all)> connection(BIO_new_ssl_connect(context.get()),
                                                                 BIO_free_all);
  BIO_set_conn_hostname(connection.get(), address.c_str());
  if (BIO_do_handshake(connection.get()) != 1) return "";
  REQUIRE(BIO_write(connection.get(), bytes.data(), static_cast<int>(bytes.size())) > 0);
  std::string answer;
  char buffer[4096];
  for (int count = 0; (count = BIO_read(connection.get(), buffer, sizeof buffer)) > 0;)
    answer.append(buffer, static_cast<std::size_t>(count));
  return answer;
}

}  // namespace

TEST_CASE("TLS 1.2 and 1.3 are spoken, older ones and plain HTTP are not") {
  const test::TemporaryFolder folder;
  const Running running({.tls = make_certificate(folder.path())});
  const std::string request =
      "POST /t HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nbody"
      "GET /second HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    const std::string answer = exchange_over_tls(running.port(), request, version);
    CHECK(has(answer, "POST /t?  body"));
    CHECK(has(answer, "GET /second?"));
  }
  CHECK(exchange_over_tls(running.port(), request, TLS1_1_VERSION).empty());
  CHECK_FALSE(has(running.exchange("GET / HTTP/1.1\r\nHost: x\r\n\r\n"), "HTTP/1.1"));
  CHECK(has(exchange_over_tls(running.port(), "nonsense\r\n\r\n", TLS1_3_VERSION), " 400 "));
}

TEST_CASE("a certificate or key that cannot be used is an error that names the file") {
  const test::TemporaryFolder folder, other;
  const net::TlsFiles files = make_certificate(folder.path());
  const net::TlsFiles others = make_certificate(other.path());
  const auto place = [](const net::TlsFiles& used) {
    return net::HttpServer::create({.tls = used}, echo).error().where;
  };
  CHECK(place({files.key, files.key}) == files.key);
  CHECK(place({"/absent.pem", files.key}) == "/absent.pem");
  CHECK(place({files.certificate, others.key}) == others.key);
}
