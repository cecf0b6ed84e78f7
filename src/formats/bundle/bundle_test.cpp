#include "formats/bundle/bundle.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "formats/crypto/digest.h"

using namespace cairn;
using bundle::Bundle;

namespace {

Instant moment(const char* text) { return Instant::parse(text).value(); }

Bundle sample() {
  Bundle made;
  made.made = moment("2026-11-21T12:00:00Z");
  made.until = moment("2026-12-21T12:00:00Z");
  made.documents = {{"https://b.example/", moment("2026-11-21T11:00:00Z"), "{\"b\": \"ü\"}"},
                    {"https://a.example/", moment("2026-11-21T11:30:00Z"), "{}"}};
  made.contexts = {{"https://c.example/v1", R"({"@context": {}})"}};
  made.trust_lists = {{moment("2026-11-20T00:00:00Z"), "[]"}};
  made.trust_signers = {"did:key:b", "did:key:a", "did:key:b"};
  made.logs = {{"log.example+1+k", moment("2026-11-21T11:45:00Z"), "log.example\n1\n"}};
  made.log_proofs = {{moment("2026-11-21T11:50:00Z"), "c2sp.org/tlog-proof@v1\n"}};
  return made;
}

std::string written(const Bundle& bundle) {
  auto text = bundle::write_bundle(bundle);
  REQUIRE_MESSAGE(text.has_value(), describe(text.error()));
  return *std::move(text);
}

Result<Bundle> read(const std::string& text) {
  CAIRN_TRY(const json::Document document, json::read(text, bundle::kLimits));
  return bundle::read_bundle(document.root());
}

// Where the reader says that a changed bundle is wrong.
std::string wrong(const std::string& from, const std::string& to) {
  std::string text = written(sample());
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  const auto bundle = read(text.replace(at, from.size(), to));
  return bundle ? "" : bundle.error().where;
}

}  // namespace

TEST_CASE("a bundle is read as it was written") {
  const auto bundle = read(written(sample()));
  REQUIRE_MESSAGE(bundle.has_value(), describe(bundle.error()));
  CHECK(bundle->made == sample().made);
  CHECK(bundle->until == sample().until);
  CHECK(bundle->signer.empty());
  REQUIRE(bundle->documents.size() == 2);
  CHECK(bundle->documents[1].url == "https://b.example/");
  CHECK(bundle->documents[1].body == "{\"b\": \"ü\"}");
  CHECK(bundle->documents[1].fetched == moment("2026-11-21T11:00:00Z"));
  CHECK(bundle->contexts[0].url == "https://c.example/v1");
  CHECK(bundle->trust_lists[0].stored == moment("2026-11-20T00:00:00Z"));
  CHECK(bundle->trust_signers == std::vector<std::string>{"did:key:a", "did:key:b"});
  CHECK(bundle->logs[0].checkpoint == "log.example\n1\n");
  CHECK(bundle->log_proofs[0].body == "c2sp.org/tlog-proof@v1\n");
}

TEST_CASE("the bytes follow from the parts, in whatever order they come") {
  Bundle other = sample();
  std::ranges::reverse(other.documents);
  std::ranges::reverse(other.trust_signers);
  other.log_proofs.push_back(other.log_proofs[0]);
  CHECK(written(other) == written(sample()));
  other.documents[0].body += " ";
  CHECK(written(other) != written(sample()));
}

TEST_CASE("a part that is not what its digest says is refused with its place") {
  CHECK(wrong(R"({\"b\": \"ü\"})", R"({\"b\": \"u\"})") == "/credentialSubject/document/1/sha256");
  CHECK(wrong(R"({\"@context\": {}})", R"({\"@context\": 1 })") ==
        "/credentialSubject/context/0/sha256");
  CHECK(wrong("log.example\\n1", "log.example\\n2") == "/credentialSubject/log/0/sha256");
  CHECK(wrong("tlog-proof@v1", "tlog-proof@v2") == "/credentialSubject/logProof/0/sha256");
}

TEST_CASE("what is no bundle is refused with its place") {
  CHECK(wrong("OfflineBundleCredential", "TrustListCredential") == "/type");
  CHECK(wrong("\"validFrom\"", "\"validSince\"") == "/validSince");
  CHECK(wrong("2026-11-21T12:00:00Z", "yesterday") == "/validFrom");
  CHECK(wrong("2026-12-21T12:00:00Z", "2026-12-21") == "/validUntil");
  CHECK(wrong("\"fetched\":\"2026-11-21T11:30:00Z\"", "\"fetched\":1") ==
        "/credentialSubject/document/0/fetched");
  CHECK(wrong("\"trustSigner\":[{\"id\":\"did:key:a\"}", "\"trustSigner\":[{\"id\":\"\"}") ==
        "/credentialSubject/trustSigner/0/id");
  CHECK(wrong("\"type\":\"OfflineBundle\"", "\"type\":\"OfflineBundle\",\"more\":1") ==
        "/credentialSubject/more");
  CHECK(wrong("https://b.example/", "https://a.example/") == "/credentialSubject/document");
  CHECK(wrong("\"validFrom\"", "\"issuer\":\"did:key:a\",\"validFrom\"") == "/proof");
  CHECK_FALSE(read("[]").has_value());
  Bundle broken = sample();
  broken.documents[0].body = "\xFF";
  CHECK_FALSE(bundle::write_bundle(broken).has_value());
  broken = sample();
  broken.documents.push_back({"https://a.example/", moment("2026-11-21T11:30:00Z"), "{1}"});
  CHECK_FALSE(bundle::write_bundle(broken).has_value());
}
