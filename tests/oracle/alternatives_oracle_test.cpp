// What could still be earned, and what is out of reach, against brute force
// (docs/reference/requirements.md, section 13.1).
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "domain/audit/alternatives.h"
#include "domain/audit/audit.h"
#include "oracle/brute_force.h"
#include "oracle/cases.h"
#include "oracle/dice.h"
#include "oracle/expansion.h"
#include "oracle/requirement_dice.h"

namespace cairn::oracle {
namespace {

using learning::Achievement;
using learning::AchievementState;
using learning::Award;
using learning::Record;

constexpr int kCases = 6'000;
constexpr std::uint64_t kAllocationsMax = 150;
constexpr int kLeavesMax = 6;  // so that all pairs of a place and an achievement are tried
constexpr int kVariants = 20;  // of what a further award could state, by achievement

// Some of what is superseded or withdrawn in a catalogue is so here.
void retire(Case& input, Dice& dice) {
  for (Achievement& each : input.catalogue.achievements) {
    if (each.id == input.goal) continue;
    if (each.superseded_by) each.state = AchievementState::superseded;
    if (dice.chance(30)) each.state = AchievementState::withdrawn;
  }
}

// As the section says, with nothing stated.
Award further(const Achievement& achievement, Date day) {
  Award award;
  award.id = AwardId("zz-further");
  award.achievement = achievement.id;
  award.organization = achievement.organization;
  award.credit = achievement.credit;
  award.awarded = day;
  return award;
}

Award variant(const Achievement& achievement, Date day, Dice& dice) {
  static const std::vector<std::string> kGrades = {"A", "B", "C", "P", "F"};
  static const std::vector<std::string> kOthers = {"1.0", "2.0", "3.0", "5.0"};
  Award award = further(achievement, day);
  if (dice.chance(50)) award.grade = grade::Grade{grade::ScaleId(kScale), dice.one_of(kGrades)};
  if (dice.chance(20))
    award.grade = grade::Grade{grade::ScaleId(kOtherScale), dice.one_of(kOthers)};
  if (dice.chance(40)) award.origin = AwardOrigin::prior_learning;
  if (dice.chance(60)) award.assessment = dice.chance(50) ? "exam" : "project";
  if (dice.chance(60)) award.attributes = {{"depth", "9"}, {"lab", {}}};
  if (dice.chance(50)) award.term = "spring";
  return award;
}

void visit(const TreeNode& node, const std::function<void(const TreeNode&)>& look) {
  look(node);
  for (const TreeNode& child : node.children) visit(child, look);
}

// The leaves with that path: one, or one of each copy below a `same` node.
std::set<int> leaves_at(const Question& question, const std::string& path) {
  std::set<int> leaves;
  visit(question.tree, [&](const TreeNode& node) {
    if (node.path == path && node.leaf >= 0) leaves.insert(node.leaf);
  });
  return leaves;
}

const TreeNode* find_leaf(const Question& question, const std::string& path) {
  const TreeNode* found = nullptr;
  visit(question.tree, [&](const TreeNode& node) {
    if (node.path == path && node.leaf >= 0) found = &node;
  });
  return found;
}

bool accepts(const std::set<int>& leaves, const Use& use) {
  return std::ranges::any_of(use.leaves,
                             [&](const auto& each) { return leaves.contains(each.first); });
}

/// A distance in exact numbers.
struct Exact {
  Rational credit;
  int missing = 0;

  bool operator==(const Exact&) const = default;
  auto operator<=>(const Exact&) const = default;
};

Exact exact(const audit::Distance& distance) { return {distance.credit, distance.missing}; }

Exact least_of(const Question& question) {
  std::uint64_t allocations = 0;
  const Deficit deficit = least(question, allocations).deficit;
  return {Rational::create(deficit.credit, question.denominator).value(), deficit.missing};
}

struct Tally {
  int cases = 0, refused = 0, leaves = 0, alternatives = 0, at_others = 0, stating = 0,
      for_conditions = 0, steps = 0, helpful = 0, named = 0, out_of_reach = 0, nothing_fits = 0,
      wrong = 0;
};

class Comparison {
 public:
  Comparison(const Case& input, const audit::Programme& programme, const audit::Audit& audit,
             Tally& tally, Dice& dice)
      : input_(input),
        programme_(programme),
        audit_(audit),
        tally_(tally),
        dice_(dice),
        before_(least_of(expand(input.record))) {}

