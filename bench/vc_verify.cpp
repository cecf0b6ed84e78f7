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
#include "formats/vc/data_integrity.h"
#include "formats/vc/verify.h"

using namespace cairn;

namespace {

// What no implementation can skip: the digests of the canonical bytes, and the signature's check.
struct Floor {
  std::string document, proof_config;
  crypto::PublicKey key;
  crypto::Ed25519Signature signature;
};

const Instant kAt = Instant::parse("2026-11-21T12:00:00Z").value();
constexpr vc::Required kRequired = {vc::CheckName::structure, vc::CheckName::proof,
                                    vc::CheckName::issuer_binding, vc::CheckName::validity,
                                    vc::CheckName::status};

Floor floor_of(const std::string& text, const rdf::ContextStore& contexts) {
  const json::Document credential = json::read(text).value();
  json::Arena arena;
  const json::Value& proof = *credential.root().find("proof");
  const vc::SignedData data = vc::data_to_sign(arena.without_member(credential.root(), "proof"),
                                               arena.without_member(proof, "proofValue"), contexts)
                                  .value();
  Floor floor{data.document,
              data.proof_config,
              crypto::parse_did_key_method(proof.text_of("verificationMethod")).value().key,
              {}};
  const auto bytes = crypto::multibase_decode(proof.text_of("proofValue"), 64).value();
  std::ranges::copy(bytes, floor.signature.begin());
  return floor;
}

bool pass(const Floor& floor, crypto::Hasher& hasher) {
  std::array<std::uint8_t, 64> data{};
  std::ranges::copy(hasher.digest(floor.proof_config).bytes(), data.begin());
  std::ranges::copy(hasher.digest(floor.document).bytes(), data.begin() + 32);
  return crypto::verify(floor.key, data, floor.signature);
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

  crypto::Hasher hasher(crypto::HashAlgorithm::sha256);
  const vc::Facts facts{*contexts, {}};
  for (std::string command; std::getline(std::cin, command);) {
    if (command == "floor") {
      measure(floors, [&](const Floor& floor) { return pass(floor, hasher); });
    } else if (command == "verdict") {
      measure(credentials, [&](const std::string& text) {
        const auto document = json::read(text);
        return document && vc::decide(vc::verify(document->root(), facts, kAt), kRequired) ==
                               vc::Verdict::valid;
      });
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
