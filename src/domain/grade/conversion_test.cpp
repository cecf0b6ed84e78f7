#include "domain/grade/conversion.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "support/fixed_ports.h"

using namespace cairn;
using namespace cairn::grade;

namespace {

struct Group {
  Scale scale;
  DistributionTable table;

  Side side() const { return {scale, table}; }
  Grade grade(const char* value) const { return {scale.id, value}; }
};

// Grades best first with how often each was given; "F" fails besides.
Group group(const char* id, const std::vector<std::pair<std::string, int>>& counts) {
  Group made;
  made.scale.id = ScaleId(id);
  made.table.id = TableId(id);
  made.table.scale = made.scale.id;
  made.table.years = {2007, 2008};
  std::int64_t total = 0;
  for (const auto& [grade, count] : counts) total += count;
  for (const auto& [grade, count] : counts) {
    made.scale.grades.push_back({grade});
    made.table.shares.push_back({grade, Rational::create(count, total).value()});
  }
  made.scale.grades.push_back({"F", {}, false});
  REQUIRE(check(made.scale));
  REQUIRE(check(made.table));
  REQUIRE(check(made.table, made.scale));
  return made;
}

// The example of the ECTS Users' Guide 2009: country A's thirty points beside country B's 1 to 4,
// of which 1 is the best. A's published percents are rounded (their sum is 99.9), so they are
// taken as counts in a thousand.
Group country_a() {
  return group("a", {{"30 lode", 56},
                     {"30", 157},
                     {"29", 5},
                     {"28", 123},
                     {"27", 118},
                     {"26", 90},
                     {"25", 82},
                     {"24", 113},
                     {"23", 27},
                     {"22", 60},
                     {"21", 23},
                     {"20", 57},
                     {"19", 19},
                     {"18", 69}});
}
Group country_b() { return group("b", {{"1", 20}, {"2", 35}, {"3", 25}, {"4", 20}}); }

Conversion converted(const Grade& grade, const Group& from, const Group& to, Policy policy) {
  auto made = convert(grade, from.side(), to.side(), policy);
  REQUIRE(std::holds_alternative<Conversion>(made));
  return std::get<Conversion>(std::move(made));
}
std::string value(const char* grade, const Group& from, const Group& to, Policy policy) {
  return converted(from.grade(grade), from, to, policy).converted.value;
}
RefusalReason refused(const Grade& grade, const Group& from, const Group& to) {
  const auto made = convert(grade, from.side(), to.side(), Policy::average);
  REQUIRE(std::holds_alternative<RefusalReason>(made));
  return std::get<RefusalReason>(made);
}

// The ranks of what the grade converts to, from `lowest` to `highest`; nothing when it is refused.
using Ranks = std::optional<std::array<std::size_t, 3>>;
Ranks ranks_by_policy(const Grade& grade, const Group& from, const Group& to) {
  std::array<std::size_t, 3> ranks{};
  for (const Policy policy : {Policy::lowest, Policy::average, Policy::highest}) {
    const auto made = convert(grade, from.side(), to.side(), policy);
    const auto* conversion = std::get_if<Conversion>(&made);
    if (conversion == nullptr) return std::nullopt;
    CHECK(std::ranges::count(conversion->overlapped, conversion->converted.value) == 1);
    ranks[static_cast<std::size_t>(policy)] = *rank_of(to.scale, conversion->converted.value);
  }
  return ranks;
}

}  // namespace

TEST_CASE("the grades of the Guide's country A in its country B") {
  const Group a = country_a();
  const Group b = country_b();
  // 30 lode: 0 to 56/999, all of it within B's best fifth.
  for (const Policy policy : {Policy::lowest, Policy::average, Policy::highest})
    CHECK(value("30 lode", a, b, policy) == "1");
  // 30: 56/999 to 213/999 reaches over 20 % into B's second grade.
  CHECK(value("30", a, b, Policy::highest) == "1");
  CHECK(value("30", a, b, Policy::average) == "1");
  CHECK(value("30", a, b, Policy::lowest) == "2");
  // 26: 459/999 to 549/999, just below B's 55 %; 25 begins there and is over it in the middle.
  CHECK(converted(a.grade("26"), a, b, Policy::average).overlapped ==
        std::vector<std::string>{"2"});
  CHECK(value("25", a, b, Policy::highest) == "2");
  CHECK(value("25", a, b, Policy::average) == "3");
  CHECK(value("18", a, b, Policy::highest) == "4");
}

TEST_CASE("the grades of the Guide's country B in its country A, where better is more") {
  const Group a = country_a();
  const Group b = country_b();
  const Conversion made = converted(b.grade("2"), b, a, Policy::average);
  CHECK(made.original == b.grade("2"));
  CHECK(made.range == PeerRange{Rational::create(1, 5).value(), Rational::create(11, 20).value()});
  CHECK(made.overlapped == std::vector<std::string>{"30", "29", "28", "27", "26", "25"});
  CHECK(made.converted == a.grade("27"));  // the middle, 37.5 %, is between 34.1 and 45.9 %
  CHECK(made.from == TableRef{TableId("b"), 1});
  CHECK(made.to == TableRef{TableId("a"), 1});
  CHECK(value("2", b, a, Policy::highest) == "30");
  CHECK(value("2", b, a, Policy::lowest) == "25");
}

