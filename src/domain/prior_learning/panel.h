// The assessors of one round, their judgements, and how these are reconciled
// (docs/reference/prior-learning.md, section 5).
#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "base/id.h"
#include "domain/prior_learning/policy.h"

namespace cairn::prior_learning {

/// Anybody who acts in a case, as its organization knows them; a learner's is their subject id.
using PersonId = Id<struct PersonTag>;

/// What an assessor has to find in the evidence for an outcome.
enum class Quality { valid, authentic, reliable, current, sufficient };
inline constexpr std::size_t kQualities = 5;

enum class Method { portfolio, interview, observation, simulation, exam };

struct Judgement {
  PersonId assessor;
  std::string outcome;
  int level = 0;
  std::set<Quality> found;
  Method method = Method::portfolio;
  std::string feedback;

  bool operator==(const Judgement&) const = default;
};

enum class Seating {
  asked,     ///< appointed, and has not declared yet
  serving,   ///< declared to have no conflict of interest
  released,  ///< declared one, or was released by an officer
};

struct Seat {
  PersonId assessor;
  Seating seating = Seating::asked;

  bool operator==(const Seat&) const = default;
};

/// One seat for each person who was ever appointed; judgements only of those who serve, one for
/// each assessor and outcome.
struct Panel {
  std::vector<Seat> seats;
  std::vector<Judgement> judgements;

  bool operator==(const Panel&) const = default;
};

/// Where the judgements of one outcome stand.
enum class Agreement { open, disputed, settled };

struct Finding {
  Agreement agreement = Agreement::open;
  int level = 0;     ///< once settled: the median, of two the lower
  bool met = false;  ///< once settled: at or above the threshold
};

Finding reconcile(const Panel& panel, const std::string& outcome, const Rubric& rubric);

/// What a panel waits for before its outcomes are settled.
enum class PanelNeed {
  assessors,   ///< fewer serve than the rubric asks for
  judgements,  ///< an outcome is open
  further,     ///< an outcome is disputed
  nothing,     ///< each is settled
};

PanelNeed need_of(const Panel& panel, std::span<const std::string> outcomes, const Rubric& rubric);

/// Whether one more assessor can be appointed now.
bool has_free_seat(const Panel& panel, std::span<const std::string> outcomes, const Rubric& rubric);

/// The outcomes that `assessor`, who serves, can judge: those not settled and not judged by them.
std::vector<std::string> owed_by(const Panel& panel, const PersonId& assessor,
                                 std::span<const std::string> outcomes, const Rubric& rubric);

/// nullptr when they were never appointed.
const Seat* seat_of(const Panel& panel, const PersonId& assessor);

/// The panel after `assessor`, who has a seat, answered or left; whoever leaves takes their
/// judgements along.
Panel seated(Panel panel, const PersonId& assessor, Seating seating);

}  // namespace cairn::prior_learning
