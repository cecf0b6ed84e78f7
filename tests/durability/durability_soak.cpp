// ./dev soak durability: issuing while the power is lost, over a range of seeds.
//   durability_soak FIRST_SEED COUNT CREDENTIALS     one result line per seed; exit code 1 when
//                                                    anything that must hold does not
#include <cstdio>
#include <cstdlib>

#include "durability/world.h"

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fprintf(stderr, "usage: durability_soak FIRST_SEED COUNT CREDENTIALS\n");
    return 64;
  }
  const auto first = static_cast<unsigned>(std::strtoul(argv[1], nullptr, 10));
  const auto count = static_cast<unsigned>(std::strtoul(argv[2], nullptr, 10));
  const std::size_t credentials = std::strtoul(argv[3], nullptr, 10);
  const auto n = [](std::uint64_t value) { return static_cast<unsigned long long>(value); };
  bool holds = true;
  for (unsigned seed = first; seed < first + count; ++seed) {
    cairn::durability::World world(seed);
    const auto report = world.run(credentials, [&](std::size_t done) {
      std::fprintf(stderr, "\rseed %u: %zu of %zu credentials", seed, done, credentials);
    });
    std::fprintf(stderr, "\r");
    std::printf(
        "durability: seed %u: %zu credentials and %zu revocations acknowledged; %llu "
        "losses of power, %llu pieces of unsynced writes dropped and %llu kept; %zu checkpoints "
        "signed up to size %llu; %zu violations\n",
        seed, report.credentials, report.revocations, n(report.disk.losses), n(report.disk.dropped),
        n(report.disk.kept), report.checkpoints, n(report.log_size), report.violations.size());
    for (const std::string& violation : report.violations) std::printf("  %s\n", violation.c_str());
    std::fflush(stdout);
    holds = holds && report.violations.empty();
  }
  return holds ? 0 : 1;
}
