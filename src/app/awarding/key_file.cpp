#include "app/awarding/key_file.h"

#include <array>
#include <optional>
#include <span>

#include "formats/crypto/multikey.h"
#include "formats/json/writer.h"

namespace cairn::awarding {
namespace {

std::optional<crypto::KeyKind> kind_named(std::string_view name) {
  if (name == "ed25519") return crypto::KeyKind::ed25519;
  if (name == "p256") return crypto::KeyKind::p256;
  if (name == "p384") return crypto::KeyKind::p384;
  return {};
}

// A secret beyond the order of its curve is drawn again; that happens once in 2^32 draws at most.
Result<crypto::SigningKey> new_key(Random& random, crypto::KeyKind kind) {
  constexpr int kDraws = 8;
  std::array<std::uint8_t, 48> bytes{};
  const auto secret =
      std::span(bytes).first(kind == crypto::KeyKind::ed25519 ? 32 : crypto::field_bytes(kind));
  for (int draw = 0; draw < kDraws; ++draw) {
    random.fill(secret);
    auto key = crypto::SigningKey::from_secret(kind, secret);
    crypto::wipe(bytes);
    if (key) return key;
  }
  return Error{ErrorCode::internal, "the random numbers gave no key", {}};
}

}  // namespace

Result<KeyFile> new_key_file(Random& random, std::string_view kind) {
  const auto named = kind_named(kind);
  if (!named) return invalid("a key is of the kind ed25519, p256 or p384", "--kind");
  CAIRN_TRY(const crypto::SigningKey key, new_key(random, *named));

  const std::string did = crypto::did_key(key.public_key());
  json::Writer writer(json::Style::indented);
  writer.begin_object();
  writer.member("@context", "https://w3id.org/security/multikey/v1");
  writer.member("id", crypto::did_key_method(key.public_key()));
  writer.member("type", "Multikey").member("controller", did);
  writer.member("publicKeyMultibase", crypto::public_multikey(key.public_key()));
  writer.member("secretKeyMultibase", crypto::secret_multikey(key));
  writer.end_object();
  return KeyFile{did, writer.take() + "\n"};
}

}  // namespace cairn::awarding
