// DID documents over the API: the key history of an organization, and resolution with its metadata.
#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "app/keys/issuer_keys.h"
#include "app/keys/kept_key.h"
#include "app/status_lists/key_signer.h"
#include "e2e/demonstration.h"
#include "formats/crypto/multikey.h"
#include "formats/did/key_search.h"
#include "formats/rdf/context_store.h"

using namespace cairn;
using test::Demonstration;

namespace {

/// Seals nothing: what it opens is what it was given.
class OpenSealer final : public keys::Sealer {
 public:
  std::vector<std::uint8_t> seal(std::span<const std::uint8_t> secret) const override {
    return {secret.begin(), secret.end()};
  }
  Result<std::vector<std::uint8_t>> open(std::span<const std::uint8_t> sealed) const override {
    return std::vector<std::uint8_t>(sealed.begin(), sealed.end());
  }
};

class NoLists final : public status_lists::Signer {
 public:
  Result<std::string> issuer_of(const std::string&) const override { return not_found("no lists"); }
  Result<std::string> sign(const std::string&, const json::Document&, Instant) const override {
    return not_found("no lists");
  }
};

const OrganizationId kRiverside("riverside");
const std::string kDid = "did:web:cairn.example:organizations:riverside";

// How find_key() answers for a key of the published document.
std::string ask(const json::Value& document, const std::string& did_key, const char* made_at,
                const char* at) {
  auto parsed = did::ControllerDocument::parse(document, kDid);
  REQUIRE(parsed.has_value());
  const did::StatedController stated{
      kDid, std::make_shared<const did::ControllerDocument>(*std::move(parsed)), {}, {}};
  const std::string method = kDid + "#" + did_key.substr(8);
  const auto answer = did::find_key({method, did::Purpose::assertion_method,
                                     Instant::parse(at).value(), Instant::parse(made_at).value()},
                                    std::span(&stated, 1));
  if (std::holds_alternative<did::FoundKey>(answer)) return "found";
  const auto reason = std::get<did::KeyRefusal>(answer).reason;
  if (reason == did::NoKey::expired) return "expired";
  return reason == did::NoKey::revoked ? "revoked" : "other";
}

}  // namespace

TEST_CASE("rotation keeps what the old key signed, compromise takes it back") {
  Demonstration demonstration;
  const NoLists lists;
  demonstration.publish_lists(lists);
  test::FixedClock clock("2026-02-01T00:00:00Z");
  test::SeededRandom random(5);
  const OpenSealer sealer;
  const keys::Ports ports{demonstration.store(), sealer, clock, random};
  REQUIRE(keys::ensure_issuer_keys(ports, std::span(&kRiverside, 1)).has_value());
  const std::string path = "/organizations/riverside/did.json";
  const auto first_document = demonstration.ask("GET", path);
  REQUIRE(first_document.status == 200);
  CHECK(first_document.header("content-type") == "application/did+json");
  CHECK(first_document.header("cache-control") == "public, max-age=300");
  const std::string first =
      "did:key:" +
      std::string(first_document.at({"verificationMethod", "0", "publicKeyMultibase"}).string());
  const char* const before = "2026-02-02T00:00:00Z";
  const char* const after = "2026-04-01T00:00:00Z";
  CHECK(ask(first_document.document.root(), first, before, after) == "found");

  clock.set("2026-03-01T00:00:00Z");
  const std::string second = keys::rotate(ports, kRiverside, keys::Ending::retired).value();
  CHECK(second != first);
  const auto rotated = demonstration.ask("GET", path).document;
  CHECK(ask(rotated.root(), first, before, after) == "found");
  CHECK(ask(rotated.root(), first, after, after) == "expired");
  CHECK(ask(rotated.root(), second, after, after) == "found");

  clock.set("2026-05-01T00:00:00Z");
  const std::string third = keys::rotate(ports, kRiverside, keys::Ending::compromised).value();
  const auto compromised = demonstration.ask("GET", path).document;
  CHECK(ask(compromised.root(), first, before, "2026-06-01T00:00:00Z") == "found");
  CHECK(ask(compromised.root(), second, after, "2026-06-01T00:00:00Z") == "revoked");
  CHECK(ask(compromised.root(), third, "2026-05-02T00:00:00Z", "2026-06-01T00:00:00Z") == "found");
  CHECK(keys::rotate(ports, OrganizationId("nobody"), keys::Ending::retired).error().code ==
        ErrorCode::not_found);
  CHECK(demonstration.ask("GET", "/.well-known/did.json").document.root().text_of("id") ==
        "did:web:cairn.example");
}

