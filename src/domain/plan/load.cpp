#include "domain/plan/load.h"

#include <algorithm>

namespace cairn::plan {

std::vector<int> load_thresholds(std::vector<int> loads, int cap) {
  std::vector<int> thresholds = {0};
  std::ranges::sort(loads);
  for (const int load : loads)
    // What a threshold just above cap - load turns into all of cap.
    for (const int threshold : {load, cap - load + 1})
      if (threshold > 0 && 2 * threshold <= cap) thresholds.push_back(threshold);
  std::ranges::sort(thresholds);
  thresholds.erase(std::ranges::unique(thresholds).begin(), thresholds.end());
  return thresholds;
}

}  // namespace cairn::plan
