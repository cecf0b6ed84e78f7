// Keys and checks by the plain functions, which are deprecated in favour of keys that are copied
// and looked up: those take a tenth of a signature's check longer.
#define OPENSSL_API_COMPAT 10100  // NOLINT(bugprone-reserved-identifier): OpenSSL's own switch
#include "formats/crypto/ecdsa.h"

#include <openssl/err.h>

#include <algorithm>

#include "formats/crypto/openssl_handles.h"
#include "formats/crypto/p256_root.h"

namespace cairn::crypto {
namespace {

using EcKey = std::unique_ptr<EC_KEY, Freed<EC_KEY_free>>;

// DER of r and s: an ECDSA-Sig-Value of P-384 has at most 104 bytes.
using DerSignature = std::array<std::uint8_t, 112>;

Digest hashed(KeyKind curve, Bytes message) {
  Hasher hasher(curve == KeyKind::p384 ? HashAlgorithm::sha384 : HashAlgorithm::sha256);
  hasher.update(message);
  return hasher.finish();
}

// What all keys of a curve share. Made once, then only read.
const EC_GROUP* group_of(KeyKind kind) {
  static const EcGroup p256(EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1));
  static const EcGroup p384(EC_GROUP_new_by_curve_name(NID_secp384r1));
  CAIRN_ASSERT(p256 && p384);
  return kind == KeyKind::p384 ? p384.get() : p256.get();
}

KeyContext context_of(const EvpKey& key) {
  return KeyContext(EVP_PKEY_CTX_new_from_pkey(nullptr, key.get(), nullptr));
}

EcdsaNumbers numbers_of(Bytes signature) {
  const std::size_t half = signature.size() / 2;
  EcdsaNumbers numbers(ECDSA_SIG_new());
  BigNumber r = number_of(signature.first(half)), s = number_of(signature.subspan(half));
  CAIRN_ASSERT(numbers && r && s);
  CAIRN_ASSERT(ECDSA_SIG_set0(numbers.get(), r.release(), s.release()) == 1);
  return numbers;
}

// The point with both coordinates (SEC 1 section 2.3.3), not yet known to be on the curve.
std::array<std::uint8_t, 65> with_y(std::span<const std::uint8_t, 33> compressed) {
  std::array<std::uint8_t, 65> full{4};
  const auto x = compressed.subspan<1>();
  std::ranges::copy(x, full.begin() + 1);
  std::ranges::copy(p256_y(x, compressed[0] == 3), full.begin() + 33);
  return full;
}

// Empty when the point is not on the curve.
EvpKey decoded(KeyKind curve, Bytes point) {
  EcKey key(EC_KEY_new());
  CAIRN_ASSERT(key && EC_KEY_set_group(key.get(), group_of(curve)) == 1);
  const int on_curve = EC_KEY_oct2key(key.get(), point.data(), point.size(), nullptr);
  ERR_clear_error();
  if (on_curve != 1) return {};
  EvpKey held(EVP_PKEY_new());
  CAIRN_ASSERT(held.get() != nullptr && EVP_PKEY_assign_EC_KEY(held.get(), key.get()) == 1);
  static_cast<void>(key.release());  // held's now
  return held;
}

}  // namespace

bool verify_ecdsa(const EvpKey& key, KeyKind curve, Bytes message, Bytes signature) {
  if (signature.size() != 2 * field_bytes(curve)) return false;
  const EcdsaNumbers numbers = numbers_of(signature);
  const Digest digest = hashed(curve, message);
  EC_KEY* point = const_cast<EC_KEY*>(EVP_PKEY_get0_EC_KEY(key.get()));  // which is only read
  CAIRN_ASSERT(point != nullptr);
  const int outcome = ECDSA_do_verify(digest.data.data(), digest.size, numbers.get(), point);
  ERR_clear_error();
  return outcome == 1;
}

