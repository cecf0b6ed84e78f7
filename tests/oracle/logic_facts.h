// An audit as facts for tests/oracle/audit.lp: what the catalogue, the record and the exceptions
// say, as they say it. What follows from it is in the logic program alone.
#pragma once

#include <cstdint>
#include <string>

#include "oracle/cases.h"
#include "oracle/expansion.h"

namespace cairn::oracle {

struct LogicFacts {
  std::string text;
  std::int64_t scale = 1;   ///< units of one credit
  std::string not_encoded;  ///< why the program cannot say it; then there is no text
};

/// The facts of question `number` (from 0) of a program. Prerequisites are left out: they change
/// neither status nor distance. Not encoded are amounts of more than 20,000 units, and rules and
/// exceptions of kinds that this function does not know.
LogicFacts logic_facts(const Case& input, Pass pass, int number);

}  // namespace cairn::oracle
