#include "formats/jose/jwk.h"

#include <algorithm>
#include <array>
#include <vector>

#include "formats/crypto/multibase.h"
#include "formats/json/writer.h"

namespace cairn::jose {
namespace {

using crypto::KeyKind;
using crypto::PublicKey;
using json::Value;

constexpr std::size_t kNumberBytesMax = 1024;  // an RSA modulus of 8192 bits
constexpr std::array kSecretMembers = {"d", "p", "q", "dp", "dq", "qi", "oth", "k"};

Result<std::vector<std::uint8_t>> number_in(const Value& jwk, const std::string& name) {
  const std::string place = "/" + name;
  const Value* member = jwk.find(name);
  if (member == nullptr || !member->is_string())
    return invalid("a JWK of this kind has a text here", place);
  auto bytes = crypto::base64url_decode(member->string(), kNumberBytesMax);
  if (!bytes) return Error{bytes.error().code, bytes.error().message, place};
  return bytes;
}

Result<PublicKey> read_okp(const Value& jwk) {
  if (jwk.text_of("crv") != "Ed25519")
    return Error{ErrorCode::unavailable, "a curve other than Ed25519", "/crv"};
  CAIRN_TRY(const auto x, number_in(jwk, "x"));
  if (x.size() != 32) return invalid("an Ed25519 key has 32 bytes", "/x");
  return PublicKey::ed25519(std::span(x).first<32>());
}

Result<PublicKey> read_ec(const Value& jwk) {
  const std::string_view curve = jwk.text_of("crv");
  if (curve != "P-256" && curve != "P-384")
    return Error{ErrorCode::unavailable, "a curve other than P-256 and P-384", "/crv"};
  crypto::KeyNumbers point;
  CAIRN_TRY(point.first, number_in(jwk, "x"));
  CAIRN_TRY(point.second, number_in(jwk, "y"));
  auto key = PublicKey::from_point(curve == "P-256" ? KeyKind::p256 : KeyKind::p384, point);
  if (!key) return invalid(key.error().message, "/x");
  return key;
}

Result<PublicKey> read_rsa(const Value& jwk) {
  crypto::KeyNumbers numbers;
  CAIRN_TRY(numbers.first, number_in(jwk, "n"));
  CAIRN_TRY(numbers.second, number_in(jwk, "e"));
  auto key = PublicKey::rsa(numbers);
  if (!key) return invalid(key.error().message, "/n");
  return key;
}

}  // namespace

Result<PublicKey> read_jwk(const Value& jwk) {
  if (!jwk.is_object()) return invalid("a JWK is a JSON object");
  for (const char* name : kSecretMembers)
    if (jwk.find(name) != nullptr)
      return invalid("a public JWK has no secret member", std::string("/") + name);
  const std::string_view kind = jwk.text_of("kty");
  if (kind.empty()) return invalid("a JWK has a kind of key: OKP, EC or RSA", "/kty");
  if (kind == "OKP") return read_okp(jwk);
  if (kind == "EC") return read_ec(jwk);
  if (kind == "RSA") return read_rsa(jwk);
  return Error{ErrorCode::unavailable, "a kind of key other than OKP, EC and RSA", "/kty"};
}

std::string write_jwk(const PublicKey& key) {
  json::Writer writer;
  writer.begin_object();
  if (key.kind() == KeyKind::ed25519) {
    writer.member("crv", "Ed25519").member("kty", "OKP");
    writer.member("x", crypto::base64url_encode(key.bytes()));
  } else {
    const auto [first, second] = key.numbers();
    const std::string one = crypto::base64url_encode(first);
    const std::string two = crypto::base64url_encode(second);
    if (key.kind() == KeyKind::rsa)
      writer.member("e", two).member("kty", "RSA").member("n", one);
    else
      writer.member("crv", name_of(key.kind()))
          .member("kty", "EC")
          .member("x", one)
          .member("y", two);
  }
  writer.end_object();
  return writer.take();
}

std::string did_jwk(const PublicKey& key) {
  return "did:jwk:" + crypto::base64url_encode(crypto::bytes_of(write_jwk(key)));
}

}  // namespace cairn::jose
