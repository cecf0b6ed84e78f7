// What learners' records hold besides awards: read, and stated in place of what was stated before.
#pragma once

#include <string_view>

#include "app/portfolio/portfolio.h"
#include "domain/learning/particulars.h"

namespace cairn::portfolio {

/// What was stated of the learner with that handle, and the awards, which exceptions name; what
/// decisions granted besides awards is not in it. not_found where no learner has the handle.
Result<learning::Record> stated_of(const Ports& ports, std::string_view handle);

/// Who states what of whom.
struct Statement {
  const store::PersonId& author;
  std::string_view handle;  ///< of the learner
  std::string_view json;    ///< documents::read_particulars()
};

/// Puts it in place of what was stated before, with a journal entry. Invalid, with the place, for
/// what is no such document, names an award that the portfolio does not have, or what no audit
/// could go by, from today on: a version outside the right, an exception that loosens a policy or
/// cannot change its node. not_found as above.
Result<void> state_particulars(const Ports& ports, const Statement& statement);

}  // namespace cairn::portfolio
