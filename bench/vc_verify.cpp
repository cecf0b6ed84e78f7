// The native side of `./dev bench vc-verify`: floor and Cairn over the credentials of a file, one
// JSON text a line, the last of which was tampered with.
#include <simdjson.h>

#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "app/verification/verifier.h"
#include "formats/crypto/multibase.h"
#include "formats/crypto/multikey.h"
#include "formats/json/reader.h"
#include "formats/vc/cryptosuite.h"
#include "formats/vc/data_integrity.h"
#include "formats/vc/verify.h"
#include "turns.h"

using namespace cairn;

namespace {

// What no implementation can skip: parsing the JSON, the digests of the canonical bytes, with jcs
// the copy that makes them, and the signature's check.
struct Floor {
  vc::SignedData canonical;
  vc::Transformation how;
  crypto::PublicKey key;
  std::vector<std::uint8_t> signature;
};

const Instant kAt = Instant::parse("2026-11-21T12:00:00Z").value();
constexpr vc::Required kRequired = {vc::CheckName::structure, vc::CheckName::proof,
                                    vc::CheckName::issuer_binding, vc::CheckName::validity,
                                    vc::CheckName::status};

Floor floor_of(const std::string& text, const rdf::ContextStore& contexts) {
  const json::Document credential = json::read(text).value();
  json::Arena arena;
  const json::Value& proof = *credential.root().find("proof");
  crypto::PublicKey key =
      crypto::parse_did_key_method(proof.text_of("verificationMethod")).value().key;
  const vc::Transformation how{vc::cryptosuite_of(proof)->canonicalization,
                               vc::hash_of(key.kind())};
  vc::SignedData data = vc::data_to_sign(arena.without_member(credential.root(), "proof"),
                                         arena.without_member(proof, "proofValue"), contexts, how)
                            .value();
  auto signature = crypto::multibase_decode(proof.text_of("proofValue"), 96).value();
  return {std::move(data), how, std::move(key), std::move(signature)};
}

bool parses(const std::string& text) {
  static simdjson::dom::parser parser;
  return parser.parse(text).error() == simdjson::SUCCESS;
}

bool pass(const std::string& text, const Floor& floor) {
  if (!parses(text)) return false;
  const auto hashed = [&](const std::string& document) {
    return vc::joined_hashes(floor.canonical.proof_config, document, floor.how.hash);
  };
  const bool copies = floor.how.canonicalization == vc::Canonicalization::jcs;
  return floor.key.verify(
      copies ? hashed(std::string(floor.canonical.document)) : hashed(floor.canonical.document),
      floor.signature);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 64;
  std::vector<std::string> credentials;
  std::ifstream file(argv[1]);
  for (std::string line; std::getline(file, line);) credentials.push_back(line);
  if (credentials.empty()) return 66;

  const auto contexts = rdf::ContextStore::with_built_in_contexts();
  const verification::Verifier verifier;
  std::vector<Floor> floors;
  for (const std::string& text : credentials) floors.push_back(floor_of(text, *contexts));

  const vc::Facts facts{*contexts, {}};
  const auto verdict_of = [&](const std::string& text) {
    const auto document = json::read(text);
    if (!document) return vc::Verdict::invalid;
    return vc::decide(vc::verify(document->root(), facts, kAt), kRequired);
  };
  const std::size_t last = credentials.size() - 1;  // the tampered one
  const auto report_is_right = [&](std::size_t i) {
    const auto report = verifier.verify(
        {.file = credentials[i], .at = kAt, .known_issuers = {}, .also_required = {}});
    const auto expected = i == last ? verification::Verdict::invalid : verification::Verdict::valid;
    return report && report->verdict == expected;
  };
  return bench::serve_rounds(
      {{"floor", [&](std::size_t i) { return pass(credentials[i], floors[i]) == (i != last); }},
       {"cairn",
        [&](std::size_t i) {
          return verdict_of(credentials[i]) ==
                 (i == last ? vc::Verdict::invalid : vc::Verdict::valid);
        }},
       {"report", report_is_right}},
      credentials.size());
}
