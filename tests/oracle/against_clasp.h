// Runs the engine and clasp on a batch of cases and says where they differ.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "oracle/cases.h"

namespace cairn::oracle {

/// What became of a run of cases.
struct LogicTally {
  int compared = 0;
  int differed = 0;
  int complete = 0, complete_if_passed = 0;
  int unproven = 0;                        ///< by the engine within its budget
  int not_solved = 0;                      ///< by clasp in its time
  int refused = 0;                         ///< by the engine, by section 16
  std::map<std::string, int> not_encoded;  ///< why, and how often
  std::map<std::string, int> operators;    ///< in how many of the compared cases each stands

  /// The result line, and the operators that the compared cases cover.
  void print(const std::string& name) const;
};

struct Seeded {
  std::uint64_t seed = 0;
  Case input;
};

/// Status and both distances of each case, by the engine and by one run of clasp over all of them
/// (and where that takes too long, one for each). Returns what differs, by seed. Writes into
/// `folder`.
std::vector<std::pair<std::uint64_t, std::string>> compare_with_clasp(
    const std::vector<Seeded>& cases, const std::filesystem::path& folder, LogicTally& tally);

/// The same over a range of seeds of logic_case(), in batches.
std::vector<std::pair<std::uint64_t, std::string>> compare_logic_cases(
    std::uint64_t first, std::uint64_t count, const std::filesystem::path& folder,
    LogicTally& tally);

}  // namespace cairn::oracle
