// What generated cases look like, so that nobody has to believe that they are worth something.
#pragma once

#include <map>
#include <string>

#include "oracle/cases.h"
#include "oracle/expansion.h"

namespace cairn::oracle {

/// Histograms over cases. A *part* of a case is what must be decided together: leaves that one
/// award, awards of one root, a limit, a sharing rule, a condition or a choice joins. It is *pure
/// flow* when none of the last four is in it, no award in it shares a root with another, and all
/// that a leaf of it accepts is worth the same there: what a maximum flow decides.
struct Shape {
  int cases = 0;
  int parts = 0, flow_parts = 0;
  int unequal = 0;  ///< cases with a leaf whose awards are of unequal worth
  int incomplete = 0;
  std::map<int, int> branching;          ///< children of each group
  std::map<int, int> awards_of_leaf;     ///< that each leaf accepts
  std::map<int, int> leaves_of_award;    ///< that accept each usable award
  std::map<std::string, int> operators;  ///< cases that each stands in

  /// The question is the case's, of either pass.
  void count(const Case& input, const Question& question, bool is_complete);
  /// As lines of a Markdown table each; and with `named` one for each operator.
  void print(const std::string& title, bool named) const;
};

}  // namespace cairn::oracle
