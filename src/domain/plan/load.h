// How much of the weekly hours a load really takes when loads cannot be cut: 15 of 20 hours leave
// room for 5 only.
#pragma once

#include <vector>

namespace cairn::plan {

/// Dual feasible functions (Fekete and Schepers 2001): for a threshold t up to half of `cap`, loads
/// above cap - t count as all of cap, loads below t as nothing, others as they are. Loads that fit
/// side by side still do so afterwards; so what lower bounds follow from the sum of the loads
/// follow from the sum of the transformed loads, too.
constexpr int transformed_load(int load, int cap, int threshold) {
  if (load > cap - threshold) return cap;
  return load < threshold ? 0 : load;
}

/// The thresholds that matter for some loads; the first, 0, changes nothing.
std::vector<int> load_thresholds(std::vector<int> loads, int cap);

}  // namespace cairn::plan