  void run(const std::vector<audit::Outlook>& outlook) {
    REQUIRE(outlook.size() == audit_.missing.size());
    CHECK(before_ == exact(audit_.distance));
    std::set<AchievementId> named;
    for (std::size_t i = 0; i < outlook.size(); ++i) {
      ++tally_.leaves;
      const audit::Missing& missing = audit_.missing[i];
      for (const audit::Alternative& each : outlook[i].nearest) {
        check_claim(each, missing);
        named.insert(each.achievement);
      }
      check_order(outlook[i].nearest);
      check_complete(outlook[i].nearest, missing);
      check_reach(outlook[i], missing);
    }
    count_helpful(named);
  }

 private:
  const audit::ProgrammeNode& node(int index) const {
    return programme_.nodes()[static_cast<std::size_t>(index)];
  }
  const Achievement& achievement(const AchievementId& id) const {
    return *input_.catalogue.find_achievement(id);
  }

  Question expand(const Record& record, Pass pass = Pass::first) const {
    return expand_goal(input_.catalogue, input_.goal, record, input_.day, pass);
  }
  Record with(const Award& award) const {
    Record record = input_.record;
    record.awards.push_back(award);
    return record;
  }

  // The same with the award applied at the leaves of that path only.
  static Question only_at(Question question, const Award& award, const std::string& path) {
    const std::set<int> leaves = leaves_at(question, path);
    for (Use& use : question.uses)
      if (use.award->id == award.id)
        std::erase_if(use.leaves, [&](const auto& each) { return !leaves.contains(each.first); });
    return question;
  }

  static Question not_at(Question question, const Award& award, const std::string& path) {
    const std::set<int> leaves = leaves_at(question, path);
    for (Use& use : question.uses)
      if (use.award->id == award.id)
        std::erase_if(use.leaves, [&](const auto& each) { return leaves.contains(each.first); });
    return question;
  }

  static bool is_well_used(const Question& question, const Award& award, const std::string& path) {
    const Exact left = least_of(question);
    return least_of(only_at(question, award, path)) == left ||
           least_of(not_at(question, award, path)) > left;
  }

  void expect(bool holds, const std::string& what, const AchievementId& id,
              const std::string& leaf) {
    if (holds) return;
    if (++tally_.wrong <= 10) FAIL_CHECK(what << ": " << id.text() << " for " << leaf);
  }

  void check_claim(const audit::Alternative& claim, const audit::Missing& missing) {
    const std::string& leaf = node(missing.node).id.text();
    const std::string& place = node(claim.place).id.text();
    const auto expect_it = [&](bool holds, const std::string& what) {
      expect(holds, what, claim.achievement, leaf);
    };
    const Achievement& of = achievement(claim.achievement);
    expect_it(of.state == AchievementState::published && !of.requirement, "cannot be earned");
    Award award = further(of, input_.day);
    award.grade = claim.stated.grade;
    award.assessment = claim.stated.assessment;
    award.attributes = claim.stated.attributes;
    award.origin = claim.stated.origin;
    Record record = with(award);
    const Question question = expand(record);
    if (claim.reaches) {
      ++tally_.steps;
      expect_it(exact(claim.left) == before_, "is more than a step");
      expect_it(place == leaf && is_step(claim.achievement, award, missing) == claim.reaches,
                "is no step");
      return;
    }
    expect_it(least_of(question) == exact(claim.left), "leaves something else");
    expect_it(exact(claim.left) < before_, "is no nearer");
    expect_it(is_well_used(question, award, place), "has a better use");
    if (audit::is_condition(node(missing.node).kind)) {
      requirement::Exception waiver;
      waiver.id = requirement::ExceptionId("waiver");
      waiver.node = NodeId(leaf);
      waiver.from = input_.day;
      record.exceptions.push_back(waiver);
      expect_it(least_of(expand(record)) == exact(claim.left), "leaves the condition");
      ++tally_.for_conditions;
    }
    ++tally_.alternatives;
    tally_.at_others += place != leaf ? 1 : 0;
    tally_.stating += claim.stated == audit::Stated() ? 0 : 1;
  }

