// What a record is audited by: the goal with the versions that the record goes by, and with the
// policies of the day.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "base/result.h"
#include "domain/audit/audit.h"
#include "domain/audit/programme.h"
#include "domain/learning/award.h"
#include "domain/learning/catalogue.h"
#include "domain/simulation/rules.h"

namespace cairn::simulation {

/// The goal as some records go by it. Immutable.
struct Edition {
  learning::Catalogue applied;  ///< with the requirements that apply (version::Applicable)
  audit::Programme programme;
  audit::Distance untouched;  ///< of the empty record
};

/// All editions of one goal by one set of rules, each made when the first record goes by it.
/// Thread-safe. Bounded: when it has too many it forgets all but the first.
class Editions {
 public:
  /// Refused: what version::applicable() and Programme::compile() refuse for who enters on the day.
  static Result<Editions> create(std::shared_ptr<const Rules> rules, const Asked& asked);

  /// Invalid when the record has chosen a version that is outside of its right.
  Result<std::shared_ptr<const Edition>> of(const learning::Record& record) const;
  /// Of who enters on the day.
  const std::shared_ptr<const Edition>& first() const { return first_; }

 private:
  using Numbers = std::vector<int>;  ///< of the versions that apply, by series_
  struct Made {
    std::mutex mutex;  // guards what follows
    std::map<Numbers, std::shared_ptr<const Edition>> by_numbers;
  };

  Editions(std::shared_ptr<const Rules> rules, const Asked& asked);
  Result<Numbers> numbers_for(const learning::Record& record) const;
  Result<std::shared_ptr<const Edition>> make(const learning::Record& record) const;

  std::shared_ptr<const Rules> rules_;  ///< shared with the network of the same rules
  Asked asked_;
  std::vector<const learning::Achievement*> series_;  ///< those that have versions
  std::shared_ptr<const Edition> first_;  ///< shared, as all editions, with those who remember
  std::unique_ptr<Made> made_ = std::make_unique<Made>();
};

/// How near the record comes by the edition.
struct Reached {
  audit::Distance distance;
  bool is_proven = false;
  audit::Distance untouched;  ///< the distance of the empty record
};

/// Invalid when an exception of the record loosens a policy that does not allow it.
Result<Reached> reached(const Edition& edition, const learning::Record& record, const Asked& asked);

}  // namespace cairn::simulation
