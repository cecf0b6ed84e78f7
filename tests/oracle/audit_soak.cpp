// ./dev soak audit: the engine against the oracles over a range of seeds.
//   audit_soak FIRST_SEED COUNT SIZE      small (brute force), middle or large (CBC), logic (clasp)
// Prints one result line; exit code 1 when any case differs, or none could be compared.
#include <cstdio>
#include <cstdlib>
#include <string>

#include "oracle/against_clasp.h"
#include "oracle/against_optimum.h"
#include "oracle/compare.h"
#include "support/temporary_folder.h"

namespace cairn::oracle {
namespace {

constexpr int kDifferedMax = 10;  // so many are printed, and end a run over small cases
constexpr std::uint64_t kNodesMax = 20'000;
constexpr int kSolverSeconds = 60;

struct Range {
  unsigned long long first = 1;
  unsigned long long count = 0;

  unsigned long long end() const { return first + count; }
  std::string text() const {
    return "seeds " + std::to_string(first) + " to " + std::to_string(end() - 1);
  }
};

void print_difference(unsigned long long seed, const std::string& difference, int nth) {
  if (nth <= kDifferedMax) std::printf("seed %llu: %s\n", seed, difference.c_str());
}

bool soak_small(const Range& seeds) {
  int compared = 0, refused = 0, differed = 0, complete = 0, greedy_failed = 0;
  for (auto seed = seeds.first; seed < seeds.end() && differed < kDifferedMax; ++seed) {
    const Comparison result = compare(small_case(seed, 5'000));
    if (result.refused) {
      ++refused;
      continue;
    }
    ++compared;
    if (!result.difference.empty()) print_difference(seed, result.difference, ++differed);
    if (result.answer.status != Status::complete) continue;
    ++complete;
    if (!result.greedy_completes) ++greedy_failed;
  }
  std::printf(
      "audit oracle, small: %s: %d compared, %d differ; %d refused as impossible; %d complete, of "
      "which a plain greedy misses %d\n",
      seeds.text().c_str(), compared, differed, refused, complete, greedy_failed);
  return differed == 0 && compared > 0;
}

// In turns without and with rules around the planted solution.
Case some_middle_case(std::uint64_t seed) {
  return seed % 2 == 0 ? ruled_case(seed) : middle_case(seed);
}

bool soak_against_cbc(const Range& seeds, const char* size, Case (*generate)(std::uint64_t)) {
  const test::TemporaryFolder folder;
  SolverTally tally;
  for (auto seed = seeds.first; seed < seeds.end(); ++seed) {
    const std::string wrong = compare_with_cbc(generate(seed), kNodesMax, kSolverSeconds,
                                               folder.path() / "audit.lp", tally);
    if (!wrong.empty()) print_difference(seed, wrong, tally.differed);
  }
  tally.print("audit oracle, " + std::string(size) + ": " + seeds.text(), false);
  return tally.differed == 0 && tally.cases > 0;
}

bool soak_logic(const Range& seeds) {
  const test::TemporaryFolder folder;
  LogicTally tally;
  int printed = 0;
  for (const auto& [seed, wrong] :
       compare_logic_cases(seeds.first, seeds.count, folder.path(), tally))
    print_difference(seed, wrong, ++printed);
  tally.print("audit oracle, logic: " + seeds.text());
  return tally.differed == 0 && tally.compared > 0;
}

bool soak(const std::string& size, const Range& seeds) {
  if (size == "middle") return soak_against_cbc(seeds, "middle", some_middle_case);
  if (size == "large") return soak_against_cbc(seeds, "large", large_case);
  if (size == "logic") return soak_logic(seeds);
  return soak_small(seeds);
}

}  // namespace
}  // namespace cairn::oracle

int main(int argc, char** argv) {
  const std::string size = argc == 4 ? argv[3] : "";
  if (size != "small" && size != "middle" && size != "large" && size != "logic") {
    std::fprintf(stderr, "usage: audit_soak FIRST_SEED COUNT small|middle|large|logic\n");
    return 64;
  }
  const cairn::oracle::Range seeds{std::strtoull(argv[1], nullptr, 10),
                                   std::strtoull(argv[2], nullptr, 10)};
  return cairn::oracle::soak(size, seeds) ? 0 : 1;
}
