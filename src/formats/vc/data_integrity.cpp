#include "formats/vc/data_integrity.h"

#include <algorithm>
#include <memory>

#include "formats/crypto/multibase.h"
#include "formats/crypto/multikey.h"
#include "formats/json/writer.h"
#include "formats/rdf/plain_statements.h"
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

rdf::ToRdfOptions statement_options() {
  rdf::ToRdfOptions options;
  options.expand.dropping = rdf::Dropping::safe;
  // The suite leaves open how a base direction is written; this is what other implementations do.
  options.direction = rdf::RdfDirection::i18n_datatype;
  return options;
}

Result<std::string> canonical_text(const rdf::Dataset& dataset, const Transformation& how,
                                   const rdf::FirstDegreeHashes* known) {
  rdf::CanonicalizeOptions options;
  options.hash = how.hash;
  options.work_max = how.work_max;
  options.known = known;
  CAIRN_TRY(rdf::Canonical canonical, rdf::canonicalize(dataset, options));
  return std::move(canonical.nquads);
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
  CAIRN_TRY(const rdf::Dataset dataset, rdf::to_rdf(node, contexts, statement_options()));
  return canonical_text(dataset, how, nullptr);
}

Result<std::string> canonical_config(const Value& proof_config, const Value* context,
                                     const rdf::ContextStore& contexts, const Transformation& how) {
  if (how.canonicalization == Canonicalization::jcs)
    return canonical_form(proof_config, contexts, how);
  if (context == nullptr) return invalid("the document has no @context", "/@context");
  json::Arena arena;
  return canonical_form(arena.with_member(proof_config, "@context", *context), contexts, how);
}

namespace {

std::vector<std::uint8_t> joined(const crypto::Digest& config, const crypto::Digest& document) {
  std::vector<std::uint8_t> data;
  data.reserve(config.bytes().size() + document.bytes().size());
  for (const crypto::Digest* each : {&config, &document})
    data.insert(data.end(), each->bytes().begin(), each->bytes().end());
  return data;
}

}  // namespace

std::vector<std::uint8_t> joined_hashes(std::string_view proof_config, std::string_view document,
                                        crypto::HashAlgorithm hash) {
  crypto::Hasher hasher(hash);
  const crypto::Digest of_config = hasher.digest(proof_config);
  return joined(of_config, hasher.digest(document));
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

namespace {

std::string method_of(const ProofOptions& options, const crypto::SigningKey& key) {
  return options.verification_method.empty() ? crypto::did_key_method(key.public_key())
                                             : std::string(options.verification_method);
}

// add_proof(), with the bytes to sign by `to_sign` of the document and the proof's configuration.
template <class ToSign>
Result<json::Document> prove(const json::Document& document, const crypto::SigningKey& key,
                             const ProofOptions& options, ToSign to_sign) {
  const Value& root = document.root();
  const std::string method = method_of(options, key);
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
  CAIRN_TRY(const std::vector<std::uint8_t> data, to_sign(signed_document, config));
  const std::string value = crypto::multibase_encode(key.sign(data));
  const Value proof = arena->with_member(config, "proofValue", arena->string(value));
  return json::Document(arena, with_proof(root, proof, *arena));
}

Result<std::vector<std::uint8_t>> bytes_to_sign(const Value& document, const Value& config,
                                                const rdf::ContextStore& contexts,
                                                const Transformation& how) {
  CAIRN_TRY(SignedData made, data_to_sign(document, config, contexts, how));
  return std::move(made.data);
}

Transformation transformation_of(const ProofOptions& options, const crypto::SigningKey& key) {
  const Cryptosuite* suite = find_cryptosuite(options.suite);
  return {suite == nullptr ? Canonicalization::rdfc : suite->canonicalization, hash_of(key.kind())};
}

bool same_urls(const Value* a, const Value* b) {
  return std::ranges::equal(
      one_or_more(a), one_or_more(b), [](const Value& one, const Value& other) {
        return one.is_string() && other.is_string() && one.string() == other.string();
      });
}

}  // namespace

Result<json::Document> add_proof(const json::Document& document, const crypto::SigningKey& key,
                                 const ProofOptions& options, const rdf::ContextStore& contexts) {
  const Transformation how = transformation_of(options, key);
  return prove(document, key, options, [&](const Value& bare, const Value& config) {
    return bytes_to_sign(bare, config, contexts, how);
  });
}

struct ProofSeries::State {
  json::Document model;
  std::string method;
  std::optional<rdf::SharedStatements> shared;  // nothing: each is canonicalized for itself
  rdf::FirstDegreeHashes hashes;
  crypto::Digest config;  // of every proof under the model's contexts
};

ProofSeries::ProofSeries(const json::Document& model, const crypto::SigningKey& key,
                         const ProofOptions& options, const rdf::ContextStore& contexts)
    : key_(key), options_(options), contexts_(contexts), state_(std::make_unique<State>()) {
  state_->model = model;
  state_->method = method_of(options, key);
  options_.verification_method = state_->method;
  const Transformation how = transformation_of(options, key);
  if (find_cryptosuite(options.suite) == nullptr || how.canonicalization != Canonicalization::rdfc)
    return;
  json::Arena arena;
  const Value* context = model.root().find("@context");
  auto config = canonical_config(configuration(options_, state_->method, context, arena), context,
                                 contexts, how);
  auto shared =
      rdf::SharedStatements::of(model.root(), "credentialSubject", contexts, statement_options());
  if (!config || !shared) return;
  auto hashes = rdf::first_degree_hashes(shared->dataset(), how.hash);
  if (!hashes) return;
  state_->config = crypto::digest(how.hash, *config);
  state_->hashes = *std::move(hashes);
  state_->shared = std::move(shared);
}

ProofSeries::~ProofSeries() = default;

Result<json::Document> ProofSeries::add_proof(const json::Document& document) const {
  const Transformation how = transformation_of(options_, key_);
  const auto to_sign = [&](const Value& bare,
                           const Value& config) -> Result<std::vector<std::uint8_t>> {
    if (!state_->shared || !same_urls(bare.find("@context"), state_->model.root().find("@context")))
      return bytes_to_sign(bare, config, contexts_, how);
    const auto dataset = state_->shared->statements(bare, contexts_, statement_options());
    if (!dataset) return bytes_to_sign(bare, config, contexts_, how);
    CAIRN_TRY(const std::string text, canonical_text(*dataset, how, &state_->hashes));
    return joined(state_->config, crypto::digest(how.hash, text));
  };
  return prove(document, key_, options_, to_sign);
}

}  // namespace cairn::vc
