#include "domain/prior_learning/decision.h"

#include <algorithm>

namespace cairn::prior_learning {
namespace {

OutcomeDecision result_of(const std::string& outcome, const Matter& matter,
                          const Findings& findings, const std::optional<Decision>& earlier) {
  OutcomeDecision made{outcome, OutcomeResult::not_claimed, std::nullopt};
  const auto finding = findings.find(outcome);
  if (finding != findings.end()) {
    made.level = finding->second.level;
    made.result = finding->second.met ? OutcomeResult::granted : OutcomeResult::not_met;
  } else if (earlier) {
    made = *std::ranges::find(earlier->outcomes, outcome, &OutcomeDecision::id);
    if (made.result == OutcomeResult::granted) return made;
  }
  if (!credited_by(matter.background, outcome).empty())
    made.result = OutcomeResult::already_credited;
  return made;
}

Rational share_of(const Opening& opening, const std::vector<OutcomeDecision>& outcomes) {
  std::int64_t granted = 0;
  std::int64_t all = 0;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    all += opening.outcomes[i].weight;
    if (outcomes[i].result == OutcomeResult::granted) granted += opening.outcomes[i].weight;
  }
  return Rational::create(granted, all).value();  // weights are whole, and more than zero
}

// What earlier cases granted within the limit's scope, in its system.
Result<Rational> used_of(const Limit& limit, const Matter& matter) {
  Rational used;
  for (const EarlierGrant& earlier : matter.background.granted) {
    if (earlier.case_id == matter.opening.id) continue;
    if (limit.scope == CapScope::goal && earlier.goal != matter.opening.goal) continue;
    for (const credit::Amount& amount : earlier.credit) {
      if (amount.system != limit.most.system) continue;
      CAIRN_TRY(used, add(used, amount.value));
    }
  }
  return used;
}

// The fraction of the achievement that a limit leaves, zero or more.
Result<Rational> left_by(const Limit& limit, const Matter& matter) {
  CAIRN_TRY(const Rational used, used_of(limit, matter));
  if (used >= limit.most.value) return Rational();
  CAIRN_TRY(const Rational left, subtract(limit.most.value, used));
  const auto whole =
      std::ranges::find(matter.target.credit, limit.most.system, &credit::Amount::system);
  CAIRN_ASSERT(whole != matter.target.credit.end());
  return divide(left, whole->value);
}

Extent extent_of(const Rational& fraction) {
  if (fraction.is_zero()) return Extent::none;
  return fraction == Rational(1) ? Extent::full : Extent::partial;
}

std::vector<std::string> granted_of(const Decision& decision) {
  std::vector<std::string> granted;
  for (const OutcomeDecision& outcome : decision.outcomes)
    if (outcome.result == OutcomeResult::granted) granted.push_back(outcome.id);
  return granted;
}

Result<std::optional<Grant>> grant_of(const Matter& matter, const Decision& decision) {
  if (decision.extent == Extent::none) return std::optional<Grant>();
  if (decision.extent == Extent::partial && matter.target.credit.empty())
    return std::optional<Grant>();
  Grant grant;
  grant.level = matter.target.level;
  grant.outcomes = granted_of(decision);
  learning::Award& award = grant.award;
  award.id = matter.opening.award;
  if (decision.extent == Extent::full) {
    award.achievement = matter.opening.achievement;
    award.version = matter.opening.version;
  }
  award.organization = matter.opening.organization;
  award.status = learning::AwardStatus::recognised;
  for (const credit::Amount& amount : matter.target.credit) {
    CAIRN_TRY(Rational value, multiply(amount.value, decision.fraction));
    award.credit.push_back({value, amount.system});
  }
  award.awarded = decision.day;
  if (matter.target.valid_days) award.expires = decision.day.plus_days(*matter.target.valid_days);
  award.source = "case " + matter.opening.id.text();
  return std::optional<Grant>(std::move(grant));
}

// An appeal that adds no credit: fraction and award as they were.
Decision kept(Decision made, const Rational& share, const Decision& earlier) {
  made.fraction = earlier.fraction;
  made.extent = earlier.extent;
  made.grant = earlier.grant;
  if (made.grant) made.grant->outcomes = granted_of(made);
  if (share == made.fraction)
    made.cut_by.reset();
  else if (!made.cut_by)
    made.cut_by = earlier.cut_by;
  return made;
}

}  // namespace

Result<Decision> decide(const Matter& matter, const Findings& findings, const Ruling& ruling,
                        const std::optional<Decision>& earlier) {
  Decision made;
  made.day = ruling.day;
  made.officer = ruling.officer;
  for (const WeightedOutcome& outcome : matter.opening.outcomes)
    made.outcomes.push_back(result_of(outcome.id, matter, findings, earlier));
  const Rational share = share_of(matter.opening, made.outcomes);
  made.fraction = share;
  for (const Limit& limit : matter.target.limits) {
    CAIRN_TRY(const Rational left, left_by(limit, matter));
    if (left >= made.fraction) continue;
    made.fraction = left;
    made.cut_by = limit.scope;
  }
  if (earlier && earlier->fraction >= made.fraction) return kept(std::move(made), share, *earlier);
  made.extent = extent_of(made.fraction);
  CAIRN_TRY(made.grant, grant_of(matter, made));
  return made;
}

}  // namespace cairn::prior_learning
