#include "formats/vc/presentation.h"

#include <algorithm>
#include <string_view>

#include "formats/vc/envelope.h"
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

}  // namespace

PresentationChecks verify_presentation(const Value& presentation, const Facts& facts, Instant at,
                                       const ProofDemands& demands) {
  PresentationChecks checks;
  checks.structure = check_presentation_structure(presentation);
  const auto credentials = one_or_more(presentation.find("verifiableCredential"));
  if (credentials.size() > kCredentialsMax) {
    checks.proof = {CheckName::proof, Outcome::unknown, Code::too_complex, {}};
    checks.holder_binding = holder_check(presentation, checks.proof, {});
    return checks;
  }
  ProofDemands own_demands = demands;
  own_demands.purpose = did::Purpose::authentication;
  const auto findings = check_proofs(presentation, facts, at, own_demands);
  checks.proof = proof_check(presentation, findings);
  checks.holder_binding = holder_check(presentation, checks.proof, findings);
  for (const Value& credential : credentials) {
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

}  // namespace cairn::vc
