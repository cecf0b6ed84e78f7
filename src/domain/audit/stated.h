// What awards state beside what the catalogue says of their achievement.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/grade/grade.h"
#include "domain/kinds/kinds.h"
#include "domain/requirement/attribute.h"

namespace cairn::audit {

/// What a further award has to state, at least.
struct Stated {
  std::optional<grade::Grade> grade;
  std::string assessment;  ///< may be empty
  std::vector<requirement::Attribute> attributes;
  AwardOrigin origin = AwardOrigin::study;

  bool operator==(const Stated&) const = default;
};

}  // namespace cairn::audit
