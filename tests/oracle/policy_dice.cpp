#include "oracle/policy_dice.h"

#include <string>
#include <utility>
#include <vector>

#include "oracle/nodes.h"
#include "oracle/requirement_dice.h"

namespace cairn::oracle {
namespace {

using requirement::Filter;
using requirement::Layer;
using requirement::Measure;
using requirement::Policy;
using requirement::PolicyEffect;
using requirement::PolicyRule;

class PolicyDice {
 public:
  explicit PolicyDice(Dice& dice) : dice_(dice) {}

  Policy policy(int number) {
    Policy made;
    made.id = requirement::PolicyId(name("p", 9 - number));
    made.layer = static_cast<Layer>(dice_.below(4));
    made.organization = OrganizationId(name("o", dice_.below(kOrganizations)));
    made.valid_from = day(dice_.chance(85) ? "2026-01-01" : "2026-06-15");
    if (dice_.chance(15)) made.valid_until = day("2026-06-15");
    if (dice_.chance(5)) {
      made.valid_from = day("2026-01-01");
      made.valid_until = day("2026-06-14");
    }
    if (made.layer == Layer::nation) made.countries = {dice_.chance(75) ? "AA" : "BB"};
    if (made.layer == Layer::consortium)
      made.organizations = {OrganizationId("o0"), OrganizationId(dice_.chance(50) ? "o1" : "o2")};
    if (made.layer == Layer::programme)
      made.achievements = {dice_.one_of<std::string>({"goal", "*", "s*"})};
    const int first = dice_.below(kKinds);
    for (int i = 0; i < 1 + dice_.below(2); ++i)
      made.rules.push_back(rule((first + i) % kKinds, made.layer));
    return made;
  }

 private:
  static constexpr int kKinds = 9;

  static Date day(const char* text) { return Date::parse(text).value(); }

  // A name for each kind of rule, so that layers meet in it; now and then another.
  PolicyRule rule(int kind, Layer layer) {
    PolicyRule made;
    made.id = requirement::PolicyRuleId(name("k", dice_.chance(95) ? kind : dice_.below(kKinds)));
    if (dice_.chance(15)) made.kinds = {AchievementKind::certificate};
    if (dice_.chance(15)) made.level = requirement::LevelRange{"EQF", 5, std::nullopt};
    if (layer != Layer::programme && dice_.chance(30))
      made.may_loosen = {dice_.chance(50) ? Layer::organization : Layer::programme};
    made.effect = effect(kind);
    return made;
  }

  PolicyEffect effect(int kind) {
    switch (kind) {
      case 0:
        return requirement::LimitRule{measure(), filter(), key()};
      case 1:
        return requirement::ExclusionRule{filter(), false};
      case 2: {
        Filter wide;
        wide.any = {filter(), filter()};
        return requirement::ExclusionRule{std::move(wide), true};
      }
      case 3:
        return requirement::GradeFloor{
            {grade::ScaleId(kScale), dice_.one_of<std::string>({"B", "C", "P"})},
            dice_.chance(70) ? Filter() : filter()};
      case 4:
        return requirement::AppliedRule{measure(), dice_.chance(40) ? Filter() : filter()};
      case 5:
        return requirement::DistinctRule{requirement::Key::organization, 1 + dice_.below(2), {}};
      case 6:
        return requirement::AverageRule{grade::ScaleId(dice_.chance(50) ? kScale : kOtherScale),
                                        credit::SystemId(),
                                        Rational(2 + dice_.below(2)),
                                        {}};
      case 7: {
        requirement::Residency home{measure(), {}};
        if (dice_.chance(30)) home.at = {OrganizationId("o1"), OrganizationId("o0")};
        return home;
      }
      default:
        return cap();
    }
  }

  requirement::SharingCap cap() {
    requirement::SharingCap made;
    if (dice_.chance(80)) made.at_most = requirement::Awards{dice_.below(3)};
    if (!made.at_most || dice_.chance(20)) made.times = 2;
    return made;
  }

  Measure measure() {
    if (dice_.chance(40))
      return requirement::CreditShare{Rational::create(1 + dice_.below(3), 3).value(),
                                      credit::SystemId("ects")};
    if (dice_.chance(50)) return requirement::Quantity(ects(Rational(1 + dice_.below(6))));
    return requirement::Quantity(requirement::Awards{1 + dice_.below(3)});
  }

  std::optional<requirement::Key> key() {
    if (dice_.chance(80)) return std::nullopt;
    return dice_.chance(50) ? requirement::Key::organization : requirement::Key::subject;
  }

  // Few, so that two rules often have the same; one of them in two orders.
  Filter filter() {
    Filter made;
    switch (dice_.below(5)) {
      case 0:
        made.origins = {AwardOrigin::prior_learning};
        break;
      case 1:
        made.modes = {"online"};
        break;
      case 2:
        made.organizations = {OrganizationId("o1"), OrganizationId("o2")};
        break;
      case 3:
        made.organizations = {OrganizationId("o2"), OrganizationId("o1")};
        break;
      default:
        made.achievements = {"a0", "a1"};
    }
    return made;
  }

  Dice& dice_;
};

}  // namespace

void add_policies(Case& input, Dice& dice) {
  for (learning::Organization& organization : input.catalogue.organizations)
    organization.country = organization.id.text() == "o2" ? "BB" : "AA";
  PolicyDice policies(dice);
  const int count = 1 + dice.below(4);
  for (int i = 0; i < count; ++i) input.catalogue.policies.push_back(policies.policy(i));
}

}  // namespace cairn::oracle
