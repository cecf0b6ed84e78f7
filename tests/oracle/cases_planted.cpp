// The generator of middle-sized cases: blocks with awards planted so that the whole is complete,
// all amounts tight.
#include <algorithm>
#include <utility>

#include "oracle/cases.h"
#include "oracle/nodes.h"
#include "oracle/planted_rules.h"

namespace cairn::oracle {
namespace {

using learning::Achievement;
using learning::Award;
using learning::AwardStatus;
using requirement::Node;

struct Shape {
  int blocks;
  int awards_max;
  bool ruled = false;
  int overlap = 3;      // each credit leaf accepts so many achievements, or up to 4 more
  int planted_max = 4;  // at most so many awards make up what a credit leaf asks
};

class PlantedCase {
 public:
  PlantedCase(std::uint64_t seed, const Shape& shape) : dice_(seed), shape_(shape) {}

  Case make() {
    made_.day = Date::parse("2026-06-15").value();
    made_.goal = AchievementId("goal");
    made_.catalogue.organizations = {organization("o0")};
    pool_ = shape_.blocks + 4;
    for (int i = 0; i < pool_; ++i) add_achievement(name("a", i), Rational(1 + dice_.below(7)));
    std::vector<Node> nodes;
    for (int i = 0; i < shape_.blocks && award_count() < shape_.awards_max - 3; ++i)
      nodes.push_back(block(i));
    dice_.shuffle(nodes);
    Node root = all("all", std::move(nodes));
    if (shape_.ruled) add_rules(dice_, made_, root, planted_);
    Achievement goal;
    goal.id = made_.goal;
    goal.kind = AchievementKind::degree;
    goal.organization = OrganizationId("o0");
    goal.credit = {ects(120)};
    goal.requirement = std::move(root);
    made_.catalogue.achievements.push_back(std::move(goal));
    disturb();
    return std::move(made_);
  }

 private:
  int award_count() const { return static_cast<int>(made_.record.awards.size()); }

  void add_achievement(const std::string& id, const Rational& credit) {
    Achievement made;
    made.id = AchievementId(id);
    made.organization = OrganizationId("o0");
    made.credit = {ects(credit)};
    made_.catalogue.achievements.push_back(std::move(made));
  }

  const Achievement& any_of_pool() {
    return made_.catalogue.achievements[static_cast<std::size_t>(dice_.below(pool_))];
  }

  void add_award(const Achievement& of) {
    Award award;
    award.id = AwardId(name("w", 100 + awards_ / 101 * 101 + (awards_ * 37) % 101));
    ++awards_;
    award.achievement = of.id;
    award.organization = of.organization;
    award.credit = of.credit;
    award.awarded = Date::parse("2026-01-01").value().plus_days(-200 + dice_.below(300));
    made_.record.awards.push_back(std::move(award));
  }

  void plant(const Achievement& of, const std::string& leaf) {
    add_award(of);
    planted_.push_back({made_.record.awards.back().id, NodeId(leaf)});
  }

  Node block(int number) {
    const int kind = dice_.below(10);
    const std::string id = name("b", (number * 7) % 31) + name("-", number);
    if (kind < 6) return credit_leaf(id, true);
    if (kind < 8) return holds_leaf(id, true);
    if (kind < 9) {
      std::vector<Node> children{credit_leaf(id + "x", true), credit_leaf(id + "y", false)};
      if (dice_.chance(50)) children.push_back(holds_leaf(id + "z", false));
      return node(id, requirement::AtLeast{1, std::move(children)});
    }
    Achievement certificate;
    certificate.id = AchievementId(name("s", number));
    certificate.organization = OrganizationId("o0");
    certificate.credit = {ects(9)};
    certificate.requirement = all("c", {credit_leaf("c0", true), holds_leaf("c1", true)});
    made_.catalogue.achievements.push_back(certificate);
    return holds(id, certificate.id.text());
  }

  Node holds_leaf(const std::string& id, bool planted) {
    const Achievement& of = any_of_pool();
    if (planted) plant(of, id);
    return holds(id, of.id.text());
  }

  Node credit_leaf(const std::string& id, bool planted) {
    Rational sum;
    std::vector<std::string> accepted;
    for (int i = 0; i < shape_.overlap + dice_.below(5); ++i)
      accepted.push_back(any_of_pool().id.text());
    for (int i = 0; i < 1 + dice_.below(shape_.planted_max); ++i) {
      const Achievement& of =
          *made_.catalogue.find_achievement(AchievementId(dice_.one_of(accepted)));
      sum = add(sum, of.credit.front().value).value();
      if (planted) plant(of, id);
    }
    if (sum > Rational(2) && dice_.chance(25))
      sum = subtract(sum, Rational::parse("1/2").value()).value();
    return credit(id, sum, std::move(accepted));
  }

  // Distractors that share roots with planted awards; and in half of the cases something is lost.
  void disturb() {
    auto& awards = made_.record.awards;
    if (dice_.chance(50)) {
      for (int i = 0; i < 1 + dice_.below(2); ++i)
        awards.erase(awards.begin() + dice_.below(static_cast<int>(awards.size())));
    }
    const int views =
        std::min(2 + dice_.below(6), shape_.awards_max - static_cast<int>(awards.size()));
    const int originals = static_cast<int>(awards.size());
    for (int i = 0; i < views; ++i) {
      const Award original = awards[static_cast<std::size_t>(dice_.below(originals))];
      add_award(any_of_pool());
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
  std::vector<Planted> planted_;
  Shape shape_;
  int pool_ = 0;
  int awards_ = 0;
};

Case planted_case(std::uint64_t seed, bool ruled) {
  Dice dice(seed ^ 0x5eedU);
  const int blocks = 8 + dice.below(10);
  return PlantedCase(seed, {blocks, 22 + dice.below(19), ruled}).make();
}

// Of ten blocks eight plant (1 + most) / 2 awards on average, and three one more: the `most` with
// which `blocks` of them take about `awards`.
int planted_for(int blocks, int awards) {
  return std::max(4, (10 * awards - 5 * blocks) / (4 * blocks));
}

}  // namespace

Case middle_case(std::uint64_t seed) { return planted_case(seed, false); }

Case ruled_case(std::uint64_t seed) { return planted_case(seed, true); }

Case sized_case(std::uint64_t seed, int blocks, int awards, int overlap) {
  return PlantedCase(seed, {blocks, awards, false, overlap, planted_for(blocks, awards)}).make();
}

Case ruled_large_case(std::uint64_t seed) { return PlantedCase(seed, {25, 60, true}).make(); }

}  // namespace cairn::oracle
