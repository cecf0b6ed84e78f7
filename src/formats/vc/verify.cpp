#include "formats/vc/verify.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "formats/crypto/multibase.h"
#include "formats/crypto/multikey.h"
#include "formats/vc/data_integrity.h"
#include "formats/vc/plain_terms.h"
#include "formats/vc/related_resource.h"
#include "formats/vc/structure.h"

namespace cairn::vc {
namespace {

using json::Value;

constexpr std::size_t kProofsMax = 8;

// The outcome of one proof and, when it passed, the id of the key's controller.
struct ProofCheck {
  Outcome outcome = Outcome::fail;
  Code code = Code::proof_malformed;
  std::vector<Parameter> parameters;
  std::string_view controller;
};

ProofCheck failed(Code code, std::vector<Parameter> parameters = {}) {
  return {Outcome::fail, code, std::move(parameters), {}};
}
ProofCheck unknown(Code code, std::vector<Parameter> parameters = {}) {
  return {Outcome::unknown, code, std::move(parameters), {}};
}

// Data Integrity section 4.4 (verify proof): the members that do not depend on the suite.
std::optional<ProofCheck> check_members(const Value& proof, Instant at) {
  if (!proof.is_object() || proof.text_of("type").empty()) return failed(Code::proof_malformed);
  if (proof.text_of("type") != "DataIntegrityProof" ||
      proof.text_of("cryptosuite") != kEddsaRdfc2022) {
    const std::string_view suite = proof.text_of("cryptosuite");
    return unknown(Code::suite_unsupported,
                   {{"suite", std::string(suite.empty() ? proof.text_of("type") : suite)}});
  }
  if (proof.find("previousProof") != nullptr) return unknown(Code::chain_unsupported);
  if (proof.text_of("proofPurpose") != "assertionMethod") return failed(Code::purpose_mismatch);
  for (const char* name : {"created", "expires"}) {
    const Value* date = proof.find(name);
    if (date == nullptr) continue;
    const auto instant =
        date->is_string() ? Instant::parse(date->string()) : Result<Instant>(invalid(""));
    if (!instant) return failed(Code::proof_malformed, {{"place", std::string("/proof/") + name}});
    if (std::string_view(name) == "expires" && *instant < at)
      return failed(Code::proof_expired, {{"date", instant->to_string()}});
  }
  return {};
}

// What rdf::to_rdf or rdf::canonicalize refused, as a code.
ProofCheck not_canonical(const Error& error) {
  switch (error.code) {
    case ErrorCode::exhausted:
      return unknown(Code::too_complex);
    case ErrorCode::not_found:
      return unknown(Code::context_unknown, {{"url", error.where}});
    default:
      return failed(Code::document_ambiguous, {{"place", error.where}, {"detail", error.message}});
  }
}

// EdDSA Cryptosuites section 3.2.2. `document` is the credential without its proofs.
ProofCheck check_proof(const Value& document, const Value& proof, const Facts& facts, Instant at) {
  if (auto broken = check_members(proof, at)) return *std::move(broken);
  const std::string_view method = proof.text_of("verificationMethod");
  if (!method.starts_with("did:key:z6Mk"))
    return unknown(Code::key_unsupported, {{"key", std::string(method)}});
  const auto key = crypto::parse_did_key_method(method);
  if (!key) return failed(Code::proof_malformed, {{"place", "/proof/verificationMethod"}});

  const std::string_view text = proof.text_of("proofValue");
  constexpr std::size_t kSignatureBytes = 64;
  const auto signature = crypto::multibase_decode(text, kSignatureBytes);
  if (!text.starts_with('z') || !signature || signature->size() != kSignatureBytes)
    return failed(Code::proof_malformed, {{"place", "/proof/proofValue"}});

  json::Arena arena;
  const Value config = arena.without_member(proof, "proofValue");
  const auto signed_data = data_to_sign(document, config, facts.contexts);
  if (!signed_data) return not_canonical(signed_data.error());
  if (!crypto::verify(key->key, signed_data->data, *signature)) return failed(Code::proof_mismatch);
  return {Outcome::pass, Code::ok, {}, key->did};
}

// A set of proofs passes when one passes and none fails: those of suites not known here are left
// to others.
ProofCheck check_proofs(const Value& credential, const Facts& facts, Instant at) {
  const auto proofs = one_or_more(credential.find("proof"));
  if (proofs.empty()) return failed(Code::proof_missing);
  if (proofs.size() > kProofsMax)
    return unknown(Code::proofs_too_many, {{"count", std::to_string(kProofsMax)}});
  for (const std::string& url : facts_needed(credential).contexts)
    if (facts.contexts.find(url) == nullptr) return unknown(Code::context_unknown, {{"url", url}});
  if (auto place = find_disguise(credential, facts.contexts))
    return failed(Code::terms_redefined, {{"place", *std::move(place)}});

  json::Arena arena;
  const Value document = arena.without_member(credential, "proof");
  std::optional<ProofCheck> best;
  for (const Value& proof : proofs) {
    ProofCheck check = check_proof(document, proof, facts, at);
    if (check.outcome == Outcome::fail) return check;
    if (!best || check.outcome == Outcome::pass) best = std::move(check);
  }
  return *std::move(best);
}

Check check_binding(const Value& credential, const ProofCheck& proof) {
  const std::string_view issuer = issuer_id(credential);
  const auto check = [&](Outcome outcome, Code code) {
    return Check{CheckName::issuer_binding, outcome, code, {{"issuer", std::string(issuer)}}};
  };
  if (proof.outcome != Outcome::pass) return check(Outcome::skipped, Code::not_reached);
  if (issuer == proof.controller) return check(Outcome::pass, Code::ok);
  // Another issuer may still list the key in a document of its own; a did:key has none but itself.
  return issuer.starts_with("did:key:") ? check(Outcome::fail, Code::issuer_mismatch)
                                        : check(Outcome::unknown, Code::issuer_unresolved);
}

// An issuer is only known when it is shown to be the one that signed.
Check check_trust(const Value& credential, const Check& binding, const Facts& facts) {
  const std::string issuer(issuer_id(credential));
  const std::vector<Parameter> parameters = {{"issuer", issuer}};
  if (binding.outcome != Outcome::pass)
    return {CheckName::trust, Outcome::skipped, Code::not_reached, parameters};
  if (std::ranges::find(facts.known_issuers, issuer) != facts.known_issuers.end())
    return {CheckName::trust, Outcome::pass, Code::ok, parameters};
  return {CheckName::trust, Outcome::unknown, Code::issuer_unknown, parameters};
}

Check check_validity(const Value& credential, Instant at) {
  const auto check = [](Outcome outcome, Code code, const std::optional<Instant>& date) {
    Check made{CheckName::validity, outcome, code, {}};
    if (date) made.parameters.push_back({"date", date->to_string()});
    return made;
  };
  const ValidityPeriod period = validity_period(credential);
  if (period.malformed) return check(Outcome::skipped, Code::not_reached, {});
  if (period.from && at < *period.from)
    return check(Outcome::fail, Code::not_yet_valid, period.from);
  if (period.until && at > *period.until) return check(Outcome::fail, Code::expired, period.until);
  return check(Outcome::pass, Code::ok, period.until);
}

Check check_schema(const Value& credential) {
  const bool has_schema = !one_or_more(credential.find("credentialSchema")).empty();
  return {CheckName::schema,
          Outcome::skipped,
          has_schema ? Code::schema_unchecked : Code::no_schema,
          {}};
}

void sort_unique(std::vector<std::string>& texts) {
  std::ranges::sort(texts);
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
}

}  // namespace

FactsNeeded facts_needed(const Value& credential) {
  FactsNeeded needed;
  for (const Value& context : one_or_more(credential.find("@context")))
    if (context.is_string()) needed.contexts.emplace_back(context.string());
  const auto controller = [&](std::string_view id) {
    if (!id.empty() && !id.starts_with("did:key:"))
      needed.controllers.emplace_back(id.substr(0, id.find('#')));
  };
  controller(issuer_id(credential));
  for (const Value& proof : one_or_more(credential.find("proof")))
    controller(proof.text_of("verificationMethod"));
  needed.status_lists = status_lists_of(credential);
  for (auto* texts : {&needed.contexts, &needed.controllers, &needed.status_lists})
    sort_unique(*texts);
  return needed;
}

std::vector<Check> verify(const Value& credential, const Facts& facts, Instant at) {
  std::vector<Check> checks;
  checks.push_back(check_structure(credential));
  if (checks.back().outcome == Outcome::pass)
    if (auto wrong = check_related_digests(credential, facts.contexts)) checks.back() = *wrong;
  ProofCheck proof = check_proofs(credential, facts, at);
  const Check binding = check_binding(credential, proof);
  checks.push_back({CheckName::proof, proof.outcome, proof.code, std::move(proof.parameters)});
  checks.push_back(binding);
  checks.push_back(check_trust(credential, binding, facts));
  checks.push_back(check_validity(credential, at));
  checks.push_back(check_status(credential, facts.status, at));
  checks.push_back(check_schema(credential));
  checks.push_back({CheckName::log, Outcome::skipped, Code::no_log, {}});
  return checks;
}

}  // namespace cairn::vc
