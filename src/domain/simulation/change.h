// A change of the rules: one goal by two sets of rules, asked of records one by one
// (docs/reference/simulation.md, sections 1 and 2).
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "domain/audit/programme.h"
#include "domain/learning/award.h"
#include "domain/learning/catalogue.h"
#include "domain/recognition/agreement.h"
#include "domain/recognition/network.h"
#include "domain/simulation/alike.h"
#include "domain/simulation/effect.h"

namespace cairn::simulation {

/// The rules of one side.
struct Rules {
  AchievementId goal;
  learning::Catalogue catalogue;
  std::vector<recognition::Agreement> agreements;
};

/// Whether records get the views of what the agreements of a side grant.
enum class Recognise { no, yes };

struct Asked {
  Date at;
  std::uint64_t nodes_max = 20'000;  ///< as audit::Options
  Recognise recognise = Recognise::no;
};

/// Immutable, so it can be shared between threads.
class Change {
 public:
  /// Refused: what Programme::compile() refuses of either side, two goals, and goals that count in
  /// two credit systems.
  static Result<Change> create(Rules before, Rules after, const Asked& asked);

  /// The effect on one record; `alike` remembers between calls and belongs to one thread. The
  /// answer is the same with whatever it remembers.
  Result<Effect> effect_on(const learning::Record& record, Alike& alike) const;
  /// One that remembers nothing yet.
  Alike remember_nothing() const;

  /// In which all credit of effects is; empty when the goal knows none.
  const credit::SystemId& system() const { return before_.programme->system(); }
  const AchievementId& goal() const { return before_.rules->goal; }

 private:
  struct Side {
    std::shared_ptr<const Rules> rules;  ///< the network points into it
    std::shared_ptr<const recognition::Network> network;
    std::shared_ptr<const audit::Programme> programme;  ///< shared with those who remember
    audit::Distance untouched;
  };

  Change(Side before, Side after, const Asked& asked)
      : before_(std::move(before)), after_(std::move(after)), asked_(asked) {}
  static Result<Side> compile(Rules rules, const Asked& asked);
  Result<Reached> reached(const Side& side, const learning::Record& record) const;
  Result<Effect> audit_twice(const learning::Record& record) const;

  Side before_;
  Side after_;
  Asked asked_;
};

}  // namespace cairn::simulation
