// The generator of small cases: a catalogue, a record and exceptions from a random requirement.
#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "oracle/allocation.h"
#include "oracle/brute_force.h"
#include "oracle/cases.h"
#include "oracle/nodes.h"
#include "oracle/operators.h"
#include "oracle/requirement_dice.h"

namespace cairn::oracle {
namespace {

using learning::Achievement;
using learning::Award;
using learning::AwardStatus;
using requirement::Exception;
using requirement::Node;

constexpr std::size_t kWaysMax = 32;
constexpr std::uint64_t kTooMany = std::uint64_t{1} << 58;  ///< allocations
constexpr std::uint64_t kLogicSalt = 0x1061cU;  ///< so that its cases are not the small ones again

grade::Scale scale(const std::string& id, std::vector<grade::Scale::Step> steps) {
  return {grade::ScaleId(id), {}, std::move(steps)};
}

class SmallCase {
 public:
  explicit SmallCase(std::uint64_t seed) : dice_(seed), requirements_(dice_, names_) {}

  Case make(std::uint64_t allocations_max) {
    made_.day = Date::parse("2026-06-15").value();
    made_.goal = AchievementId("goal");
    for (int i = 0; i < kOrganizations; ++i)
      made_.catalogue.organizations.push_back(organization(name("o", i)));
    made_.catalogue.organizations[0].labels = {
        {"seal", made_.day.plus_days(-200), made_.day.plus_days(-30)}};
    made_.catalogue.organizations[1].labels = {{"mark", made_.day.plus_days(-100), {}}};
    made_.catalogue.grade_scales = {
        scale(kScale, {{"A", 4}, {"B", 3}, {"C", 2}, {"P"}, {"F", 0, false}}),
        scale(kOtherScale, {{"1.0", 1}, {"2.0", 2}, {"3.0", 3}, {"5.0", 5, false}})};
    made_.catalogue.crosswalks = {crosswalk(1, {{4, 6}, {5, 5}, {6, 4}}, made_.day.plus_days(-1)),
                                  crosswalk(2, {{4, 4}, {5, 5}, {7, 6}}, std::nullopt)};
    made_.catalogue.crosswalks[1].valid_from = made_.day;
    add_achievements();
    const int awards = dice_.chance(10) ? dice_.below(4) : 5 + dice_.below(8);
    for (int i = 0; i < awards; ++i) add_award(i);
    dice_.shuffle(made_.record.awards);
    for (int i = 0; i < kFacts; ++i)
      if (dice_.chance(75)) made_.record.facts.push_back({name("f", i), fact_value()});
    if (dice_.chance(30)) add_exceptions();
    while (too_large(allocations_max)) made_.record.awards.pop_back();
    return std::move(made_);
  }

 private:
  // From last year on, to the day; the levels of another framework in the EQF.
  framework::Crosswalk crosswalk(int version, std::map<int, int> levels,
                                 std::optional<Date> until) const {
    return {framework::CrosswalkId(kOtherFramework),
            version,
            kOtherFramework,
            made_.day.plus_days(-300),
            until,
            std::move(levels)};
  }

  bool too_large(std::uint64_t allocations_max) const {
    const Question question =
        expand_goal(made_.catalogue, made_.goal, made_.record, made_.day, Pass::second);
    for (std::size_t use = 0; use < question.uses.size(); ++use)
      if (ways(question, static_cast<int>(use)).size() > kWaysMax) return true;
    return allocation_count(question, allocations_max) >= allocations_max;
  }

  void add_achievements() {
    const int plain = 3 + dice_.below(5);
    for (int i = 0; i < plain; ++i) {
      Achievement a = achievement(name("a", i));
      if (i > 0 && dice_.chance(15)) a.superseded_by = AchievementId(name("a", dice_.below(plain)));
      names_.push_back(a.id);
      made_.catalogue.achievements.push_back(std::move(a));
    }
    const int rules = dice_.chance(30) ? 0 : 20 + dice_.below(40);
    for (int i = 0; i < dice_.below(3); ++i) {
      Achievement a = achievement(name("s", i));
      a.requirement = requirements_.tree(2, rules / 2);
      if (dice_.chance(60)) names_.push_back(a.id);
      made_.catalogue.achievements.push_back(std::move(a));
    }
    Achievement goal = achievement("goal");
    goal.kind = AchievementKind::certificate;
    if (dice_.chance(97)) goal.requirement = requirements_.tree(3, rules);
    if (dice_.chance(30)) goal.prerequisites = requirements_.prerequisites(2);
    made_.catalogue.achievements.push_back(std::move(goal));
    names_.emplace_back("goal");
  }

