#include "formats/crypto/digest.h"

// The plain functions are deprecated in favour of contexts that are looked up and allocated.
#define OPENSSL_API_COMPAT 10100  // NOLINT(bugprone-reserved-identifier): OpenSSL's own switch
#include <openssl/sha.h>

namespace cairn::crypto {

namespace {

template <class Context, std::size_t kBytes>
Context* context_in(std::array<std::byte, kBytes>& state) {
  static_assert(kBytes >= sizeof(Context));
  static_assert(alignof(Context) <= alignof(std::uint64_t));
  return reinterpret_cast<Context*>(state.data());
}

}  // namespace

Hasher::Hasher(HashAlgorithm algorithm) : algorithm_(algorithm) { start(); }

void Hasher::start() {
  if (algorithm_ == HashAlgorithm::sha256)
    SHA256_Init(context_in<SHA256_CTX>(state_));
  else
    SHA384_Init(context_in<SHA512_CTX>(state_));
}

void Hasher::update(Bytes bytes) {
  if (algorithm_ == HashAlgorithm::sha256)
    SHA256_Update(context_in<SHA256_CTX>(state_), bytes.data(), bytes.size());
  else
    SHA384_Update(context_in<SHA512_CTX>(state_), bytes.data(), bytes.size());
}

Digest Hasher::finish() {
  Digest digest;
  if (algorithm_ == HashAlgorithm::sha256) {
    digest.size = SHA256_DIGEST_LENGTH;
    SHA256_Final(digest.data.data(), context_in<SHA256_CTX>(state_));
  } else {
    digest.size = SHA384_DIGEST_LENGTH;
    SHA384_Final(digest.data.data(), context_in<SHA512_CTX>(state_));
  }
  start();
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