std::vector<std::uint8_t> sign_ecdsa(const EvpKey& key, KeyKind curve, Bytes message) {
  const Digest digest = hashed(curve, message);
  const KeyContext context = context_of(key);
  DerSignature der;
  std::size_t size = der.size();
  CAIRN_ASSERT(context && EVP_PKEY_sign_init(context.get()) == 1);
  CAIRN_ASSERT(EVP_PKEY_sign(context.get(), der.data(), &size, digest.data.data(), digest.size) ==
               1);
  const std::uint8_t* begin = der.data();
  const EcdsaNumbers numbers(d2i_ECDSA_SIG(nullptr, &begin, static_cast<long>(size)));
  CAIRN_ASSERT(numbers);
  const auto half = static_cast<int>(field_bytes(curve));
  std::vector<std::uint8_t> signature(2 * field_bytes(curve));
  CAIRN_ASSERT(BN_bn2binpad(ECDSA_SIG_get0_r(numbers.get()), signature.data(), half) == half);
  CAIRN_ASSERT(BN_bn2binpad(ECDSA_SIG_get0_s(numbers.get()), signature.data() + half, half) ==
               half);
  return signature;
}

EvpKey ec_public_key(KeyKind curve, Bytes point) {
  const bool short_p256 = curve == KeyKind::p256 && point.size() == 33 && point[0] != 4;
  return short_p256 ? decoded(curve, with_y(point.first<33>())) : decoded(curve, point);
}

KeyNumbers ec_numbers(const EvpKey& key, KeyKind curve) {
  const EC_KEY* point = EVP_PKEY_get0_EC_KEY(key.get());
  CAIRN_ASSERT(point != nullptr);
  const std::size_t size = field_bytes(curve);
  std::array<std::uint8_t, 1 + 2 * 48> full;
  CAIRN_ASSERT(EC_POINT_point2oct(group_of(curve), EC_KEY_get0_public_key(point),
                                  POINT_CONVERSION_UNCOMPRESSED, full.data(), full.size(),
                                  nullptr) == 1 + 2 * size);
  const auto x = full.begin() + 1, y = x + static_cast<std::ptrdiff_t>(size);
  return {{x, y}, {y, y + static_cast<std::ptrdiff_t>(size)}};
}

std::optional<EcKeyPair> ec_key_pair(KeyKind curve, Bytes secret) {
  const EC_GROUP* group = group_of(curve);
  const BigNumber number = number_of(secret);
  CAIRN_ASSERT(number);
  if (secret.size() != field_bytes(curve) || BN_is_zero(number.get()) == 1 ||
      BN_cmp(number.get(), EC_GROUP_get0_order(group)) >= 0)
    return {};
  BN_set_flags(number.get(), BN_FLG_CONSTTIME);
  const EcPoint point(EC_POINT_new(group));
  std::array<std::uint8_t, 49> encoded{};
  CAIRN_ASSERT(point &&
               EC_POINT_mul(group, point.get(), number.get(), nullptr, nullptr, nullptr) == 1);
  const std::size_t size = EC_POINT_point2oct(group, point.get(), POINT_CONVERSION_COMPRESSED,
                                              encoded.data(), encoded.size(), nullptr);
  CAIRN_ASSERT(size == secret.size() + 1);

  const ParamBuilder builder(OSSL_PARAM_BLD_new());
  CAIRN_ASSERT(builder &&
               OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME,
                                               name_of(curve), 0) == 1 &&
               OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY,
                                                encoded.data(), size) == 1 &&
               OSSL_PARAM_BLD_push_BN_pad(builder.get(), OSSL_PKEY_PARAM_PRIV_KEY, number.get(),
                                          secret.size()) == 1);
  const Params params(OSSL_PARAM_BLD_to_param(builder.get()));
  const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
  CAIRN_ASSERT(params && context && EVP_PKEY_fromdata_init(context.get()) == 1);
  EVP_PKEY* pair = nullptr;
  CAIRN_ASSERT(EVP_PKEY_fromdata(context.get(), &pair, EVP_PKEY_KEYPAIR, params.get()) == 1);
  return EcKeyPair{EvpKey(pair), PublicKey::compressed(curve, Bytes(encoded).first(size)).value()};
}

}  // namespace cairn::crypto
