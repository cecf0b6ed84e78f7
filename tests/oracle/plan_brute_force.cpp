#include "oracle/plan_brute_force.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "domain/recognition/propose.h"
#include "oracle/brute_force.h"

namespace cairn::oracle {
namespace {

using learning::Achievement;
using learning::Award;
using learning::AwardStatus;
using learning::Offering;

bool counts(const Award& award, Date start, Date day) {
  if (award.expires && *award.expires < day) return false;
  if (award.status == AwardStatus::in_progress) return true;
  return (award.status == AwardStatus::earned || award.status == AwardStatus::recognised) &&
         award.awarded <= start;
}

// Section 1: the offerings by achievement that may be taken at all.
std::map<AchievementId, std::vector<const Offering*>> takeable(const PlanCase& input) {
  std::map<AchievementId, std::vector<const Offering*>> found;
  for (const Offering& offering : input.catalogue.offerings) {
    const Achievement* achievement = input.catalogue.find_achievement(offering.achievement);
    const bool held = std::ranges::any_of(input.record.awards, [&](const Award& award) {
      return award.achievement == offering.achievement && counts(award, input.start, input.start);
    });
    if (achievement->state == learning::AchievementState::published && !held &&
        offering.hours_per_week <= input.weekly_hours)
      found[offering.achievement].push_back(&offering);
  }
  return found;
}

class Planner {
 public:
  explicit Planner(const PlanCase& input) : input_(input) {
    for (const auto& [achievement, offerings] : takeable(input)) choices_.push_back(offerings);
    for (const recognition::Agreement& agreement : input.agreements)
      if (agreement.automatic && agreement.valid_from <= input.start &&
          (!agreement.valid_until || *agreement.valid_until >= input.start))
        agreements_.push_back(agreement);
  }

  BestPlans run() {
    choose(0);
    return best_;
  }

 private:
  // Section 2 and 3: what is there on a day, after these achievements.
  learning::Record record_on(const std::set<AchievementId>& done, Date day) const {
    learning::Record record;
    for (Award award : input_.record.awards) {
      if (!counts(award, input_.start, day)) continue;
      if (award.status == AwardStatus::in_progress) {
        award.status = AwardStatus::earned;
        award.awarded = input_.start;
      }
      record.awards.push_back(std::move(award));
    }
    for (const AchievementId& id : done) {
      const Achievement& achievement = *input_.catalogue.find_achievement(id);
      record.awards.push_back(award_for(achievement, "step-" + id.text()));
    }
    add_views(record);
    for (std::size_t before = 0; before != record.awards.size();) {
      before = record.awards.size();
      add_stacks(record);
      if (before != record.awards.size()) add_views(record);
    }
    return record;
  }

  Award award_for(const Achievement& achievement, const std::string& id) const {
    Award award;
    award.id = AwardId(id);
    award.achievement = achievement.id;
    award.organization = achievement.organization;
    award.credit = achievement.credit;
    award.awarded = input_.start;
    return award;
  }

  void add_views(learning::Record& record) const {
    const auto found = recognition::propose(record, {input_.catalogue, agreements_}, input_.start);
    for (const recognition::Proposal& proposal : found.value().proposals) {
      Award view = proposal.decision.view;
      if (std::ranges::find(record.awards, view.id, &Award::id) != record.awards.end()) continue;
      // The term, which grants once, whichever of its groups it grants for.
      view.roots.emplace_back("the term " + proposal.decision.agreement.text() + " " +
                              proposal.decision.term);
      std::ranges::sort(view.roots);
      record.awards.push_back(std::move(view));
    }
  }

  // The generator's stacks ask for all of some plain achievements, each there once, so their roots
  // are theirs.
  void add_stacks(learning::Record& record) const {
    for (const recognition::Agreement& agreement : agreements_)
      for (const recognition::Term& term : agreement.terms)
        for (const AchievementId& id : recognition::named_by(term)) {
          const Achievement& achievement = *input_.catalogue.find_achievement(id);
          if (!achievement.requirement ||
              std::ranges::find(record.awards, id, &Award::achievement) != record.awards.end())
            continue;
          Award award = award_for(achievement, "stack-" + id.text());
          bool complete = true;
          for (const auto& part :
               std::get<requirement::All>(achievement.requirement->rule).children) {
            const auto& asked = std::get<requirement::Holds>(part.rule).achievement;
            const auto held = std::ranges::find(record.awards, asked, &Award::achievement);
            complete = complete && held != record.awards.end();
            if (held != record.awards.end())
              award.roots.insert(award.roots.end(), held->roots.begin(), held->roots.end());
            if (held != record.awards.end() && held->roots.empty()) award.roots.push_back(held->id);
          }
          std::ranges::sort(award.roots);
          const bool shared =
              std::ranges::adjacent_find(award.roots) != award.roots.end();  // not a true set
          if (complete && !shared) record.awards.push_back(std::move(award));
        }
  }