TEST_CASE("ranges that only touch do not overlap, and a middle on a border takes the better") {
  const Group halves = group("h", {{"A", 1}, {"B", 1}});
  const Group quarters = group("q", {{"1", 1}, {"2", 1}, {"3", 1}, {"4", 1}});
  CHECK(converted(halves.grade("A"), halves, quarters, Policy::lowest).overlapped ==
        std::vector<std::string>{"1", "2"});
  CHECK(value("A", halves, quarters, Policy::lowest) == "2");
  CHECK(value("A", halves, quarters, Policy::average) == "1");
  CHECK(value("B", halves, quarters, Policy::highest) == "3");
  CHECK(value("B", halves, quarters, Policy::average) == "3");
}

TEST_CASE("a grade that the receiver never gave is never the answer") {
  const Group halves = group("h", {{"A", 1}, {"B", 1}});
  const Group gaps = group("g", {{"1", 0}, {"2", 1}, {"3", 0}, {"4", 3}, {"5", 0}});
  CHECK(converted(halves.grade("A"), halves, gaps, Policy::highest).overlapped ==
        std::vector<std::string>{"2", "4"});
  CHECK(value("A", halves, gaps, Policy::highest) == "2");
  CHECK(value("A", halves, gaps, Policy::average) == "2");
  CHECK(value("B", halves, gaps, Policy::lowest) == "4");
}

TEST_CASE("what would say more than is known is refused") {
  const Group letters = group("l", {{"A", 3}, {"B", 0}, {"C", 1}});
  const Group numbers = group("n", {{"1", 1}, {"2", 1}});
  const Group pass = group("p", {{"pass", 5}});
  CHECK(refused(numbers.grade("1"), letters, numbers) == RefusalReason::other_scale);
  CHECK(refused(letters.grade("D"), letters, numbers) == RefusalReason::unknown_grade);
  CHECK(refused(letters.grade("F"), letters, numbers) == RefusalReason::failing);
  CHECK(refused(letters.grade("B"), letters, numbers) == RefusalReason::never_given);
  CHECK(refused(pass.grade("pass"), pass, numbers) == RefusalReason::no_distinction);
  CHECK(value("pass", pass, pass, Policy::lowest) == "pass");
  CHECK(value("2", numbers, pass, Policy::highest) == "pass");
}

TEST_CASE("groups are parallel where one field is within the other") {
  Group computing = group("c", {{"1", 1}, {"2", 1}});
  Group other = group("o", {{"1", 1}, {"2", 1}});
  computing.table.group.field = "0613";
  for (const char* field : {"", "06", "061", "0613"}) {
    other.table.group.field = field;
    CHECK(value("1", computing, other, Policy::average) == "1");
    CHECK(value("1", other, computing, Policy::average) == "1");
  }
  for (const char* field : {"0611", "07"}) {
    other.table.group.field = field;
    CHECK(refused(computing.grade("1"), computing, other) == RefusalReason::other_field);
  }
}

TEST_CASE("tables are checked: years, field, shares, the scale's passing grades in order") {
  const auto broken = [](auto change) {
    Group made = country_b();
    change(made.table);
    return !check(made.table) || !check(made.table, made.scale);
  };
  CHECK_FALSE(broken([](DistributionTable&) {}));
  CHECK(broken([](DistributionTable& t) { t.years = {2008, 2008}; }));
  CHECK(broken([](DistributionTable& t) { t.group.field = "06130"; }));
  CHECK(broken([](DistributionTable& t) { t.group.field = "IT"; }));
  CHECK(broken([](DistributionTable& t) { t.shares[0].share = Rational::create(1, 4).value(); }));
  CHECK(broken([](DistributionTable& t) {
    t.shares[0].share = Rational::create(-1, 5).value();
    t.shares[1].share = Rational::create(3, 4).value();
  }));
  CHECK(broken([](DistributionTable& t) { std::swap(t.shares[0].grade, t.shares[1].grade); }));
  CHECK(broken([](DistributionTable& t) { t.shares.push_back({"F", 0}); }));
  const std::int64_t most = 1'000'000'000;
  const auto parts = [](std::int64_t of) {
    return [of](DistributionTable& t) {
      t.shares = {{"1", Rational::create(1, of).value()},
                  {"2", Rational::create(of - 1, of).value()},
                  {"3", 0},
                  {"4", 0}};
    };
  };
  CHECK_FALSE(broken(parts(most)));
  CHECK(broken(parts(most + 1)));
}

TEST_CASE("laws: monotonic, ordered by policy, at home in one's own table") {
  test::SeededRandom random(2009);
  const auto random_group = [&](const char* id) {
    std::vector<std::pair<std::string, int>> counts;
    for (int i = 0, size = 2 + random.below(9); i < size; ++i)
      counts.emplace_back(std::to_string(i), random.below(5) * (1 + random.below(40)));
    counts[0].second += 1;  // so that at least two were given
    counts[1].second += 1;
    return group(id, counts);
  };
  int compared = 0;
  for (int round = 0; round < 500; ++round) {
    const Group from = random_group("from");
    const Group to = random_group("to");
    std::array<std::size_t, 3> before{};
    for (const DistributionTable::Entry& entry : from.table.shares) {
      const Grade original{from.scale.id, entry.grade};
      const auto ranks = ranks_by_policy(original, from, to);
      if (!ranks) continue;
      CHECK(((*ranks)[0] >= (*ranks)[1] && (*ranks)[1] >= (*ranks)[2]));
      for (std::size_t policy = 0; policy < 3; ++policy) CHECK((*ranks)[policy] >= before[policy]);
      before = *ranks;
      CHECK(ranks_by_policy(original, from, from) ==
            Ranks{{*rank_of(from.scale, entry.grade), *rank_of(from.scale, entry.grade),
                   *rank_of(from.scale, entry.grade)}});
      ++compared;
    }
  }
  CHECK(compared > 1500);
}