  Achievement achievement(const std::string& id) {
    Achievement made;
    made.id = AchievementId(id);
    made.organization = OrganizationId(name("o", dice_.below(kOrganizations)));
    if (dice_.chance(60)) made.kind = AchievementKind::course;
    if (dice_.chance(90)) made.credit.push_back(ects(amount()));
    if (dice_.chance(15)) made.credit.push_back({amount(), credit::SystemId("units")});
    for (int i = 0; i < kSubjects; ++i)
      if (dice_.chance(45)) made.subjects.push_back(name("t", i));
    made.outcomes.emplace_back();
    for (int i = 0; i < 2; ++i)
      if (dice_.chance(60)) made.outcomes[0].skills.push_back({name("skill:", i), {}, {}});
    if (dice_.chance(80))
      made.level = {dice_.chance(80) ? "EQF" : kOtherFramework, 4 + dice_.below(4)};
    if (dice_.chance(75)) made.workload_hours = 10 * (1 + dice_.below(4));
    made.participation = dice_.chance(50) ? "online" : "onsite";
    if (made.workload_hours)
      made.attributes = {{"depth", std::to_string(*made.workload_hours / 10)}};
    if (made.level) {
      made.cost = {{1000 * made.level->value, "EUR"}};
      made.codes = {"M" + std::to_string(10 * made.level->value) +
                    (made.participation == "online" ? "H" : "")};
    }
    made.assessment = made.subjects.empty() ? "exam" : "project";
    if (made.participation == "online")
      made.labels = {{"mark", made_.day.plus_days(-60), made_.day}};
    if (dice_.chance(15))
      made.consumption =
          dice_.chance(50) ? learning::Consumption::absorbed : learning::Consumption::reissued;
    return made;
  }

  Rational amount() {
    static const std::vector<std::string> kAmounts = {"0", "1", "2", "3",   "3",
                                                      "4", "5", "6", "3/2", "5/2"};
    return Rational::parse(dice_.one_of(kAmounts)).value();
  }

  std::string fact_value() {
    static const std::vector<std::string> kValues = {"yes", "no", "maybe", "2", "5/2", "3", "1.5"};
    return dice_.one_of(kValues);
  }

  Date day_in(int from, int span) {
    return Date::parse("2026-01-01").value().plus_days(from + dice_.below(span));
  }

  void add_award(int number) {
    const auto& achievements = made_.catalogue.achievements;
    const Achievement& of = dice_.chance(85)
                                ? *made_.catalogue.find_achievement(dice_.one_of(names_))
                                : dice_.one_of(achievements);
    if (of.id.text() == "goal" && dice_.chance(90)) return;
    Award award;
    award.id = AwardId(name("w", (number * 7) % 13));
    award.achievement = of.id;
    award.organization = dice_.chance(90) ? of.organization : OrganizationId("o0");
    award.credit = of.credit;
    if (number % 5 == 0) award.assessment = "exam";
    if (number % 4 != 0) award.term = number % 3 == 0 ? "spring" : "autumn";
    if (number % 3 == 0) award.attributes = {{"depth", "2"}, {"lab", {}}};
    if (dice_.chance(12)) award.credit = {ects(amount())};
    award.awarded = day_in(-200, 300);
    if (dice_.chance(25)) award.awarded = day_in(0, 2);  // so that some fall on one day
    if (dice_.chance(4)) award.awarded = day_in(160, 10);
    if (dice_.chance(10)) award.expires = day_in(160, 10);
    award.grade = some_grade();
    if (dice_.chance(20)) award.origin = AwardOrigin::prior_learning;
    const int status = dice_.below(100);
    if (status >= 78) award.status = AwardStatus::recognised;
    if (status >= 86) award.status = AwardStatus::in_progress;
    if (status >= 95) award.status = AwardStatus::planned;
    if (status >= 97) award.status = AwardStatus::revoked;
    const bool consumes = of.consumption != learning::Consumption::retained;
    if (dice_.chance(consumes ? 75 : 25))
      for (int i = 0; i < 1 + dice_.below(3); ++i)
        award.roots.emplace_back(name("w", dice_.below(13)));
    std::ranges::sort(award.roots);
    award.roots.erase(std::unique(award.roots.begin(), award.roots.end()), award.roots.end());
    made_.record.awards.push_back(std::move(award));
  }

  std::optional<grade::Grade> some_grade() {
    static const std::vector<std::string> kGrades = {"A", "A", "B", "B", "B", "C", "C", "P", "F"};
    static const std::vector<std::string> kOthers = {"1.0", "2.0", "3.0", "5.0"};
    if (dice_.chance(70)) return grade::Grade{grade::ScaleId(kScale), dice_.one_of(kGrades)};
    if (dice_.chance(50)) return grade::Grade{grade::ScaleId(kOtherScale), dice_.one_of(kOthers)};
    return std::nullopt;
  }

