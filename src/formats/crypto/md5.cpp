#include "formats/crypto/md5.h"

#include <openssl/evp.h>

#include <array>

#include "base/result.h"
#include "formats/crypto/digest.h"

namespace cairn::crypto {

std::string md5_hex(std::string_view text) {
  std::array<std::uint8_t, 16> digest;
  unsigned size = 0;
  CAIRN_ASSERT(EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_md5(), nullptr) == 1);
  return to_hex(digest);
}

}  // namespace cairn::crypto
