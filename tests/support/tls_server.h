// A TLS server on loopback with a certificate authority of its own, made anew for each test.
#pragma once

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/write.hpp>
#include <fstream>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "base/result.h"

namespace cairn::test {

template <auto free>
struct FreeWith {
  template <class T>
  void operator()(T* object) const {
    free(object);
  }
};
using Certificate = std::unique_ptr<X509, FreeWith<X509_free>>;
using KeyPair = std::unique_ptr<EVP_PKEY, FreeWith<EVP_PKEY_free>>;

inline void add_extension(X509& certificate, int kind, const std::string& value) {
  std::unique_ptr<X509_EXTENSION, FreeWith<X509_EXTENSION_free>> extension(
      X509V3_EXT_conf_nid(nullptr, nullptr, kind, value.c_str()));
  CAIRN_ASSERT(extension != nullptr);
  X509_add_ext(&certificate, extension.get(), -1);
}

/// Signs certificates for hosts; its own is the trust anchor.
class Authority {
 public:
  Authority() : key_(EVP_EC_gen("P-256")), certificate_(make("Test authority", *key_)) {
    add_extension(*certificate_, NID_basic_constraints, "critical,CA:TRUE");
    sign(*certificate_);
  }

  /// `names` as in a subjectAltName: "DNS:localhost,IP:127.0.0.1".
  Certificate certify(EVP_PKEY& key, const std::string& names) const {
    Certificate made = make("Test host", key);
    add_extension(*made, NID_subject_alt_name, names);
    sign(*made);
    return made;
  }

  void write_anchor(const std::string& path) const {
    std::unique_ptr<BIO, FreeWith<BIO_free>> out(BIO_new_file(path.c_str(), "w"));
    CAIRN_ASSERT(out != nullptr && PEM_write_bio_X509(out.get(), certificate_.get()) == 1);
  }

 private:
  Certificate make(const std::string& name, EVP_PKEY& key) const {
    Certificate made(X509_new());
    X509_set_version(made.get(), 2);
    ASN1_INTEGER_set(X509_get_serialNumber(made.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(made.get()), -3600);
    X509_gmtime_adj(X509_getm_notAfter(made.get()), 3600);
    X509_set_pubkey(made.get(), &key);
    const auto set_name = [](X509_NAME* entry, const std::string& text) {
      X509_NAME_add_entry_by_txt(entry, "CN", MBSTRING_UTF8,
                                 reinterpret_cast<const unsigned char*>(text.c_str()), -1, -1, 0);
    };
    set_name(X509_get_subject_name(made.get()), name);
    set_name(X509_get_issuer_name(made.get()), "Test authority");
    return made;
  }
  void sign(X509& certificate) const { X509_sign(&certificate, key_.get(), EVP_sha256()); }

  KeyPair key_;
  Certificate certificate_;
};

/// Answers each connection with what `answer` makes of the request's head: raw HTTP, or "" to keep
/// the peer waiting until the server stops.
class TlsServer {
 public:
  using Answer = std::function<std::string(const std::string& head)>;

  TlsServer(const Authority& authority, const std::string& names, Answer answer)
      : answer_(std::move(answer)), key_(EVP_EC_gen("P-256")) {
    const Certificate certificate = authority.certify(*key_, names);
    SSL_CTX_use_certificate(tls_.native_handle(), certificate.get());
    SSL_CTX_use_PrivateKey(tls_.native_handle(), key_.get());
    thread_ = std::thread([this] { serve(); });
  }
  ~TlsServer() {
    stopped_ = true;
    boost::system::error_code ignored;
    boost::asio::ip::tcp::socket wake(io_);
    wake.connect(acceptor_.local_endpoint(), ignored);
    thread_.join();
  }
  TlsServer(const TlsServer&) = delete;
  TlsServer& operator=(const TlsServer&) = delete;

  std::string port() const { return std::to_string(acceptor_.local_endpoint().port()); }
  std::string url(const std::string& path) const { return "https://localhost:" + port() + path; }
  /// The heads of all requests so far.
  std::vector<std::string> requests() const {
    const std::scoped_lock lock(mutex_);
    return requests_;
  }

 private:
  using Socket = boost::asio::ip::tcp::socket;

  void serve() {
    std::vector<std::unique_ptr<boost::asio::ssl::stream<Socket>>> waiting;
    while (true) {
      boost::system::error_code error;
      Socket socket = acceptor_.accept(error);
      if (stopped_) return;
      if (error) continue;
      auto stream = std::make_unique<boost::asio::ssl::stream<Socket>>(std::move(socket), tls_);
      stream->handshake(boost::asio::ssl::stream_base::server, error);
      if (error) continue;
      std::string head;
      boost::asio::read_until(*stream, boost::asio::dynamic_buffer(head), "\r\n\r\n", error);
      if (error) continue;
      const std::string answer = answer_(head);
      {
        const std::scoped_lock lock(mutex_);
        requests_.push_back(head);
      }
      boost::asio::write(*stream, boost::asio::buffer(answer), error);
      if (answer.empty())
        waiting.push_back(std::move(stream));
      else
        stream->shutdown(error);
    }
  }

  const Answer answer_;
  KeyPair key_;
  boost::asio::io_context io_;
  boost::asio::ssl::context tls_{boost::asio::ssl::context::tls_server};
  boost::asio::ip::tcp::acceptor acceptor_{io_, {boost::asio::ip::make_address("127.0.0.1"), 0}};
  std::atomic<bool> stopped_ = false;
  mutable std::mutex mutex_;
  std::vector<std::string> requests_;  // guarded by mutex_
  std::thread thread_;
};

/// "HTTP/1.1 200 OK" with a length.
inline std::string http_answer(const std::string& body, const std::string& headers = {},
                               const std::string& status = "200 OK") {
  return "HTTP/1.1 " + status + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
         headers + "\r\n" + body;
}

}  // namespace cairn::test
