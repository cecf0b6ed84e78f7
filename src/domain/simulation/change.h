// A change of the rules: one goal by two sets of rules, asked of records one by one
// (docs/reference/simulation.md, sections 1 and 2).
#pragma once

#include <map>
#include <memory>
#include <utility>

#include "base/result.h"
#include "domain/learning/award.h"
#include "domain/recognition/network.h"
#include "domain/simulation/alike.h"
#include "domain/simulation/editions.h"
#include "domain/simulation/effect.h"
#include "domain/simulation/rules.h"

namespace cairn::simulation {

/// What is remembered between records; belongs to one thread.
class Memory {
 public:
  /// Of the records that go by these two.
  Alike& alike(const std::shared_ptr<const Edition>& before,
               const std::shared_ptr<const Edition>& after, Date day);

 private:
  using Both = std::pair<std::shared_ptr<const Edition>, std::shared_ptr<const Edition>>;
  std::map<Both, Alike> alike_;
};

/// Immutable, so it can be shared between threads.
class Change {
 public:
  /// Refused: what Editions refuses of either side, two goals, and goals that count in two credit
  /// systems.
  static Result<Change> create(Rules before, Rules after, const Asked& asked);

  /// The effect on one record; the answer is the same with whatever is remembered. Invalid as
  /// Editions::of() and reached().
  Result<Effect> effect_on(const learning::Record& record, Memory& memory) const;

  /// In which all credit of effects is; empty when the goal knows none.
  const credit::SystemId& system() const { return before_.editions->first()->programme.system(); }
  const AchievementId& goal() const { return before_.rules->goal; }
  /// As they would be; shared with answers, which name things by them.
  const std::shared_ptr<const Rules>& rules_after() const { return after_.rules; }

 private:
  struct Side {
    std::shared_ptr<const Rules> rules;  ///< the network and the editions point into it
    std::shared_ptr<const recognition::Network> network;
    std::shared_ptr<const Editions> editions;  ///< shared by copies of the change
  };

  Change(Side before, Side after, const Asked& asked)
      : before_(std::move(before)), after_(std::move(after)), asked_(asked) {}
  static Result<Side> prepare(Rules rules, const Asked& asked);
  Result<Reached> with_recognition(const Side& side, const learning::Record& record) const;
  Result<Effect> audit_twice(const Edition& before, const Edition& after,
                             const learning::Record& record) const;

  Side before_;
  Side after_;
  Asked asked_;
};

}  // namespace cairn::simulation
