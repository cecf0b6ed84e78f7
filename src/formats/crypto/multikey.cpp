#include "formats/crypto/multikey.h"

#include <algorithm>
#include <array>

#include "formats/crypto/multibase.h"

namespace cairn::crypto {
namespace {

using Codec = std::array<std::uint8_t, 2>;
constexpr Codec kEd25519Public = {0xed, 0x01};
constexpr Codec kEd25519Secret = {0x80, 0x26};
constexpr std::size_t kKeyBytes = 32;
constexpr std::string_view kDidKey = "did:key:";

using CodedKey = std::array<std::uint8_t, 2 + kKeyBytes>;

std::string encode(Codec codec, std::span<const std::uint8_t, kKeyBytes> key) {
  CodedKey coded;
  std::copy(codec.begin(), codec.end(), coded.begin());
  std::copy(key.begin(), key.end(), coded.begin() + 2);
  std::string text = multibase_encode(coded);
  wipe(coded);
  return text;
}

bool has_codec(Bytes bytes, Codec codec) {
  return bytes.size() == sizeof(CodedKey) && bytes[0] == codec[0] && bytes[1] == codec[1];
}

}  // namespace

std::string public_multikey(const PublicKey& key) { return encode(kEd25519Public, key); }

Result<PublicKey> parse_public_multikey(std::string_view text) {
  CAIRN_TRY(const auto bytes, multibase_decode(text, sizeof(CodedKey)));
  if (!has_codec(bytes, kEd25519Public))
    return invalid("not an Ed25519 public key as Multikey (\"z6Mk…\", 34 bytes)");
  PublicKey key;
  std::copy(bytes.begin() + 2, bytes.end(), key.begin());
  return key;
}

std::string secret_multikey(const SigningKey& key) { return encode(kEd25519Secret, key.seed()); }

Result<SigningKey> parse_secret_multikey(std::string_view text) {
  Result<SigningKey> key = invalid("not an Ed25519 secret key as Multikey (\"z3u2…\", 34 bytes)");
  auto bytes = multibase_decode(text, sizeof(CodedKey));
  if (!bytes) return key;
  if (has_codec(*bytes, kEd25519Secret))
    key = SigningKey::from_seed(std::span(*bytes).subspan<2, kKeyBytes>());
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
  CAIRN_TRY(const PublicKey key, parse_did_key(did));
  if (url.substr(hash + 1) != did.substr(kDidKey.size()))
    return invalid("the part after \"#\" of a did:key must repeat its Multikey");
  return DidKeyMethod{did, key};
}

}  // namespace cairn::crypto
