// Averages (docs/reference/requirements.md, section 10).
#pragma once

#include "oracle/expansion.h"

namespace cairn::oracle {

/// An average, and whether attempts at one achievement count with their mean there.
struct Mean {
  requirement::Average rule;
  bool of_attempts = false;
};

/// Whether grades of the scale are the better the fewer points they have.
bool rises(const grade::Scale& scale);

/// What the grades of the uses that the average may look at have beyond its minimum (on a scale
/// that rises: below it), weighted and scaled to integers.
Worths beyond_minimum(const Mean& mean, const Question& question,
                      const learning::Catalogue& catalogue, Date day);

/// An average over the record, whose leaf in the tree is taken here from the uses that it may look
/// at, and satisfied where it is.
void decide_over_record(int leaf, const Mean& mean, const learning::Catalogue& catalogue, Date day,
                        Question& question);

}  // namespace cairn::oracle
