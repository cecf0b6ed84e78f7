// Runs the engine and brute force on one case and says where they differ.
#pragma once

#include <string>

#include "domain/audit/audit.h"
#include "oracle/brute_force.h"
#include "oracle/cases.h"

namespace cairn::oracle {

struct Comparison {
  std::string difference;  ///< empty when they agree
  bool refused = false;    ///< the engine found the catalogue impossible: nothing was compared
  Answer answer;
  audit::Audit audit;
  Question question;
  bool greedy_completes = false;
};

Comparison compare(const Case& input);

/// Whether what the engine reports is an allocation by sections 1 to 4 and its deficit, by section
/// 5, is the distance that it reports. Empty, or what is wrong.
std::string check_allocation(const audit::Programme& programme, const audit::Audit& audit,
                             const Question& question);

}  // namespace cairn::oracle
