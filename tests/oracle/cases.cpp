#include "oracle/cases.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "oracle/brute_force.h"

namespace cairn::oracle {

using learning::Achievement;
using learning::AchievementKind;
using learning::Award;
using learning::AwardStatus;
using requirement::Node;

std::uint64_t Dice::next() {
  std::uint64_t z = (state_ += 0x9e3779b97f4a7c15U);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
  return z ^ (z >> 31);
}

int Dice::below(int n) { return static_cast<int>(next() % static_cast<std::uint64_t>(n)); }

namespace {

const credit::SystemId kEcts("ects");
const credit::SystemId kUnits("units");

std::string name(const char* prefix, int number) { return prefix + std::to_string(number); }

Rational exact(const std::string& text) { return Rational::parse(text).value(); }

Date day_in(Dice& dice, int from, int span) {
  return Date::parse("2026-01-01").value().plus_days(from + dice.below(span));
}

learning::Organization organization(const std::string& id) {
  learning::Organization made;
  made.id = OrganizationId(id);
  made.credit_system = kEcts;
  return made;
}

class SmallCase {
 public:
  explicit SmallCase(std::uint64_t seed) : dice_(seed) {}

  Case make(std::uint64_t allocations_max) {
    made_.day = Date::parse("2026-06-15").value();
    made_.goal = AchievementId("goal");
    made_.catalogue.organizations = {organization("o0"), organization("o1")};
    add_achievements();
    const int awards = dice_.below(11);
    for (int i = 0; i < awards; ++i) add_award(i);
    dice_.shuffle(made_.record.awards);
    while (allocation_count(expand_goal(made_.catalogue, made_.goal, made_.record, made_.day),
                            allocations_max) >= allocations_max)
      made_.record.awards.pop_back();
    return std::move(made_);
  }

 private:
  void add_achievements() {
    const int plain = 3 + dice_.below(5);
    for (int i = 0; i < plain; ++i) {
      Achievement a = achievement(name("a", i));
      if (i > 0 && dice_.chance(15)) a.superseded_by = AchievementId(name("a", dice_.below(plain)));
      names_.push_back(a.id);
      made_.catalogue.achievements.push_back(std::move(a));
    }
    for (int i = 0; i < dice_.below(3); ++i) {
      Achievement a = achievement(name("s", i));
      a.requirement = tree(2);
      if (dice_.chance(50)) names_.push_back(a.id);
      made_.catalogue.achievements.push_back(std::move(a));
    }
    Achievement goal = achievement("goal");
    goal.kind = AchievementKind::certificate;
    if (dice_.chance(97)) goal.requirement = tree(3);
    if (dice_.chance(30)) goal.prerequisites = tree(2);
    made_.catalogue.achievements.push_back(std::move(goal));
    names_.emplace_back("goal");
  }

  Achievement achievement(const std::string& id) {
    Achievement made;
    made.id = AchievementId(id);
    made.organization = OrganizationId(name("o", dice_.below(2)));
    if (dice_.chance(90)) made.credit.push_back({amount(), kEcts});
    if (dice_.chance(15)) made.credit.push_back({amount(), kUnits});
    return made;
  }

  Rational amount() {
    static const char* const kAmounts[] = {"0", "1", "2", "3", "3", "4", "5", "6", "3/2", "5/2"};
    return exact(kAmounts[dice_.below(10)]);
  }

  Node tree(int depth) {
    used_ids_ = 0;
    return node(depth);
  }

  Node node(int depth) {
    Node made{NodeId(name("n", 9 - used_ids_ % 10) + name("x", used_ids_)), {}, {}};
    ++used_ids_;
    if (depth == 0 || (depth < 3 && dice_.chance(35))) {
      if (dice_.chance(45)) {
        made.rule = requirement::Holds{names_[at_random(names_)]};
      } else {
        made.rule = credit_rule();
      }
      return made;
    }
    const int count = 1 + dice_.below(3) + (depth == 3 ? 1 : 0);
    std::vector<Node> children;
    for (int i = 0; i < count; ++i) children.push_back(node(depth - 1));
    if (dice_.chance(depth == 3 ? 75 : 45))
      made.rule = requirement::All{std::move(children)};
    else
      made.rule = requirement::AtLeast{1 + dice_.below(count), std::move(children)};
    return made;
  }

  requirement::CreditAtLeast credit_rule() {
    requirement::CreditAtLeast rule;
    rule.minimum = {Rational(2 + dice_.below(6)), dice_.chance(92) ? kEcts : kUnits};
    if (dice_.chance(10)) rule.minimum.value = exact("7/2");
    if (dice_.chance(60))
      for (int i = 0; i < 1 + dice_.below(4); ++i)
        rule.filter.achievements.push_back(names_[at_random(names_)]);
    if (dice_.chance(15)) rule.filter.organizations.emplace_back(name("o", dice_.below(2)));
    return rule;
  }

  template <class T>
  std::size_t at_random(const std::vector<T>& things) {
    return static_cast<std::size_t>(dice_.below(static_cast<int>(things.size())));
  }

