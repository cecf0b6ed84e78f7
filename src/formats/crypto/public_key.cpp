#include "formats/crypto/public_key.h"

#include <openssl/err.h>
#include <openssl/rsa.h>

#include <algorithm>

#include "formats/crypto/ecdsa.h"
#include "formats/crypto/ed25519.h"
#include "formats/crypto/openssl_handles.h"

namespace cairn::crypto {
namespace {

constexpr int kModulusBitsMin = 2048;
constexpr int kModulusBitsMax = 8192;

// An RSA key from its parameters; empty when OpenSSL finds it unsound. That error is ours to tell,
// so it does not stay in the thread's queue.
EvpKey rsa_key_of(OSSL_PARAM_BLD* builder) {
  const Params params(OSSL_PARAM_BLD_to_param(builder));
  const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr));
  CAIRN_ASSERT(params && context && EVP_PKEY_fromdata_init(context.get()) == 1);
  EVP_PKEY* key = nullptr;
  const int made = EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, params.get());
  ERR_clear_error();
  return EvpKey(made == 1 ? key : nullptr);
}

std::vector<std::uint8_t> number_in(EVP_PKEY* key, const char* name) {
  BIGNUM* raw = nullptr;
  CAIRN_ASSERT(EVP_PKEY_get_bn_param(key, name, &raw) == 1);
  const BigNumber number(raw);
  std::vector<std::uint8_t> bytes(static_cast<std::size_t>(BN_num_bytes(raw)));
  CAIRN_ASSERT(BN_bn2bin(raw, bytes.data()) >= 0);
  return bytes;
}

KeyNumbers rsa_numbers(EVP_PKEY* key) {
  return {number_in(key, OSSL_PKEY_PARAM_RSA_N), number_in(key, OSSL_PKEY_PARAM_RSA_E)};
}

// RSASSA-PKCS1-v1_5 with SHA-256.
bool verify_rsa(EVP_PKEY* key, Bytes message, Bytes signature) {
  const KeyContext context(EVP_PKEY_CTX_new_from_pkey(nullptr, key, nullptr));
  CAIRN_ASSERT(context && EVP_PKEY_verify_init(context.get()) == 1);
  CAIRN_ASSERT(EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_PADDING) == 1);
  CAIRN_ASSERT(EVP_PKEY_CTX_set_signature_md(context.get(), EVP_sha256()) == 1);
  Hasher hasher(HashAlgorithm::sha256);
  hasher.update(message);
  const Digest digest = hasher.finish();
  const int outcome = EVP_PKEY_verify(context.get(), signature.data(), signature.size(),
                                      digest.data.data(), digest.size);
  ERR_clear_error();
  return outcome == 1;
}

}  // namespace

EvpKey::EvpKey(const EvpKey& other) : key_(other.key_) {
  if (key_ != nullptr) CAIRN_ASSERT(EVP_PKEY_up_ref(key_) == 1);
}

EvpKey::~EvpKey() { EVP_PKEY_free(key_); }

PublicKey PublicKey::ed25519(std::span<const std::uint8_t, 32> bytes) {
  PublicKey key(KeyKind::ed25519);
  key.size_ = static_cast<std::uint8_t>(bytes.size());
  std::ranges::copy(bytes, key.bytes_.begin());
  return key;
}

Result<PublicKey> PublicKey::compressed(KeyKind curve, Bytes point) {
  CAIRN_ASSERT(curve == KeyKind::p256 || curve == KeyKind::p384);
  if (point.size() != field_bytes(curve) + 1 || (point[0] != 2 && point[0] != 3))
    return invalid(std::string("not a compressed point of ") + name_of(curve) + " (" +
                   std::to_string(field_bytes(curve) + 1) + " bytes, the first 2 or 3)");
  return from_encoded(curve, point);
}

Result<PublicKey> PublicKey::from_point(KeyKind curve, const KeyNumbers& point) {
  CAIRN_ASSERT(curve == KeyKind::p256 || curve == KeyKind::p384);
  const std::size_t size = field_bytes(curve);
  if (point.first.size() != size || point.second.size() != size)
    return invalid(std::string("each coordinate of a point of ") + name_of(curve) + " has " +
                   std::to_string(size) + " bytes");
  std::vector<std::uint8_t> encoded = {4};
  encoded.insert(encoded.end(), point.first.begin(), point.first.end());
  encoded.insert(encoded.end(), point.second.begin(), point.second.end());
  return from_encoded(curve, encoded);
}

