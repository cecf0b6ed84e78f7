#include "formats/vc/presentation.h"

#include <algorithm>
#include <string_view>

#include "formats/vc/envelope.h"
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

void join(std::vector<std::string>& all, const std::vector<std::string>& more) {
  all.insert(all.end(), more.begin(), more.end());
  std::ranges::sort(all);
  all.erase(std::unique(all.begin(), all.end()), all.end());
}

}  // namespace

PresentationChecks verify_presentation(const Value& presentation, const Facts& facts, Instant at,
                                       const ProofDemands& demands) {
  const auto credentials = one_or_more(presentation.find("verifiableCredential"));
  if (credentials.size() > kCredentialsMax) {
    Check proof{CheckName::proof, Outcome::unknown, Code::too_complex, {}};
    return {proof, holder_check(presentation, proof, {}), {}};
  }
  ProofDemands own = demands;
  own.purpose = did::Purpose::authentication;
  const auto findings = check_proofs(presentation, facts, at, own);
  PresentationChecks checks;
  checks.proof = proof_check(presentation, findings);
  checks.holder_binding = holder_check(presentation, checks.proof, findings);
  for (const Value& credential : credentials)
    checks.credentials.push_back(is_enveloped(credential, Enveloped::credential)
                                     ? std::vector<Check>()
                                     : verify(credential, facts, at));
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
