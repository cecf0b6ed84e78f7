#include "formats/crypto/multikey.h"

#include <algorithm>
#include <array>
#include <vector>

#include "formats/crypto/multibase.h"

namespace cairn::crypto {
namespace {

// A multicodec number in two bytes (unsigned varint).
using Codec = std::array<std::uint8_t, 2>;

struct Coding {
  KeyKind kind;
  Codec public_codec;
  Codec secret_codec;
};

constexpr std::array<Coding, 4> kCodings = {{
    {KeyKind::ed25519, {0xed, 0x01}, {0x80, 0x26}},
    {KeyKind::p256, {0x80, 0x24}, {0x86, 0x26}},
    {KeyKind::p384, {0x81, 0x24}, {0x87, 0x26}},
    {KeyKind::rsa, {0x85, 0x24}, {0x85, 0x26}},
}};
constexpr std::size_t kPublicBytesMax = 2 + 1100;  // RSA of 8192 bits in DER
constexpr std::size_t kSecretBytesMax = 2 + 48;
constexpr std::string_view kDidKey = "did:key:";

const Coding& coding_of(KeyKind kind) {
  const auto* coding = std::ranges::find(kCodings, kind, &Coding::kind);
  CAIRN_ASSERT(coding != kCodings.end());
  return *coding;
}

const Coding* coding_of(Bytes bytes, Codec Coding::*codec) {
  const auto* coding = std::ranges::find_if(kCodings, [&](const Coding& candidate) {
    return bytes.size() >= 2 && std::ranges::equal(bytes.first(2), candidate.*codec);
  });
  return coding == kCodings.end() ? nullptr : coding;
}

std::string encode(Codec codec, Bytes key) {
  std::vector<std::uint8_t> coded(2 + key.size());
  std::ranges::copy(codec, coded.begin());
  std::ranges::copy(key, coded.begin() + 2);
  std::string text = multibase_encode(coded);
  wipe(coded);
  return text;
}

}  // namespace

std::string public_multikey(const PublicKey& key) {
  const Codec codec = coding_of(key.kind()).public_codec;
  return key.kind() == KeyKind::rsa ? encode(codec, key.rsa_der()) : encode(codec, key.bytes());
}

Result<PublicKey> parse_public_multikey(std::string_view text) {
  if (!text.starts_with('z')) return invalid("a Multikey begins with \"z\" (base58btc)");
  CAIRN_TRY(const auto bytes, multibase_decode(text, kPublicBytesMax));
  const Coding* coding = coding_of(bytes, &Coding::public_codec);
  if (coding == nullptr)
    return invalid(
        "not a public key as Multikey of Ed25519, P-256, P-384 or RSA (\"z6Mk…\", \"zDn…\", "
        "\"z82…\", \"z4MX…\")");
  const Bytes key = Bytes(bytes).subspan(2);
  switch (coding->kind) {
    case KeyKind::ed25519:
      if (key.size() != 32) return invalid("an Ed25519 key as Multikey has 34 bytes");
      return PublicKey::ed25519(key.first<32>());
    case KeyKind::rsa:
      return PublicKey::rsa_der(key);
    case KeyKind::p256:
    case KeyKind::p384:
      break;
  }
  return PublicKey::compressed(coding->kind, key);
}

std::string secret_multikey(const SigningKey& key) {
  return encode(coding_of(key.kind()).secret_codec, key.secret());
}

Result<SigningKey> parse_secret_multikey(std::string_view text) {
  Result<SigningKey> key = invalid(
      "not a secret key as Multikey of Ed25519, P-256 or P-384 (\"z3u2…\", \"z42t…\", \"z2fa…\")");
  if (!text.starts_with('z')) return key;
  auto bytes = multibase_decode(text, kSecretBytesMax);
  if (!bytes) return key;
  if (const Coding* coding = coding_of(*bytes, &Coding::secret_codec))
    key = SigningKey::from_secret(coding->kind, Bytes(*bytes).subspan(2));
  wipe(*bytes);
  return key;
}

std::string did_key(const PublicKey& key) { return std::string(kDidKey) + public_multikey(key); }

std::string did_key_method(const PublicKey& key) {
  const std::string multikey = public_multikey(key);
  return std::string(kDidKey) + multikey + "#" + multikey;
}

Result<PublicKey> parse_did_key(std::string_view did) {
  if (!did.starts_with(kDidKey)) return invalid("not a did:key identifier (\"did:key:z6Mk…\")");
  return parse_public_multikey(did.substr(kDidKey.size()));
}

Result<DidKeyMethod> parse_did_key_method(std::string_view url) {
  const std::size_t hash = url.find('#');
  if (hash == std::string_view::npos)
    return invalid("a verification method must name the key after \"#\"");
  const std::string_view did = url.substr(0, hash);
  CAIRN_TRY(PublicKey key, parse_did_key(did));
  if (url.substr(hash + 1) != did.substr(kDidKey.size()))
    return invalid("the part after \"#\" of a did:key must repeat its Multikey");
  return DidKeyMethod{did, std::move(key)};
}

}  // namespace cairn::crypto
