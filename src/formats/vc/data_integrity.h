// What a Data Integrity proof signs, and the making of proofs.
//
// W3C Data Integrity 1.0 (15 May 2025) sections 4.2 (add proof) and 4.3 (proof sets and chains),
// with the transformation, configuration and hashing that all suites of cryptosuite.h share
// (EdDSA Cryptosuites 1.0 sections 3.2 and 3.3, ECDSA Cryptosuites 1.0 sections 3.2 and 3.3).
// proofs.h verifies.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "formats/crypto/digest.h"
#include "formats/crypto/signing_key.h"
#include "formats/json/value.h"
#include "formats/rdf/context_store.h"
#include "formats/rdf/rdfc.h"
#include "formats/vc/cryptosuite.h"

namespace cairn::vc {

/// How a document and its proof become the bytes to sign.
struct Transformation {
  Canonicalization canonicalization = Canonicalization::rdfc;
  crypto::HashAlgorithm hash = crypto::HashAlgorithm::sha256;
  std::uint64_t work_max = rdf::CanonicalizeOptions().work_max;  ///< rdfc: for look-alikes
  bool operator==(const Transformation&) const = default;
};

/// What is signed, with every step that leads to it.
struct SignedData {
  std::string document;            ///< canonical form of the document without the proof
  std::string proof_config;        ///< canonical form of the proof without its value
  std::vector<std::uint8_t> data;  ///< the hash of proof_config, then the hash of document
};

/// The canonical bytes of a JSON-LD node (rdfc: N-Quads, where anything that JSON-LD would drop in
/// silence is an error) or of a JSON value (jcs). Errors are those of rdf::to_rdf and
/// rdf::canonicalize, or of json::canonicalize.
Result<std::string> canonical_form(const json::Value& node, const rdf::ContextStore& contexts,
                                   const Transformation& how = {});

/// canonical_form() of a proof without its value, in a document whose @context is `context`: with
/// rdfc the proof is read in it, with jcs the proof stands as it is.
Result<std::string> canonical_config(const json::Value& proof_config, const json::Value* context,
                                     const rdf::ContextStore& contexts, const Transformation& how);

/// Both canonical forms and their hashes, joined. `document` is what the proof is about: without
/// `proof`, or with the proofs that this one builds on. Errors as canonical_form().
Result<SignedData> data_to_sign(const json::Value& document, const json::Value& proof_config,
                                const rdf::ContextStore& contexts, const Transformation& how = {});

/// The hash of `proof_config` followed by that of `document`, both canonical.
std::vector<std::uint8_t> joined_hashes(std::string_view proof_config, std::string_view document,
                                        crypto::HashAlgorithm hash);

/// The members of a proof beside its suite, key and value.
struct ProofOptions {
  std::string_view suite = kEddsaRdfc2022;
  Instant created;
  std::optional<Instant> expires = {};
  std::string_view purpose = "assertionMethod";  ///< "authentication" for a presentation
  /// The URL of the key; empty: the did:key of the signing key.
  std::string_view verification_method = {};
  std::string_view id = {};  ///< a URL, so that other proofs can build on this one; may be empty
  std::span<const std::string> domains = {};
  std::string_view challenge = {};
  /// Ids of proofs of the document that this one builds on and signs as well.
  std::span<const std::string> previous_proofs = {};
  /// Whether a document that has proofs gets one more (a set or chain) or is refused.
  enum class Existing : std::uint8_t { refused, kept } existing = Existing::refused;
  /// Whether a proof of `assertionMethod` must be by a key of the document's issuer; others may
  /// sign along.
  enum class Issuer : std::uint8_t { required, any } issuer = Issuer::required;
};

/// `document` with a proof by `key`. Invalid (the standard's PROOF_GENERATION_ERROR), with the
/// place: for an unknown or verify-only suite or a
/// key of another kind than the suite's, when the document has a proof already and that is
/// refused, when a previous proof is not there, when the key is
/// not the issuer's, and where data_to_sign() fails.
Result<json::Document> add_proof(const json::Document& document, const crypto::SigningKey& key,
                                 const ProofOptions& options, const rdf::ContextStore& contexts);

/// Proofs over many documents that are made from one by exchanging members of it and of its
/// credentialSubject, as the credentials of everybody who earned one achievement are: what they
/// have in common is canonicalized once. Thread-safe once made.
class ProofSeries {
 public:
  /// All but `model` must outlive the series.
  ProofSeries(const json::Document& model, const crypto::SigningKey& key,
              const ProofOptions& options, const rdf::ContextStore& contexts);
  ~ProofSeries();
  ProofSeries(const ProofSeries&) = delete;
  ProofSeries& operator=(const ProofSeries&) = delete;

  /// The very result of vc::add_proof() for `document`; quick where its objects are the model's own
  /// (json::Arena::with_member keeps them).
  Result<json::Document> add_proof(const json::Document& document) const;

 private:
  struct State;
  const crypto::SigningKey& key_;
  ProofOptions options_;
  const rdf::ContextStore& contexts_;
  std::unique_ptr<State> state_;
};

/// The proofs of `all` that `proof` names as previousProof, in its order. Invalid when one is not
/// there, two have its id, or it names more than there are. The array is made in `arena`.
Result<json::Value> matching_proofs(const json::Value& proof, std::span<const json::Value> all,
                                    json::Arena& arena);

}  // namespace cairn::vc
