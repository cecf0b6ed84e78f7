// The generators of degrees as institutions write them.
#include <optional>
#include <utility>

#include "oracle/cases.h"
#include "oracle/nodes.h"

namespace cairn::oracle {
namespace {

using learning::Achievement;
using learning::Award;
using requirement::Node;

class ShapedCase {
 public:
  explicit ShapedCase(std::uint64_t seed) : dice_(seed) {}

  Case make() {
    begin();
    for (int i = 0; i < 2; ++i)
      add(name("certificate", i), Rational(12), all("c", parts(i * 5, 5)));
    std::vector<Node> blocks;
    for (int i = 0; i < 2; ++i)
      blocks.push_back(holds(name("certificate", i), name("certificate", i)));
    blocks.push_back(all("core", parts(10, 6)));
    blocks.push_back(node("choice", requirement::AtLeast{3, parts(16, 6)}));
    blocks.push_back(credit("electives", 12, modules(22, 34)));
    blocks.push_back(credit("free", 10));
    return end(std::move(blocks), 40 + dice_.below(60));
  }

  Case make_pools() {
    begin();
    std::vector<Node> blocks;
    blocks.push_back(all("core", parts(0, 6)));
    blocks.push_back(node("first", requirement::AtLeast{5, parts(6, 24)}));
    blocks.push_back(node("second", requirement::AtLeast{5, parts(20, 24, "k")}));
    blocks.push_back(credit("electives", 20, modules(6, 44)));
    return end(std::move(blocks), 60 + dice_.below(36));
  }

 private:
  void begin() {
    made_.day = Date::parse("2026-06-15").value();
    made_.goal = AchievementId("degree");
    made_.catalogue.organizations = {organization("o0")};
    for (int i = 0; i < 44; ++i) add(name("m", 10 + i), Rational(1 + i % 4), std::nullopt);
  }

  Case end(std::vector<Node> blocks, int percent) {
    add("degree", Rational(60), all("all", std::move(blocks)));
    for (int i = 0; i < 44; ++i)
      if (dice_.chance(percent)) award(i);
    return std::move(made_);
  }

  static std::vector<Node> parts(int first, int count, const char* id = "h") {
    std::vector<Node> nodes;
    for (int i = first; i < first + count; ++i)
      nodes.push_back(holds(name(id, 10 + i), name("m", 10 + i)));
    return nodes;
  }

  static std::vector<std::string> modules(int first, int end) {
    std::vector<std::string> ids;
    for (int i = first; i < end; ++i) ids.push_back(name("m", 10 + i));
    return ids;
  }

  void add(const std::string& id, const Rational& amount, std::optional<Node> requirement) {
    Achievement achievement;
    achievement.id = AchievementId(id);
    achievement.organization = OrganizationId("o0");
    achievement.credit = {ects(amount)};
    achievement.requirement = std::move(requirement);
    made_.catalogue.achievements.push_back(std::move(achievement));
  }

  void award(int number) {
    Award award;
    award.id = AwardId(name("w", 100 + number));
    award.achievement = AchievementId(name("m", 10 + number));
    award.organization = OrganizationId("o0");
    award.credit = {ects(1 + number % 4)};
    award.awarded = Date::parse("2026-01-01").value().plus_days(-200 + dice_.below(300));
    made_.record.awards.push_back(std::move(award));
  }

  Dice dice_;
  Case made_;
};

}  // namespace

Case shaped_case(std::uint64_t seed) { return ShapedCase(seed).make(); }

Case pool_case(std::uint64_t seed) { return ShapedCase(seed).make_pools(); }

Case large_case(std::uint64_t seed) {
  switch (seed % 4) {
    case 0:
      return sized_case(seed, 25, 60);
    case 1:
      return shaped_case(seed);
    case 2:
      return pool_case(seed);
    default:
      return ruled_large_case(seed);
  }
}

}  // namespace cairn::oracle
