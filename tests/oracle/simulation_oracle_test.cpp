// What a simulation says of each record is what a plain loop of two audits says, whatever it
// remembers of records before: over generated programmes with every operator, each with a changed
// minimum or count, and populations of records many of which are alike.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "domain/audit/audit.h"
#include "domain/simulation/change.h"
#include "oracle/cases.h"

using namespace cairn;
using simulation::Effect;
using simulation::EffectKind;

namespace {

constexpr std::uint64_t kNodes = 500;

bool change_rule(requirement::Node& node, oracle::Dice& dice);

bool change_one_of(std::vector<requirement::Node>& children, oracle::Dice& dice) {
  if (children.empty()) return false;
  const auto first = static_cast<std::size_t>(dice.below(static_cast<int>(children.size())));
  for (std::size_t i = 0; i < children.size(); ++i)
    if (change_rule(children[(first + i) % children.size()], dice)) return true;
  return false;
}

// Changes one number somewhere below; false where there is none.
bool change_rule(requirement::Node& node, oracle::Dice& dice) {
  if (auto* sum = std::get_if<requirement::Sum>(&node.rule)) {
    auto* amount = std::get_if<credit::Amount>(&sum->minimum);
    if (amount == nullptr || sum->maximum) return false;
    amount->value = add(amount->value, Rational(1)).value();
    return true;
  }
  if (auto* some = std::get_if<requirement::AtLeast>(&node.rule)) {
    if (some->count > 1 && dice.chance(50)) return --some->count, true;
    return change_one_of(some->children, dice);
  }
  if (auto* all = std::get_if<requirement::All>(&node.rule)) {
    // Which of the children is meant by the rules of the node is not known here.
    if (all->children.size() > 1 && node.sharing.empty() && dice.chance(30))
      return all->children.pop_back(), true;
    return change_one_of(all->children, dice);
  }
  return false;
}

// Some of the awards, under names of their own, and made a little earlier or later.
learning::Record some_of(const learning::Record& record, int number, oracle::Dice& dice) {
  learning::Record made;
  made.facts = record.facts;
  const bool has_roots = std::ranges::any_of(
      record.awards, [](const learning::Award& award) { return !award.roots.empty(); });
  const int percent = 20 + dice.below(80);
  for (learning::Award award : record.awards) {
    if (!dice.chance(percent)) continue;
    if (!has_roots) award.id = AwardId(award.id.text() + "/" + std::to_string(number));
    if (dice.chance(20)) award.awarded = award.awarded.plus_days(dice.below(60) - 30);
    made.awards.push_back(std::move(award));
  }
  return made;
}

struct Plain {
  audit::Audit before, after;
};

EffectKind kind_of(const Plain& plain, const audit::Distance& nothing_before,
                   const audit::Distance& nothing_after) {
  const auto& [before, after] = plain;
  if (before.bound != before.distance || after.bound != after.distance)
    return EffectKind::undecided;
  if (before.distance == nothing_before && after.distance == nothing_after)
    return EffectKind::untouched;
  const bool was = before.status == audit::Status::complete;
  const bool is = after.status == audit::Status::complete;
  if (was && !is) return EffectKind::undone;
  if (!was && is) return EffectKind::completed;
  if (before.distance > after.distance) return EffectKind::nearer;
  if (before.distance < after.distance) return EffectKind::farther;
  return EffectKind::same;
}

struct Seen {
  int records = 0, remembered = 0;
  std::array<int, simulation::kEffectKinds.size()> effects{};
};

void compare(const oracle::Case& input, std::uint64_t seed, Seen& seen) {
  oracle::Dice dice(seed);
  simulation::Rules before{input.goal, input.catalogue, {}};
  simulation::Rules after = before;
  for (learning::Achievement& achievement : after.catalogue.achievements)
    if (achievement.id == input.goal &&
        (!achievement.requirement || !change_rule(*achievement.requirement, dice)))
      return;
  const auto change = simulation::Change::create(before, after, {input.day, kNodes});
  if (!change) return;  // the change would be refused
  const auto first = audit::Programme::compile(input.goal, before.catalogue).value();
  const auto second = audit::Programme::compile(input.goal, after.catalogue).value();
  const audit::Options options{input.day, kNodes};
  const auto nothing_before = audit::evaluate(first, {}, options)->distance;
  const auto nothing_after = audit::evaluate(second, {}, options)->distance;
  simulation::Alike alike = change->remember_nothing();
  for (int i = 0; i < 30; ++i) {
    const learning::Record record = some_of(input.record, i, dice);
    const auto key = alike.key_of(record);
    if (key && alike.find(*key) != nullptr) ++seen.remembered;
    const Effect effect = change->effect_on(record, alike).value();
    const Plain plain{audit::evaluate(first, record, options).value(),
                      audit::evaluate(second, record, options).value()};
    const EffectKind expected = kind_of(plain, nothing_before, nothing_after);
    CAPTURE(seed);
    CAPTURE(i);
    REQUIRE(word_of(effect.kind) == word_of(expected));
    ++seen.records;
    ++seen.effects[static_cast<std::size_t>(expected)];
    if (expected == EffectKind::undecided || expected == EffectKind::untouched) continue;
    const Rational difference =
        subtract(plain.before.distance.credit, plain.after.distance.credit).value();
    REQUIRE(effect.credit ==
            (difference.is_negative() ? subtract(Rational(0), difference).value() : difference));
  }
}

}  // namespace

TEST_CASE("a simulation says what two audits say") {
  Seen seen;
  for (std::uint64_t seed = 1; seed <= 90; ++seed) {
    compare(oracle::small_case(seed, 20'000), seed, seen);
    compare(oracle::shaped_case(seed), seed, seen);
  }
  compare(oracle::middle_case(1), 1, seen);
  compare(oracle::ruled_case(1), 1, seen);
  MESSAGE(seen.records << " records, of which " << seen.remembered << " were remembered");
  CHECK(seen.records > 2'000);
  CHECK(seen.remembered > 100);
  for (const EffectKind kind : simulation::kEffectKinds) {
    CAPTURE(word_of(kind));
    if (kind != EffectKind::undecided) CHECK(seen.effects[static_cast<std::size_t>(kind)] > 0);
  }
}