  void add_award(int number) {
    const auto& achievements = made_.catalogue.achievements;
    const Achievement& of = dice_.chance(85)
                                ? *made_.catalogue.find_achievement(names_[at_random(names_)])
                                : achievements[at_random(achievements)];
    if (of.id.text() == "goal" && dice_.chance(90)) return;
    Award award;
    award.id = AwardId(name("w", (number * 7) % 11));
    award.achievement = of.id;
    award.organization = dice_.chance(90) ? of.organization : OrganizationId("o0");
    award.credit = of.credit;
    if (dice_.chance(12)) award.credit = {{amount(), kEcts}};
    award.awarded = day_in(dice_, -200, 300);
    if (dice_.chance(4)) award.awarded = day_in(dice_, 160, 10);
    if (dice_.chance(10)) award.expires = day_in(dice_, 160, 10);
    const int status = dice_.below(100);
    if (status >= 78) award.status = AwardStatus::recognised;
    if (status >= 86) award.status = AwardStatus::in_progress;
    if (status >= 95) award.status = AwardStatus::planned;
    if (status >= 97) award.status = AwardStatus::revoked;
    if (dice_.chance(25))
      for (int i = 0; i < 1 + dice_.below(2); ++i)
        award.roots.emplace_back(name("w", dice_.below(11)));
    std::ranges::sort(award.roots);
    award.roots.erase(std::unique(award.roots.begin(), award.roots.end()), award.roots.end());
    made_.record.awards.push_back(std::move(award));
  }

  Dice dice_;
  Case made_;
  std::vector<AchievementId> names_;
  int used_ids_ = 0;
};

// Leaves with awards planted so that the whole is complete, all amounts tight.
class PlantedCase {
 public:
  explicit PlantedCase(std::uint64_t seed) : dice_(seed) {}

  Case make(int blocks, int awards_max) {
    made_.day = Date::parse("2026-06-15").value();
    made_.goal = AchievementId("goal");
    made_.catalogue.organizations = {organization("o0")};
    pool_ = blocks + 4;
    for (int i = 0; i < pool_; ++i) add_achievement(name("a", i), Rational(1 + dice_.below(7)));
    std::vector<Node> nodes;
    for (int i = 0; i < blocks && planted_ < awards_max - 3; ++i) nodes.push_back(block(i));
    dice_.shuffle(nodes);
    Achievement goal;
    goal.id = made_.goal;
    goal.kind = AchievementKind::degree;
    goal.organization = OrganizationId("o0");
    goal.credit = {{Rational(120), kEcts}};
    goal.requirement = Node{NodeId("all"), {}, requirement::All{std::move(nodes)}};
    made_.catalogue.achievements.push_back(std::move(goal));
    disturb(awards_max);
    return std::move(made_);
  }

 private:
  void add_achievement(const std::string& id, const Rational& credit) {
    Achievement made;
    made.id = AchievementId(id);
    made.organization = OrganizationId("o0");
    made.credit = {{credit, kEcts}};
    made_.catalogue.achievements.push_back(std::move(made));
  }

  const Achievement& any_of_pool() {
    return made_.catalogue.achievements[static_cast<std::size_t>(dice_.below(pool_))];
  }

  void plant(const Achievement& of) {
    Award award;
    award.id = AwardId(name("w", 100 + (planted_++ * 37) % 101));
    award.achievement = of.id;
    award.organization = of.organization;
    award.credit = of.credit;
    award.awarded = day_in(dice_, -200, 300);
    made_.record.awards.push_back(std::move(award));
  }

  Node block(int number) {
    const int kind = dice_.below(10);
    const NodeId id(name("b", (number * 7) % 31) + name("-", number));
    if (kind < 6) return credit_leaf(id, true);
    if (kind < 8) return holds_leaf(id, true);
    if (kind < 9) {
      std::vector<Node> children{credit_leaf(NodeId(id.text() + "x"), true),
                                 credit_leaf(NodeId(id.text() + "y"), false)};
      if (dice_.chance(50)) children.push_back(holds_leaf(NodeId(id.text() + "z"), false));
      return {id, {}, requirement::AtLeast{1, std::move(children)}};
    }
    Achievement certificate;
    certificate.id = AchievementId(name("s", number));
    certificate.organization = OrganizationId("o0");
    certificate.credit = {{Rational(9), kEcts}};
    certificate.requirement =
        Node{NodeId("c"),
             {},
             requirement::All{{credit_leaf(NodeId("c0"), true), holds_leaf(NodeId("c1"), true)}}};
    made_.catalogue.achievements.push_back(certificate);
    return {id, {}, requirement::Holds{certificate.id}};
  }

  Node holds_leaf(const NodeId& id, bool planted) {
    const Achievement& of = any_of_pool();
    if (planted) plant(of);
    return {id, {}, requirement::Holds{of.id}};
  }

