#include "domain/plan/plan.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "domain/audit/audit.h"
#include "domain/plan/facts.h"
#include "domain/plan/obstacles.h"
#include "domain/plan/problem.h"
#include "domain/plan/search.h"
#include "domain/plan/views.h"
#include "domain/recognition/propose.h"
#include "domain/recognition/series.h"

namespace cairn::plan {
namespace {

Totals totals_of(const Problem& problem, const Value& value) {
  Totals totals;
  totals.price = {value.price, problem.currency()};
  totals.hours = value.hours;
  const int days = static_cast<int>(value.finish) + 1;
  totals.finish = problem.request().start.plus_days(std::max(days - 1, 0));
  totals.weeks = (days + 6) / 7;
  return totals;
}

// Says of each step what it is good for.
class Explainer {
 public:
  Explainer(const Problem& problem, const Selection& selection)
      : problem_(problem), selection_(selection), facts_(problem) {
    for (const Activity& activity : selection.activities) taken_.set(at(activity.candidate));
  }

  Result<std::vector<Step>> run() {
    for (std::size_t a = 0; a < selection_.activities.size(); ++a) steps_.push_back(step_of(a));
    CAIRN_CHECK(explain_requirement());
    for (std::size_t a = 0; a < steps_.size(); ++a) CAIRN_CHECK(explain_prerequisites(a));
    std::ranges::sort(steps_, [](const Step& a, const Step& b) {
      return std::tie(a.start, a.offering) < std::tie(b.start, b.offering);
    });
    return std::move(steps_);
  }

 private:
  const Candidate& candidate(std::size_t activity) const {
    return problem_.candidates()[at(selection_.activities[activity].candidate)];
  }

  Step step_of(std::size_t a) const {
    const learning::Offering& offering = *selection_.activities[a].choice->offering;
    Step step;
    step.offering = offering.id;
    step.achievement = offering.achievement;
    step.start = problem_.request().start.plus_days(selection_.starts[a]);
    step.end = step.start.plus_days(selection_.activities[a].choice->days - 1);
    step.price = offering.price;
    step.hours_per_week = offering.hours_per_week;
    step.hours = selection_.activities[a].choice->hours;
    if (const auto days = candidate(a).achievement->valid_days) {
      const Date last = step.end.plus_days(*days);
      if (last < problem_.request().start.plus_days(static_cast<int>(selection_.value.finish)))
        step.expires = last;
    }
    return step;
  }

  // From the exact audit of the record as the plan leaves it.
  Result<void> explain_requirement() {
    const int epoch = problem_.epoch_of(static_cast<int>(selection_.value.finish));
    CAIRN_TRY(const After after, problem_.record_after(taken_, epoch));
    CAIRN_TRY(const audit::Audit audit, audit::evaluate(problem_.goal(), after.record,
                                                        {.at = problem_.request().start,
                                                         .explain = audit::Explain::briefly}));
    for (std::size_t n = 0; n < audit.nodes.size(); ++n)
      for (const AwardId& id : audit.nodes[n].applied) {
        const auto& awards = after.record.awards;
        const learning::Award& award = *std::ranges::find(awards, id, &learning::Award::id);
        Use use;
        use.node = problem_.goal().nodes()[n].id;
        use.achievement = award.achievement;
        if (const auto view = after.views.find(id); view != after.views.end()) {
          use.agreement = view->second->id;
          use.agreement_version = view->second->version;
        }
        note_use(award, use);
      }
    return {};
  }

  void note_use(const learning::Award& award, const Use& use) {
    for (std::size_t a = 0; a < steps_.size(); ++a) {
      const AwardId& made = candidate(a).award.id;
      if (award.id == made || std::ranges::find(award.roots, made) != award.roots.end())
        steps_[a].uses.push_back(use);
    }
  }

  // A step opens another when that could not start on its day without it.
  Result<void> explain_prerequisites(std::size_t a) {
    for (std::size_t b = 0; b < steps_.size(); ++b) {
      const int day = selection_.starts[b];
      Mask before;
      for (std::size_t c = 0; c < steps_.size(); ++c)
        if (c != a && selection_.starts[c] + selection_.activities[c].choice->days <= day)
          before.set(at(selection_.activities[c].candidate));
      CAIRN_TRY(const Answer without, facts_.may_start(selection_.activities[b].candidate, before,
                                                       problem_.epoch_of(day)));
      if (a == b || without == Answer::yes) continue;
      Use use;
      use.kind = Use::Kind::prerequisite;
      use.achievement = candidate(b).achievement->id;
      steps_[a].uses.push_back(std::move(use));
    }
    return {};
  }

  const Problem& problem_;
  const Selection& selection_;
  Facts facts_;
  Mask taken_;
  std::vector<Step> steps_;
};

}  // namespace

Result<Plan> make_plan(const Request& request, const learning::Record& record, const World& world) {
  CAIRN_TRY(const Problem problem, Problem::build(request, record, world));
  CAIRN_TRY(const SearchResult found, search(problem));
  Plan plan;
  plan.nodes = found.nodes;
  plan.assumed = problem.assumed();
  if (found.best) {
    plan.found = true;
    plan.totals = totals_of(problem, found.best->value);
    CAIRN_TRY(plan.steps, Explainer(problem, *found.best).run());
  }
  const bool may_be_better =
      found.open && (!found.best || better(request.objective, *found.open, found.best->value));
  if (may_be_better) {
    plan.status = Status::unproven;
    plan.bound = totals_of(problem, *found.open);
  } else if (found.best) {
    plan.status = Status::optimal;
    plan.bound = plan.totals;
  } else {
    plan.status = Status::infeasible;
    CAIRN_TRY(plan.obstacles, find_obstacles(problem));
  }
  return plan;
}

Result<std::vector<AchievementId>> open_exits(const AchievementId& goal,
                                              const learning::Record& record, const World& world,
                                              Date day) {
  const std::vector<recognition::Agreement> decidable =
      recognition::decidable(world.agreements, day);
  CAIRN_TRY(const recognition::Proposals views,
            recognition::propose(record, {world.catalogue, decidable}, day));
  learning::Record seen = record;
  for (const recognition::Proposal& proposal : views.proposals) {
    const recognition::Decision& decision = proposal.decision;
    seen.awards.push_back(view_of(
        decision,
        *recognition::find_version(decidable, decision.agreement, decision.agreement_version)));
  }

  CAIRN_TRY(const audit::Programme programme, audit::Programme::compile(goal, world.catalogue));
  std::set<AchievementId> exits = {goal};
  for (const audit::ProgrammeNode& node : programme.nodes()) {
    if (node.kind != audit::NodeKind::holds) continue;
    const learning::Achievement* achievement = world.catalogue.find_achievement(node.achievement);
    if (achievement != nullptr && achievement->exit) exits.insert(node.achievement);
  }
  std::vector<std::pair<audit::Distance, AchievementId>> open;
  for (const AchievementId& exit : exits) {
    CAIRN_TRY(const audit::Programme to_exit, audit::Programme::compile(exit, world.catalogue));
    CAIRN_TRY(const audit::Audit audit,
              audit::evaluate(to_exit, seen, {.at = day, .explain = audit::Explain::briefly}));
    const audit::Distance distance = audit.distance_if_passed.value_or(audit.distance);
    if (!distance.is_zero()) open.emplace_back(distance, exit);
  }
  std::ranges::sort(open);
  std::vector<AchievementId> ids;
  for (auto& [distance, exit] : open) ids.push_back(std::move(exit));
  return ids;
}

}  // namespace cairn::plan
