// What leaves take in: leaves of different programmes that accept the same awards for the same
// worth are one intake, so that a record is held against each only once. Private to
// domain/standing.
#pragma once

#include <map>
#include <vector>

#include "base/rational.h"
#include "base/result.h"
#include "base/time.h"
#include "domain/audit/programme.h"
#include "domain/eligibility/index.h"
#include "domain/learning/award.h"

namespace cairn::standing {

/// What a record has for one intake.
struct IntakeHeld {
  struct Share {
    int root = 0;  ///< equal for awards with the same single root
    Rational worth;
  };
  bool is_touched = false;    ///< some award that may be used is accepted, made or hoped for
  Rational worth;             ///< of the made ones together
  std::vector<Share> shares;  ///< the made ones
};

/// What a record has for each intake.
struct Held {
  std::vector<IntakeHeld> intakes;
  int roots = 0;  ///< Share::root is below
};

/// Immutable once all leaves are added. The programmes whose leaves were added must stay where
/// they are, and `index` too.
class Intakes {
 public:
  explicit Intakes(const eligibility::Index& index)
      : index_(index), of_achievement_(index.definitions().size()) {}

  /// The number of the intake that a leaf is: kinds holds to points.
  int add(const audit::ProgrammeNode& leaf);
  int count() const { return static_cast<int>(leaves_.size()); }

  /// Exhausted when what one intake accepts is worth more than a Rational can say.
  Result<Held> held(const learning::Record& record, Date day) const;

 private:
  struct AsksLess {
    bool operator()(const audit::ProgrammeNode* a, const audit::ProgrammeNode* b) const;
  };

  Result<void> hold(const learning::Award& award, int root, Date day, Held& held) const;

  const eligibility::Index& index_;
  std::map<const audit::ProgrammeNode*, int, AsksLess> numbers_;
  std::vector<const audit::ProgrammeNode*> leaves_;  ///< by intake: one of its leaves
  std::vector<std::vector<int>> of_achievement_;     ///< intakes by number of achievement
  std::vector<int> open_;                            ///< intakes that many achievements may suit
};

}  // namespace cairn::standing
