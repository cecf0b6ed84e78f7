#include "app/awarding/key_file.h"

#include <array>
#include <optional>
#include <span>
#include <vector>

#include "app/awarding/signing_key.h"
#include "formats/crypto/multikey.h"
#include "formats/did/identifier.h"
#include "formats/did/published_document.h"
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

Result<KeyFile> new_key_file(Random& random, std::string_view kind, std::string_view controller) {
  const auto named = kind_named(kind);
  if (!named) return invalid("a key is of the kind ed25519, p256 or p384", "--kind");
  CAIRN_TRY(const crypto::SigningKey key, new_key(random, *named));

  if (!controller.empty()) CAIRN_CHECK(check_controller(controller));

  const std::string multikey = crypto::public_multikey(key.public_key());
  const std::string issuer =
      controller.empty() ? crypto::did_key(key.public_key()) : std::string(controller);
  json::Writer writer(json::Style::indented);
  writer.begin_object();
  writer.member("@context", "https://w3id.org/security/multikey/v1");
  writer.member("id", did::method_id(issuer, multikey));
  writer.member("type", "Multikey").member("controller", issuer);
  writer.member("publicKeyMultibase", multikey);
  writer.member("secretKeyMultibase", crypto::secret_multikey(key));
  writer.end_object();
  return KeyFile{issuer, writer.take() + "\n"};
}

Result<IssuerDocument> issuer_document(std::span<const ListedKey> keys) {
  std::string issuer;
  std::vector<did::PublishedKey> published;
  for (const ListedKey& each : keys) {
    const std::string place = "key " + std::to_string(published.size() + 1);
    const auto read = read_key_file(each.json);
    if (!read) return Error{read.error().code, read.error().message, place};
    if (published.empty()) issuer = read->issuer;
    if (read->issuer != issuer) return invalid("a key of another controller than the first", place);
    did::PublishedKey key{.multikey = crypto::public_multikey(read->pair.public_key())};
    if (each.state == ListedKey::State::retired) key.expires = each.ended;
    if (each.state == ListedKey::State::compromised) key.revoked = each.ended;
    published.push_back(std::move(key));
  }
  if (did::describes_itself(issuer))
    return invalid("a did:key is its own document; make the key with --controller", "controller");
  CAIRN_TRY(std::string address, did::document_url(issuer));
  return IssuerDocument{did::published_document(issuer, published), std::move(address)};
}

}  // namespace cairn::awarding
