#include "app/awarding/signing_key.h"

#include "formats/crypto/multikey.h"
#include "formats/json/reader.h"
#include "formats/vc/cryptosuite.h"

namespace cairn::awarding {

Result<crypto::SigningKey> read_key_file(std::string_view json) {
  CAIRN_TRY(const json::Document file, json::read(json));
  CAIRN_TRY(crypto::SigningKey key,
            crypto::parse_secret_multikey(file.root().text_of("secretKeyMultibase")));
  if (file.root().text_of("publicKeyMultibase") != crypto::public_multikey(key.public_key()))
    return invalid("the public key of the key file does not belong to its secret key",
                   "/publicKeyMultibase");
  return key;
}

std::string_view default_suite(crypto::KeyKind kind) {
  return kind == crypto::KeyKind::ed25519 ? vc::kEddsaRdfc2022 : vc::kEcdsaRdfc2019;
}

}  // namespace cairn::awarding
