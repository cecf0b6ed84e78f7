#include "formats/crypto/ecdsa.h"

#include <openssl/err.h>

#include "formats/crypto/openssl_handles.h"

namespace cairn::crypto {
namespace {

// DER of r and s: an ECDSA-Sig-Value of P-384 has at most 104 bytes.
using DerSignature = std::array<std::uint8_t, 112>;

Digest hashed(KeyKind curve, Bytes message) {
  Hasher hasher(curve == KeyKind::p384 ? HashAlgorithm::sha384 : HashAlgorithm::sha256);
  hasher.update(message);
  return hasher.finish();
}

// What all keys of a curve share. Made once, then only read: making it for each key took OpenSSL
// longer than to decompress the point.
struct Curve {
  EcGroup group;
  EvpKey parameters;  // a key without a point
};

Curve make_curve(KeyKind kind) {
  const ParamBuilder builder(OSSL_PARAM_BLD_new());
  CAIRN_ASSERT(builder && OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME,
                                                          name_of(kind), 0) == 1);
  const Params params(OSSL_PARAM_BLD_to_param(builder.get()));
  const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
  CAIRN_ASSERT(params && context && EVP_PKEY_fromdata_init(context.get()) == 1);
  EVP_PKEY* parameters = nullptr;
  CAIRN_ASSERT(
      EVP_PKEY_fromdata(context.get(), &parameters, EVP_PKEY_KEY_PARAMETERS, params.get()) == 1);
  const int name = kind == KeyKind::p384 ? NID_secp384r1 : NID_X9_62_prime256v1;
  Curve curve{EcGroup(EC_GROUP_new_by_curve_name(name)), EvpKey(parameters)};
  CAIRN_ASSERT(curve.group);
  return curve;
}

const Curve& curve_of(KeyKind kind) {
  static const Curve p256 = make_curve(KeyKind::p256);
  static const Curve p384 = make_curve(KeyKind::p384);
  return kind == KeyKind::p384 ? p384 : p256;
}

KeyContext context_of(const EvpKey& key) {
  return KeyContext(EVP_PKEY_CTX_new_from_pkey(nullptr, key.get(), nullptr));
}

std::size_t to_der(Bytes signature, DerSignature& der) {
  const std::size_t half = signature.size() / 2;
  const EcdsaNumbers numbers(ECDSA_SIG_new());
  BigNumber r = number_of(signature.first(half)), s = number_of(signature.subspan(half));
  CAIRN_ASSERT(numbers && r && s);
  CAIRN_ASSERT(ECDSA_SIG_set0(numbers.get(), r.release(), s.release()) == 1);
  std::uint8_t* end = der.data();
  const int size = i2d_ECDSA_SIG(numbers.get(), &end);
  CAIRN_ASSERT(size > 0 && static_cast<std::size_t>(size) <= der.size());
  return static_cast<std::size_t>(size);
}

}  // namespace

bool verify_ecdsa(const EvpKey& key, KeyKind curve, Bytes message, Bytes signature) {
  if (signature.size() != 2 * field_bytes(curve)) return false;
  DerSignature der;
  const std::size_t der_size = to_der(signature, der);
  const Digest digest = hashed(curve, message);
  const KeyContext context = context_of(key);
  CAIRN_ASSERT(context && EVP_PKEY_verify_init(context.get()) == 1);
  const int outcome =
      EVP_PKEY_verify(context.get(), der.data(), der_size, digest.data.data(), digest.size);
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
  const auto& [group, parameters] = curve_of(curve);
  const EcPoint decoded(EC_POINT_new(group.get()));
  CAIRN_ASSERT(decoded);
  const int on_curve =
      EC_POINT_oct2point(group.get(), decoded.get(), point.data(), point.size(), nullptr);
  ERR_clear_error();
  if (on_curve != 1) return {};
  std::array<std::uint8_t, 1 + 2 * 48> full{};
  const std::size_t size = EC_POINT_point2oct(
      group.get(), decoded.get(), POINT_CONVERSION_UNCOMPRESSED, full.data(), full.size(), nullptr);
  CAIRN_ASSERT(size == 1 + 2 * field_bytes(curve));
  EvpKey key(EVP_PKEY_dup(parameters.get()));
  CAIRN_ASSERT(key.get() != nullptr &&
               EVP_PKEY_set1_encoded_public_key(key.get(), full.data(), size) == 1);
  return key;
}

std::optional<EcKeyPair> ec_key_pair(KeyKind curve, Bytes secret) {
  const EcGroup& group = curve_of(curve).group;
  const BigNumber number = number_of(secret);
  CAIRN_ASSERT(number);
  if (secret.size() != field_bytes(curve) || BN_is_zero(number.get()) == 1 ||
      BN_cmp(number.get(), EC_GROUP_get0_order(group.get())) >= 0)
    return {};
  BN_set_flags(number.get(), BN_FLG_CONSTTIME);
  const EcPoint point(EC_POINT_new(group.get()));
  std::array<std::uint8_t, 49> encoded{};
  CAIRN_ASSERT(point && EC_POINT_mul(group.get(), point.get(), number.get(), nullptr, nullptr,
                                     nullptr) == 1);
  const std::size_t size = EC_POINT_point2oct(group.get(), point.get(), POINT_CONVERSION_COMPRESSED,
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