  static bool is_counted(audit::NodeKind kind) {
    return kind == audit::NodeKind::hours || kind == audit::NodeKind::awards ||
           kind == audit::NodeKind::points;
  }

  // The least where the leaf needs so much.
  Exact least_needing(const Rational& need, const std::string& leaf, Record record,
                      const Award* only_there) const {
    requirement::Exception adjusted;
    adjusted.id = requirement::ExceptionId("need");
    adjusted.kind = requirement::Exception::Kind::adjust;
    adjusted.node = NodeId(leaf);
    adjusted.value = need;
    adjusted.from = input_.day;
    record.exceptions.push_back(adjusted);
    const Question question = expand(record);
    return least_of(only_there == nullptr ? question : only_at(question, *only_there, leaf));
  }

  // What the leaf would have with the award, where that is a step toward it.
  std::optional<Rational> is_step(const AchievementId& id, const Award& award,
                                  const audit::Missing& missing) const {
    const audit::ProgrammeNode& of = node(missing.node);
    const std::string& leaf = of.id.text();
    if (!is_counted(of.kind) || is_had(id, leaf) || is_adjusted(leaf)) return {};
    const Record record = with(award);
    const Question question = expand(record);
    const auto it = [&](const Use& use) { return use.award->id == award.id; };
    const auto use = std::ranges::find_if(question.uses, it);
    if (use == question.uses.end() || least_of(only_at(question, award, leaf)) != before_)
      return {};
    const std::set<int> leaves = leaves_at(question, leaf);
    for (const auto& [at, worth] : use->leaves) {
      if (!leaves.contains(at)) continue;
      const audit::NodeResult& now = audit_.nodes[static_cast<std::size_t>(missing.node)];
      const std::int64_t unit = of.kind == audit::NodeKind::awards ? 1 : question.denominator;
      const Rational reach = add(now.have, Rational::create(worth, unit).value()).value();
      if (reach >= now.need) return {};
      if (least_needing(reach, leaf, with(award), &award) < before_ &&
          least_needing(reach, leaf, input_.record, nullptr) == before_)
        return reach;
    }
    return {};
  }

  bool is_adjusted(const std::string& leaf) const {
    return std::ranges::any_of(input_.record.exceptions, [&](const requirement::Exception& each) {
      return each.kind == requirement::Exception::Kind::adjust && each.node.text() == leaf &&
             each.from <= input_.day && (!each.until || input_.day <= *each.until);
    });
  }

  // Left, effort and id.
  auto rank(const AchievementId& id, const Exact& left) const {
    std::optional<Rational> credit;
    for (const credit::Amount& amount : achievement(id).credit)
      if (amount.system == programme_.system()) credit = amount.value;
    return std::tuple(left, !credit, credit, id);
  }

  void check_order(const std::vector<audit::Alternative>& nearest) {
    CHECK(nearest.size() <= 3);
    for (std::size_t i = 1; i < nearest.size(); ++i) {
      const auto& before = nearest[i - 1].reaches;
      const auto& reaches = nearest[i].reaches;
      CHECK((!before || reaches));
      if (before && before != reaches)
        CHECK(*before > *reaches);
      else if (before.has_value() == reaches.has_value())
        CHECK(rank(nearest[i - 1].achievement, exact(nearest[i - 1].left)) <
              rank(nearest[i].achievement, exact(nearest[i].left)));
    }
  }

