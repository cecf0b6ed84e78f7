// The native side of `./dev bench vc-issue`: floor and Cairn issue the credentials of a file, one
// that the peer signed on each line; the last one names another issuer and must be refused. The
// same for a second file, with credentials of one achievement for as many learners, of one issuer.
#include <simdjson.h>

#include <fstream>
#include <string>
#include <vector>

#include "app/awarding/differences.h"
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

std::vector<Case> cases_of(const char* path, bool one_key, const rdf::ContextStore& contexts) {
  std::vector<Case> cases;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);)
    cases.push_back(case_of(line, one_key ? 0 : cases.size(), contexts));
  return cases;
}

// The members of `object` that `other` has with the same value, or those that it has not.
enum class Which { same, different };
json::Value compared(const json::Value& object, const json::Value& other, Which which,
                     json::Arena& arena) {
  std::vector<json::Member> members;
  for (const json::Member& member : object.members()) {
    const json::Value* counterpart = other.find(member.key);
    const bool same =
        counterpart != nullptr && json::write(*counterpart) == json::write(member.value);
    if (member.key == "credentialSubject")
      members.push_back({member.key, compared(member.value, *counterpart, which, arena)});
    else if (same == (which == Which::same))
      members.push_back(member);
  }
  return arena.object(members);
}

// What the credentials of all learners have in common.
json::Document model_of(const std::vector<Case>& learners) {
  const json::Document one = json::read(learners[0].text).value();
  const json::Document other = json::read(learners[1].text).value();
  json::Arena arena;
  return json::read(json::write(compared(one.root(), other.root(), Which::same, arena))).value();
}

// What `cairn issue --learners` reads for one.
std::string differences_of(const Case& one, const json::Value& model) {
  const json::Document document = json::read(one.text).value();
  json::Arena arena;
  return json::write(compared(document.root(), model, Which::different, arena));
}

// From the JSON of the differences to the JSON of the credential.
Result<std::string> issued_in_series(const std::string& differences, const json::Document& model,
                                     const vc::ProofSeries& series) {
  CAIRN_TRY(const json::Document read, json::read(differences));
  CAIRN_TRY(const json::Document document, awarding::with_differences(model, read));
  CAIRN_TRY(const json::Document made, series.add_proof(document));
  return json::write(made.root());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 64;
  const auto contexts = rdf::ContextStore::with_built_in_contexts();
  const std::vector<Case> cases = cases_of(argv[1], false, *contexts);
  const std::vector<Case> learners = cases_of(argv[2], true, *contexts);
  if (cases.size() < 2 || learners.size() != cases.size()) return 66;
  const json::Document model = model_of(learners);
  std::vector<std::string> differences;
  for (const Case& one : learners) differences.push_back(differences_of(one, model.root()));
  const vc::ProofSeries series(model, learners[0].key, {.created = kCreated}, *contexts);
  const std::size_t last = cases.size() - 1;
  return bench::serve_rounds({{"floor", [&](std::size_t i) { return floor_of(cases[i]); }},
                              {"cairn",
                               [&](std::size_t i) {
                                 const auto made = issued(cases[i], *contexts);
                                 if (i == last) return !made.has_value();
                                 return made && made->find(cases[i].expected) != std::string::npos;
                               }},
                              {"bulk_floor", [&](std::size_t i) { return floor_of(learners[i]); }},
                              {"bulk",
                               [&](std::size_t i) {
                                 const auto made = issued_in_series(differences[i], model, series);
                                 if (i == last) return !made.has_value();
                                 return made &&
                                        made->find(learners[i].expected) != std::string::npos;
                               }}},
                             cases.size());
}
