// ./dev soak audit: the engine against brute force over a range of seeds.
//   audit_soak FIRST_SEED COUNT      prints one result line; exit code 1 when any case differs
#include <cstdio>
#include <cstdlib>

#include "oracle/compare.h"

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: audit_soak FIRST_SEED COUNT\n");
    return 64;
  }
  const std::uint64_t first = std::strtoull(argv[1], nullptr, 10);
  const std::uint64_t count = std::strtoull(argv[2], nullptr, 10);
  std::uint64_t compared = 0, refused = 0, differed = 0, complete = 0, greedy_failed = 0;
  for (std::uint64_t seed = first; seed < first + count; ++seed) {
    const auto result = cairn::oracle::compare(cairn::oracle::small_case(seed, 5'000));
    if (result.refused) {
      ++refused;
      continue;
    }
    ++compared;
    if (!result.difference.empty() && ++differed <= 10)
      std::printf("seed %llu: %s\n", static_cast<unsigned long long>(seed),
                  result.difference.c_str());
    if (result.answer.status != cairn::oracle::Status::complete) continue;
    ++complete;
    if (!result.greedy_completes) ++greedy_failed;
  }
  const auto n = [](std::uint64_t value) { return static_cast<unsigned long long>(value); };
  std::printf(
      "audit oracle: seeds %llu to %llu: %llu compared, %llu differ; %llu refused as "
      "impossible; %llu complete, of which a plain greedy misses %llu\n",
      n(first), n(first + count - 1), n(compared), n(differed), n(refused), n(complete),
      n(greedy_failed));
  return differed == 0 ? 0 : 1;
}
