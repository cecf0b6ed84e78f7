#include "formats/crypto/sha512.h"

#include <openssl/evp.h>

#include "base/result.h"

namespace cairn::crypto {

std::array<std::uint8_t, 64> sha512(std::string_view text) {
  std::array<std::uint8_t, 64> digest{};
  const int done =
      EVP_Digest(text.data(), text.size(), digest.data(), nullptr, EVP_sha512(), nullptr);
  CAIRN_ASSERT(done == 1);
  return digest;
}

}  // namespace cairn::crypto
