// The oracles against each other, without the engine: brute force and CBC share the expansion of a
// question, but neither the search nor the encoding of any rule.
#include <doctest/doctest.h>

#include <cstdio>
#include <map>
#include <string>

#include "oracle/brute_force.h"
#include "oracle/cases.h"
#include "oracle/greedy.h"
#include "oracle/integer_program.h"
#include "oracle/operators.h"
#include "support/temporary_folder.h"

namespace cairn::oracle {
namespace {

std::string text(const Deficit& deficit) {
  return "(" + std::to_string(deficit.credit) + ", " + std::to_string(deficit.missing) + ")";
}

TEST_CASE("brute force and CBC agree on generated small cases, in both passes") {
  if (!have_cbc()) {
    std::printf("oracles: skipped, no cbc on PATH (Debian package coinor-cbc)\n");
    return;
  }
  constexpr std::uint64_t kCases = 200;
  const test::TemporaryFolder folder;
  int equal = 0, complete = 0, weighed = 0;
  for (std::uint64_t seed = 1; seed <= kCases; ++seed) {
    const Case input = small_case(seed, 3'000);
    const Pass pass = seed % 4 == 0 ? Pass::second : Pass::first;
    const Question question =
        expand_goal(input.catalogue, input.goal, input.record, input.day, pass);
    const auto optimum = solve_with_cbc(question, folder.path() / "case.lp");
    INFO("seed " << seed);
    REQUIRE_MESSAGE(optimum.has_value(), "CBC proved nothing");
    std::uint64_t allocations = 0;
    const Measure best = least(question, allocations);
    CHECK(text(best.deficit) == text(*optimum));
    if (!question.avoidances.empty()) {
      ++weighed;
      CHECK(least_weight_with_cbc(question, *optimum, folder.path() / "case.lp") == best.weight);
    }
    if (best.deficit == *optimum) ++equal;
    if (best.deficit == Deficit{}) ++complete;
  }
  std::printf(
      "oracles: brute force and CBC agree on %d of %d cases, %d of them complete, %d with "
      "weights\n",
      equal, static_cast<int>(kCases), complete, weighed);
}

TEST_CASE("CBC finds what is as low as it is told, and says when nothing is") {
  if (!have_cbc()) {
    std::printf("oracles: skipped, no cbc on PATH (Debian package coinor-cbc)\n");
    return;
  }
  const test::TemporaryFolder folder;
  const auto optimum_with = [&](std::optional<std::int64_t> at_most) {
    return cbc_optimum(
        "Minimize\n obj: 3 x + 2 y\nSubject To\n x + y >= 2\n 2 x + y >= 3\nBinaries\n x\n "
        "y\nEnd\n",
        folder.path() / "small.lp", {60, Reductions::all, at_most});
  };
  CHECK(optimum_with(std::nullopt) == 5);
  CHECK(optimum_with(6) == 5);
  CHECK(optimum_with(5) == 5);
  CHECK(optimum_with(4) == 5);
  CHECK(optimum_with(1) == 2);
}

struct Tally {
  int cases = 0;    // that have the operator
  int granted = 0;  // of them complete
  int matters = 0;  // without it the distance is another one, or what is avoided
  int decides = 0;  // without it it is complete, or only with it
};

TEST_CASE("every operator grants, matters and decides in generated small cases") {
  constexpr std::uint64_t kCases = 2'500;
  constexpr std::uint64_t kAllocationsMax = 20'000;
  std::map<std::string, Tally> tallies;
  for (std::uint64_t seed = 1; seed <= kCases; ++seed) {
    const Case input = small_case(seed, 1'000);
    std::uint64_t allocations = 0;
    const auto expanded = [](const Case& each) {
      return expand_goal(each.catalogue, each.goal, each.record, each.day);
    };
    const Measure with = least(expanded(input), allocations);
    for (const std::string& name : operators_of(input)) {
      const Case bare = without(input, name);
      const Question question = expanded(bare);
      // What an operator forbade may be too much to try out.
      if (allocation_count(question, kAllocationsMax) == kAllocationsMax) continue;
      const Measure other = least(question, allocations);
      Tally& tally = tallies[name];
      ++tally.cases;
      const bool is_complete = with.deficit == Deficit{};
      if (is_complete) ++tally.granted;
      if (with != other) ++tally.matters;
      if (is_complete != (other.deficit == Deficit{})) ++tally.decides;
    }
  }
  for (const std::string& name : operators_of_the_language()) {
    INFO(name);
    CHECK(tallies.contains(name));
  }
  int decided = 0;
  for (const auto& [name, tally] : tallies) {
    std::printf("  %-24s in %4d cases, %4d complete; matters in %4d, decides %4d\n", name.c_str(),
                tally.cases, tally.granted, tally.matters, tally.decides);
    INFO(name);
    CHECK(tally.granted >= 10);
    CHECK(tally.matters >= 4);
    decided += tally.decides > 0 ? 1 : 0;
  }
  CHECK(tallies.size() == operators_of_the_language().size());
  CHECK(decided >= 46);
}

}  // namespace
}  // namespace cairn::oracle