  // What the leaf itself accepts as it is and helps there is named, or three nearer ones are.
  void check_complete(const std::vector<audit::Alternative>& nearest,
                      const audit::Missing& missing) {
    const std::string& leaf = node(missing.node).id.text();
    if (!audit::is_applied_to(node(missing.node).kind)) return;
    for (const Achievement& each : input_.catalogue.achievements) {
      if (each.state != AchievementState::published || each.requirement) continue;
      const Award award = further(each, input_.day);
      const Record record = with(award);
      const Question question = expand(record);
      if (question.leaf_count > kLeavesMax) return;
      const std::set<int> leaves = leaves_at(question, leaf);
      const auto of_it = [&](const Use& use) { return use.award->id == award.id; };
      const auto use = std::ranges::find_if(question.uses, of_it);
      if (use == question.uses.end() || !accepts(leaves, *use) || is_had(each.id, leaf)) continue;
      const bool named =
          std::ranges::any_of(nearest, [&](const auto& one) { return one.achievement == each.id; });
      // Of points the most are tried, which may need a statement that is in the way elsewhere.
      if (node(missing.node).kind != audit::NodeKind::points && is_step(each.id, award, missing)) {
        expect(named || nearest.size() == 3, "is a step that is not named", each.id, leaf);
      }
      if (least_of(question) >= before_ || !is_well_used(question, award, leaf)) continue;
      const auto wanted = rank(each.id, least_of(question));
      const bool crowded_out = nearest.size() == 3 && rank(nearest.back().achievement,
                                                           exact(nearest.back().left)) < wanted;
      expect(named || crowded_out, "is not named", each.id, leaf);
    }
  }

  // Whether an award of it that is made or in progress, consumed or not, could be applied there.
  bool is_had(const AchievementId& id, const std::string& leaf) const {
    for (const Award& award : input_.record.awards) {
      if (award.achievement != id) continue;
      const Record alone{{award}, input_.record.facts, {}, {}};
      const Question question = expand(alone, Pass::second);
      if (!question.uses.empty() && accepts(leaves_at(question, leaf), question.uses.front()))
        return true;
    }
    return false;
  }

  // Whether the leaf sees the award: accepts it, or for a condition looks at it.
  static bool sees(const Question& question, const std::string& leaf, std::size_t use) {
    const TreeNode* found = find_leaf(question, leaf);
    if (found->condition < 0) return accepts(leaves_at(question, leaf), question.uses[use]);
    const Condition& condition = question.conditions[static_cast<std::size_t>(found->condition)];
    return condition.worth.contains(static_cast<int>(use)) &&
           accepts(condition.leaves, question.uses[use]);
  }

  void check_reach(const audit::Outlook& outlook, const audit::Missing& missing) {
    const std::string& leaf = node(missing.node).id.text();
    bool fits = false;
    for (const Achievement& each : input_.catalogue.achievements) {
      if (each.state != AchievementState::published) continue;
      for (int i = 0; i < kVariants && !fits; ++i) {
        const Award award = i == 0 ? further(each, input_.day) : variant(each, input_.day, dice_);
        const Record alone{{award}, input_.record.facts, {}, {}};
        const Question question = expand(alone);
        fits = find_leaf(question, leaf) != nullptr && !question.uses.empty() &&
               sees(question, leaf, 0);
      }
      expect(!fits || !outlook.is_out_of_reach, "could be applied there", each.id, leaf);
    }
    tally_.out_of_reach += outlook.is_out_of_reach ? 1 : 0;
    tally_.nothing_fits += fits ? 0 : 1;
    if (outlook.is_out_of_reach) expect(!can_have_enough(leaf), "the record has enough", {}, leaf);
  }