Result<PublicKey> PublicKey::from_encoded(KeyKind curve, Bytes point) {
  PublicKey key(curve);
  key.evp_ = ec_public_key(curve, point);
  if (key.evp_.get() == nullptr)
    return invalid(std::string("the point is not on the curve ") + name_of(curve));
  const std::size_t size = field_bytes(curve);
  const bool odd = point[0] == 4 ? (point.back() & 1) != 0 : point[0] == 3;
  key.bytes_[0] = odd ? 3 : 2;
  std::ranges::copy(point.subspan(1, size), key.bytes_.begin() + 1);
  key.size_ = static_cast<std::uint8_t>(size + 1);
  return key;
}

Result<PublicKey> PublicKey::rsa(const KeyNumbers& numbers) {
  const auto& [modulus, exponent] = numbers;
  if (modulus.empty() || exponent.empty() || modulus[0] == 0 || exponent[0] == 0)
    return invalid("the numbers of an RSA key are written without leading zeros");
  const BigNumber n = number_of(modulus), e = number_of(exponent);
  CAIRN_ASSERT(n && e);
  if (BN_num_bits(n.get()) < kModulusBitsMin || BN_num_bits(n.get()) > kModulusBitsMax ||
      BN_is_odd(n.get()) == 0)
    return invalid("the modulus of an RSA key is odd and has 2048 to 8192 bits");
  if (BN_is_odd(e.get()) == 0 || BN_is_one(e.get()) == 1 || exponent.size() > 8)
    return invalid("the exponent of an RSA key is odd, at least 3 and of at most 64 bits");
  const ParamBuilder builder(OSSL_PARAM_BLD_new());
  CAIRN_ASSERT(builder &&
               OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) == 1 &&
               OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get()) == 1);
  PublicKey key(KeyKind::rsa);
  key.evp_ = rsa_key_of(builder.get());
  if (key.evp_.get() == nullptr) return invalid("not an RSA key");
  return key;
}

Result<PublicKey> PublicKey::rsa_der(Bytes der) {
  const std::uint8_t* end = der.data();
  const EvpKey read(d2i_PublicKey(EVP_PKEY_RSA, nullptr, &end, static_cast<long>(der.size())));
  ERR_clear_error();
  if (read.get() == nullptr) return invalid("not an RSAPublicKey in DER");
  CAIRN_TRY(PublicKey key, rsa(rsa_numbers(read.get())));
  if (!std::ranges::equal(key.rsa_der(), der)) return invalid("an RSAPublicKey not in DER");
  return key;
}

std::vector<std::uint8_t> PublicKey::rsa_der() const {
  CAIRN_ASSERT(kind_ == KeyKind::rsa);
  const int size = i2d_PublicKey(evp_.get(), nullptr);
  CAIRN_ASSERT(size > 0);
  std::vector<std::uint8_t> der(static_cast<std::size_t>(size));
  std::uint8_t* end = der.data();
  CAIRN_ASSERT(i2d_PublicKey(evp_.get(), &end) == size);
  return der;
}

KeyNumbers PublicKey::numbers() const {
  CAIRN_ASSERT(evp_.get() != nullptr);
  return kind_ == KeyKind::rsa ? rsa_numbers(evp_.get()) : ec_numbers(evp_, kind_);
}

bool PublicKey::operator==(const PublicKey& other) const {
  if (kind_ != other.kind_ || !std::ranges::equal(bytes(), other.bytes())) return false;
  return kind_ != KeyKind::rsa || EVP_PKEY_eq(evp_.get(), other.evp_.get()) == 1;
}

bool PublicKey::verify(Bytes message, Bytes signature) const {
  if (kind_ == KeyKind::ed25519) {
    Ed25519Key key;
    Ed25519Signature exact;
    if (signature.size() != exact.size()) return false;
    std::copy_n(bytes_.begin(), key.size(), key.begin());
    std::ranges::copy(signature, exact.begin());
    return verify_ed25519(key, message, exact);
  }
  CAIRN_ASSERT(evp_.get() != nullptr);
  return kind_ == KeyKind::rsa ? verify_rsa(evp_.get(), message, signature)
                               : verify_ecdsa(evp_, kind_, message, signature);
}

const char* name_of(KeyKind kind) {
  switch (kind) {
    case KeyKind::ed25519:
      return "Ed25519";
    case KeyKind::p256:
      return "P-256";
    case KeyKind::p384:
      return "P-384";
    case KeyKind::rsa:
      return "RSA";
  }
  return "";
}

}  // namespace cairn::crypto
