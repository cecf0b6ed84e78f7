// Every published intermediate of the EdDSA suites, of proof sets and chains (w3c/vc-di-eddsa
// TestVectors), then the whole way.
#include <doctest/doctest.h>

#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "formats/crypto/digest.h"
#include "formats/crypto/multibase.h"
#include "formats/crypto/multikey.h"
#include "formats/json/reader.h"
#include "formats/json/writer.h"
#include "formats/rdf/context_store.h"
#include "formats/vc/data_integrity.h"
#include "formats/vc/structure.h"
#include "formats/vc/verify.h"
#include "support/vectors.h"

using namespace cairn;

namespace {

// The context of the second example is in no npm package. It is rebuilt here for the terms that the
// example uses, from the published canonical form that it must lead to.
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

// The files of one example end in a word of their own.
struct Example {
  const char* folder;
  const char* suffix;
  const char* unsigned_file;
  vc::Transformation how = {};
};
constexpr vc::Transformation kJcs = {vc::Canonicalization::jcs};
constexpr Example kCases[] = {
    {"eddsa-rdfc-2022", "DataInt", "unsigned.json"},
    {"eddsa-rdfc-2022/employ", "DataInt", "employmentAuth.json"},
    {"eddsa-jcs-2022", "JCS", "unsigned.json", kJcs},
    {"Ed25519Signature2020", "EdSig", "signedEdSig.json"},
};

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

Instant moment(std::string_view text) { return Instant::parse(text).value(); }

std::string proof_code(const json::Value& credential, const rdf::ContextStore& store) {
  const vc::Facts facts{store, {}};
  return vc::name_of(vc::verify(credential, facts, moment("2026-01-01T00:00:00Z")).at(1).code);
}

json::Value renamed(const json::Value& credential, json::Arena& arena) {
  return arena.with_member(credential, "name", arena.string("Another name"));
}

class Counter {
 public:
  explicit Counter(std::string set) : set_(std::move(set)) {}
  void expect(const std::string& got, const std::string& wanted) {
    ++total_;
    passed_ += got == wanted;
    CHECK(got == wanted);
  }
  ~Counter() {
    std::printf("vectors %s: %d passed, %d failed, 0 skipped\n", set_.c_str(), passed_,
                total_ - passed_);
  }

 private:
  std::string set_;
  int passed_ = 0, total_ = 0;
};

}  // namespace

TEST_CASE("every intermediate of each suite is the published one") {
  if (!test::have_vectors("vc-di-eddsa")) return;
  const auto store = contexts();
  const crypto::SigningKey key = signing_key();
  for (const Example& example : kCases) {
    CAPTURE(example.folder);
    Counter counter(std::string("vc-di-eddsa/") + example.folder);
    const auto folder = root() / example.folder;
    const auto published = [&](const char* name) {
      return test::read_file(folder / (std::string(name) + example.suffix + ".txt"));
    };
    const bool apart = example.how.canonicalization == vc::Canonicalization::jcs;
    json::Arena arena;
    const json::Document whole =
        read((example.unsigned_file[0] == 's' ? folder : root()) / example.unsigned_file);
    const json::Value document = arena.without_member(whole.root(), "proof");
    const json::Document config =
        read(folder / (std::string("proofConfig") + example.suffix + ".json"));
    const auto data = vc::data_to_sign(document, config.root(), *store, example.how);
    REQUIRE_MESSAGE(data.has_value(), describe(data.error()));
    const auto form = [&](const std::string& text) { return apart ? trimmed(text) : text; };
    counter.expect(data->document, form(published("canonDoc")));
    counter.expect(data->proof_config, form(published("proofCanon")));
    const std::span bytes(data->data);
    counter.expect(crypto::to_hex(bytes.first(32)), trimmed(published("proofHash")));
    counter.expect(crypto::to_hex(bytes.last(32)), trimmed(published("docHash")));
    counter.expect(crypto::to_hex(bytes), trimmed(published("combinedHash")));
    const crypto::Signature signature = key.sign(bytes);
    counter.expect(crypto::to_hex(signature), trimmed(published("sigHex")));
    counter.expect(crypto::multibase_encode(signature), trimmed(published("sigBTC58")));
    const json::Document secured =
        read(folder / (std::string("signed") + example.suffix + ".json"));
    counter.expect(proof_code(secured.root(), *store), "ok");
    counter.expect(proof_code(renamed(secured.root(), arena), *store), "proof_mismatch");
  }
}

