// Credit that counts nowhere at a receiver, and the agreements that would save most of it
// (docs/reference/simulation.md, section 5).
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "domain/ids/ids.h"
#include "domain/learning/award.h"
#include "domain/learning/catalogue.h"
#include "domain/recognition/network.h"
#include "domain/simulation/rules.h"
#include "domain/simulation/tally.h"

namespace cairn::simulation {

/// Where credit may be lost. Immutable, so it can be shared between threads.
class Receiver {
 public:
  /// Of the agreements only those of the organization count; the goal may be empty.
  Receiver(OrganizationId organization, credit::SystemId system, Date at, Rules rules);

  const OrganizationId& organization() const { return organization_; }
  const credit::SystemId& system() const { return system_; }
  Date at() const { return at_; }
  const std::shared_ptr<const Rules>& rules() const { return rules_; }
  const recognition::Network& network() const { return *network_; }

 private:
  OrganizationId organization_;
  credit::SystemId system_;
  Date at_;
  std::shared_ptr<const Rules> rules_;  ///< the network points into it; shared as it asks for
  std::shared_ptr<const recognition::Network> network_;
};

/// The awards of the record that are lost, all of them in the record.
Result<std::vector<const learning::Award*>> lost_of(const learning::Record& record,
                                                    const Receiver& receiver);

/// Counts what one record loses: by sender, and by sender and achievement. Exhausted as Tally.
Result<void> count_lost(const learning::Record& record, const Receiver& receiver, Tally& tally);

/// What is lost of one achievement's awards.
struct LostOf {
  AchievementId achievement;  ///< empty: achievements put together
  Cell lost;
};

/// What one agreement would save.
struct Signature {
  OrganizationId sender;             ///< empty: senders put together
  Cell lost;                         ///< the records are those that lose anything to this sender
  std::vector<LostOf> achievements;  ///< the most credit first, those put together last
};

/// The best first: the first k are the best choice of k agreements. At most `signatures_max`
/// senders that concern at least `smallest` records each; all others put together last, where there
/// are any. Exhausted when a sum does not fit.
Result<std::vector<Signature>> best_signatures(const Tally& tally, std::int64_t smallest,
                                               std::size_t signatures_max);

}  // namespace cairn::simulation
