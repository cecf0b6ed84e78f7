// The examples of DID Core section 3 and of the did:web method, and what both forbid.
#include "formats/did/identifier.h"

#include <doctest/doctest.h>

using namespace cairn;

TEST_CASE("a DID URL falls into its parts") {
  const auto url = did::parse_did_url("did:example:123:a%20b/path?service=files&v=1#key-1");
  REQUIRE(url.has_value());
  CHECK(url->did == "did:example:123:a%20b");
  CHECK(url->method == "example");
  CHECK(url->specific == "123:a%20b");
  CHECK(url->path == "/path");
  CHECK(url->query == "service=files&v=1");
  CHECK(url->fragment == "key-1");
  CHECK(did::is_did("did:web:school.example"));
  CHECK_FALSE(did::is_did("did:web:school.example#key-1"));
}

TEST_CASE("what the grammar of DIDs forbids is refused") {
  for (const char* text : {"",
                           "did",
                           "did:",
                           "did:web",
                           "did:web:",
                           "did:Web:x",
                           "did:we_b:x",
                           "DID:web:x",
                           "did::x",
                           "did:web:x:",
                           "did:web:a b",
                           "did:web:a%2",
                           "did:web:a%zz",
                           "did:web:ä",
                           "did:web:x#",
                           "did:web:x#a#b",
                           "did:web:x#a b",
                           "urn:web:x",
                           " did:web:x",
                           "did:web:x\n"}) {
    CAPTURE(text);
    CHECK_FALSE(did::parse_did_url(text).has_value());
  }
  CHECK(did::parse_did_url("did:a:" + std::string(did::kIdentifierBytesMax, 'x')).error().code ==
        ErrorCode::exhausted);
}

TEST_CASE("a did:web leads to the address of its document and back") {
  const std::pair<const char*, const char*> examples[] = {
      {"did:web:w3c-ccg.github.io", "https://w3c-ccg.github.io/.well-known/did.json"},
      {"did:web:w3c-ccg.github.io:user:alice", "https://w3c-ccg.github.io/user/alice/did.json"},
      {"did:web:example.com%3A3000:user:alice", "https://example.com:3000/user/alice/did.json"},
      {"did:web:example.com%3A8443", "https://example.com:8443/.well-known/did.json"},
      {"did:web:localhost%3a8443", "https://localhost:8443/.well-known/did.json"},
      {"did:web:example.com:a%20b:~x", nullptr},
      {"did:web:example.com:a%20b", "https://example.com/a%20b/did.json"},
  };
  for (const auto& [id, url] : examples) {
    CAPTURE(id);
    const auto made = did::did_web_url(id);
    REQUIRE(made.has_value() == (url != nullptr));
    if (url != nullptr) CHECK(*made == url);
  }
  CHECK(did::did_web_of("https://example.com:3000/user/alice").value() ==
        "did:web:example.com%3A3000:user:alice");
  CHECK(did::did_web_of("https://example.com/").value() == "did:web:example.com");
  for (const char* url : {"http://example.com", "https://127.0.0.1", "https://u@example.com",
                          "https://example.com/a//b", "https://example.com/a?b", "https://"}) {
    CAPTURE(url);
    CHECK_FALSE(did::did_web_of(url).has_value());
  }
}

TEST_CASE("a did:web never names an address by number or climbs out of its path") {
  for (const char* id : {"did:web:127.0.0.1",
                         "did:web:127.0.0.1%3A80",
                         "did:web:10.1",
                         "did:web:0x7f000001",
                         "did:web:2130706433",
                         "did:web:[::1]",
                         "did:web:example.com%3A",
                         "did:web:example.com%3A0",
                         "did:web:example.com%3A65536",
                         "did:web:example.com%3A80%3A81",
                         "did:web:example.com%2Fa",
                         "did:web:user%40example.com",
                         "did:web:example.com:..:a",
                         "did:web:example.com:%2e%2E:a",
                         "did:web:example.com:.",
                         "did:web:example.com::a",
                         "did:web:example.com:a%2f..%2fb",
                         "did:web:.example.com",
                         "did:web:example..com",
                         "did:web:example.com#key",
                         "did:key:z6Mk"}) {
    CAPTURE(id);
    CHECK_FALSE(did::did_web_url(id).has_value());
  }
}

TEST_CASE("the document of a method is what stands before its fragment") {
  CHECK(did::controller_of("did:web:a.example#k") == "did:web:a.example");
  CHECK(did::controller_of("did:web:a.example?v=1#k") == "did:web:a.example");
  CHECK(did::controller_of("https://a.example/i?x=1#k") == "https://a.example/i?x=1");
  CHECK(did::document_url("https://a.example/i").value() == "https://a.example/i");
  CHECK(did::document_url("did:web:a.example").value() == "https://a.example/.well-known/did.json");
  CHECK_FALSE(did::document_url("http://a.example/i").has_value());
  CHECK_FALSE(did::document_url("did:example:1").has_value());
  CHECK(did::describes_itself("did:jwk:e30"));
  CHECK_FALSE(did::describes_itself("did:web:a.example"));
}
