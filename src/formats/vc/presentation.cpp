#include "formats/vc/presentation.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "formats/vc/envelope.h"
#include "formats/vc/jwt_proof.h"
#include "formats/vc/plain_terms.h"
#include "formats/vc/structure.h"
#include "formats/vc/verify.h"

namespace cairn::vc {
namespace {

using json::Value;

Check holder_check(const Value& presentation, const Check& proof,
                   std::span<const ProofFinding> findings) {
  const std::string_view holder = holder_id(presentation);
  if (holder.empty()) return {CheckName::issuer_binding, Outcome::skipped, Code::not_reached, {}};
  return binding_check(holder, proof, findings);
}

// Section 4.13.4: what has no proof of its own is vouched for by the presentation's.
void take_from_holder(std::string_view holder, std::string_view issuer,
                      const PresentationChecks& presentation, std::vector<Check>& credential) {
  for (Check& check : credential) {
    if (check.check == CheckName::proof && presentation.proof.outcome == Outcome::pass) {
      if (holder.empty() || holder != issuer)
        check = {CheckName::proof,
                 Outcome::fail,
                 Code::holder_mismatch,
                 {{"holder", std::string(holder)}}};
      else
        check = presentation.proof;
    }
    if (check.check == CheckName::issuer_binding && holder == issuer)
      check = presentation.holder_binding;
  }
}

// The presentation's proof covers what such a credential states, in whatever words (plain_terms.h).
void refuse_disguise(const Value& credential, const rdf::ContextStore& contexts, Check& proof) {
  if (proof.outcome != Outcome::pass) return;
  if (const auto place = find_disguise(credential, contexts))
    proof = {CheckName::proof, Outcome::fail, Code::terms_redefined, {{"place", *place}}};
}

void join(std::vector<std::string>& all, const std::vector<std::string>& more) {
  all.insert(all.end(), more.begin(), more.end());
  std::ranges::sort(all);
  all.erase(std::unique(all.begin(), all.end()), all.end());
}

ProofFinding token_finding(const JwtCredential& token, const Facts& facts, Instant at,
                           const ProofDemands& demands) {
  if (!carries_presentation(token.form))
    return {Outcome::fail,
            Code::token_type,
            {{"type", std::string(token.jws.header.root().text_of("typ"))}}};
  ProofFinding finding = check_token(token, facts, at, demands);
  if (finding.outcome != Outcome::pass) return finding;
  json::Arena arena;  // presented credentials are verified one by one
  if (const auto place = find_disguise(
          arena.without_member(token.credential.root(), "verifiableCredential"), facts.contexts))
    return {Outcome::fail, Code::terms_redefined, {{"place", *place}}};
  return finding;
}

// The presentation's own three checks.
PresentationChecks own_checks(const Value& presentation, const Check& proof,
                              std::span<const ProofFinding> findings) {
  PresentationChecks checks;
  checks.structure = check_presentation_structure(presentation);
  checks.proof = proof;
  checks.holder_binding = holder_check(presentation, proof, findings);
  return checks;
}

void check_credentials(const Value& presentation, const Facts& facts, Instant at,
                       PresentationChecks& checks) {
  for (const Value& credential : one_or_more(presentation.find("verifiableCredential"))) {
    if (!credential.is_object() || is_enveloped(credential, Enveloped::credential)) {
      checks.credentials.emplace_back();
      continue;
    }
    std::vector<Check> own = verify(credential, facts, at);
    if (credential.find("proof") == nullptr) {
      take_from_holder(holder_id(presentation), issuer_id(credential), checks, own);
      refuse_disguise(credential, facts.contexts, own[static_cast<std::size_t>(CheckName::proof)]);
    }
    checks.credentials.push_back(std::move(own));
  }
}

bool has_too_many(const Value& presentation) {
  return one_or_more(presentation.find("verifiableCredential")).size() > kCredentialsMax;
}

Check too_many() { return {CheckName::proof, Outcome::unknown, Code::too_complex, {}}; }

}  // namespace

PresentationChecks verify_presentation(const Value& presentation, const Facts& facts, Instant at,
                                       const ProofDemands& demands) {
  if (has_too_many(presentation)) return own_checks(presentation, too_many(), {});
  ProofDemands own_demands = demands;
  own_demands.purpose = did::Purpose::authentication;
  const auto findings = check_proofs(presentation, facts, at, own_demands);
  PresentationChecks checks =
      own_checks(presentation, proof_check(presentation, findings), findings);
  check_credentials(presentation, facts, at, checks);
  return checks;
}

PresentationChecks verify_presentation(const JwtCredential& token, const Facts& facts, Instant at,
                                       const ProofDemands& demands) {
  const Value& presentation = token.credential.root();
  if (has_too_many(presentation)) return own_checks(presentation, too_many(), {});
  const ProofFinding finding = token_finding(token, facts, at, demands);
  const Check proof{CheckName::proof, finding.outcome, finding.code, finding.parameters};
  PresentationChecks checks = own_checks(presentation, proof, std::span(&finding, 1));
  check_credentials(presentation, facts, at, checks);
  return checks;
}

FactsNeeded facts_needed_of_presentation(const Value& presentation) {
  FactsNeeded needed = facts_needed(presentation);
  const auto credentials = one_or_more(presentation.find("verifiableCredential"));
  for (const Value& credential : credentials.first(std::min(credentials.size(), kCredentialsMax))) {
    const FactsNeeded more = facts_needed(credential);
    join(needed.contexts, more.contexts);
    join(needed.controllers, more.controllers);
    join(needed.status_lists, more.status_lists);
  }
  return needed;
}

FactsNeeded facts_needed_of_presentation(const JwtCredential& token) {
  FactsNeeded needed = facts_needed_of_presentation(token.credential.root());
  join(needed.controllers, facts_needed(token).controllers);
  return needed;
}

}  // namespace cairn::vc
