// Runs the engine and brute force on one case and says where they differ.
#pragma once

#include <string>

#include "domain/audit/audit.h"
#include "oracle/brute_force.h"
#include "oracle/cases.h"

namespace cairn::oracle {

struct Comparison {
  std::string difference;  ///< empty when they agree
  bool refused = false;    ///< the engine refuses it, by section 16: nothing was compared
  Answer answer;
  audit::Audit audit;
  Question question;  ///< of the second pass
  bool greedy_completes = false;
};

Comparison compare(const Case& input);
/// The same with a catalogue for the engine that should mean what that of the case means.
Comparison compare(const Case& input, const learning::Catalogue& for_the_engine);

/// Whether what the engine reports is an allocation by sections 3 to 10, its nodes that are not
/// `not_chosen` are a choice, and the deficit that both leave, by section 11, is the distance that
/// it reports. Empty, or what is wrong.
std::string check_allocation(const audit::Programme& programme, const audit::Audit& audit,
                             const Case& input);

}  // namespace cairn::oracle
