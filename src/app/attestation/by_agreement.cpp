#include "app/attestation/by_agreement.h"

#include "domain/recognition/propose.h"

namespace cairn::attestation {
namespace {

learning::Record originals_of(const learning::Record& record) {
  learning::Record originals = record;
  std::erase_if(originals.awards, [](const learning::Award& award) {
    return award.status == learning::AwardStatus::recognised;
  });
  return originals;
}

bool is_same(const learning::Award& a, const learning::Award& b) {
  return a.organization == b.organization && a.achievement == b.achievement &&
         a.credit == b.credit && a.roots == b.roots;
}

}  // namespace

Result<std::optional<ByAgreement>> find_agreement(const learning::Award& view,
                                                  const learning::Record& record,
                                                  const recognition::Network& network) {
  CAIRN_TRY(const recognition::Proposals found,
            recognition::propose(originals_of(record), network, view.awarded));
  for (const recognition::Proposal& each : found.proposals) {
    const recognition::Decision& decision = each.decision;
    if (is_same(decision.view, view))
      return std::optional(
          ByAgreement{decision.agreement, decision.agreement_version, decision.term});
  }
  return std::optional<ByAgreement>();
}

}  // namespace cairn::attestation
