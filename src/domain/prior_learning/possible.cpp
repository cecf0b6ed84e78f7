#include "domain/prior_learning/possible.h"

#include "domain/prior_learning/appeal.h"
#include "domain/prior_learning/rules.h"

namespace cairn::prior_learning {
namespace {

// What of `rule` is open in `now`, one for each person who may do it.
class Listing {
 public:
  explicit Listing(const Case& now) : now_(now) {}

  std::vector<Possible> take() {
    for (const Rule& rule : rules_of(now_.state)) add(rule);
    return std::move(found_);
  }

 private:
  void add(const Rule& rule) {
    Possible one{rule.step, rule.role, std::nullopt, {}, std::nullopt, now_.due};
    if (rule.role == Role::learner) one.actor = now_.opening.learner;
    switch (rule.step) {
      case StepKind::claim:
        return push(one, claimable());
      case StepKind::document:
        return push(one, now_.claimed);
      case StepKind::appeal:
        return push(one, contestable(now_));
      case StepKind::declare:
      case StepKind::judge:
      case StepKind::release:
        return add_for_seats(one);
      case StepKind::submit:
        return without_evidence(now_).empty() ? push(one, {}) : void();
      case StepKind::appoint:
        return has_free_seat(now_.panel, to_judge(now_), now_.opening.policy.rubric) ? push(one, {})
                                                                                     : void();
      case StepKind::withdraw:
        one.by.reset();
        return push(one, {});
      case StepKind::advise:
      case StepKind::decide:
        return push(one, {});
    }
  }

  void add_for_seats(Possible one) {
    for (const Seat& seat : now_.panel.seats) {
      if (one.step == StepKind::release) {
        if (!owes(now_, seat)) continue;
        Possible late = one;
        late.from = now_.due->plus_days(1);
        late.by.reset();
        push(late, {seat.assessor.text()});
        continue;
      }
      one.actor = seat.assessor;
      if (one.step == StepKind::declare && seat.seating == Seating::asked) push(one, {});
      if (one.step == StepKind::judge && seat.seating == Seating::serving && owes(now_, seat))
        push(one, owed_by(now_.panel, seat.assessor, to_judge(now_), now_.opening.policy.rubric));
    }
  }

  std::vector<std::string> claimable() const {
    std::vector<std::string> outcomes;
    for (const WeightedOutcome& outcome : now_.opening.outcomes)
      if (credited_by(now_.background, outcome.id).empty()) outcomes.push_back(outcome.id);
    return outcomes;
  }

  void push(Possible one, std::vector<std::string> about) {
    one.about = std::move(about);
    found_.push_back(std::move(one));
  }

  const Case& now_;
  std::vector<Possible> found_;
};

}  // namespace

std::vector<Possible> possible(const Case& now) { return Listing(now).take(); }

}  // namespace cairn::prior_learning
