// What reliefs save of the credit that a goal still asks of a record, by auditing it again
// (docs/reference/simulation.md, section 6).
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

#include "base/result.h"
#include "domain/learning/award.h"
#include "domain/simulation/editions.h"
#include "domain/simulation/lost.h"
#include "domain/simulation/relief.h"
#include "domain/simulation/tally.h"

namespace cairn::simulation {

/// By relief: the form that it is in; 0: as it is.
using Forms = std::vector<std::size_t>;

/// A relief in the form that is measured.
struct Measured {
  std::size_t relief = 0;  ///< of Savings::reliefs()
  std::size_t form = 1;
};

/// Of the measured ones, the bits of those that are signed.
using Chosen = std::uint32_t;

/// Immutable but for what it remembers; can be shared between threads.
class Savings {
 public:
  static constexpr std::size_t kMeasuredMax = 10;

  /// The receiver's rules with a goal. Refused as Editions refuses.
  static Result<Savings> create(const Receiver& receiver, std::uint64_t nodes_max);

  const std::vector<Relief>& reliefs() const { return reliefs_; }
  const credit::SystemId& system() const;
  std::vector<OrganizationId> signers_of(const Measured& measured) const;

  /// Counts the reliefs that turn credit of the record away, each by the form that it needs.
  Result<void> count_turned_away(const learning::Record& record, Tally& tally) const;
  /// The reliefs that turn credit of at least so many records away, those of most records first, at
  /// most kMeasuredMax; each in the form that is enough for all but fewer than so many.
  std::vector<Measured> to_measure(const Tally& tally, std::int64_t smallest) const;
  /// Counts what every choice of at most `most` of them saves the record.
  Result<void> count_saved(const learning::Record& record, std::span<const Measured> measured,
                           int most, Tally& tally) const;

 private:
  using Proven = std::optional<audit::Distance>;  ///< nothing: not proven within the budget
  struct Case;                                    // one record, and what is lost of it
  class Distances;
  struct Made {
    std::mutex mutex;  // guards what follows
    std::map<Forms, std::shared_ptr<const Editions>> by_forms;
  };

  Savings(const Receiver& receiver, const Asked& asked)
      : receiver_(receiver), asked_(asked), made_(std::make_unique<Made>()) {}
  Result<Case> prepare(const learning::Record& record) const;
  Result<std::shared_ptr<const Editions>> editions_in(Forms forms) const;
  Result<Proven> distance_in(const Case& of, const Forms& forms) const;
  Result<std::size_t> form_needed(const Case& of, Forms forms, std::size_t relief) const;

  Receiver receiver_;
  Asked asked_;
  std::vector<Relief> reliefs_;
  bool is_monotone_ = true;  ///< more can never throw back (requirements.md, section 11)
  std::shared_ptr<const Editions> first_;  ///< by the rules as they are; shared with made_
  std::unique_ptr<Made> made_;
};

/// How much less the goal asks for: of so many records that come nearer, so much credit, then so
/// many leaves.
struct Saved {
  Cell nearer;
  std::int64_t leaves = 0;
};

/// A choice, with what it saves in all and the signatures that it takes.
struct Choice {
  Chosen chosen = 0;
  int signatures = 0;
  Saved saved;

  bool has(std::size_t measured) const { return (chosen >> measured & 1U) != 0; }
};

/// Of each number of reliefs from 1 to `most` the choice that saves most per signature: the best of
/// all that count, not a heuristic. A choice counts where it brings at least `smallest` records
/// nearer, and so many less without any one of it. `signatures` are by measured relief.
std::vector<Choice> best_choices(const Tally& tally, std::span<const int> signatures, int most,
                                 std::int64_t smallest);

/// What a choice saves, as it was counted.
Saved saved_by(const Tally& tally, Chosen chosen);

}  // namespace cairn::simulation