  // With all that the record has, hoped-for awards too, each applied there.
  bool can_have_enough(const std::string& leaf) const {
    const Question question = expand(input_.record, Pass::second);
    const TreeNode* found = find_leaf(question, leaf);
    std::int64_t sum = 0;
    std::set<std::string> values;
    for (std::size_t use = 0; use < question.uses.size(); ++use) {
      if (!sees(question, leaf, use)) continue;
      if (found->condition >= 0) {
        const Condition& condition =
            question.conditions[static_cast<std::size_t>(found->condition)];
        sum += condition.worth.at(static_cast<int>(use));
        const auto seen = condition.values.find(static_cast<int>(use));
        if (seen != condition.values.end()) values.insert(seen->second.begin(), seen->second.end());
        continue;
      }
      std::int64_t most = 0;
      for (const auto& [at, worth] : question.uses[use].leaves)
        if (leaves_at(question, leaf).contains(at)) most = std::max(most, worth);
      sum += most;
    }
    if (found->condition < 0) return found->kind == Kind::holds ? sum > 0 : sum >= found->worth;
    const Condition& condition = question.conditions[static_cast<std::size_t>(found->condition)];
    if (condition.kind == Condition::Kind::distinct)
      return static_cast<std::int64_t>(values.size()) >= condition.minimum;
    return sum >= condition.minimum;
  }

  // How much of what is new and helps at all is named: not promised, but worth knowing.
  void count_helpful(const std::set<AchievementId>& named) {
    for (const Achievement& each : input_.catalogue.achievements) {
      if (each.state != AchievementState::published || each.requirement) continue;
      if (std::ranges::find(input_.record.awards, each.id, &Award::achievement) !=
          input_.record.awards.end())
        continue;
      const Record record = with(further(each, input_.day));
      if (least_of(expand(record)) >= before_) continue;
      ++tally_.helpful;
      tally_.named += named.contains(each.id) ? 1 : 0;
    }
  }

  const Case& input_;
  const audit::Programme& programme_;
  const audit::Audit& audit_;
  Tally& tally_;
  Dice& dice_;
  const Exact before_;
};

TEST_CASE("alternatives leave what brute force leaves, and out of reach is what nothing reaches") {
  Tally tally;
  for (std::uint64_t seed = 1; tally.cases < kCases; ++seed) {
    INFO("seed " << seed);
    Case input = small_case(seed, kAllocationsMax);
    Dice dice(seed);
    retire(input, dice);
    const auto programme = audit::Programme::compile(input.goal, input.catalogue);
    const audit::Options options{input.day};
    const auto audit = programme ? audit::evaluate(*programme, input.record, options)
                                 : Result<audit::Audit>(programme.error());
    if (!audit) {
      ++tally.refused;
      continue;
    }
    ++tally.cases;
    // What is missing of the second pass is none: those are complete once they are passed.
    if (audit->missing.empty()) continue;
    const auto outlook = audit::outlook(*programme, input.catalogue, input.record, *audit, options);
    Comparison(input, *programme, *audit, tally, dice).run(outlook);
  }
  std::printf(
      "alternatives, brute force: %d cases (%d refused), %d missing leaves, %d alternatives "
      "(%d at another leaf, %d stating something, %d for conditions, %d steps), %d wrong\n"
      "  of %d new achievements that help as they are %d are named\n"
      "  %d leaves are out of reach, nothing was found to fit %d\n",
      tally.cases, tally.refused, tally.leaves, tally.alternatives, tally.at_others, tally.stating,
      tally.for_conditions, tally.steps, tally.wrong, tally.helpful, tally.named,
      tally.out_of_reach, tally.nothing_fits);
  CHECK(tally.wrong == 0);
  // The generator must be worth something.
  CHECK(tally.alternatives > kCases / 2);
  CHECK(tally.at_others > kCases / 50);
  CHECK(tally.stating > kCases / 50);
  CHECK(tally.for_conditions > kCases / 200);
  CHECK(tally.steps > kCases / 50);
  CHECK(tally.out_of_reach > kCases / 50);
  CHECK(tally.named > tally.helpful * 9 / 10);
}

}  // namespace
}  // namespace cairn::oracle
