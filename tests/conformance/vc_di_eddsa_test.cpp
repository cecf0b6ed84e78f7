// Every published intermediate of eddsa-rdfc-2022 (w3c/vc-di-eddsa TestVectors), then the whole
// way.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <string>

#include "formats/crypto/digest.h"
#include "formats/crypto/multibase.h"
#include "formats/crypto/multikey.h"
#include "formats/json/reader.h"
#include "formats/json/writer.h"
#include "formats/rdf/context_store.h"
#include "formats/vc/data_integrity.h"
#include "formats/vc/verify.h"
#include "support/vectors.h"

using namespace cairn;

namespace {

// The contexts of the two examples are in no npm package. The first is one line in the Data Model's
// text; the second is rebuilt here for the terms that the example uses, from the published
// canonical form that it must lead to.
constexpr std::string_view kExamples =
    R"({"@context": {"@vocab": "https://www.w3.org/ns/credentials/examples#"}})";
constexpr std::string_view kCitizenship = R"({"@context": {
  "c": "https://w3id.org/citizenship#", "s": "https://schema.org/",
  "xsd": "http://www.w3.org/2001/XMLSchema#",
  "EmploymentAuthorizationDocumentCredential": "c:EmploymentAuthorizationDocumentCredential",
  "EmployablePerson": "c:EmployablePerson", "Person": "s:Person",
  "EmploymentAuthorizationDocument": "c:EmploymentAuthorizationDocument",
  "additionalName": "s:additionalName", "familyName": "s:familyName", "givenName": "s:givenName",
  "gender": "s:gender", "identifier": "s:identifier", "image": {"@id": "s:image", "@type": "@id"},
  "birthDate": {"@id": "s:birthDate", "@type": "xsd:dateTime"},
  "residentSince": {"@id": "c:residentSince", "@type": "xsd:dateTime"},
  "birthCountry": "c:birthCountry", "lprCategory": "c:lprCategory", "lprNumber": "c:lprNumber",
  "employmentAuthorizationDocument": {"@id": "c:employmentAuthorizationDocument", "@type": "@id"}}})";

struct Example {
  const char* folder;
  const char* unsigned_file;
};
constexpr Example kAlumni = {"eddsa-rdfc-2022", "unsigned.json"};
constexpr Example kEmployment = {"eddsa-rdfc-2022/employ", "employmentAuth.json"};

std::filesystem::path root() { return test::vectors_folder() / "vc-di-eddsa"; }

json::Document read(const std::filesystem::path& path) {
  const auto document = json::read(test::read_file(path));
  REQUIRE_MESSAGE(document.has_value(), path.string());
  return *document;
}

std::string trimmed(std::string text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
  return text;
}

std::unique_ptr<rdf::ContextStore> contexts() {
  auto store = rdf::ContextStore::with_built_in_contexts();
  REQUIRE(store->add("https://www.w3.org/ns/credentials/examples/v2", kExamples).has_value());
  REQUIRE(store->add("https://w3id.org/citizenship/v4rc1", kCitizenship).has_value());
  return store;
}

crypto::SigningKey signing_key() {
  const json::Document pair = read(root() / "keyPair.json");
  auto key = crypto::parse_secret_multikey(pair.root().text_of("privateKeyMultibase"));
  REQUIRE(key.has_value());
  CHECK(crypto::public_multikey(key->public_key()) == pair.root().text_of("publicKeyMultibase"));
  return std::move(key).value();
}

class Counter {
 public:
  void expect(const std::string& got, const std::string& wanted) {
    ++total_;
    passed_ += got == wanted;
    CHECK(got == wanted);
  }
  ~Counter() {
    std::printf("vectors vc-di-eddsa: %d passed, %d failed, 0 skipped\n", passed_,
                total_ - passed_);
  }

 private:
  int passed_ = 0, total_ = 0;
};

}  // namespace

TEST_CASE("every intermediate of eddsa-rdfc-2022 is the published one") {
  if (!test::have_vectors("vc-di-eddsa")) return;
  const auto store = contexts();
  const crypto::SigningKey key = signing_key();
  Counter counter;
  for (const Example& example : {kAlumni, kEmployment}) {
    CAPTURE(example.folder);
    const auto folder = root() / example.folder;
    const auto published = [&](const char* name) { return test::read_file(folder / name); };
    const json::Document document = read(root() / example.unsigned_file);
    const json::Document config = read(folder / "proofConfigDataInt.json");
    const auto data = vc::data_to_sign(document.root(), config.root(), *store);
    REQUIRE_MESSAGE(data.has_value(), describe(data.error()));
    counter.expect(data->document, published("canonDocDataInt.txt"));
    counter.expect(data->proof_config, published("proofCanonDataInt.txt"));
    const std::span bytes(data->data);
    counter.expect(crypto::to_hex(bytes.first(32)), trimmed(published("proofHashDataInt.txt")));
    counter.expect(crypto::to_hex(bytes.last(32)), trimmed(published("docHashDataInt.txt")));
    counter.expect(crypto::to_hex(bytes), trimmed(published("combinedHashDataInt.txt")));
    const crypto::Signature signature = key.sign(bytes);
    counter.expect(crypto::to_hex(signature), trimmed(published("sigHexDataInt.txt")));
    counter.expect(crypto::multibase_encode(signature), trimmed(published("sigBTC58DataInt.txt")));
  }
}

TEST_CASE("the published signed documents verify, and do not after a change") {
  if (!test::have_vectors("vc-di-eddsa")) return;
  const auto store = contexts();
  const vc::Facts facts{*store, {}};
  const Instant at = Instant::parse("2026-01-01T00:00:00Z").value();
  for (const Example& example : {kAlumni, kEmployment}) {
    CAPTURE(example.folder);
    const json::Document secured = read(root() / example.folder / "signedDataInt.json");
    const auto proof_of = [&](const json::Value& credential) {
      return vc::verify(credential, facts, at).at(1);
    };
    CHECK(vc::name_of(proof_of(secured.root()).code) == std::string("ok"));
    json::Arena arena;
    const json::Value changed =
        arena.with_member(secured.root(), "name", arena.string("Another name"));
    CHECK(vc::name_of(proof_of(changed).code) == std::string("proof_mismatch"));
  }
}
