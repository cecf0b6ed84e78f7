#include "formats/crypto/digest.h"

#include <openssl/evp.h>

#include "base/result.h"

namespace cairn::crypto {

namespace {

// Looked up in OpenSSL's providers once, for as long as the program lives; EVP_sha256() would be
// looked up again for each context.
const EVP_MD* fetched(HashAlgorithm algorithm) {
  static const EVP_MD* const sha256 = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  static const EVP_MD* const sha384 = EVP_MD_fetch(nullptr, "SHA384", nullptr);
  return algorithm == HashAlgorithm::sha256 ? sha256 : sha384;
}

}  // namespace

struct Hasher::Context {
  struct Free {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
  };
  std::unique_ptr<EVP_MD_CTX, Free> evp{EVP_MD_CTX_new()};
};

Hasher::Hasher(HashAlgorithm algorithm) : context_(std::make_unique<Context>()) {
  CAIRN_ASSERT(context_->evp &&
               EVP_DigestInit_ex(context_->evp.get(), fetched(algorithm), nullptr) == 1);
}

Hasher::~Hasher() = default;
Hasher::Hasher(Hasher&&) noexcept = default;
Hasher& Hasher::operator=(Hasher&&) noexcept = default;

void Hasher::update(Bytes bytes) {
  CAIRN_ASSERT(EVP_DigestUpdate(context_->evp.get(), bytes.data(), bytes.size()) == 1);
}

Digest Hasher::finish() {
  Digest digest;
  unsigned size = 0;
  CAIRN_ASSERT(EVP_DigestFinal_ex(context_->evp.get(), digest.data.data(), &size) == 1);
  digest.size = static_cast<std::uint8_t>(size);
  // Without a type the context keeps its fetched algorithm: this is what makes reuse cheap.
  CAIRN_ASSERT(EVP_DigestInit_ex(context_->evp.get(), nullptr, nullptr) == 1);
  return digest;
}

Digest Hasher::digest(std::string_view text) {
  update(text);
  return finish();
}

Digest digest(HashAlgorithm algorithm, std::string_view text) {
  return Hasher(algorithm).digest(text);
}

std::string to_hex(Bytes bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text(bytes.size() * 2, '0');
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    text[2 * i] = kDigits[bytes[i] >> 4];
    text[2 * i + 1] = kDigits[bytes[i] & 15];
  }
  return text;
}

}  // namespace cairn::crypto
