// What reads as a JWS has the parts that it was read from; nothing verifies under a key that did
// not sign, and no key in a header brings down its reader.
#include "formats/jose/jws.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "formats/crypto/multibase.h"
#include "formats/jose/jwk.h"

using namespace cairn;

namespace {

// What decodes must encode to the same text: two texts of one signature would be two credentials.
void check_parts(std::string_view text, const jose::Jws& jws) {
  const std::size_t second = jws.signed_part.size();
  const std::size_t first = text.find('.');
  CAIRN_ASSERT(crypto::base64url_encode(crypto::bytes_of(jws.payload)) ==
               text.substr(first + 1, second - first - 1));
  CAIRN_ASSERT(crypto::base64url_encode(jws.signature) == text.substr(second + 1));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const crypto::SigningKey stranger =
      crypto::SigningKey::from_seed(std::array<std::uint8_t, 32>{42});
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto jws = jose::read_compact(text);
  if (!jws) return 0;
  check_parts(text, *jws);
  for (const auto algorithm : {jose::Algorithm::rs256, jose::Algorithm::es256,
                               jose::Algorithm::es384, jose::Algorithm::eddsa})
    CAIRN_ASSERT(!jose::verify(*jws, algorithm, stranger.public_key()));
  if (const json::Value* jwk = jws->header.root().find("jwk"))
    if (const auto key = jose::read_jwk(*jwk)) {
      static_cast<void>(jose::verify(*jws, jose::algorithm_of(key->kind()), *key));
      CAIRN_ASSERT(jose::read_jwk(json::read(jose::write_jwk(*key)).value().root()).value() ==
                   *key);
    }
  return 0;
}
