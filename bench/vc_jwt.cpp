// The native side of `./dev bench vc-jwt`: floor and Cairn over the tokens of a file, one a line,
// of which the last was tampered with.
#include <fstream>
#include <string>
#include <vector>

#include "formats/crypto/multibase.h"
#include "formats/crypto/multikey.h"
#include "formats/jose/jws.h"
#include "formats/vc/verify.h"
#include "turns.h"

using namespace cairn;

namespace {

const Instant kAt = Instant::parse("2026-11-21T12:00:00Z").value();
constexpr vc::Required kRequired = {vc::CheckName::structure, vc::CheckName::proof,
                                    vc::CheckName::issuer_binding, vc::CheckName::validity,
                                    vc::CheckName::status};

// What no implementation can skip: base64url of the three parts, and the signature's check with its
// hash. The key is at hand.
struct Floor {
  std::string text;
  std::size_t first = 0, second = 0;  // the dots
  crypto::PublicKey key;
};

Floor floor_of(const std::string& text) {
  const auto token = vc::read_jwt_credential(text, {}).value();
  const std::string_view kid = token.jws.header.root().text_of("kid");
  const std::size_t second = token.jws.signed_part.size();
  return {text, text.find('.'), second,
          crypto::parse_did_key(kid.substr(0, kid.find('#'))).value()};
}

bool pass(const Floor& floor) {
  const std::string_view text = floor.text;
  const auto decode = [](std::string_view part) {
    return crypto::base64url_decode(part, jose::kCompactBytesMax);
  };
  const auto header = decode(text.substr(0, floor.first));
  const auto payload = decode(text.substr(floor.first + 1, floor.second - floor.first - 1));
  const auto signature = decode(text.substr(floor.second + 1));
  return header && payload && signature &&
         floor.key.verify(crypto::bytes_of(text.substr(0, floor.second)), *signature);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 64;
  std::vector<std::string> tokens;
  std::ifstream file(argv[1]);
  for (std::string line; std::getline(file, line);) tokens.push_back(line);
  if (tokens.empty()) return 66;

  const auto contexts = rdf::ContextStore::with_built_in_contexts();
  const vc::Facts facts{*contexts, {}};
  std::vector<Floor> floors;
  for (const std::string& text : tokens) floors.push_back(floor_of(text));

  const std::size_t last = tokens.size() - 1;
  return bench::serve_rounds(
      {{"floor", [&](std::size_t i) { return pass(floors[i]) == (i != last); }},
       {"cairn",
        [&](std::size_t i) {
          const auto token = vc::read_jwt_credential(tokens[i], {});
          const bool valid =
              token && vc::decide(vc::verify(*token, facts, kAt), kRequired) == vc::Verdict::valid;
          return valid == (i != last);
        }}},
      tokens.size());
}
