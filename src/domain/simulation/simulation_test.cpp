#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

#include "domain/simulation/change.h"
#include "domain/simulation/lost.h"
#include "domain/simulation/table.h"

namespace cairn::simulation {
namespace {

using learning::Achievement;
using learning::Award;
using learning::Record;

const Date kDay = Date::parse("2026-11-28").value();
const credit::SystemId kEcts("ects");

credit::Amount ects(int amount) { return {Rational(amount), kEcts}; }

Achievement achievement(const char* id, int amount) {
  Achievement made;
  made.id = AchievementId(id);
  made.organization = OrganizationId("college");
  made.credit = {ects(amount)};
  return made;
}

// A certificate of courses a and b, and free credit besides.
Rules rules(int free) {
  requirement::Sum electives;
  electives.minimum = ects(free);
  requirement::All all;
  all.children = {{NodeId("a"), {}, requirement::Holds{AchievementId("a")}},
                  {NodeId("b"), {}, requirement::Holds{AchievementId("b")}},
                  {NodeId("free"), {}, electives}};
  Achievement certificate = achievement("certificate", 20);
  certificate.requirement = requirement::Node{NodeId("all"), {}, std::move(all)};
  Rules made;
  made.goal = AchievementId("certificate");
  made.catalogue.achievements = {achievement("a", 5), achievement("b", 5), achievement("c", 4),
                                 certificate};
  return made;
}

Award award(const std::string& of, int amount, const char* organization = "college") {
  Award made;
  made.id = AwardId("award of " + of);
  made.achievement = AchievementId(of);
  made.organization = OrganizationId(organization);
  made.credit = {ects(amount)};
  made.awarded = Date::parse("2026-01-31").value();
  return made;
}

Effect effect(const Change& change, const Record& record) {
  Memory memory;
  const Effect first = change.effect_on(record, memory).value();
  // What is remembered says the same.
  const Effect again = change.effect_on(record, memory).value();
  CHECK(again.kind == first.kind);
  CHECK(again.credit == first.credit);
  return first;
}

// Of the records that two sets of rules cannot tell apart.
Alike alike_by(const Rules& before, const Rules& after) {
  const auto programme = [](const Rules& of) {
    return std::make_shared<const audit::Programme>(
        audit::Programme::compile(of.goal, of.catalogue).value());
  };
  return {programme(before), programme(after), kDay};
}

// The guild's exam counts as the course "a" at the college.
recognition::Agreement with_guild() {
  recognition::Agreement agreement;
  agreement.id = AgreementId("with-guild");
  agreement.sender = OrganizationId("guild");
  agreement.receiver = OrganizationId("college");
  agreement.valid_from = Date::parse("2020-01-01").value();
  recognition::Term term;
  term.id = "t";
  term.from = {{AchievementId("exam")}};
  term.grant.achievement = AchievementId("a");
  term.grant.credit = ects(5);
  agreement.terms = {term};
  return agreement;
}

TEST_CASE("each effect, at its border") {
  const Change stricter = Change::create(rules(4), rules(6), {kDay}).value();
  const Change milder = Change::create(rules(6), rules(4), {kDay}).value();
  const Record four{{award("a", 5), award("b", 5), award("c", 4)}};
  const Record six{{award("a", 5), award("b", 5), award("c", 6)}};
  const Record one{{award("a", 5), award("c", 4)}};

  CHECK(effect(stricter, four).kind == EffectKind::undone);
  CHECK(effect(stricter, four).credit == Rational(2));
  CHECK(effect(milder, four).kind == EffectKind::completed);
  CHECK(effect(milder, four).credit == Rational(2));
  CHECK(effect(stricter, six).kind == EffectKind::same);
  CHECK(effect(stricter, one).kind == EffectKind::farther);
  CHECK(effect(milder, one).kind == EffectKind::nearer);
  CHECK(effect(milder, one).credit == Rational(2));
  CHECK(effect(stricter, {}).kind == EffectKind::untouched);
}

TEST_CASE("an audit out of its budget is undecided, and not remembered") {
  const Reached proven{{Rational(2), kEcts, 1}, true, {Rational(9), kEcts, 3}};
  Reached open = proven;
  open.is_proven = false;
  CHECK(effect_of(proven, open)->kind == EffectKind::undecided);
  CHECK(effect_of(open, proven)->kind == EffectKind::undecided);
  CHECK(effect_of(proven, proven)->kind == EffectKind::same);
}

TEST_CASE("leaves decide where credit is equal") {
  const Reached before{{Rational(2), kEcts, 2}, true, {Rational(9), kEcts, 3}};
  const Reached after{{Rational(2), kEcts, 1}, true, {Rational(9), kEcts, 3}};
  CHECK(effect_of(before, after)->kind == EffectKind::nearer);
  CHECK(effect_of(before, after)->credit == Rational(0));
  CHECK(effect_of(after, before)->kind == EffectKind::farther);
}

TEST_CASE("a change is refused about two goals, or in two systems") {
  Rules other = rules(4);
  other.goal = AchievementId("a");
  CHECK(Change::create(rules(4), other, {kDay}).error().code == ErrorCode::invalid);
  Rules elsewhere = rules(4);
  elsewhere.catalogue.achievements.back().credit = {{Rational(10), credit::SystemId("us")}};
  const auto refused = Change::create(rules(4), elsewhere, {kDay});
  REQUIRE(!refused);
  CHECK(refused.error().message.find("\"ects\"") != std::string::npos);
}

TEST_CASE("an agreement is a change only where recognition is asked for") {
  Rules before = rules(4);
  before.catalogue.achievements.push_back(achievement("exam", 5));
  Rules after = before;
  after.agreements = {with_guild()};
  const Record record{{award("exam", 5, "guild"), award("b", 5)}};
  const auto with = [&](Recognise recognise) {
    return effect(Change::create(before, after, {kDay, 20'000, recognise}).value(), record);
  };
  // The exam is free credit without the agreement, and the course with it.
  CHECK(with(Recognise::no).kind == EffectKind::same);
  CHECK(with(Recognise::yes).kind == EffectKind::nearer);
  CHECK(with(Recognise::yes).credit == Rational(1));
}

TEST_CASE("records are alike by what the programmes can see of them") {
  Alike alike = alike_by(rules(4), rules(6));
  Award later = award("a", 5);
  later.id = AwardId("another name");
  later.awarded = Date::parse("2026-06-30").value();
  CHECK(alike.key_of({{award("a", 5)}}) == alike.key_of({{later}}));
  CHECK(alike.key_of({{award("a", 5)}}) != alike.key_of({{award("a", 4)}}));
  CHECK(alike.key_of({{award("a", 5)}}) != alike.key_of({{award("b", 5)}}));
  CHECK(alike.key_of({{award("a", 5)}}) != alike.key_of({{award("a", 5), later}}));
  Award examined = award("a", 5);
  examined.assessment = "exam";
  CHECK(alike.key_of({{award("a", 5)}}) != alike.key_of({{examined}}));
  // Order says nothing, and what is not made is not there.
  CHECK(alike.key_of({{award("a", 5), award("b", 5)}}) ==
        alike.key_of({{award("b", 5), award("a", 5)}}));
  Award hoped = award("b", 5);
  hoped.status = learning::AwardStatus::in_progress;
  CHECK(alike.key_of({{award("a", 5), hoped}}) == alike.key_of({{award("a", 5)}}));
  Award view = award("b", 5);
  view.roots = {AwardId("original")};
  CHECK(!alike.key_of({{award("a", 5), view}}));
}

TEST_CASE("dates tell records apart where a rule looks at them") {
  Rules dated = rules(4);
  auto& all = std::get<requirement::All>(dated.catalogue.achievements.back().requirement->rule);
  requirement::Filter late;
  late.awarded =
      requirement::AwardedRange{Date::parse("2026-03-01").value(), std::nullopt, std::nullopt};
  std::get<requirement::Holds>(all.children[0].rule).filter.none = {late};
  Award later = award("a", 5);
  later.awarded = Date::parse("2026-06-30").value();
  const Change change = Change::create(rules(4), dated, {kDay}).value();
  Alike alike = alike_by(rules(4), dated);
  CHECK(alike.key_of({{award("a", 5)}}) != alike.key_of({{later}}));
  CHECK(effect(change, {{award("a", 5), award("b", 5), award("c", 4)}}).kind == EffectKind::same);
  CHECK(effect(change, {{later, award("b", 5), award("c", 4)}}).kind == EffectKind::undone);
}

TEST_CASE("several awards of one achievement are not remembered where a rule keeps one of them") {
  Rules keeping = rules(4);
  keeping.catalogue.achievements.back().requirement->repeats =
      requirement::Repeats{requirement::Repeats::Keep::first, {}};
  const Change change = Change::create(rules(4), keeping, {kDay}).value();
  // On one day the first by id is kept, so the names decide.
  Award small = award("c", 2), large = award("c", 4);
  small.id = AwardId("first");
  large.id = AwardId("second");
  const Record losing{{award("a", 5), award("b", 5), small, large}};
  small.id = AwardId("third");
  const Record keeps{{award("a", 5), award("b", 5), small, large}};
  Alike alike = alike_by(rules(4), keeping);
  CHECK(!alike.key_of(losing));
  CHECK(alike.key_of({{award("a", 5), large}}));
  Memory memory;
  CHECK(change.effect_on(losing, memory)->kind == EffectKind::undone);
  CHECK(change.effect_on(keeps, memory)->kind == EffectKind::same);
}

// The certificate asks for this much free credit of who enters from 2026-03-01 on, and before
// for 4.
Rules versions(int free) {
  Rules made = rules(4);
  Achievement& certificate = made.catalogue.achievements.back();
  requirement::Version old{1, Date::parse("2020-03-01").value(), {}, {}, "", {}};
  old.requirement = *certificate.requirement;
  requirement::Version now{2, Date::parse("2026-03-01").value(), {}, {}, "", {}};
  now.requirement = *rules(free).catalogue.achievements.back().requirement;
  certificate.requirement = now.requirement;
  certificate.versions = {std::move(old), std::move(now)};
  return made;
}

Record entered(const char* day, std::optional<int> chosen = {}) {
  return {{award("a", 5), award("b", 5), award("c", 4)},
          {},
          {},
          {{AchievementId("certificate"), Date::parse(day).value(), chosen}}};
}

TEST_CASE("a change to a version does nothing to who does not go by it") {
  const Change change = Change::create(versions(4), versions(6), {kDay}).value();
  CHECK(effect(change, entered("2026-02-28")).kind == EffectKind::same);
  CHECK(effect(change, entered("2026-03-01")).kind == EffectKind::undone);
  CHECK(effect(change, entered("2026-03-01")).credit == Rational(2));
  // Who chose the new one within the right goes by it, and who states no entry by that of the day.
  CHECK(effect(change, entered("2026-02-28", 2)).kind == EffectKind::undone);
  CHECK(effect(change, {entered("2026-03-01").awards}).kind == EffectKind::undone);
  // The records of both are remembered apart.
  Memory memory;
  CHECK(change.effect_on(entered("2026-03-01"), memory)->kind == EffectKind::undone);
  CHECK(change.effect_on(entered("2026-02-28"), memory)->kind == EffectKind::same);
}

TEST_CASE("on each side a record goes by the version of that side") {
  Rules later = versions(6);
  later.catalogue.achievements.back().versions[1].from = Date::parse("2026-04-01").value();
  const Change change = Change::create(versions(6), later, {kDay}).value();
  CHECK(effect(change, entered("2026-02-28")).kind == EffectKind::same);
  CHECK(effect(change, entered("2026-03-31")).kind == EffectKind::completed);
  CHECK(effect(change, entered("2026-04-01")).kind == EffectKind::same);
}

TEST_CASE("a version outside of the right ends the simulation") {
  const Change change = Change::create(versions(4), versions(6), {kDay}).value();
  Memory memory;
  const auto refused = change.effect_on(entered("2026-03-01", 1), memory);
  REQUIRE(!refused);
  CHECK(refused.error().code == ErrorCode::invalid);
  CHECK(refused.error().where == "certificate");
}

// The college counts at most this much of what others made.
Rules with_policy(int at_most) {
  Rules made = rules(4);
  requirement::LimitRule limit{requirement::Quantity(ects(at_most)), {}, {}};
  limit.where.organizations = {OrganizationId("guild")};
  requirement::PolicyRule rule;
  rule.id = requirement::PolicyRuleId("outside");
  rule.effect = limit;
  requirement::Policy policy;
  policy.id = requirement::PolicyId("college-rules");
  policy.organization = OrganizationId("college");
  policy.valid_from = Date::parse("2020-01-01").value();
  policy.rules = {rule};
  made.catalogue.organizations.resize(2);
  made.catalogue.organizations[0].id = OrganizationId("college");
  made.catalogue.organizations[1].id = OrganizationId("guild");
  made.catalogue.policies = {policy};
  return made;
}

TEST_CASE("a policy is part of the rules, and an exception must be allowed by it") {
  const Change change = Change::create(with_policy(3), with_policy(4), {kDay}).value();
  const Record four{{award("a", 5), award("b", 5), award("c", 4, "guild")}};
  CHECK(effect(change, four).kind == EffectKind::completed);
  Record excepted = four;
  requirement::Exception waived;
  waived.id = requirement::ExceptionId("x");
  waived.node = NodeId("certificate/college-rules:outside");
  excepted.exceptions = {waived};
  Memory memory;
  CHECK(change.effect_on(excepted, memory).error().code == ErrorCode::invalid);
}

// So many records of one effect and group.
void add(Tally& tally, EffectKind kind, const char* campus, int records) {
  for (int i = 0; i < records; ++i) {
    const std::vector<Attribute> groups = {{"campus", campus}};
    REQUIRE(count({kind, Rational(1)}, groups, tally));
  }
}

std::int64_t records(const Row& row, EffectKind kind) {
  return row.cells[static_cast<std::size_t>(kind)].records;
}

TEST_CASE("cells that are large enough are told as they are") {
  Tally tally;
  add(tally, EffectKind::nearer, "north", 10);
  add(tally, EffectKind::same, "north", 20);
  add(tally, EffectKind::nearer, "south", 11);
  const Tables tables = tables_of(tally, 10).value();
  REQUIRE(tables.is_told);
  CHECK(tables.withheld.empty());
  CHECK(records(tables.all, EffectKind::nearer) == 21);
  const auto& rows = tables.groups.at("campus");
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].value == "north");
  CHECK(records(rows[0], EffectKind::nearer) == 10);
  CHECK(rows[0].cells[static_cast<std::size_t>(EffectKind::nearer)].credit == Rational(10));
  CHECK(rows[1].records == 11);
}

TEST_CASE("a small group takes another one with it, so that it is not the difference") {
  Tally tally;
  add(tally, EffectKind::same, "north", 30);
  add(tally, EffectKind::same, "south", 20);
  add(tally, EffectKind::same, "west", 9);
  const Tables tables = tables_of(tally, 10).value();
  const auto& rows = tables.groups.at("campus");
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].value == "north");
  CHECK(rows[1].is_others);
  CHECK(rows[1].records == 29);
}

TEST_CASE("a small effect takes another one with it, in every row: same, or the smallest") {
  Tally tally;
  add(tally, EffectKind::undone, "north", 15);
  add(tally, EffectKind::farther, "north", 9);
  add(tally, EffectKind::nearer, "north", 12);
  Tables tables = tables_of(tally, 10).value();
  CHECK(tables.withheld == std::vector{EffectKind::nearer, EffectKind::farther});
  CHECK(tables.all.withheld == 21);
  CHECK(records(tables.all, EffectKind::farther) == 0);
  CHECK(records(tables.all, EffectKind::nearer) == 0);
  CHECK(records(tables.all, EffectKind::undone) == 15);

  add(tally, EffectKind::same, "north", 30);
  tables = tables_of(tally, 10).value();
  CHECK(tables.withheld == std::vector{EffectKind::farther, EffectKind::same});
  CHECK(tables.groups.at("campus").front().withheld == 39);
  CHECK(records(tables.all, EffectKind::nearer) == 12);
}

TEST_CASE("a population that is too small is not told") {
  Tally tally;
  add(tally, EffectKind::same, "north", 9);
  CHECK(!tables_of(tally, 10)->is_told);
  add(tally, EffectKind::same, "north", 1);
  CHECK(tables_of(tally, 10)->is_told);
  CHECK(!tables_of({}, 10)->is_told);
}

// Whatever the counts, each told cell is empty or large enough, and nothing is lost on the way.
TEST_CASE("no table has a small cell, and every table adds up") {
  std::minstd_rand dice(1);  // the same numbers everywhere
  const auto below = [&](unsigned end) { return dice() % end; };
  for (int round = 0; round < 300; ++round) {
    Tally tally;
    for (const char* campus : {"", "north", "south", "west"})
      for (const EffectKind kind : kEffectKinds)
        if (below(3) > 0) add(tally, kind, campus, static_cast<int>(below(below(2) > 0 ? 5 : 40)));
    const Tables tables = tables_of(tally, 10).value();
    if (!tables.is_told) continue;
    std::vector<Row> all = {tables.all};
    std::int64_t sum = 0;
    for (const auto& [attribute, rows] : tables.groups)
      for (const Row& row : rows) {
        all.push_back(row);
        sum += row.records;
      }
    CHECK(sum == tables.all.records);
    for (const Row& row : all) {
      std::int64_t in_row = row.withheld;
      CHECK((row.withheld == 0 || row.withheld >= 10));
      for (const Cell& cell : row.cells) {
        CHECK((cell.records == 0 || cell.records >= 10));
        in_row += cell.records;
      }
      CHECK(in_row == row.records);
    }
  }
}

Receiver college() {
  Rules made = rules(4);
  made.catalogue.achievements.push_back(achievement("exam", 5));
  made.agreements = {with_guild()};
  return {OrganizationId("college"), kEcts, kDay, std::move(made)};
}

TEST_CASE("credit is lost where nothing of the receiver's stands on it or could") {
  Award expired = award("old", 7, "guild");
  expired.expires = Date::parse("2026-11-27").value();
  Award last_day = award("last day", 2, "guild");
  last_day.expires = kDay;
  Award stacked = award("stacked", 7, "guild");
  stacked.roots = {AwardId("award of x")};
  Award recognised = award("a", 5);
  recognised.id = AwardId("view");
  recognised.status = learning::AwardStatus::recognised;
  recognised.roots = {AwardId("award of seen")};
  const Record record{{award("a", 5), award("exam", 5, "guild"), award("x", 3, "guild"),
                       award("seen", 4, "guild"), award("y", 6, "union"), expired, last_day,
                       stacked, recognised}};
  Tally tally;
  REQUIRE(count_lost(record, college(), tally));
  CHECK(tally.cells().size() == 5);
  CHECK(tally.cells().at({"guild", "", ""}) == Cell{1, Rational(5)});
  CHECK(tally.cells().at({"guild", "x", ""}) == Cell{1, Rational(3)});
  CHECK(tally.cells().at({"guild", "last day", ""}) == Cell{1, Rational(2)});
  CHECK(tally.cells().at({"union", "", ""}) == Cell{1, Rational(6)});
}

TEST_CASE("the best agreements come first, and small ones are put together with the last") {
  Tally tally;
  const auto lose = [&](const char* sender, int records, int credit) {
    REQUIRE(tally.add({sender, "", ""}, {records, Rational(credit)}));
    REQUIRE(tally.add({sender, "course", ""}, {records, Rational(credit)}));
  };
  lose("guild", 20, 100);
  lose("union", 30, 300);
  lose("council", 10, 100);
  auto best = best_signatures(tally, 10, 10).value();
  REQUIRE(best.size() == 3);
  CHECK(best[0].sender == OrganizationId("union"));
  CHECK(best[1].sender == OrganizationId("council"));
  CHECK(best[2].sender == OrganizationId("guild"));
  CHECK(best[2].achievements.size() == 1);

  lose("club", 9, 500);
  best = best_signatures(tally, 10, 10).value();
  REQUIRE(best.size() == 3);
  CHECK(best[0].sender == OrganizationId("union"));
  CHECK(best[1].sender == OrganizationId("council"));
  CHECK(best[2].sender.empty());
  CHECK(best[2].lost.credit == Rational(600));

  best = best_signatures(tally, 10, 1).value();
  REQUIRE(best.size() == 2);
  CHECK(best[1].lost.credit == Rational(700));
}

}  // namespace
}  // namespace cairn::simulation
