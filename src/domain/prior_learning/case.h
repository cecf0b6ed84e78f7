// A case of prior learning as a value: what its history of steps has led to
// (docs/reference/prior-learning.md, section 3).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "domain/learning/catalogue.h"
#include "domain/prior_learning/decision.h"
#include "domain/prior_learning/opening.h"
#include "domain/prior_learning/panel.h"
#include "domain/prior_learning/step.h"

namespace cairn::prior_learning {

enum class State {
  identification,
  guidance,
  documentation,
  appointment,
  assessment,
  reconciliation,
  decision,
  appealable,  ///< decided, and the learner may appeal
  closed,      ///< the decision is final
  withdrawn,
  lapsed,  ///< the learner let a deadline pass
};

enum class Round { first, appeal };

struct Party {
  PersonId person;
  Role role = Role::learner;
};

/// Made by open() and changed by apply() and on_day() alone.
struct Case {
  Opening opening;
  Target target;
  Background background;  ///< the newest that was stated
  State state = State::identification;
  Round round = Round::first;
  Date last;                ///< the day of the newest step
  std::optional<Date> due;  ///< of the state, included; once lapsed, the one that passed
  std::vector<Party> parties;
  std::vector<std::string> claimed;  ///< in the order of the achievement's outcomes
  std::vector<Evidence> evidence;
  Panel panel;                         ///< of the round
  Panel first_panel;                   ///< in an appeal: that of the first round
  std::vector<std::string> contested;  ///< in an appeal, ordered like `claimed`
  std::optional<Decision> decision;    ///< the newest
};

/// A case on its first day. Errors as of target_of().
Result<Case> open(const Opening& opening, const learning::Catalogue& catalogue);

bool is_final(State state);

/// Past its day, and the organization's to go on.
bool is_overdue(const Case& now, Date day);

/// What the round's panel judges.
const std::vector<std::string>& to_judge(const Case& now);

/// Whether `outcome` is among them.
bool names(const std::vector<std::string>& outcomes, const std::string& outcome);

/// The claimed outcomes that no evidence is mapped to.
std::vector<std::string> without_evidence(const Case& now);

/// Whether the case waits for an answer or a judgement of that assessor.
bool owes(const Case& now, const Seat& seat);

/// What the case is on `day`: lapsed or closed once the learner's deadline has passed.
Case on_day(Case made, Date day);

/// In `state` from `day` on, with that state's days.
Case entered(Case made, State state, Date day);

}  // namespace cairn::prior_learning
