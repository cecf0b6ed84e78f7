#include "app/awarding/key_file.h"

#include <vector>

#include "app/awarding/signing_key.h"
#include "app/keys/new_pair.h"
#include "formats/crypto/multikey.h"
#include "formats/did/identifier.h"
#include "formats/did/published_document.h"
#include "formats/json/writer.h"

namespace cairn::awarding {

Result<KeyFile> new_key_file(Random& random, std::string_view kind, std::string_view controller) {
  CAIRN_TRY(const crypto::KeyKind named, kind_named(kind));
  CAIRN_TRY(const crypto::SigningKey key, keys::new_pair(random, named));

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