  bool reaches_goal(const std::set<AchievementId>& done, Date day) {
    const auto [known, fresh] = complete_.try_emplace({done, day}, false);
    if (fresh)
      known->second =
          brute_force(input_.catalogue, input_.goal, record_on(done, day), input_.start).status ==
          Status::complete;
    return known->second;
  }

  bool may_start(const AchievementId& id, const std::set<AchievementId>& done, Date day) {
    if (!input_.catalogue.find_achievement(id)->prerequisites) return true;
    const auto [known, fresh] = startable_.try_emplace({id, done, day}, false);
    if (fresh)
      known->second = brute_force(input_.catalogue, id, record_on(done, day), input_.start)
                          .prerequisites.value() == Deficit{};
    return known->second;
  }

  void choose(std::size_t next) {
    if (next == choices_.size()) {
      consider();
      return;
    }
    choose(next + 1);
    for (const Offering* offering : choices_[next]) {
      taken_.push_back(offering);
      choose(next + 1);
      taken_.pop_back();
    }
  }

  void consider() {
    std::set<AchievementId> all;
    PlanValue value{0, -1, 0};
    for (const Offering* offering : taken_) {
      all.insert(offering->achievement);
      value[0] += offering->price.minor;
      value[2] += std::int64_t{offering->weeks} * offering->hours_per_week;
    }
    if (!reaches_goal(all, input_.start)) return;
    const std::optional<int> weeks = least_weeks();
    if (!weeks) return;
    value[1] = *weeks * 7 - 1;
    if (!taken_.empty() && !reaches_goal(all, input_.start.plus_days(*weeks * 7 - 1))) return;
    ++best_.sets;
    if (!best_.cheapest || value < *best_.cheapest) best_.cheapest = value;
    const auto by_finish = [](const PlanValue& v) { return PlanValue{v[1], v[0], v[2]}; };
    if (!best_.fastest || by_finish(value) < by_finish(*best_.fastest)) best_.fastest = value;
  }

  // Weeks still to go by step: kWaiting before it starts, 0 when done.
  using State = std::vector<int>;
  static constexpr int kWaiting = -1;

  // Week by week, every state that any choice of starts can lead to.
  std::optional<int> least_weeks() {
    std::set<State> states = {State(taken_.size(), kWaiting)};
    const State done(taken_.size(), 0);
    for (int week = 0; week <= horizon(); ++week) {
      if (states.contains(done)) return week;
      std::set<State> following;
      for (const State& state : states) start_some(state, week, 0, following);
      states = std::move(following);
    }
    return std::nullopt;
  }

  // Everything one after the other from the last start date on is the longest that helps.
  int horizon() const {
    int weeks = 1;
    for (const Offering* offering : taken_) {
      weeks += offering->weeks;
      for (const Date& date : offering->starts)
        weeks = std::max(weeks, days_between(input_.start, date) / 7 + 1);
    }
    for (const Offering* offering : taken_) weeks += offering->weeks;
    return weeks;
  }

  // Branches over which of the steps from `next` on start this week, then lets the week pass.
  void start_some(const State& state, int week, std::size_t next, std::set<State>& following) {
    if (next == state.size()) {
      State after = state;
      for (int& left : after)
        if (left > 0) --left;
      following.insert(std::move(after));
      return;
    }
    start_some(state, week, next + 1, following);
    if (state[next] != kWaiting) return;
    const Offering& offering = *taken_[next];
    const Date day = input_.start.plus_days(week * 7);
    if (!offering.starts.empty() &&
        std::ranges::find(offering.starts, day) == offering.starts.end())
      return;
    int load = offering.hours_per_week;
    std::set<AchievementId> finished;
    for (std::size_t i = 0; i < state.size(); ++i) {
      if (state[i] > 0) load += taken_[i]->hours_per_week;
      if (state[i] == 0) finished.insert(taken_[i]->achievement);
    }
    if (load > input_.weekly_hours || !may_start(offering.achievement, finished, day)) return;
    State started = state;
    started[next] = offering.weeks;
    start_some(started, week, next + 1, following);
  }

  const PlanCase& input_;
  std::vector<std::vector<const Offering*>> choices_;
  std::vector<recognition::Agreement> agreements_;
  std::vector<const Offering*> taken_;
  std::map<std::pair<std::set<AchievementId>, Date>, bool> complete_;
  std::map<std::tuple<AchievementId, std::set<AchievementId>, Date>, bool> startable_;
  BestPlans best_;
};

}  // namespace

std::uint64_t set_count(const PlanCase& input, std::uint64_t limit) {
  std::uint64_t count = 1;
  for (const auto& [achievement, offerings] : takeable(input)) {
    count *= offerings.size() + 1;
    if (count >= limit) return limit;
  }
  return count;
}

BestPlans best_plans(const PlanCase& input) { return Planner(input).run(); }

}  // namespace cairn::oracle
