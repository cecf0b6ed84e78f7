// Hostile statements of a federation: what is not signed from a known key down recognises nobody.
// The keys are those that any mutant could hold, so that accepted statements occur.
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "formats/crypto/signing_key.h"
#include "formats/trust/federation.h"

using namespace cairn;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const crypto::PublicKey known =
      crypto::SigningKey::from_seed(std::array<std::uint8_t, 32>{1}).public_key();
  static const crypto::PublicKey strange =
      crypto::SigningKey::from_seed(std::array<std::uint8_t, 32>{99}).public_key();
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto list = trust::read_federation(text, {&known, 1});
  if (!list) {
    CAIRN_ASSERT(!list.error().message.empty());
    return 0;
  }
  for (const trust::RecognisedIssuer& issuer : list->issuers) {
    CAIRN_ASSERT(list->find(issuer.id) == &issuer);
    CAIRN_ASSERT(!issuer.name.empty() && issuer.period.from && issuer.period.until);
  }
  CAIRN_ASSERT(!trust::read_federation(text, {&strange, 1}).has_value());
  return 0;
}
