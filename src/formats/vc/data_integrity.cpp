#include "formats/vc/data_integrity.h"

#include <algorithm>
#include <memory>

#include "formats/crypto/multibase.h"
#include "formats/crypto/multikey.h"
#include "formats/rdf/rdfc.h"
#include "formats/rdf/to_rdf.h"
#include "formats/vc/structure.h"

namespace cairn::vc {
namespace {

using json::Value;

// Section 3.2.4 step 3: the first 32 bytes are the proof's, the rest the document's.
std::array<std::uint8_t, 64> joined_hashes(const SignedData& signed_data) {
  crypto::Hasher hasher(crypto::HashAlgorithm::sha256);
  const crypto::Digest proof = hasher.digest(signed_data.proof_config);
  const crypto::Digest document = hasher.digest(signed_data.document);
  std::array<std::uint8_t, 64> data{};
  std::ranges::copy(proof.bytes(), data.begin());
  std::ranges::copy(document.bytes(), data.begin() + 32);
  return data;
}

}  // namespace

Result<std::string> canonical_form(const Value& node, const rdf::ContextStore& contexts) {
  rdf::ToRdfOptions options;
  options.expand.dropping = rdf::Dropping::safe;
  // The suite leaves open how a base direction is written; this is what other implementations do.
  options.direction = rdf::RdfDirection::i18n_datatype;
  CAIRN_TRY(const rdf::Dataset dataset, rdf::to_rdf(node, contexts, options));
  CAIRN_TRY(rdf::Canonical canonical, rdf::canonicalize(dataset));
  return std::move(canonical.nquads);
}

Result<SignedData> data_to_sign(const Value& document, const Value& proof_config,
                                const rdf::ContextStore& contexts) {
  const Value* context = document.find("@context");
  if (context == nullptr) return invalid("the document has no @context", "/@context");
  json::Arena arena;
  const Value config = arena.with_member(proof_config, "@context", *context);
  SignedData signed_data;
  CAIRN_TRY(signed_data.document, canonical_form(document, contexts));
  CAIRN_TRY(signed_data.proof_config, canonical_form(config, contexts));
  signed_data.data = joined_hashes(signed_data);
  return signed_data;
}

Result<json::Document> add_proof(const json::Document& document, const crypto::SigningKey& key,
                                 Instant created, const rdf::ContextStore& contexts) {
  const Value& root = document.root();
  if (!root.is_object()) return invalid("a credential is a JSON object");
  if (root.find("proof") != nullptr)
    return invalid("the document has a proof already; sign the one without it", "/proof");
  if (key.kind() != crypto::KeyKind::ed25519)
    return invalid("eddsa-rdfc-2022 signs with Ed25519 keys only");
  if (issuer_id(root) != crypto::did_key(key.public_key()))
    return invalid("the issuer must be the did:key of the signing key", "/issuer");

  const auto arena = std::make_shared<json::Arena>();
  arena->keep_alive(document.arena());
  const Value config = arena->object(
      {{"type", arena->string("DataIntegrityProof")},
       {"cryptosuite", arena->string(kEddsaRdfc2022)},
       {"created", arena->string(created.to_string())},
       {"verificationMethod", arena->string(crypto::did_key_method(key.public_key()))},
       {"proofPurpose", arena->string("assertionMethod")}});
  CAIRN_TRY(const SignedData signed_data, data_to_sign(root, config, contexts));
  const std::string value = crypto::multibase_encode(key.sign(signed_data.data));
  const Value proof = arena->with_member(config, "proofValue", arena->string(value));
  const Value secured = arena->with_member(root, "proof", proof);
  return json::Document(arena, secured);
}

}  // namespace cairn::vc
