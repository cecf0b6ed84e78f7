// What decodes must encode to the same text again; keys parse or are refused, never crash.
#include "formats/crypto/multibase.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "formats/crypto/multikey.h"

using namespace cairn;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  constexpr std::size_t kMax = 256;
  if (const auto bytes = crypto::multibase_decode(text, kMax)) {
    CAIRN_ASSERT(bytes->size() <= kMax);
    const bool base58 = text[0] == 'z';
    const std::string again =
        base58 ? crypto::multibase_encode(*bytes) : "u" + crypto::base64url_encode(*bytes);
    CAIRN_ASSERT(again == text);
  }
  if (const auto key = crypto::parse_public_multikey(text))
    CAIRN_ASSERT(crypto::public_multikey(*key) == text);
  if (const auto method = crypto::parse_did_key_method(text))
    CAIRN_ASSERT(crypto::did_key_method(method->key) == text);
  static_cast<void>(crypto::parse_secret_multikey(text));
  return 0;
}
