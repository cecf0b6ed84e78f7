#include "app/awarding/key_file.h"

#include <array>

#include "formats/crypto/multikey.h"
#include "formats/json/writer.h"

namespace cairn::awarding {

KeyFile new_key_file(Random& random) {
  std::array<std::uint8_t, 32> seed{};
  random.fill(seed);
  const crypto::SigningKey key = crypto::SigningKey::from_seed(seed);
  crypto::wipe(seed);

  const std::string did = crypto::did_key(key.public_key());
  json::Writer writer(json::Style::indented);
  writer.begin_object();
  writer.member("@context", "https://w3id.org/security/multikey/v1");
  writer.member("id", crypto::did_key_method(key.public_key()));
  writer.member("type", "Multikey").member("controller", did);
  writer.member("publicKeyMultibase", crypto::public_multikey(key.public_key()));
  writer.member("secretKeyMultibase", crypto::secret_multikey(key));
  writer.end_object();
  return {did, writer.take() + "\n"};
}

}  // namespace cairn::awarding
