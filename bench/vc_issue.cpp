// The native side of `./dev bench vc-issue`: floor and Cairn issue the credentials of a file, one
// that the peer signed on each line; the last one names another issuer and must be refused.
#include <simdjson.h>

#include <fstream>
#include <string>
#include <vector>

#include "formats/crypto/signing_key.h"
#include "formats/json/reader.h"
#include "formats/json/writer.h"
#include "formats/vc/data_integrity.h"
#include "turns.h"

using namespace cairn;

namespace {

struct Case {
  std::string text;  ///< without the proof
  std::string canonical_document, canonical_config;
  std::string expected;  ///< the peer's proofValue
  crypto::SigningKey key;
};

const Instant kCreated = Instant::parse("2026-03-01T09:00:00Z").value();

// tests/interop/peer.mjs
crypto::SigningKey demonstration_key(std::size_t number) {
  const auto seed = crypto::digest(
      crypto::HashAlgorithm::sha256,
      "Cairn demonstration key, never use elsewhere: Bench " + std::to_string(number));
  return crypto::SigningKey::from_seed(std::span(seed.data).first<32>());
}

Case case_of(const std::string& line, std::size_t number, const rdf::ContextStore& contexts) {
  const json::Document signed_one = json::read(line).value();
  json::Arena arena;
  const json::Value bare = arena.without_member(signed_one.root(), "proof");
  const json::Value& proof = *signed_one.root().find("proof");
  vc::SignedData data =
      vc::data_to_sign(bare, arena.without_member(proof, "proofValue"), contexts).value();
  return {json::write(bare), std::move(data.document), std::move(data.proof_config),
          std::string(proof.text_of("proofValue")), demonstration_key(number)};
}

bool floor_of(const Case& one) {
  static simdjson::dom::parser parser;
  if (parser.parse(one.text).error() != simdjson::SUCCESS) return false;
  const auto data = vc::joined_hashes(one.canonical_config, one.canonical_document,
                                      crypto::HashAlgorithm::sha256);
  return one.key.sign(data).bytes().size() == 64;
}

// From JSON to JSON.
Result<std::string> issued(const Case& one, const rdf::ContextStore& contexts) {
  CAIRN_TRY(const json::Document document, json::read(one.text));
  CAIRN_TRY(const json::Document made,
            vc::add_proof(document, one.key, {.created = kCreated}, contexts));
  return json::write(made.root());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 64;
  const auto contexts = rdf::ContextStore::with_built_in_contexts();
  std::vector<Case> cases;
  std::ifstream file(argv[1]);
  for (std::string line; std::getline(file, line);)
    cases.push_back(case_of(line, cases.size(), *contexts));
  if (cases.empty()) return 66;
  const std::size_t last = cases.size() - 1;
  return bench::serve_rounds({{"floor", [&](std::size_t i) { return floor_of(cases[i]); }},
                              {"cairn",
                               [&](std::size_t i) {
                                 const auto made = issued(cases[i], *contexts);
                                 if (i == last) return !made.has_value();
                                 return made && made->find(cases[i].expected) != std::string::npos;
                               }}},
                             cases.size());
}
