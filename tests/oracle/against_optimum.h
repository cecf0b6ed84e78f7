// Runs the engine on cases that are too large for brute force, and compares it with the optimum
// that a solver proved.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

#include "oracle/cases.h"
#include "oracle/expansion.h"

namespace cairn::oracle {

/// What became of a run of cases.
struct SolverTally {
  int cases = 0;           ///< compared with a proven optimum
  int not_solved = 0;      ///< the solver proved nothing in its time: not compared
  int differed = 0;        ///< the engine contradicts the optimum
  int equal_distance = 0;  ///< the engine's distance is the optimum
  int unproven = 0;        ///< the engine's bound stayed below its distance
  int undecided = 0;
  int weighed = 0;          ///< of proven distance, whose least weight the solver proved too
  int weight_unproven = 0;  ///< of them, by us
  int complete = 0, greedy_failed = 0;
  std::uint64_t search_nodes = 0;
  std::map<int, int> awards, leaves, missing;

  /// The result line, and with `rows` the histograms of sizes.
  void print(const std::string& name, bool rows) const;
};

/// Says where the engine, with that budget of search nodes, contradicts CBC; empty when it does
/// not. What it proves must equal the optimum; what it does not must lie on the optimum's two
/// sides. `file` is overwritten.
std::string compare_with_cbc(const Case& input, std::uint64_t nodes_max, int seconds_max,
                             const std::filesystem::path& file, SolverTally& tally);

}  // namespace cairn::oracle
