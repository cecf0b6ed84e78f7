// The native side of `./dev bench vc-verify`: floor and Cairn over the credentials of a file, one
// JSON text a line. Reads "floor", "verdict" or "report" from stdin, runs all credentials once, and
// answers with the microseconds of CPU time for one.
#include <algorithm>
#include <ctime>
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

using namespace cairn;

namespace {

// What no implementation can skip: the digests of the canonical bytes, with jcs the copy that makes
// them, and the signature's check.
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

bool pass(const Floor& floor) {
  const auto hashed = [&](const std::string& document) {
    return vc::joined_hashes(floor.canonical.proof_config, document, floor.how.hash);
  };
  const bool copies = floor.how.canonicalization == vc::Canonicalization::jcs;
  return floor.key.verify(
      copies ? hashed(std::string(floor.canonical.document)) : hashed(floor.canonical.document),
      floor.signature);
}

double cpu_microseconds() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_nsec) / 1e3;
}

template <class Items, class Pass>
void measure(const Items& items, Pass passes) {
  const double before = cpu_microseconds();
  const bool all = std::ranges::all_of(items, passes);
  const double each = (cpu_microseconds() - before) / static_cast<double>(items.size());
  std::cout << (all ? std::to_string(each) : "a credential was not verified") << '\n' << std::flush;
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
  // What is measured must be able to fail.
  std::string tampered = credentials.front();
  tampered.replace(tampered.find("2031-03-01"), 4, "2041");
  if (verdict_of(tampered) != vc::Verdict::invalid) return 70;
  for (std::string command; std::getline(std::cin, command);) {
    if (command == "floor") {
      measure(floors, pass);
    } else if (command == "verdict") {
      measure(credentials,
              [&](const std::string& text) { return verdict_of(text) == vc::Verdict::valid; });
    } else if (command == "report") {
      measure(credentials, [&](const std::string& text) {
        const auto report =
            verifier.verify({.file = text, .at = kAt, .known_issuers = {}, .also_required = {}});
        return report && report->verdict == verification::Verdict::valid;
      });
    } else {
      return 64;
    }
  }
  return 0;
}
