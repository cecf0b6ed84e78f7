#include "domain/prior_learning/apply.h"

#include <algorithm>

#include "domain/prior_learning/appeal.h"
#include "domain/prior_learning/rules.h"

namespace cairn::prior_learning {
namespace {

const Party* party_of(const Case& now, const PersonId& person) {
  const auto found = std::ranges::find(now.parties, person, &Party::person);
  return found == now.parties.end() ? nullptr : &*found;
}

// Those of `all` that are in `some`; names nothing twice.
std::vector<std::string> ordered(const std::vector<WeightedOutcome>& all,
                                 const std::vector<std::string>& some) {
  std::vector<std::string> found;
  for (const WeightedOutcome& outcome : all)
    if (names(some, outcome.id)) found.push_back(outcome.id);
  return found;
}

// Where the panel's work leads to.
Case judged(Case made, Date day) {
  State state = State::decision;
  switch (need_of(made.panel, to_judge(made), made.opening.policy.rubric)) {
    case PanelNeed::assessors:
      state = State::appointment;
      break;
    case PanelNeed::judgements:
      state = State::assessment;
      break;
    case PanelNeed::further:
      state = State::reconciliation;
      break;
    case PanelNeed::nothing:
      break;
  }
  return state == made.state ? std::move(made) : entered(std::move(made), state, day);
}

std::optional<Refusal> refuse_time(const Case& before, const Case& now, Date day) {
  if (day < before.last) return Refusal{RefusalCode::out_of_order, {}, before.last};
  if (!is_final(now.state)) return std::nullopt;
  if (!is_final(before.state) || now.state == State::lapsed)
    return Refusal{RefusalCode::deadline_passed, {}, *now.due};
  return Refusal{RefusalCode::final};
}

std::optional<Refusal> refuse_kind(const Case& now, StepKind kind) {
  if (rule_for(now.state, kind) != nullptr) return std::nullopt;
  std::vector<StepKind> steps;
  for (const Rule& rule : rules_of(now.state)) steps.push_back(rule.step);
  return Refusal{RefusalCode::not_now, {}, std::move(steps)};
}

std::optional<Refusal> refuse_actor(const Case& now, StepKind kind, const Actor& actor) {
  const Rule* rule = rule_for(now.state, kind);
  if (rule->role != actor.role) return Refusal{RefusalCode::not_your_role, {}, rule->role};
  if (actor.role == Role::learner && actor.person != now.opening.learner)
    return Refusal{RefusalCode::not_the_learner, actor.person.text()};
  const Party* party = party_of(now, actor.person);
  if (party != nullptr && party->role != actor.role)
    return Refusal{RefusalCode::other_role, actor.person.text(), party->role};
  if (now.round == Round::appeal && actor.person == now.decision->officer)
    return Refusal{RefusalCode::decided_before, actor.person.text()};
  return std::nullopt;
}

// One step that time, state and actor allow.
class Taking {
 public:
  Taking(Case now, const Step& step) : now_(std::move(now)), step_(step) {}

  Result<Answer> operator()(const Claim& claim) {
    if (!claim.consent) return refused(RefusalCode::no_consent);
    if (claim.outcomes.empty()) return refused(RefusalCode::no_outcomes);
    for (const std::string& outcome : claim.outcomes) {
      if (std::ranges::find(now_.opening.outcomes, outcome, &WeightedOutcome::id) ==
          now_.opening.outcomes.end())
        return refused(RefusalCode::unknown_outcome, outcome);
      if (AwardId award = credited_by(now_.background, outcome); !award.empty())
        return refused(RefusalCode::already_credited, outcome, std::move(award));
    }
    now_.claimed = ordered(now_.opening.outcomes, claim.outcomes);
    return enter(State::guidance);
  }

  Result<Answer> operator()(const Advise&) { return enter(State::documentation); }

