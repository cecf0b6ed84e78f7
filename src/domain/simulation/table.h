// What may be told of a tally of effects: tables without small cells (docs/reference/simulation.md,
// sections 3 and 4).
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "domain/simulation/attribute.h"
#include "domain/simulation/effect.h"
#include "domain/simulation/tally.h"

namespace cairn::simulation {

/// Counts one record: in the whole population and in each of its groups.
Result<void> count(const Effect& effect, std::span<const Attribute> groups, Tally& tally);

/// The records of a group by kind.
struct Row {
  std::string value;         ///< of the attribute; empty: not stated, or the whole population
  bool is_others = false;    ///< groups put together; `value` is empty
  std::int64_t records = 0;  ///< all of the row
  std::array<Cell, kEffectKinds.size()> cells;  ///< by EffectKind; empty where withheld
  std::int64_t withheld = 0;                    ///< records of the withheld effects together
};

struct Tables {
  bool is_told = false;  ///< false: the population itself is too small; all else is empty
  std::vector<EffectKind> withheld;
  Row all;
  std::map<std::string, std::vector<Row>> groups;  ///< by attribute; values in order, others last
};

/// Coarsens until each cell is empty or holds at least `smallest` records. Exhausted when a sum of
/// credit does not fit.
Result<Tables> tables_of(const Tally& tally, std::int64_t smallest);

}  // namespace cairn::simulation