  // --- Exceptions ---

  // Every node of the goal's tree and of its prerequisites, by path.
  void find_nodes(const Node& node, const std::string& prefix) {
    const std::string path = prefix + "/" + node.id.text();
    nodes_.emplace_back(path, &node);
    if (const auto* holds = std::get_if<requirement::Holds>(&node.rule))
      if (const auto& below = made_.catalogue.find_achievement(holds->achievement)->requirement)
        find_nodes(*below, path);
    for (const Node& child : children_of(node)) find_nodes(child, prefix);
  }

  void add_exceptions() {
    const Achievement& goal = *made_.catalogue.find_achievement(made_.goal);
    if (goal.requirement) find_nodes(*goal.requirement, "goal");
    if (goal.prerequisites && dice_.chance(30))
      find_nodes(*goal.prerequisites, "goal/prerequisites");
    if (nodes_.empty() || made_.record.awards.empty()) return;
    for (int i = 0; i < 1 + dice_.below(3); ++i) {
      const auto at = dice_.below(static_cast<int>(nodes_.size()));
      const auto [path, node] = nodes_[static_cast<std::size_t>(at)];
      nodes_.erase(nodes_.begin() + at);
      add_exception(i, path, *node);
      if (nodes_.empty()) return;
    }
  }

  void add_exception(int number, const std::string& path, const Node& node) {
    Exception made;
    made.id = requirement::ExceptionId(name("e", number));
    made.node = NodeId(path);
    made.award = dice_.one_of(made_.record.awards).id;
    made.from = dice_.chance(95) ? day_in(-100, 100) : day_in(164, 3);
    if (dice_.chance(30)) made.until = day_in(164, 3);
    if (const auto value = adjustment(node); value && dice_.chance(50)) {
      made.kind = Exception::Kind::adjust;
      made.value = *value;
    } else if (children_of(node).empty() && dice_.chance(70)) {
      made.kind = dice_.chance(50) ? Exception::Kind::substitute : Exception::Kind::force;
    } else {
      made.kind = dice_.chance(50) ? Exception::Kind::waive : Exception::Kind::block;
    }
    const bool takes_none = std::holds_alternative<requirement::Points>(node.rule) ||
                            std::holds_alternative<requirement::Fact>(node.rule) ||
                            std::holds_alternative<requirement::Applied>(node.rule) ||
                            std::holds_alternative<requirement::Distinct>(node.rule) ||
                            std::holds_alternative<requirement::Average>(node.rule);
    const bool is_let_in =
        made.kind == Exception::Kind::substitute || made.kind == Exception::Kind::force;
    if (is_let_in && takes_none) made.kind = Exception::Kind::waive;
    made_.record.exceptions.push_back(std::move(made));
  }

  // A minimum or count that the node could have, one above or below its own.
  std::optional<Rational> adjustment(const Node& node) {
    const bool up = dice_.chance(40);
    const auto moved = [&](const Rational& from, int step) -> std::optional<Rational> {
      const Rational value = add(from, Rational(up ? step : -step)).value();
      if (value <= Rational(0)) return std::nullopt;
      return value;
    };
    if (const auto* some = std::get_if<requirement::AtLeast>(&node.rule)) {
      const auto count = moved(Rational(some->count), 1);
      const auto most = some->at_most.value_or(static_cast<int>(some->children.size()));
      if (count && *count > Rational(most)) return std::nullopt;
      return count;
    }
    if (const auto* points = std::get_if<requirement::Points>(&node.rule))
      return moved(points->minimum, 1);
    const auto* sum = std::get_if<requirement::Sum>(&node.rule);
    if (sum == nullptr || (sum->maximum && up)) return std::nullopt;
    if (const auto* credit = std::get_if<credit::Amount>(&sum->minimum))
      return moved(credit->value, 1);
    if (const auto* hours = std::get_if<requirement::Hours>(&sum->minimum))
      return moved(hours->value, 10);
    return moved(Rational(std::get<requirement::Awards>(sum->minimum).count), 1);
  }

  Dice dice_;
  Case made_;
  std::vector<AchievementId> names_;
  RequirementDice requirements_;
  std::vector<std::pair<std::string, const Node*>> nodes_;
};

}  // namespace

Case small_case(std::uint64_t seed, std::uint64_t allocations_max) {
  return SmallCase(seed).make(allocations_max);
}

Case logic_case(std::uint64_t seed) {
  return without(without(small_case(seed ^ kLogicSalt, kTooMany), "split"), "repeats averaged");
}

}  // namespace cairn::oracle