TEST_CASE("our own proofs of the published options are the published ones") {
  if (!test::have_vectors("vc-di-eddsa")) return;
  const auto store = contexts();
  const crypto::SigningKey key = signing_key();
  Counter counter("vc-di-eddsa/issue");
  for (const Example& example : {kCases[0], kCases[2]}) {
    const json::Document secured =
        read(root() / example.folder / (std::string("signed") + example.suffix + ".json"));
    const json::Value& proof = *secured.root().find("proof");
    json::Arena arena;
    // The issuer of the example is no did:key, so the document is signed as by its controller.
    const vc::ProofOptions options{.suite = proof.text_of("cryptosuite"),
                                   .created = moment(proof.text_of("created")),
                                   .purpose = "assertionMethod",
                                   .verification_method = proof.text_of("verificationMethod"),
                                   .issuer = vc::ProofOptions::Issuer::any};
    const json::Document bare(secured.arena(), arena.without_member(secured.root(), "proof"));
    const auto made = vc::add_proof(bare, key, options, *store);
    REQUIRE_MESSAGE(made.has_value(), describe(made.error()));
    counter.expect(std::string(made->root().find("proof")->text_of("proofValue")),
                   std::string(proof.text_of("proofValue")));
  }
}

TEST_CASE("sets and chains are made and verified as published") {
  if (!test::have_vectors("vc-di-eddsa")) return;
  const auto store = contexts();
  const auto folder = root() / "proof-set-chain";
  const json::Document pairs = read(folder / "multiKeyPairs.json");
  Counter counter("vc-di-eddsa/proof-set-chain");
  json::Document document = read(folder / "unsigned.json");
  const char* files[] = {"signedProofSet1", "signedProofSet2", "signedProofChain1",
                         "signedProofChain2"};
  for (int i = 0; i < 4; ++i) {
    CAPTURE(files[i]);
    const json::Document published = read(folder / (std::string(files[i]) + ".json"));
    const json::Value& all = *published.root().find("proof");
    const json::Value& last = all.is_array() ? all.items().back() : all;
    const json::Value& pair = *pairs.root().find("keyPair" + std::to_string(i + 1));
    const auto key = crypto::parse_secret_multikey(pair.text_of("privateKeyMultibase"));
    REQUIRE(key.has_value());
    std::vector<std::string> previous;
    for (const json::Value& id : json::one_or_more(last.find("previousProof")))
      previous.emplace_back(id.string());
    const vc::ProofOptions options{.created = moment(last.text_of("created")),
                                   .id = last.text_of("id"),
                                   .previous_proofs = previous,
                                   .existing = vc::ProofOptions::Existing::kept,
                                   .issuer = vc::ProofOptions::Issuer::any};
    auto made = vc::add_proof(document, *key, options, *store);
    REQUIRE_MESSAGE(made.has_value(), describe(made.error()));
    document = *made;
    counter.expect(json::canonicalize(document.root()).value(),
                   json::canonicalize(published.root()).value());
    counter.expect(proof_code(published.root(), *store), "ok");
  }
  for (const char* intermediate : {"proofChainTempDoc1", "proofChainTempDoc2"}) {
    // What the proof of a chain signs: the document with the proofs that it names, and no others.
    json::Arena arena;
    const json::Document published = read(folder / (std::string(intermediate) + ".json"));
    const json::Document chain = read(folder / "signedProofChain2.json");
    const auto all = chain.root().find("proof")->items();
    const auto& proof = all[intermediate[17] == '1' ? 2 : 3];
    const auto matching = vc::matching_proofs(proof, all, arena);
    REQUIRE(matching.has_value());
    counter.expect(json::canonicalize(arena.with_member(chain.root(), "proof", *matching)).value(),
                   json::canonicalize(published.root()).value());
  }
}
