// Averages (docs/reference/requirements.md, section 10).
#pragma once

#include "oracle/expansion.h"

namespace cairn::oracle {

/// What the grades of the uses that the average may look at have beyond its minimum, weighted and
/// scaled to integers.
Worths beyond_minimum(const requirement::Average& rule, const Question& question,
                      const learning::Catalogue& catalogue, Date day);

/// An average over the record, whose leaf in the tree is taken here from the uses that it may look
/// at, and satisfied where it is.
void decide_over_record(int leaf, const requirement::Average& rule,
                        const learning::Catalogue& catalogue, Date day, Question& question);

}  // namespace cairn::oracle
