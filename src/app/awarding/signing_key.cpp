#include "app/awarding/signing_key.h"

#include "formats/crypto/multikey.h"
#include "formats/did/identifier.h"
#include "formats/json/reader.h"
#include "formats/vc/cryptosuite.h"

namespace cairn::awarding {

Result<void> check_controller(std::string_view controller) {
  if (did::document_url(controller)) return {};
  return invalid("keys are published by a did:web or an https address", "controller");
}

Result<IssuingKey> read_key_file(std::string_view json) {
  CAIRN_TRY(const json::Document file, json::read(json));
  CAIRN_TRY(crypto::SigningKey pair,
            crypto::parse_secret_multikey(file.root().text_of("secretKeyMultibase")));
  if (file.root().text_of("publicKeyMultibase") != crypto::public_multikey(pair.public_key()))
    return invalid("the public key of the key file does not belong to its secret key",
                   "/publicKeyMultibase");
  std::string issuer(file.root().text_of("controller"));
  std::string method(file.root().text_of("id"));
  if (issuer != crypto::did_key(pair.public_key()) && !check_controller(issuer))
    return invalid("the controller is the did:key of this key, a did:web or an https address",
                   "/controller");
  if (did::controller_of(method) != issuer || method.size() <= issuer.size() + 1)
    return invalid("the id is the controller, \"#\" and a name of the key", "/id");
  return IssuingKey{std::move(pair), std::move(issuer), std::move(method)};
}

std::string_view default_suite(crypto::KeyKind kind) {
  return kind == crypto::KeyKind::ed25519 ? vc::kEddsaRdfc2022 : vc::kEcdsaRdfc2019;
}

Result<crypto::KeyKind> kind_named(std::string_view name) {
  if (name == "ed25519") return crypto::KeyKind::ed25519;
  if (name == "p256") return crypto::KeyKind::p256;
  if (name == "p384") return crypto::KeyKind::p384;
  return invalid("a key is of the kind ed25519, p256 or p384", "--kind");
}

}  // namespace cairn::awarding
