// Means of grades (docs/reference/requirements.md, section 10): what awards add to them, and those
// that look at the whole record.
#pragma once

#include <optional>
#include <vector>

#include "base/rational.h"
#include "base/result.h"
#include "domain/audit/model.h"
#include "domain/audit/programme.h"

namespace cairn::audit {

/// Whether the node is an average over the whole record. Of such a node `in` names none.
constexpr bool looks_at_record(const ProgrammeNode& node) {
  return node.kind == NodeKind::average && node.in < 0;
}

/// What one award, or a part of it, is to a mean.
struct Graded {
  Rational points;
  Rational weight;  ///< more than zero
};

/// Whether the award has points on the scale of the average, and credit in its system where it has
/// one. Its filter is not asked.
bool is_graded_for(const ProgrammeNode& average, const Candidate& candidate,
                   const eligibility::Index& index);

/// Of a whole award that is graded for the average: its points, or the mean of all attempts'.
/// Exhausted, with the node, when the sum does not fit.
Result<Graded> graded_for(const ProgrammeNode& average, const Candidate& candidate,
                          const Question& question);

/// What it adds to the sum of what a mean as good as the minimum lacks: negative where it is
/// better.
Result<Rational> lacking(const Graded& graded, const ProgrammeNode& average);

/// Of candidates that may be looked at (by number), those that an average over the record does look
/// at: graded, passing its filter, and of those that share roots one. Ascending.
std::vector<int> looked_at_once(const ProgrammeNode& average, const Question& question,
                                const std::vector<int>& candidates);

/// Whether there is one of them and their mean is as good as the minimum. Exhausted, with the node,
/// when the sum does not fit.
Result<bool> reaches_minimum(const ProgrammeNode& average, const Question& question,
                             const std::vector<int>& candidates);

}  // namespace cairn::audit