TEST_CASE("a key is found compromised after it was retired, with the time since when") {
  Demonstration demonstration;
  const NoLists lists;
  demonstration.publish_lists(lists);
  test::FixedClock clock("2026-02-01T00:00:00Z");
  test::SeededRandom random(5);
  const OpenSealer sealer;
  const keys::Ports ports{demonstration.store(), sealer, clock, random};
  REQUIRE(keys::ensure_issuer_keys(ports, std::span(&kRiverside, 1)).has_value());
  const auto document = [&] {
    return demonstration.ask("GET", "/organizations/riverside/did.json").document;
  };
  const std::string first =
      "did:key:" + std::string(demonstration.ask("GET", "/organizations/riverside/did.json")
                                   .at({"verificationMethod", "0", "publicKeyMultibase"})
                                   .string());
  const auto since = [&](const std::string& did, const char* when) {
    return keys::compromise(ports, {kRiverside, did, Instant::parse(when).value()});
  };
  clock.set("2026-05-01T00:00:00Z");
  const std::string second = keys::rotate(ports, kRiverside, keys::Ending::retired).value();
  const char* const at = "2026-08-01T00:00:00Z";
  CHECK(ask(document().root(), first, "2026-04-01T00:00:00Z", at) == "found");

  clock.set("2026-07-01T00:00:00Z");
  CHECK(since(first, "2026-03-01T00:00:00Z").value().empty());  // it did not sign any more
  CHECK(ask(document().root(), first, "2026-04-01T00:00:00Z", at) == "revoked");
  CHECK(ask(document().root(), first, "2026-02-02T00:00:00Z", "2026-02-03T00:00:00Z") == "found");
  CHECK(ask(document().root(), second, "2026-06-01T00:00:00Z", at) == "found");
  CHECK(since(first, "2026-04-01T00:00:00Z").error().code == ErrorCode::conflict);
  CHECK(since(first, "2026-02-15T00:00:00Z").value().empty());
  CHECK(since(first, "2026-07-02T00:00:00Z").error().code == ErrorCode::invalid);
  CHECK(since("did:key:z6Mk", "2026-03-01T00:00:00Z").error().code == ErrorCode::not_found);

  const std::string third = since(second, "2026-06-15T00:00:00Z").value();
  CHECK(third.starts_with("did:key:z6Mk"));
  CHECK(ask(document().root(), second, "2026-06-20T00:00:00Z", at) == "revoked");
  CHECK(ask(document().root(), third, "2026-07-02T00:00:00Z", at) == "found");
}

TEST_CASE("a DID is resolved with metadata, or the result says why not") {
  Demonstration demonstration;
  const NoLists lists;
  demonstration.publish_lists(lists);
  test::FixedClock clock;
  test::SeededRandom random(6);
  const OpenSealer sealer;
  const std::vector<OrganizationId> two = {kRiverside, OrganizationId("academy")};
  REQUIRE(
      keys::ensure_issuer_keys({demonstration.store(), sealer, clock, random}, two).has_value());
  const auto error = [&](const std::string& did) {
    const auto answer = demonstration.get("/dids/" + did);
    CHECK(answer.at({"didDocument"}).is_null());
    return std::to_string(answer.status) + " " +
           std::string(answer.at({"didResolutionMetadata", "error", "type"}).string());
  };
  const std::string key = "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK";
  for (const std::string& did : {key, kDid}) {
    CAPTURE(did);
    const auto answer = demonstration.get("/dids/" + did);
    CHECK(answer.status == 200);
    CHECK(answer.at({"didDocument", "id"}).string() == did);
    CHECK(answer.at({"didResolutionMetadata", "contentType"}).string() == "application/did");
    CHECK(answer.at({"didDocumentMetadata"}).is_object());
  }
  CHECK(error("nonsense") == "400 https://www.w3.org/ns/did#INVALID_DID");
  CHECK(error("did:key:z6Mk") == "400 https://www.w3.org/ns/did#INVALID_DID");
  CHECK(error("did:web:cairn.example:organizations:nobody") ==
        "404 https://www.w3.org/ns/did#NOT_FOUND");
  CHECK(error("did:web:other.example") == "404 https://www.w3.org/ns/did#NOT_FOUND");
  CHECK(error("did:example:1") == "501 https://www.w3.org/ns/did#METHOD_NOT_SUPPORTED");
  CHECK(demonstration.ask("GET", "/.well-known/did.json").status == 404);
}

TEST_CASE("a kept key is made once for each tenant and kind") {
  Demonstration demonstration;
  test::FixedClock clock("2026-02-01T00:00:00Z");
  test::SeededRandom random(7);
  const OpenSealer sealer;
  const keys::Ports ports{demonstration.store(), sealer, clock, random};
  const auto did = [&](const char* tenant, crypto::KeyKind kind) {
    const auto key = keys::kept_key(ports, tenant, kind);
    REQUIRE(key.has_value());
    CHECK(key->kind() == kind);
    return crypto::did_key(key->public_key());
  };
  using crypto::KeyKind;
  for (const KeyKind kind : {KeyKind::ed25519, KeyKind::p256, KeyKind::p384})
    CHECK(did("vc-api:one", kind) == did("vc-api:one", kind));
  CHECK(did("vc-api:one", KeyKind::p256) != did("vc-api:two", KeyKind::p256));
  // They are no organization's.
  const NoLists lists;
  demonstration.publish_lists(lists);
  CHECK(demonstration.ask("GET", "/organizations/vc-api:one/did.json").status == 404);
}
