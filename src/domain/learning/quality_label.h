// Quality labels: what an outside body says of an achievement or of an organization, for a time.
#pragma once

#include <optional>
#include <string>

#include "base/time.h"

namespace cairn::learning {

struct QualityLabel {
  std::string label;  ///< a slug or URI that the consortium shares
  Date from;
  std::optional<Date> until;  ///< last day, inclusive
};

inline bool holds_on(const QualityLabel& label, Date day) {
  return label.from <= day && (!label.until || day <= *label.until);
}

}  // namespace cairn::learning