  Node credit_leaf(const NodeId& id, bool planted) {
    requirement::CreditAtLeast rule;
    Rational sum;
    std::vector<const Achievement*> accepted;
    for (int i = 0; i < 3 + dice_.below(5); ++i) accepted.push_back(&any_of_pool());
    for (const Achievement* each : accepted) rule.filter.achievements.push_back(each->id);
    for (int i = 0; i < 1 + dice_.below(4); ++i) {
      const Achievement& of =
          *accepted[static_cast<std::size_t>(dice_.below(static_cast<int>(accepted.size())))];
      sum = add(sum, of.credit.front().value).value();
      if (planted) plant(of);
    }
    if (sum > Rational(2) && dice_.chance(25)) sum = subtract(sum, exact("1/2")).value();
    rule.minimum = {sum, kEcts};
    return {id, {}, std::move(rule)};
  }

  // Distractors that share roots with planted awards; and in half of the cases something is lost.
  void disturb(int awards_max) {
    auto& awards = made_.record.awards;
    if (dice_.chance(50)) {
      for (int i = 0; i < 1 + dice_.below(2); ++i)
        awards.erase(awards.begin() + dice_.below(static_cast<int>(awards.size())));
    }
    const int views = std::min(2 + dice_.below(6), awards_max - static_cast<int>(awards.size()));
    const int originals = static_cast<int>(awards.size());
    for (int i = 0; i < views; ++i) {
      const Award original = awards[static_cast<std::size_t>(dice_.below(originals))];
      plant(any_of_pool());
      awards.back().status = AwardStatus::recognised;
      awards.back().roots = {original.id};
      if (dice_.chance(30)) {
        awards.back().roots.push_back(awards[static_cast<std::size_t>(dice_.below(originals))].id);
        std::ranges::sort(awards.back().roots);
        if (awards.back().roots[0] == awards.back().roots[1]) awards.back().roots.pop_back();
      }
    }
    dice_.shuffle(awards);
  }

  Dice dice_;
  Case made_;
  int pool_ = 0;
  int planted_ = 0;
};

class ShapedCase {
 public:
  explicit ShapedCase(std::uint64_t seed) : dice_(seed) {}

  Case make() {
    made_.day = Date::parse("2026-06-15").value();
    made_.goal = AchievementId("degree");
    made_.catalogue.organizations = {organization("o0")};
    for (int i = 0; i < 44; ++i) add(name("m", 10 + i), Rational(1 + i % 4), std::nullopt);
    for (int i = 0; i < 2; ++i)
      add(name("certificate", i), Rational(12), all("c", parts(i * 5, 5)));
    std::vector<Node> blocks;
    for (int i = 0; i < 2; ++i)
      blocks.push_back({NodeId(name("certificate", i)),
                        {},
                        requirement::Holds{AchievementId(name("certificate", i))}});
    blocks.push_back(all("core", parts(10, 6)));
    blocks.push_back({NodeId("choice"), {}, requirement::AtLeast{3, parts(16, 6)}});
    blocks.push_back(credit("electives", 12, 22, 34));
    blocks.push_back(credit("free", 10, 0, 0));
    add("degree", Rational(60), all("all", std::move(blocks)));
    const int percent = 40 + dice_.below(60);
    for (int i = 0; i < 44; ++i)
      if (dice_.chance(percent)) award(i);
    return std::move(made_);
  }

 private:
  static Node all(const char* id, std::vector<Node> children) {
    return {NodeId(id), {}, requirement::All{std::move(children)}};
  }

  static std::vector<Node> parts(int first, int count) {
    std::vector<Node> nodes;
    for (int i = first; i < first + count; ++i)
      nodes.push_back(
          {NodeId(name("h", 10 + i)), {}, requirement::Holds{AchievementId(name("m", 10 + i))}});
    return nodes;
  }

  static Node credit(const char* id, int minimum, int first, int end) {
    requirement::CreditAtLeast rule{{Rational(minimum), kEcts}, {}};
    for (int i = first; i < end; ++i) rule.filter.achievements.emplace_back(name("m", 10 + i));
    return {NodeId(id), {}, std::move(rule)};
  }

  void add(const std::string& id, const Rational& amount, std::optional<Node> requirement) {
    Achievement achievement;
    achievement.id = AchievementId(id);
    achievement.organization = OrganizationId("o0");
    achievement.credit = {{amount, kEcts}};
    achievement.requirement = std::move(requirement);
    made_.catalogue.achievements.push_back(std::move(achievement));
  }

  void award(int number) {
    Award award;
    award.id = AwardId(name("w", 100 + number));
    award.achievement = AchievementId(name("m", 10 + number));
    award.organization = OrganizationId("o0");
    award.credit = {{Rational(1 + number % 4), kEcts}};
    award.awarded = day_in(dice_, -200, 300);
    made_.record.awards.push_back(std::move(award));
  }

  Dice dice_;
  Case made_;
};

}  // namespace

Case small_case(std::uint64_t seed, std::uint64_t allocations_max) {
  return SmallCase(seed).make(allocations_max);
}

Case middle_case(std::uint64_t seed) {
  Dice dice(seed ^ 0x5eedU);
  return PlantedCase(seed).make(8 + dice.below(10), 22 + dice.below(19));
}

Case sized_case(std::uint64_t seed, int blocks, int awards) {
  return PlantedCase(seed).make(blocks, awards);
}

Case shaped_case(std::uint64_t seed) { return ShapedCase(seed).make(); }

}  // namespace cairn::oracle
