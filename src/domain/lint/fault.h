// What one look at a tree finds in it; the linter adds whose tree it is.
#pragma once

#include "domain/lint/lint.h"
#include "domain/requirement/requirement.h"

namespace cairn::lint {

/// The node belongs to the tree that was looked at.
struct Fault {
  Code code = Code::never_satisfied;
  const requirement::Node* node = nullptr;
  Named rule = {};    ///< as in Finding
  Named beside = {};  ///< as in Finding
};

}  // namespace cairn::lint
