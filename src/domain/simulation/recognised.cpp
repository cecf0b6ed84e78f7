#include "domain/simulation/recognised.h"

#include "domain/recognition/propose.h"

namespace cairn::simulation {

Result<learning::Record> recognised(const learning::Record& record,
                                    const recognition::Network& network, Date at) {
  CAIRN_TRY(const recognition::Proposals proposals, recognition::propose(record, network, at));
  learning::Record more = record;
  for (const recognition::Proposal& proposal : proposals.proposals) {
    if (!proposal.competing.empty()) continue;
    const recognition::Decision& decision = proposal.decision;
    if (recognition::makes_award(decision.kind)) more.awards.push_back(decision.view);
    if (decision.exception) more.exceptions.push_back(*decision.exception);
    if (decision.standing) more.facts.push_back(*decision.standing);
  }
  return more;
}

}  // namespace cairn::simulation
