// What people do in a case, and why a rule may forbid it
// (docs/reference/prior-learning.md, sections 2, 3 and 8).
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/time.h"
#include "domain/ids/ids.h"
#include "domain/prior_learning/decision.h"
#include "domain/prior_learning/opening.h"
#include "domain/prior_learning/panel.h"

namespace cairn::prior_learning {

enum class Role { learner, adviser, assessor, officer };

struct Actor {
  PersonId person;
  Role role = Role::learner;
};

struct Evidence {
  std::string id;
  std::string title;
  Date dated;
  std::string digest;  ///< of the artifact, so that all judge the same one
  std::vector<std::string> outcomes;
};

struct Claim {
  std::vector<std::string> outcomes;
  bool consent = false;
};
struct Advise {
  std::string advice;
};
struct Document {
  Evidence evidence;
};
struct Submit {};
struct Appoint {
  PersonId assessor;
};
struct Declare {
  bool conflict = false;
};
/// Its assessor is the actor.
struct Judge {
  Judgement judgement;
};
struct Release {
  PersonId assessor;
};
struct Decide {
  Extent extent = Extent::none;
  std::optional<Background> background;  ///< absent: as it was
};
struct Appeal {
  std::vector<std::string> outcomes;
  std::string grounds;
};
struct Withdraw {};

using Action = std::variant<Claim, Advise, Document, Submit, Appoint, Declare, Judge, Release,
                            Decide, Appeal, Withdraw>;

/// The alternatives of Action, in their order.
enum class StepKind {
  claim,
  advise,
  document,
  submit,
  appoint,
  declare,
  judge,
  release,
  decide,
  appeal,
  withdraw,
};

struct Step {
  Date day;
  Actor actor;
  Action action;
};

inline StepKind kind_of(const Step& step) { return static_cast<StepKind>(step.action.index()); }

enum class RefusalCode {
  final,
  deadline_passed,  ///< accepted until that day
  out_of_order,     ///< accepted from that day on
  not_now,          ///< the state has those steps
  not_your_role,    ///< that role does this
  not_the_learner,
  other_role,  ///< the subject has that role in the case
  decided_before,
  no_consent,
  no_outcomes,
  unknown_outcome,
  already_credited,  ///< by that award
  evidence_known,
  evidence_too_old,    ///< accepted from that day on
  evidence_in_future,  ///< accepted until that day
  evidence_missing,
  appointed_before,
  no_seat,
  not_appointed,
  not_declared,
  answered_before,
  judged_before,
  not_to_judge,
  level_off_scale,  ///< accepted up to that level
  evidence_wanting,
  not_overdue,  ///< accepted from that day on
  owes_nothing,
  other_extent,  ///< the judgements come to that
};

/// What would be accepted instead, as the code says.
using Accepted =
    std::variant<std::monostate, Date, std::vector<StepKind>, Role, AwardId, int, Extent>;

/// Why a step is not allowed.
struct Refusal {
  RefusalCode code = RefusalCode::final;
  std::string subject = {};  ///< the outcome, evidence or person that it speaks of
  Accepted accepted = {};
};

}  // namespace cairn::prior_learning
