#include "formats/vc/verify.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "formats/did/identifier.h"
#include "formats/vc/jwt_proof.h"
#include "formats/vc/related_resource.h"
#include "formats/vc/structure.h"

namespace cairn::vc {
namespace {

using json::Value;

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

// A credential with what was found of the proofs that secure it.
struct Proven {
  const Value& credential;
  const Check& proof;
  std::span<const ProofFinding> findings;
};

std::vector<Check> all_checks(const Proven& proven, const Facts& facts, Instant at) {
  const Value& credential = proven.credential;
  std::vector<Check> checks;
  checks.push_back(check_structure(credential));
  if (checks.back().outcome == Outcome::pass)
    if (auto wrong = check_related_digests(credential, facts.contexts)) checks.back() = *wrong;
  checks.push_back(proven.proof);
  const Check binding = binding_check(issuer_id(credential), proven.proof, proven.findings);
  checks.push_back(binding);
  checks.push_back(check_trust(credential, binding, facts));
  checks.push_back(check_validity(credential, at));
  checks.push_back(check_status(credential, facts.status, at));
  checks.push_back(check_schema(credential));
  checks.push_back({CheckName::log, Outcome::skipped, Code::no_log, {}});
  return checks;
}

ProofFinding token_finding(const JwtCredential& token, const Facts& facts, Instant at,
                           const ProofDemands& demands) {
  if (carries_presentation(token.form))
    return {Outcome::fail, Code::token_type, {{"type", "vp+jwt"}}};
  ProofFinding finding = check_token(token, facts, at, demands);
  if (finding.outcome == Outcome::pass && demands.purpose != did::Purpose::assertion_method)
    finding = {Outcome::fail, Code::purpose_mismatch};
  return finding;
}

}  // namespace

FactsNeeded facts_needed(const Value& credential) {
  FactsNeeded needed;
  for (const Value& context : one_or_more(credential.find("@context")))
    if (context.is_string()) needed.contexts.emplace_back(context.string());
  const auto controller = [&](std::string_view id) {
    const std::string_view owner = did::controller_of(id);
    if (!owner.empty() && !did::describes_itself(owner)) needed.controllers.emplace_back(owner);
  };
  controller(issuer_id(credential));
  for (const Value& proof : one_or_more(credential.find("proof")))
    controller(proof.text_of("verificationMethod"));
  needed.status_lists = status_lists_of(credential);
  for (auto* texts : {&needed.contexts, &needed.controllers, &needed.status_lists})
    sort_unique(*texts);
  return needed;
}

FactsNeeded facts_needed(const JwtCredential& token) {
  FactsNeeded needed = facts_needed(token.credential.root());
  const std::string method = method_named(token);
  const std::string_view owner = did::controller_of(method);
  if (!owner.empty() && !did::describes_itself(owner)) needed.controllers.emplace_back(owner);
  sort_unique(needed.controllers);
  return needed;
}

std::vector<Check> verify(const Value& credential, const Facts& facts, Instant at,
                          const ProofDemands& demands) {
  const auto findings = check_proofs(credential, facts, at, demands);
  return all_checks({credential, proof_check(credential, findings), findings}, facts, at);
}

std::vector<Check> verify(const JwtCredential& token, const Facts& facts, Instant at,
                          const ProofDemands& demands) {
  const ProofFinding finding = token_finding(token, facts, at, demands);
  const Check proof{CheckName::proof, finding.outcome, finding.code, finding.parameters};
  return all_checks({token.credential.root(), proof, std::span(&finding, 1)}, facts, at);
}

}  // namespace cairn::vc
