#include "documents/plan_text.h"

#include "documents/money_json.h"
#include "documents/plan_json.h"

namespace cairn::documents {

PlanText::PlanText(const plan::Request& request, const plan::Plan& plan,
                   const learning::Catalogue& catalogue, std::string_view language)
    : request_(request),
      plan_(plan),
      phrases_("plan", language),
      words_("requirement", language),
      names_(catalogue, words_) {}

std::string PlanText::status() const {
  const std::string goal = names_.of(request_.goal);
  if (plan_.status == plan::Status::optimal) {
    if (plan_.steps.empty()) return phrases_.say("complete", {{"goal", goal}});
    return phrases_.say("optimal." + std::string(objective_text(request_.objective)),
                        {{"goal", goal}, {"totals", totals(plan_.totals)}});
  }
  if (plan_.status == plan::Status::infeasible) return phrases_.say("infeasible", {{"goal", goal}});
  const auto nodes = static_cast<std::int64_t>(plan_.nodes);
  return phrases_.say("unproven", Rational(nodes), {{"nodes", std::to_string(nodes)}});
}

std::vector<std::string> PlanText::bound() const {
  if (plan_.status != plan::Status::unproven) return {};
  std::vector lines = {phrases_.say("bound", {{"totals", totals(plan_.bound)}})};
  if (plan_.found) lines.push_back(phrases_.say("found", {{"totals", totals(plan_.totals)}}));
  return lines;
}

std::vector<std::string> PlanText::obstacles() const {
  std::vector<std::string> lines;
  for (const plan::Obstacle& each : plan_.obstacles) lines.push_back(obstacle(each));
  return lines;
}

std::string PlanText::obstacle(const plan::Obstacle& obstacle) const {
  std::string why = phrases_.say("obstacle." + std::string(obstacle_text(obstacle.kind)));
  if (obstacle.needed && obstacle.reachable)
    why = phrases_.say("reachable", {{"why", why},
                                     {"reachable", number_text(*obstacle.reachable)},
                                     {"needed", quantity_text(*obstacle.needed, names_, words_)}});
  return phrases_.say(obstacle.achievement.empty() ? "obstacle" : "obstacle.achievement",
                      {{"node", obstacle.node.text()},
                       {"achievement", names_.of(obstacle.achievement)},
                       {"why", why}});
}

std::string PlanText::step(const plan::Step& step) const {
  return phrases_.say("step", {{"start", step.start.to_string()},
                               {"end", step.end.to_string()},
                               {"achievement", names_.of(step.achievement)},
                               {"offering", step.offering.text()}});
}

std::vector<std::string> PlanText::details(const plan::Step& step) const {
  const int days = days_between(step.start, step.end) + 1;
  std::vector lines = {phrases_.say("load", {{"price", price(step.price)},
                                             {"weeks", weeks(days / 7)},
                                             {"hours", hours(step.hours_per_week)}})};
  for (const plan::Use& each : step.uses) lines.push_back(use(each));
  if (step.expires) lines.push_back(phrases_.say("expires", {{"day", step.expires->to_string()}}));
  return lines;
}

std::string PlanText::use(const plan::Use& use) const {
  const std::string achievement =
      use.achievement.empty() ? phrases_.say("unspecified") : names_.of(use.achievement);
  if (use.kind == plan::Use::Kind::prerequisite)
    return phrases_.say("opens", {{"achievement", achievement}});
  return phrases_.say(use.agreement.empty() ? "needed" : "needed.agreement",
                      {{"node", use.node.text()},
                       {"achievement", achievement},
                       {"agreement", use.agreement.text()}});
}

std::vector<std::string> PlanText::assumed() const {
  std::vector<std::string> lines;
  for (const AwardId& award : plan_.assumed)
    lines.push_back(phrases_.say("assumed", {{"award", award.text()}}));
  return lines;
}

std::string PlanText::totals(const plan::Totals& totals) const {
  return phrases_.say(totals.price.currency.empty() ? "totals" : "totals.price",
                      {{"price", price(totals.price)},
                       {"hours", hours(totals.hours)},
                       {"weeks", weeks(totals.weeks)},
                       {"day", totals.finish.to_string()}});
}

std::string PlanText::price(const credit::Money& money) const {
  return phrases_.say("price", {{"amount", money_text(money)}, {"currency", money.currency}});
}

std::string PlanText::hours(std::int64_t count) const {
  return quantity_text(requirement::Hours{Rational(count)}, names_, words_);
}

std::string PlanText::weeks(int count) const {
  return phrases_.say("weeks", Rational(count), {{"count", std::to_string(count)}});
}

}  // namespace cairn::documents