  Result<Answer> operator()(const Document& document) {
    const Evidence& evidence = document.evidence;
    if (evidence.outcomes.empty()) return refused(RefusalCode::no_outcomes, evidence.id);
    for (const std::string& outcome : evidence.outcomes)
      if (!names(now_.claimed, outcome)) return refused(RefusalCode::unknown_outcome, outcome);
    for (const Evidence& known : now_.evidence)
      if (known.id == evidence.id || known.digest == evidence.digest)
        return refused(RefusalCode::evidence_known, evidence.id);
    if (evidence.dated > step_.day)
      return refused(RefusalCode::evidence_in_future, evidence.id, step_.day);
    const Date first = step_.day.plus_days(-now_.opening.policy.evidence_days);
    if (evidence.dated < first) return refused(RefusalCode::evidence_too_old, evidence.id, first);
    now_.evidence.push_back(evidence);
    return taken();
  }

  Result<Answer> operator()(const Submit&) {
    if (const std::vector<std::string> missing = without_evidence(now_); !missing.empty())
      return refused(RefusalCode::evidence_missing, missing.front());
    return enter(State::appointment);
  }

  Result<Answer> operator()(const Appoint& appoint) {
    const Party* party = party_of(now_, appoint.assessor);
    if (party != nullptr && party->role == Role::assessor)
      return refused(RefusalCode::appointed_before, appoint.assessor.text());
    // The officer's own role counts from this step on.
    if (party != nullptr || appoint.assessor == step_.actor.person)
      return refused(RefusalCode::other_role, appoint.assessor.text(),
                     party == nullptr ? Role::officer : party->role);
    if (!has_free_seat(now_.panel, to_judge(now_), rubric()))
      return refused(RefusalCode::no_seat, appoint.assessor.text());
    now_.parties.push_back({appoint.assessor, Role::assessor});
    now_.panel.seats.push_back({appoint.assessor, Seating::asked});
    return taken();
  }

  Result<Answer> operator()(const Declare& declare) {
    const PersonId& assessor = step_.actor.person;
    const Seat* seat = seat_of(now_.panel, assessor);
    if (seat == nullptr || seat->seating == Seating::released)
      return refused(RefusalCode::not_appointed, assessor.text());
    if (!declare.conflict && seat->seating == Seating::serving)
      return refused(RefusalCode::answered_before, assessor.text());
    return reseat(assessor, declare.conflict ? Seating::released : Seating::serving);
  }

  Result<Answer> operator()(const Judge& judge) {
    Judgement judgement = judge.judgement;
    judgement.assessor = step_.actor.person;
    if (const auto refusal = refuse_judgement(judgement)) return Answer(*refusal);
    now_.panel.judgements.push_back(std::move(judgement));
    now_ = judged(std::move(now_), step_.day);
    return taken();
  }

  Result<Answer> operator()(const Release& release) {
    const Seat* seat = seat_of(now_.panel, release.assessor);
    if (seat == nullptr || seat->seating == Seating::released)
      return refused(RefusalCode::not_appointed, release.assessor.text());
    if (!owes(now_, *seat)) return refused(RefusalCode::owes_nothing, release.assessor.text());
    if (step_.day <= *now_.due)
      return refused(RefusalCode::not_overdue, release.assessor.text(), now_.due->plus_days(1));
    return reseat(release.assessor, Seating::released);
  }

  Result<Answer> operator()(const Decide& decide) {
    if (decide.background) now_.background = *decide.background;
    for (const CreditedOutcome& credited : now_.background.credited)
      if (std::ranges::find(now_.opening.outcomes, credited.outcome, &WeightedOutcome::id) ==
          now_.opening.outcomes.end())
        return refused(RefusalCode::unknown_outcome, credited.outcome);
    Findings findings;
    for (const std::string& outcome : to_judge(now_))
      findings[outcome] = reconcile(now_.panel, outcome, rubric());
    CAIRN_TRY(Decision decision,
              prior_learning::decide({now_.opening, now_.target, now_.background}, findings,
                                     {step_.day, step_.actor.person}, now_.decision));
    if (decision.extent != decide.extent)
      return refused(RefusalCode::other_extent, {}, decision.extent);
    now_.decision = std::move(decision);
    return enter(can_be_appealed(now_) ? State::appealable : State::closed);
  }

