// What a simulation says of each record is what a plain loop of two audits says, whatever it
// remembers of records before: over generated programmes with every operator, each with a changed
// minimum or count (of half of them in a version of its own), and populations of records many of
// which are alike, with entries around the first day of that version.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "domain/audit/audit.h"
#include "domain/simulation/change.h"
#include "domain/version/applicable.h"
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
  int records = 0, remembered = 0, proven_together = 0;
  std::array<int, simulation::kEffectKinds.size()> effects{};
};

const Date kBorder = Date::parse("2024-09-01").value();

// The goal's requirement as a series of which the last is in force from the border on.
void make_series(learning::Achievement& goal, const requirement::Node& first) {
  const requirement::Node last = *goal.requirement;
  goal.versions = {{1, Date::parse("2020-01-01").value(), {}, {}, "", first},
                   {2, kBorder, {}, {}, "", last}};
}

// An entry around the border, or none.
std::vector<learning::Entry> some_entry(const AchievementId& goal, oracle::Dice& dice) {
  if (dice.chance(30)) return {};
  return {{goal, kBorder.plus_days(dice.below(4) - 2), std::nullopt}};
}

// What audits of one side say of one record alone, each compiled for its entry.
class PlainSide {
 public:
  PlainSide(simulation::Rules rules, Date day) : rules_(std::move(rules)), day_(day) {}

  audit::Audit audit(const learning::Record& record, std::uint64_t nodes_max) {
    const std::string entry = record.entries.empty() ? "" : record.entries[0].on.to_string();
    auto known = compiled_.find(entry);
    if (known == compiled_.end()) {
      const auto applied =
          version::applicable(rules_.catalogue, record, {day_, rules_.goal}).value();
      known = compiled_
                  .emplace(entry, audit::Programme::compile(rules_.goal, applied.catalogue).value())
                  .first;
    }
    return audit::evaluate(known->second, record, {day_, nodes_max}).value();
  }
  audit::Distance untouched(const learning::Record& record) {
    return audit({{}, {}, {}, record.entries}, kNodes).distance;
  }

 private:
  simulation::Rules rules_;
  Date day_;
  std::map<std::string, audit::Programme> compiled_;  // by day of entry
};

void compare_record(const Effect& effect, PlainSide& before, PlainSide& after,
                    const learning::Record& record, Seen& seen) {
  const auto kind_by = [&](const Plain& plain) {
    return kind_of(plain, before.untouched(record), after.untouched(record));
  };
  Plain plain{before.audit(record, kNodes), after.audit(record, kNodes)};
  EffectKind expected = kind_by(plain);
  // What one side's audit leaves open the other's may prove.
  if (expected == EffectKind::undecided && effect.kind != EffectKind::undecided) {
    plain = {before.audit(record, 1'000 * kNodes), after.audit(record, 1'000 * kNodes)};
    expected = kind_by(plain);
    ++seen.proven_together;
  }
  REQUIRE(word_of(effect.kind) == word_of(expected));
  ++seen.records;
  ++seen.effects[static_cast<std::size_t>(expected)];
  if (expected == EffectKind::undecided || expected == EffectKind::untouched) return;
  const Rational difference =
      subtract(plain.before.distance.credit, plain.after.distance.credit).value();
  REQUIRE(effect.credit ==
          (difference.is_negative() ? subtract(Rational(0), difference).value() : difference));
}

void compare(const oracle::Case& input, std::uint64_t seed, Seen& seen) {
  oracle::Dice dice(seed);
  simulation::Rules before{input.goal, input.catalogue, {}};
  simulation::Rules after = before;
  for (std::size_t i = 0; i < after.catalogue.achievements.size(); ++i) {
    learning::Achievement& changed = after.catalogue.achievements[i];
    learning::Achievement& given = before.catalogue.achievements[i];
    if (changed.id != input.goal) continue;
    if (!changed.requirement || !change_rule(*changed.requirement, dice)) return;
    if (seed % 2 == 0) continue;
    make_series(changed, *given.requirement);
    make_series(given, *given.requirement);
  }
  const auto change = simulation::Change::create(before, after, {input.day, kNodes});
  if (!change) return;  // the change would be refused
  simulation::Alike alike(std::make_shared<const audit::Programme>(
                              audit::Programme::compile(input.goal, before.catalogue).value()),
                          std::make_shared<const audit::Programme>(
                              audit::Programme::compile(input.goal, after.catalogue).value()),
                          input.day);
  simulation::Memory memory;
  PlainSide first(before, input.day), second(after, input.day);
  for (int i = 0; i < 30; ++i) {
    learning::Record record = some_of(input.record, i, dice);
    if (seed % 2 != 0) record.entries = some_entry(input.goal, dice);
    if (const auto key = alike.key_of(record)) {
      if (alike.find(*key) != nullptr) ++seen.remembered;
      alike.keep(*key, {});
    }
    CAPTURE(seed);
    CAPTURE(i);
    compare_record(change->effect_on(record, memory).value(), first, second, record, seen);
  }
}

}  // namespace

TEST_CASE("a simulation says what two audits say") {
  Seen seen;
  for (std::uint64_t seed = 1; seed <= 120; ++seed) {
    compare(oracle::small_case(seed, 20'000), seed, seen);
    compare(oracle::shaped_case(seed), seed, seen);
  }
  compare(oracle::middle_case(1), 1, seen);
  compare(oracle::ruled_case(1), 1, seen);
  MESSAGE(seen.records << " records, of which " << seen.remembered << " were remembered, "
                       << seen.proven_together << " proven by both sides together only");
  CHECK(seen.records > 2'000);
  CHECK(seen.remembered > 100);
  for (const EffectKind kind : simulation::kEffectKinds) {
    CAPTURE(word_of(kind));
    if (kind != EffectKind::undecided) CHECK(seen.effects[static_cast<std::size_t>(kind)] > 0);
  }
}
