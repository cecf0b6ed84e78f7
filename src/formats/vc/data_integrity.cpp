#include "formats/vc/data_integrity.h"

#include <algorithm>
#include <memory>

#include "formats/crypto/multibase.h"
#include "formats/crypto/multikey.h"
#include "formats/json/writer.h"
#include "formats/rdf/to_rdf.h"
#include "formats/vc/structure.h"

namespace cairn::vc {
namespace {

using json::Member;
using json::Value;

// A text, or the array of several: how JSON-LD writes a set.
Value one_or_all(std::span<const std::string> texts, json::Arena& arena) {
  std::vector<Value> values;
  for (const std::string& text : texts) values.push_back(arena.string(text));
  return values.size() == 1 ? values[0] : arena.array(values);
}

// EdDSA Cryptosuites sections 3.2.5 and 3.3.5 (proof configuration).
Value configuration(const ProofOptions& options, const std::string& method, const Value* context,
                    json::Arena& arena) {
  std::vector<Member> members;
  const auto add = [&](std::string_view key, std::string_view text) {
    if (!text.empty()) members.push_back({key, arena.string(text)});
  };
  add("id", options.id);
  add("type", kDataIntegrityProof);
  add("cryptosuite", options.suite);
  add("created", options.created.to_string());
  if (options.expires) add("expires", options.expires->to_string());
  add("verificationMethod", method);
  add("proofPurpose", options.purpose);
  if (!options.domains.empty()) members.push_back({"domain", one_or_all(options.domains, arena)});
  add("challenge", options.challenge);
  if (!options.previous_proofs.empty())
    members.push_back({"previousProof", one_or_all(options.previous_proofs, arena)});
  const Cryptosuite* suite = find_cryptosuite(options.suite);
  if (context != nullptr && suite->canonicalization == Canonicalization::jcs)
    members.push_back({"@context", *context});
  return arena.object(members);
}

Result<void> check_options(const Value& root, const ProofOptions& options, crypto::KeyKind kind,
                           std::string_view method) {
  const Cryptosuite* suite = find_cryptosuite(options.suite);
  if (suite == nullptr || suite->issuing == Cryptosuite::Issuing::refused)
    return invalid("proofs of the suite " + std::string(options.suite) + " are not made here");
  if (!accepts(*suite, kind))
    return invalid("the suite " + std::string(options.suite) + " does not sign with keys of " +
                   crypto::name_of(kind));
  if (!root.is_object()) return invalid("a credential is a JSON object");
  if (root.find("proof") != nullptr && options.existing == ProofOptions::Existing::refused)
    return invalid("the document has a proof already; sign the one without it", "/proof");
  if (options.purpose == "assertionMethod" && options.issuer == ProofOptions::Issuer::required &&
      issuer_id(root) != method.substr(0, method.find('#')))
    return invalid("the issuer must be the controller of the signing key", "/issuer");
  return {};
}

// The document with one proof more: the only one as it is, several in an array.
Value with_proof(const Value& root, const Value& proof, json::Arena& arena) {
  const auto present = one_or_more(root.find("proof"));
  if (present.empty()) return arena.with_member(root, "proof", proof);
  std::vector<Value> all(present.begin(), present.end());
  all.push_back(proof);
  return arena.with_member(root, "proof", arena.array(all));
}

}  // namespace

Result<std::string> canonical_form(const Value& node, const rdf::ContextStore& contexts,
                                   const Transformation& how) {
  if (how.canonicalization == Canonicalization::jcs) return json::canonicalize(node);
  rdf::ToRdfOptions options;
  options.expand.dropping = rdf::Dropping::safe;
  // The suite leaves open how a base direction is written; this is what other implementations do.
  options.direction = rdf::RdfDirection::i18n_datatype;
  CAIRN_TRY(const rdf::Dataset dataset, rdf::to_rdf(node, contexts, options));
  rdf::CanonicalizeOptions canonicalize;
  canonicalize.hash = how.hash;
  canonicalize.work_max = how.work_max;
  CAIRN_TRY(rdf::Canonical canonical, rdf::canonicalize(dataset, canonicalize));
  return std::move(canonical.nquads);
}

Result<std::string> canonical_config(const Value& proof_config, const Value* context,
                                     const rdf::ContextStore& contexts, const Transformation& how) {
  if (how.canonicalization == Canonicalization::jcs)
    return canonical_form(proof_config, contexts, how);
  if (context == nullptr) return invalid("the document has no @context", "/@context");
  json::Arena arena;
  return canonical_form(arena.with_member(proof_config, "@context", *context), contexts, how);
}

std::vector<std::uint8_t> joined_hashes(std::string_view proof_config, std::string_view document,
                                        crypto::HashAlgorithm hash) {
  crypto::Hasher hasher(hash);
  std::vector<std::uint8_t> data;
  for (const std::string_view text : {proof_config, document}) {
    const crypto::Digest digest = hasher.digest(text);
    data.insert(data.end(), digest.bytes().begin(), digest.bytes().end());
  }
  return data;
}

Result<SignedData> data_to_sign(const Value& document, const Value& proof_config,
                                const rdf::ContextStore& contexts, const Transformation& how) {
  SignedData made;
  CAIRN_TRY(made.proof_config,
            canonical_config(proof_config, document.find("@context"), contexts, how));
  CAIRN_TRY(made.document, canonical_form(document, contexts, how));
  made.data = joined_hashes(made.proof_config, made.document, how.hash);
  return made;
}

Result<Value> matching_proofs(const Value& proof, std::span<const Value> all, json::Arena& arena) {
  const auto names = one_or_more(proof.find("previousProof"));
  // A list that names one proof again and again would make the signed document as large as it
  // likes.
  if (names.size() > all.size())
    return not_found("previousProof names more proofs than there are", "/proof/previousProof");
  std::vector<Value> matching;
  for (const Value& name : names) {
    const std::string_view id = name.is_string() ? name.string() : std::string_view();
    const auto has_id = [&](const Value& other) {
      return !id.empty() && other.text_of("id") == id;
    };
    if (std::ranges::count_if(all, has_id) != 1)
      return not_found("exactly one proof of the document must have the id of previousProof",
                       "/proof/previousProof");
    matching.push_back(*std::ranges::find_if(all, has_id));
  }
  return arena.array(matching);
}

Result<json::Document> add_proof(const json::Document& document, const crypto::SigningKey& key,
                                 const ProofOptions& options, const rdf::ContextStore& contexts) {
  const Value& root = document.root();
  const std::string method = options.verification_method.empty()
                                 ? crypto::did_key_method(key.public_key())
                                 : std::string(options.verification_method);
  CAIRN_CHECK(check_options(root, options, key.kind(), method));

  const auto arena = std::make_shared<json::Arena>();
  arena->keep_alive(document.arena());
  const Value config = configuration(options, method, root.find("@context"), *arena);
  Value signed_document = arena->without_member(root, "proof");
  if (!options.previous_proofs.empty()) {
    CAIRN_TRY(const Value previous,
              matching_proofs(config, one_or_more(root.find("proof")), *arena));
    signed_document = arena->with_member(signed_document, "proof", previous);
  }
  const Transformation how{find_cryptosuite(options.suite)->canonicalization, hash_of(key.kind())};
  CAIRN_TRY(const SignedData signed_data, data_to_sign(signed_document, config, contexts, how));
  const std::string value = crypto::multibase_encode(key.sign(signed_data.data));
  const Value proof = arena->with_member(config, "proofValue", arena->string(value));
  return json::Document(arena, with_proof(root, proof, *arena));
}

}  // namespace cairn::vc
