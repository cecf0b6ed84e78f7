#include "domain/recognition/grant.h"

#include <algorithm>
#include <utility>

#include "domain/credit/conversion.h"
#include "domain/learning/roots.h"

namespace cairn::recognition {
namespace {

using learning::Award;
using learning::AwardStatus;

template <class T>
void append(std::vector<T>& to, const std::vector<T>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

template <class T>
void sort_and_unite(std::vector<T>& values) {
  std::ranges::sort(values);
  values.erase(std::ranges::unique(values).begin(), values.end());
}

// What the awards' credit in the system of the rate converts to, all of it at once.
Result<credit::Conversion> converted(const credit::Rate& rate,
                                     const std::vector<const Candidate*>& from) {
  std::vector<credit::Amount> amounts;
  for (const Candidate* each : from) amounts.push_back(*find_credit(each->worth, rate.from));
  return credit::convert(amounts, rate);
}

Result<void> add_credit(const Grant& grant, const std::vector<const Candidate*>& from,
                        Decision& decision) {
  if (grant.credit) decision.view.credit.push_back(*grant.credit);
  if (!grant.rate) return {};
  CAIRN_TRY(credit::Conversion conversion, converted(*grant.rate, from));
  if (grant.rate->rounding.mode != credit::RoundingMode::none)
    decision.exact = std::move(conversion.exact);
  decision.view.credit.push_back(std::move(conversion.converted));
  return {};
}

// The grade of one award that no chain brought, by the grant's tables.
void add_grade(const Grant& grant, const std::vector<const Candidate*>& from,
               const Network& network, Decision& decision) {
  if (!grant.grade || from.size() != 1 || !from[0]->chain.empty() || !from[0]->award.grade) return;
  const grade::Side sender = network.side(grant.grade->from);
  const grade::Side receiver = network.side(grant.grade->to);
  const grade::Grade& original = *from[0]->award.grade;
  const auto answer = grade::convert(original, sender, receiver, grant.grade->policy);
  if (const auto* converted = std::get_if<grade::Conversion>(&answer)) {
    decision.view.grade = converted->converted;
    decision.original_grade = original;
  } else {
    decision.grade_refused = std::get<grade::RefusalReason>(answer);
  }
}

void add_origins(const std::vector<const Candidate*>& from, Decision& decision) {
  Award& view = decision.view;
  for (const Candidate* each : from) {
    append(decision.from, each->from);
    append(decision.original, each->original);
    append(decision.chain, each->chain);
    append(view.roots, learning::roots_of(each->award));
    const auto& expires = each->award.expires;
    if (expires && (!view.expires || *expires < *view.expires)) view.expires = expires;
  }
  sort_and_unite(view.roots);
}

void name(Decision& decision, const Authority& authority) {
  std::string text = authority.name;
  for (const AwardId& root : decision.view.roots) text += "+" + root.text();
  decision.id = DecisionId(text);
  decision.view.id = AwardId(text);
  decision.view.source = std::move(text);
}

Result<void> add_achievement(const AchievementId& id, const Authority& authority,
                             const Network& network, Award& view) {
  if (id.empty()) return {};
  const learning::Achievement* achievement = network.find_achievement(id);
  if (achievement == nullptr)
    return invalid(
        "the grant names the achievement \"" + id.text() + "\", which is not in the catalogue",
        authority.name);
  view.achievement = id;
  view.version = achievement->version;
  return {};
}

}  // namespace

const credit::Amount* find_credit(const std::vector<credit::Amount>& credit,
                                  const credit::SystemId& system) {
  const auto found = std::ranges::find(credit, system, &credit::Amount::system);
  return found == credit.end() ? nullptr : &*found;
}

Candidate original(const Award& award) {
  return {award, {award.id}, award.credit, award.credit, {}, {}};
}

Result<Decision> grant(const Grant& grant, const std::vector<const Candidate*>& from,
                       const Authority& authority, const Network& network) {
  Decision decision;
  decision.kind = grant.kind;
  decision.decided = authority.day;
  decision.view.organization = authority.receiver;
  decision.view.status = AwardStatus::recognised;
  decision.view.awarded = authority.day;
  std::vector<const Candidate*> sorted = from;
  std::ranges::sort(sorted, {}, [](const Candidate* each) { return each->award.id; });
  CAIRN_CHECK(add_credit(grant, sorted, decision));
  add_grade(grant, sorted, network, decision);
  add_origins(sorted, decision);
  CAIRN_CHECK(add_achievement(grant.achievement, authority, network, decision.view));
  name(decision, authority);
  if (grant.kind == GrantKind::requirement || grant.kind == GrantKind::waiver)
    decision.exception = exception_of(decision, grant.node, authority.name);
  if (grant.kind == GrantKind::advanced_standing) decision.standing = grant.standing;
  return decision;
}

Candidate continued(const Decision& decision, const std::vector<const Candidate*>& from,
                    const OrganizationId& sender) {
  Candidate made{decision.view,        decision.from,  decision.original,
                 decision.view.credit, decision.chain, {sender, decision.view.organization}};
  if (decision.exact) made.worth = {*decision.exact};
  Step step{decision.agreement,
            decision.agreement_version,
            decision.term,
            decision.view.organization,
            decision.view.achievement,
            {},
            made.worth,
            decision.view.credit};
  for (const Candidate* each : from) {
    append(step.from, each->worth);
    append(made.passed, each->passed);
    made.award.awarded = std::min(made.award.awarded, each->award.awarded);
  }
  made.chain.push_back(std::move(step));
  return made;
}

}  // namespace cairn::recognition
