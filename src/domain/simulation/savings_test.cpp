#include "domain/simulation/savings.h"

#include <doctest/doctest.h>

#include <bit>
#include <random>
#include <string>
#include <utility>

#include "domain/audit/audit.h"
#include "domain/policy/policy.h"
#include "domain/version/applicable.h"

namespace cairn::simulation {
namespace {

using learning::Achievement;
using learning::Award;
using learning::Record;

const Date kDay = Date::parse("2026-11-28").value();
const credit::SystemId kEcts("ects");

credit::Amount ects(int amount) { return {Rational(amount), kEcts}; }

requirement::Policy policy(const char* id, requirement::Layer layer, const char* maker,
                           requirement::PolicyEffect effect) {
  requirement::PolicyRule rule;
  rule.id = requirement::PolicyRuleId("outside");
  rule.effect = std::move(effect);
  requirement::Policy made;
  made.id = requirement::PolicyId(id);
  made.layer = layer;
  made.organization = OrganizationId(maker);
  made.valid_from = Date::parse("2020-01-01").value();
  made.countries = {"RU"};
  made.rules = {rule};
  return made;
}

requirement::LimitRule guild_limit(int at_most) {
  requirement::LimitRule limit{requirement::Quantity(ects(at_most)), {}, {}};
  limit.where.organizations = {OrganizationId("guild")};
  return limit;
}

// Twelve credits, of which at most `cap` from the guild, and `home` at least from the college.
Rules degree(int cap, int home) {
  requirement::Sum sum{requirement::Quantity(ects(12)), {}, {}};
  requirement::Node work{NodeId("work"), {}, sum};
  work.limits = {{NodeId("guild"), requirement::Quantity(ects(cap)), {}, {}}};
  work.limits[0].where.organizations = {OrganizationId("guild")};
  requirement::Applied applied{NodeId("work"), requirement::Quantity(ects(home)), {}};
  applied.where.organizations = {OrganizationId("college")};
  requirement::All all;
  all.children = {work, {NodeId("home"), {}, applied}};
  Achievement degree;
  degree.id = AchievementId("degree");
  degree.organization = OrganizationId("college");
  degree.credit = {ects(12)};
  degree.requirement = requirement::Node{NodeId("all"), {}, std::move(all)};
  Rules rules;
  rules.goal = degree.id;
  rules.catalogue.achievements = {degree};
  for (const char* id : {"college", "guild", "ministry"}) {
    learning::Organization organization;
    organization.id = OrganizationId(id);
    organization.country = "RU";
    organization.credit_system = kEcts;
    rules.catalogue.organizations.push_back(organization);
  }
  return rules;
}

Receiver college(Rules rules) { return {OrganizationId("college"), kEcts, kDay, std::move(rules)}; }

Award award(int number, const char* organization, int credit) {
  Award made;
  made.id = AwardId("award " + std::to_string(number));
  made.achievement = AchievementId("anything");
  made.organization = OrganizationId(organization);
  made.credit = {ects(credit)};
  made.awarded = Date::parse("2026-01-31").value();
  return made;
}

const Relief& find(const Savings& savings, ReliefKind kind, const char* policy = "") {
  for (const Relief& relief : savings.reliefs())
    if (relief.kind == kind && relief.place.policy.text() == policy) return relief;
  FAIL("no such relief");
  return savings.reliefs().front();
}

Tally turned_away(const Savings& savings, const std::vector<Record>& records) {
  Tally tally;
  for (const Record& record : records) REQUIRE(savings.count_turned_away(record, tally));
  return tally;
}

Tally saved(const Savings& savings, const std::vector<Record>& records,
            const std::vector<Measured>& measured, int most) {
  Tally tally;
  for (const Record& record : records) REQUIRE(savings.count_saved(record, measured, most, tally));
  return tally;
}

TEST_CASE("rules become looser step by step") {
  Rules rules = degree(4, 6);
  rules.catalogue.policies = {
      policy("nation", requirement::Layer::nation, "ministry",
             requirement::Residency{
                 requirement::CreditShare{Rational::create(1, 10).value(), kEcts}, {}})};
  const Savings savings = Savings::create(college(rules), 1'000).value();
  const Relief& cap = find(savings, ReliefKind::limit);
  CHECK(cap.place.achievement == AchievementId("degree"));
  CHECK(cap.place.node == NodeId("work"));
  CHECK(cap.place.limit == NodeId("guild"));
  CHECK(cap.unit == "ects");
  CHECK(cap.forms.size() == 41);
  CHECK(cap.forms[0] == "4");
  CHECK(cap.forms[1] == "5");
  // A minimum stays above zero.
  CHECK(find(savings, ReliefKind::residency).forms ==
        std::vector<std::string>{"6", "5", "4", "3", "2", "1"});
  CHECK(find(savings, ReliefKind::residency, "nation").forms ==
        std::vector<std::string>{"1/10", "1/20"});
  CHECK(find(savings, ReliefKind::agreement).place.sender == OrganizationId("guild"));
}

TEST_CASE("who must sign: the layers above only where they would forbid it") {
  Rules rules = degree(12, 1);
  requirement::Policy nation =
      policy("nation", requirement::Layer::nation, "ministry", guild_limit(6));
  const requirement::Policy own =
      policy("own", requirement::Layer::organization, "college", guild_limit(4));
  const auto signers = [&](std::size_t form) {
    rules.catalogue.policies = {nation, own};
    const Savings savings = Savings::create(college(rules), 1'000).value();
    const Relief& relief = find(savings, ReliefKind::limit, "own");
    return signers_of(relief, form, rules, OrganizationId("college"), kDay);
  };
  const std::vector<OrganizationId> one = {OrganizationId("college")};
  const std::vector<OrganizationId> two = {OrganizationId("college"), OrganizationId("ministry")};
  CHECK(signers(2) == one);  // 6, as the nation has it
  CHECK(signers(3) == two);  // 7
  nation.rules[0].may_loosen = {requirement::Layer::organization};
  CHECK(signers(3) == one);
  // Where it must, the rule above changes too, and the merged requirement is a lawful one.
  nation.rules[0].may_loosen = {};
  rules.catalogue.policies = {nation, own};
  const Savings savings = Savings::create(college(rules), 1'000).value();
  relieve(find(savings, ReliefKind::limit, "own"), 3, kDay, rules.catalogue);
  CHECK(!policy::find_loosening(rules.catalogue));
}

TEST_CASE("the form is enough for all but fewer than so many") {
  const Savings savings = Savings::create(college(degree(4, 1)), 1'000).value();
  // All that they hold is less than the degree asks for, so each needs what it has of the guild's.
  std::vector<Record> records;
  for (const int guild : {5, 5, 6, 7, 8, 9})
    records.push_back(
        {{award(1, "college", 3), award(2, "guild", 4), award(3, "guild", guild - 4)}});
  const Tally tally = turned_away(savings, records);
  const auto cap = [&](std::int64_t smallest) -> std::string {
    for (const Measured& each : savings.to_measure(tally, smallest))
      if (const Relief& relief = savings.reliefs()[each.relief]; relief.kind == ReliefKind::limit)
        return relief.forms[each.form];
    return "none";
  };
  CHECK(cap(1) == "9");
  CHECK(cap(2) == "8");  // but for one
  CHECK(cap(6) == "5");
  CHECK(cap(7) == "none");
}

TEST_CASE("two caps of which each turns away what the other lets in are found, and save together") {
  Rules rules = degree(4, 1);
  rules.catalogue.policies = {
      policy("nation", requirement::Layer::nation, "ministry", guild_limit(4))};
  const Savings savings = Savings::create(college(rules), 1'000).value();
  const std::vector<Record> records(
      3, Record{{award(1, "college", 6), award(2, "guild", 4), award(3, "guild", 2)}});
  auto measured = savings.to_measure(turned_away(savings, records), 3);
  // An agreement would save as much, since what is recognised is not the guild's.
  std::erase_if(measured, [&](const Measured& each) {
    return savings.reliefs()[each.relief].kind != ReliefKind::limit;
  });
  REQUIRE(measured.size() == 2);
  const Tally tally = saved(savings, records, measured, 2);
  CHECK(saved_by(tally, 1).nearer.records == 0);
  CHECK(saved_by(tally, 2).nearer.records == 0);
  CHECK(saved_by(tally, 3).nearer.records == 3);
  CHECK(saved_by(tally, 3).nearer.credit == Rational(6));
  const std::vector<int> signatures = {1, 1};
  const auto best = best_choices(tally, signatures, 2, 3);
  REQUIRE(best.size() == 1);
  CHECK(best[0].chosen == 3);
  CHECK(best[0].signatures == 2);
  CHECK(best_choices(tally, signatures, 2, 4).empty());
}

TEST_CASE("a denied item and an agreement grant what is lost, and save it once") {
  Rules rules = degree(12, 1);
  requirement::Filter at_college;
  at_college.organizations = {OrganizationId("college")};
  auto& all = std::get<requirement::All>(rules.catalogue.achievements[0].requirement->rule);
  std::get<requirement::Sum>(all.children[0].rule).filter = at_college;
  recognition::Agreement denying;
  denying.id = AgreementId("with-guild");
  denying.sender = OrganizationId("guild");
  denying.receiver = OrganizationId("college");
  denying.valid_from = Date::parse("2020-01-01").value();
  denying.denials = {{AchievementId("anything"), {}}};
  rules.agreements = {denying};
  const Savings savings = Savings::create(college(rules), 1'000).value();
  const std::vector<Record> records(2, Record{{award(1, "college", 3), award(2, "guild", 5)}});
  const auto measured = savings.to_measure(turned_away(savings, records), 2);
  REQUIRE(measured.size() == 2);
  for (const Measured& each : measured) CHECK(savings.signers_of(each).size() == 2);
  const Tally tally = saved(savings, records, measured, 2);
  for (const Chosen chosen : {1U, 2U, 3U})
    CHECK(saved_by(tally, chosen).nearer == Cell{2, Rational(10)});
  // Neither adds to the other, so there is no best choice of two.
  CHECK(best_choices(tally, std::vector<int>{2, 2}, 2, 2).size() == 1);
}

// --- Against every choice, one by one -----------------------------------------------------------

// The distance by rules that were edited by hand, of a record that was granted by hand.
audit::Distance plain_distance(const Rules& rules, const Record& record) {
  const auto applied = version::applicable(rules.catalogue, record, {kDay, rules.goal}).value();
  const auto programme = audit::Programme::compile(rules.goal, applied.catalogue).value();
  const auto audit = audit::evaluate(programme, applied.record, {kDay}).value();
  REQUIRE(audit.distance == audit.bound);
  return audit.distance;
}

// By another way than Savings: each edit is made anew for each record and choice.
audit::Distance edited_distance(const Savings& savings, const Rules& rules, Record record,
                                const std::vector<Measured>& measured, Chosen chosen) {
  Rules edited = rules;
  bool with_guild = false;
  for (std::size_t i = 0; i < measured.size(); ++i) {
    if ((chosen >> i & 1U) == 0) continue;
    const Relief& relief = savings.reliefs()[measured[i].relief];
    if (relief.is_rule())
      relieve(relief, measured[i].form, kDay, edited.catalogue);
    else
      with_guild = true;
  }
  const std::vector<Award> awards = record.awards;
  for (const Award& each : awards) {
    if (!with_guild || each.organization != OrganizationId("guild")) continue;
    Award view = each;
    view.id = AwardId("view of " + each.id.text());
    view.achievement = {};
    view.organization = OrganizationId("college");
    view.status = learning::AwardStatus::recognised;
    view.awarded = kDay;
    view.roots = {each.id};
    record.awards.push_back(view);
  }
  return plain_distance(edited, record);
}

struct Total {
  Rational credit;
  std::int64_t leaves = 0;
  std::int64_t records = 0;
};

Total total_of(const Savings& savings, const Rules& rules, const std::vector<Record>& records,
               const std::vector<Measured>& measured, Chosen chosen) {
  Total total;
  for (const Record& record : records) {
    const auto before = edited_distance(savings, rules, record, measured, 0);
    const auto after = edited_distance(savings, rules, record, measured, chosen);
    total.credit = add(total.credit, subtract(before.credit, after.credit).value()).value();
    total.leaves += before.missing - after.missing;
    total.records += after < before ? 1 : 0;
  }
  return total;
}

Rules random_rules(std::minstd_rand& random) {
  const auto below = [&](int end) {
    return static_cast<int>(random() % static_cast<unsigned>(end));
  };
  Rules rules = degree(2 + below(5), 3 + below(6));
  rules.catalogue.policies = {
      policy("nation", requirement::Layer::nation, "ministry", guild_limit(3 + below(5)))};
  if (below(2) == 0) return rules;
  // With this, more can throw back, so that every choice is audited.
  rules.catalogue.achievements[0].requirement->repeats =
      requirement::Repeats{requirement::Repeats::Keep::last, {}};
  return rules;
}

std::vector<Record> random_records(std::minstd_rand& random) {
  std::vector<Record> records(4);
  for (Record& record : records)
    for (int i = 0; i < 5; ++i) {
      record.awards.push_back(
          award(i, random() % 2 == 0 ? "college" : "guild", 1 + static_cast<int>(random() % 4)));
      record.awards.back().achievement = AchievementId("course " + std::to_string(i));
    }
  return records;
}

TEST_CASE("the best choice is the best of all choices, and each saves what audits say") {
  std::minstd_rand random(11);
  int choices = 0, of_several = 0;
  for (int round = 0; round < 40; ++round) {
    CAPTURE(round);
    const Rules rules = random_rules(random);
    const std::vector<Record> records = random_records(random);
    const Savings savings = Savings::create(college(rules), 20'000).value();
    const auto measured = savings.to_measure(turned_away(savings, records), 1);
    if (measured.empty()) continue;
    const int most = static_cast<int>(std::min<std::size_t>(3, measured.size()));
    const Tally tally = saved(savings, records, measured, most);
    std::vector<int> signatures;
    for (const Measured& each : measured)
      signatures.push_back(static_cast<int>(savings.signers_of(each).size()));
    const auto best = best_choices(tally, signatures, most, 1);
    for (Chosen chosen = 1; chosen < Chosen{1} << measured.size(); ++chosen) {
      if (std::popcount(chosen) > most) continue;
      CAPTURE(chosen);
      const Total total = total_of(savings, rules, records, measured, chosen);
      const Saved counted = saved_by(tally, chosen);
      REQUIRE(counted.nearer.credit == total.credit);
      REQUIRE(counted.leaves == total.leaves);
      REQUIRE(counted.nearer.records == total.records);
      ++choices;
      int signed_by = 0;
      for (std::size_t i = 0; i < measured.size(); ++i)
        signed_by += (chosen >> i & 1U) != 0 ? signatures[i] : 0;
      for (const Choice& each : best) {
        if (std::popcount(each.chosen) != std::popcount(chosen)) continue;
        of_several += std::popcount(chosen) > 1 ? 1 : 0;
        // No choice of as many saves more per signature, unless one of its reliefs adds nothing.
        const auto mine = multiply(each.saved.nearer.credit, signed_by).value();
        const auto other = multiply(total.credit, each.signatures).value();
        const bool is_minimal = [&] {
          for (Chosen rest = chosen; rest != 0; rest &= rest - 1) {
            const Chosen without = chosen & ~(rest & ~(rest - 1));
            const Total less = total_of(savings, rules, records, measured, without);
            if (less.credit == total.credit && less.leaves == total.leaves) return false;
          }
          return true;
        }();
        if (is_minimal) CHECK(mine >= other);
      }
    }
  }
  MESSAGE(choices << " choices, " << of_several << " compared with a best one of several");
  CHECK(choices > 100);
  CHECK(of_several > 20);
}

}  // namespace
}  // namespace cairn::simulation
