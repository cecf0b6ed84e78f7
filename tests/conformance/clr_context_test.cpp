// Our own writing of the CLR 2.0.1 context gives the quads that the published one gives.
#include <doctest/doctest.h>

#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "formats/json/reader.h"
#include "formats/rdf/context_store.h"
#include "formats/vc/data_integrity.h"
#include "support/vectors.h"

using namespace cairn;

namespace {

constexpr std::string_view kUrl = "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json";

// Every other context as built in, and the published text under the URL of ours.
std::unique_ptr<rdf::ContextStore> published_store() {
  auto store = std::make_unique<rdf::ContextStore>();
  for (const rdf::BuiltInContext& context : rdf::built_in_contexts())
    if (context.url != kUrl) REQUIRE(store->add(context.url, context.text).has_value());
  const std::string text =
      test::read_file(test::vectors_folder() / "contexts" / "clr-v2p0-2.0.1.json");
  REQUIRE(store->add(kUrl, text).has_value());
  return store;
}

const std::string kBadge = R"({
  "@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
  "id": "urn:uuid:b", "type": ["VerifiableCredential", "OpenBadgeCredential"], "name": "B",
  "issuer": {"id": "did:example:school", "type": ["Profile"]}, "validFrom": "2026-03-01T09:00:00Z",
  "credentialSubject": {"id": "did:example:learner", "type": ["AchievementSubject"],
    "identifier": [{"type": "IdentityObject", "hashed": false, "identityHash": "x", "identityType": "name"}],
    "achievement": {"id": "urn:uuid:1", "type": ["Achievement"], "name": "N", "description": "d",
                    "criteria": {"narrative": "n"}}},
  "proof": {"type": "DataIntegrityProof", "cryptosuite": "eddsa-rdfc-2022", "proofValue": "z1",
            "proofPurpose": "assertionMethod", "verificationMethod": "did:key:z6#z6",
            "created": "2026-03-01T09:00:00Z"}})";

std::string record_of(const std::string& context, const std::string& member,
                      const std::string& subject) {
  return R"({"@context": ["https://www.w3.org/ns/credentials/v2", ")" + std::string(kUrl) +
         R"(", )" + context +
         R"(], "id": "urn:uuid:clr", "type": ["VerifiableCredential", "ClrCredential"],)" + member +
         R"("name": "Record", "issuer": "did:example:school",
            "credentialSubject": {"id": "did:example:learner", "type": ["ClrSubject"], )" +
         subject + "}}";
}

// What stands in the subject and beside it, in every combination.
std::vector<std::string> documents() {
  const std::vector<std::string> contexts = {
      R"("https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json")",
      R"("https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json", "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json")",
      R"("https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json", {"xsd": "http://www.w3.org/2001/XMLSchema#", "own": "urn:x:own"})",
  };
  const std::vector<std::string> beside = {"", R"("partial": true,)", R"("partial": "false",)",
                                           R"("awardedDate": "2026-01-01T00:00:00Z",)"};
  const std::vector<std::string> subjects = {
      R"("verifiableCredential": [)" + kBadge + "]",
      R"("verifiableCredential": )" + kBadge,
      R"("verifiableCredential": ["urn:uuid:b"])",
      R"("achievement": [{"id": "urn:uuid:1", "type": ["Achievement"], "name": "N"}])",
      R"("achievement": ["urn:uuid:1", "urn:uuid:2"])",
      R"("identifier": [{"type": "IdentityObject", "hashed": true, "identityHash": "sha256$0", "identityType": "emailAddress"}])",
      R"("identifier": ["A-17"])",
      R"("obi:term": "t", "cred:holder": "h")",
      R"("association": [{"type": "Association", "associationType": "isPartOf", "sourceId": "urn:uuid:1", "targetId": "urn:uuid:2"}])",
      R"("association": [{"type": ["Association"], "associationType": "precedes", "sourceId": "urn:uuid:1",
         "targetId": "urn:uuid:2", "https://example.org/why": "w"}, "plain"])",
  };
  std::vector<std::string> made;
  for (const std::string& context : contexts)
    for (const std::string& member : beside)
      for (const std::string& subject : subjects)
        made.push_back(record_of(context, member, subject));
  return made;
}

}  // namespace

TEST_CASE("our CLR context gives the same quads as the published one") {
  if (!test::have_vectors("contexts")) return;
  const auto ours = rdf::ContextStore::with_built_in_contexts();
  const auto published = published_store();
  int same = 0, refused = 0;
  for (const std::string& text : documents()) {
    CAPTURE(text);
    const auto document = json::read(text);
    REQUIRE_MESSAGE(document.has_value(), describe(document.error()));
    const auto left = vc::canonical_form(document->root(), *ours);
    const auto right = vc::canonical_form(document->root(), *published);
    REQUIRE(left.has_value() == right.has_value());
    if (left.has_value())
      CHECK(*left == *right);
    else
      CHECK(left.error() == right.error());
    left.has_value() ? ++same : ++refused;
  }
  CHECK(same >= 100);
  std::printf("counted clr_context: %d documents with the same quads, %d refused by both\n", same,
              refused);
}
