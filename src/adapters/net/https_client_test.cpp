// The guarded client against real TLS servers on loopback: what it fetches, and each refusal.
#include "adapters/net/https_client.h"

#include <doctest/doctest.h>

#include <boost/asio/ip/address.hpp>

#include "adapters/net/address_guard.h"
#include "support/temporary_folder.h"
#include "support/tls_server.h"

using namespace cairn;
using test::http_answer;

namespace {

constexpr const char* kNames = "DNS:localhost,IP:127.0.0.1";

// A certificate authority and clients that trust it.
struct World {
  test::TemporaryFolder folder;
  test::Authority authority;
  std::string anchor = (folder.path() / "anchor.pem").string();

  World() { authority.write_anchor(anchor); }
  std::unique_ptr<facts::Fetch> client(net::ClientOptions options = {}) const {
    options.settings = {facts::Reach::anywhere, anchor};
    return net::make_https_client(options).value();
  }
};

facts::FetchRequest request(const std::string& url, std::size_t bytes_max = 10'000) {
  return {url, "application/did+json, application/json;q=0.9", bytes_max};
}

std::string path_of(const std::string& head) {
  const std::size_t start = head.find(' ') + 1;
  return head.substr(start, head.find(' ', start) - start);
}

// Each path of the test server stands for one behaviour.
std::string behave(const std::string& head) {
  const std::string path = path_of(head);
  if (path.starts_with("/hop/")) {
    const int left = std::stoi(path.substr(5));
    return http_answer("",
                       left == 0 ? "Location: /did.json\r\nSet-Cookie: a=b\r\n"
                                 : "Location: /hop/" + std::to_string(left - 1) + "\r\n",
                       "302 Found");
  }
  if (path == "/to-http") return http_answer("", "Location: http://localhost/\r\n", "301 Moved");
  if (path == "/to-file") return http_answer("", "Location: file:///etc/passwd\r\n", "301 Moved");
  if (path == "/to-user")
    return http_answer("", "Location: https://u:p@localhost/\r\n", "307 Moved");
  if (path == "/to-nowhere") return http_answer("", "", "308 Moved");
  if (path == "/large") return http_answer(std::string(10'001, 'x'));
  if (path == "/edge") return http_answer(std::string(10'000, 'x'));
  if (path == "/endless")
    return "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2711\r\n" +
           std::string(0x2711, 'x') + "\r\n0\r\n\r\n";
  if (path == "/chunked")
    return "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n";
  if (path == "/headers") return http_answer("{}", "X: " + std::string(20'000, 'x') + "\r\n");
  if (path == "/slow") return "";
  if (path == "/missing") return http_answer("", "", "404 Not Found");
  if (path == "/gone") return http_answer("", "", "410 Gone");
  if (path == "/broken") return http_answer("", "", "500 Broken");
  if (path == "/gzip") return http_answer("{}", "Content-Encoding: gzip\r\n");
  if (path == "/cut") return "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{}";
  if (path == "/noise") return "220 mail.example ESMTP\r\n\r\n";
  return http_answer(
      R"({"id":"x"})",
      "Content-Type: Application/JSON; charset=utf-8\r\nCache-Control: max-age=60\r\n");
}

ErrorCode refused(facts::Fetch& client, const std::string& url) {
  const auto fetched = client.get(request(url));
  REQUIRE_FALSE(fetched.has_value());
  return fetched.error().code;
}

}  // namespace

TEST_CASE("a document is fetched over verified TLS, with what its lifetime depends on") {
  const World world;
  const test::TlsServer server(world.authority, kNames, behave);
  const auto client = world.client();
  for (const std::string& url :
       {server.url("/did.json"), "https://127.0.0.1:" + server.port() + "/did.json?a=b#key"}) {
    const auto fetched = client->get(request(url));
    REQUIRE_MESSAGE(fetched.has_value(), describe(fetched.error()));
    CHECK(fetched->body == R"({"id":"x"})");
    CHECK(fetched->media_type == "application/json");
    CHECK(fetched->cache_control == "max-age=60");
  }
  CHECK(client->get(request(server.url("/chunked"))).value().body == "{}");
  CHECK(client->get(request(server.url("/edge"))).value().body.size() == 10'000);
  CHECK(path_of(server.requests().at(1)) == "/did.json?a=b");
}

TEST_CASE("redirects are followed three times, each checked anew, and carry no cookie") {
  const World world;
  const test::TlsServer server(world.authority, kNames, behave);
  const auto client = world.client();
  CHECK(client->get(request(server.url("/hop/2"))).has_value());
  for (const std::string& head : server.requests()) {
    CHECK(head.find("ookie") == std::string::npos);
    CHECK(head.find("uthorization") == std::string::npos);
  }
  CHECK(refused(*client, server.url("/hop/3")) == ErrorCode::unavailable);
  for (const char* path : {"/to-http", "/to-file", "/to-user", "/to-nowhere"}) {
    CAPTURE(path);
    CHECK(refused(*client, server.url(path)) == ErrorCode::forbidden);
  }
}

TEST_CASE("answers beyond the limits are not taken") {
  const World world;
  const test::TlsServer server(world.authority, kNames, behave);
  const auto client = world.client({.total_seconds = 1});
  for (const char* path : {"/large", "/endless", "/headers", "/slow"}) {
    CAPTURE(path);
    CHECK(refused(*client, server.url(path)) == ErrorCode::exhausted);
  }
}

TEST_CASE("answers that are none say so") {
  const World world;
  const test::TlsServer server(world.authority, kNames, behave);
  const auto client = world.client();
  for (const char* path : {"/missing", "/gone"}) {
    CAPTURE(path);
    CHECK(refused(*client, server.url(path)) == ErrorCode::not_found);
  }
  for (const char* path : {"/broken", "/gzip", "/cut", "/noise"}) {
    CAPTURE(path);
    CHECK(refused(*client, server.url(path)) == ErrorCode::unavailable);
  }
}

TEST_CASE("only certificates of a trusted authority for that very name are taken") {
  const World world;
  const World stranger;
  const test::TlsServer untrusted(stranger.authority, kNames, behave);
  const test::TlsServer other(world.authority, "DNS:school.example", behave);
  const auto client = world.client();
  CHECK(refused(*client, untrusted.url("/did.json")) == ErrorCode::unavailable);
  CHECK(refused(*client, other.url("/did.json")) == ErrorCode::unavailable);
  CHECK(untrusted.requests().empty());
  CHECK(other.requests().empty());
  CHECK(net::make_https_client({.settings = {.trust_anchors = "/nowhere.pem"}}).error().code ==
        ErrorCode::not_found);
}

TEST_CASE("addresses that are not public are refused before anything is sent") {
  const World world;
  const test::TlsServer server(world.authority, kNames, behave);
  const auto client = net::make_https_client({.settings = {.trust_anchors = world.anchor}}).value();
  for (const std::string host : {"localhost", "127.0.0.1", "127.1", "2130706433", "0x7f.1", "[::1]",
                                 "[::ffff:127.0.0.1]", "0.0.0.0", "[::]"}) {
    CAPTURE(host);
    CHECK(refused(*client, "https://" + host + ":" + server.port() + "/") == ErrorCode::forbidden);
  }
  CHECK(refused(*client, "https://192.168.0.1/") == ErrorCode::forbidden);
  CHECK(refused(*client, "https://169.254.169.254/latest/") == ErrorCode::forbidden);
  CHECK(refused(*client, "http://93.184.216.34/") == ErrorCode::forbidden);
  CHECK(refused(*client, "ftp://example.org/") == ErrorCode::forbidden);
  CHECK(server.requests().empty());
}

TEST_CASE("public and special-purpose addresses, block by block") {
  const auto is_public = [](const char* text) {
    return net::is_public(boost::asio::ip::make_address(text));
  };
  for (const char* text :
       {"93.184.216.34", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0",
        "126.255.255.255", "128.0.0.0", "172.15.255.255", "172.32.0.0", "192.167.255.255",
        "192.169.0.0", "198.17.255.255", "198.20.0.0", "223.255.255.255", "2606:4700::1111",
        "2001:200::1", "2a00::1"}) {
    CAPTURE(text);
    CHECK(is_public(text));
  }
  for (const char* text : {"0.0.0.0",
                           "10.0.0.0",
                           "10.255.255.255",
                           "100.64.0.0",
                           "100.127.255.255",
                           "127.0.0.1",
                           "127.255.255.255",
                           "169.254.0.0",
                           "172.16.0.0",
                           "172.31.255.255",
                           "192.0.0.8",
                           "192.0.2.1",
                           "192.88.99.1",
                           "192.168.255.255",
                           "198.18.0.0",
                           "198.19.255.255",
                           "198.51.100.7",
                           "203.0.113.7",
                           "224.0.0.1",
                           "240.0.0.1",
                           "255.255.255.255",
                           "::",
                           "::1",
                           "::ffff:8.8.8.8",
                           "64:ff9b::8.8.8.8",
                           "100::1",
                           "fc00::1",
                           "fd00::1",
                           "fe80::1",
                           "ff02::1",
                           "2002:7f00:1::1",
                           "2001::1",
                           "2001:db8::1",
                           "3fff::1",
                           "4000::1"}) {
    CAPTURE(text);
    CHECK_FALSE(is_public(text));
  }
}
