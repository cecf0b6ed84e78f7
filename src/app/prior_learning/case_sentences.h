// Where a case stands, in sentences: catalogues/prior_learning.<language>.json.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/prior_learning/case_files.h"

namespace cairn::prior_learning {

/// A line and how deep it stands below the first, which says what the case came to.
struct Line {
  int depth = 0;
  std::string text;
};

/// What strangers wrote stands in them as it is: make it printable.
std::vector<Line> sentences_of(const CaseAnswer& answer, std::string_view language);

}  // namespace cairn::prior_learning