  Result<Answer> operator()(const Appeal& appeal) {
    if (appeal.outcomes.empty()) return refused(RefusalCode::no_outcomes);
    const std::vector<std::string> open = contestable(now_);
    for (const std::string& outcome : appeal.outcomes)
      if (!names(open, outcome)) return refused(RefusalCode::unknown_outcome, outcome);
    now_ = appealed(std::move(now_), ordered(now_.opening.outcomes, appeal.outcomes));
    return enter(State::appointment);
  }

  Result<Answer> operator()(const Withdraw&) {
    return enter(now_.round == Round::appeal ? State::closed : State::withdrawn);
  }

 private:
  const Rubric& rubric() const { return now_.opening.policy.rubric; }

  static Result<Answer> refused(RefusalCode code, std::string subject = {},
                                Accepted accepted = {}) {
    return Answer(Refusal{code, std::move(subject), std::move(accepted)});
  }

  std::optional<Refusal> refuse_judgement(const Judgement& judgement) const {
    const Seat* seat = seat_of(now_.panel, judgement.assessor);
    if (seat == nullptr || seat->seating == Seating::released)
      return Refusal{RefusalCode::not_appointed, judgement.assessor.text()};
    if (seat->seating == Seating::asked)
      return Refusal{RefusalCode::not_declared, judgement.assessor.text()};
    if (!names(to_judge(now_), judgement.outcome))
      return Refusal{RefusalCode::unknown_outcome, judgement.outcome};
    if (std::ranges::any_of(now_.panel.judgements, [&](const Judgement& known) {
          return known.assessor == judgement.assessor && known.outcome == judgement.outcome;
        }))
      return Refusal{RefusalCode::judged_before, judgement.outcome};
    if (reconcile(now_.panel, judgement.outcome, rubric()).agreement == Agreement::settled)
      return Refusal{RefusalCode::not_to_judge, judgement.outcome};
    if (judgement.level < 0 || judgement.level > rubric().levels)
      return Refusal{RefusalCode::level_off_scale, judgement.outcome, rubric().levels};
    if (judgement.level >= rubric().threshold && judgement.found.size() < kQualities)
      return Refusal{RefusalCode::evidence_wanting, judgement.outcome};
    return std::nullopt;
  }

  Result<Answer> reseat(const PersonId& assessor, Seating seating) {
    now_.panel = seated(std::move(now_.panel), assessor, seating);
    now_ = judged(std::move(now_), step_.day);
    return taken();
  }

  Result<Answer> enter(State state) {
    now_ = entered(std::move(now_), state, step_.day);
    return taken();
  }

  Result<Answer> taken() {
    now_.last = step_.day;
    if (party_of(now_, step_.actor.person) == nullptr)
      now_.parties.push_back({step_.actor.person, step_.actor.role});
    return Answer(std::move(now_));
  }

  Case now_;
  const Step& step_;
};

}  // namespace

Result<Answer> apply(const Case& before, const Step& step) {
  Case now = on_day(before, step.day);
  if (auto refusal = refuse_time(before, now, step.day)) return Answer(*std::move(refusal));
  if (auto refusal = refuse_kind(now, kind_of(step))) return Answer(*std::move(refusal));
  if (auto refusal = refuse_actor(now, kind_of(step), step.actor))
    return Answer(*std::move(refusal));
  return std::visit(Taking(std::move(now), step), step.action);
}

Result<Replay> replay(Case opened, std::span<const Step> history) {
  Replay made{std::move(opened), std::nullopt};
  for (std::size_t i = 0; i < history.size(); ++i) {
    CAIRN_TRY(Answer answer, apply(made.reached, history[i]));
    if (Refusal* refusal = std::get_if<Refusal>(&answer)) {
      made.refused = {i, std::move(*refusal)};
      return made;
    }
    made.reached = std::get<Case>(std::move(answer));
  }
  return made;
}

}  // namespace cairn::prior_learning
