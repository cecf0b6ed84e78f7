// The command line run in this process, on a fixed day, with fixed randomness.
#pragma once

#include <algorithm>
#include <span>
#include <sstream>
#include <string>
#include <vector>

#include "cli/run.h"

namespace cairn::test {

class FixedClock final : public Clock {
 public:
  Instant now() const override { return Instant::parse("2026-11-21T12:00:00Z").value(); }
};

class FixedRandom final : public Random {
 public:
  void fill(std::span<std::uint8_t> bytes) override { std::ranges::fill(bytes, 7); }
};

struct Run {
  cli::ExitCode exit;
  std::string out, err;
};

/// `cairn ARGUMENTS`, with `input` as what it reads from "-" and `more` beside its own commands.
inline Run cairn_with(const std::vector<std::string>& arguments, const std::string& input = "",
                      std::span<const cli::AddCommand> more = {}) {
  std::vector<const char*> pointers = {"cairn"};
  for (const std::string& each : arguments) pointers.push_back(each.c_str());
  const FixedClock clock;
  FixedRandom random;
  std::istringstream in(input);
  std::ostringstream out, err;
  cli::Session session{clock, random, in, out, err};
  const cli::ExitCode exit = cli::run(pointers, session, more);
  return {exit, out.str(), err.str()};
}

}  // namespace cairn::test
