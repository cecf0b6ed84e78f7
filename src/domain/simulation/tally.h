// Counts over a population: cells with names, each so many records and so much credit.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>

#include "base/rational.h"
#include "base/result.h"

namespace cairn::simulation {

struct Cell {
  std::int64_t records = 0;
  Rational credit;

  bool operator==(const Cell&) const = default;
};

/// Exhausted when the credit does not fit.
Result<void> add_to(Cell& cell, const Cell& more);

/// What a cell is about; the meaning of the names is that of who counts. Unused ones are empty.
using CellName = std::array<std::string, 3>;

/// Adding is commutative, so the order in which a population is counted changes nothing.
class Tally {
 public:
  static constexpr std::size_t kCellsMax = 100'000;

  /// Exhausted when there would be too many cells or too much credit.
  Result<void> add(const CellName& name, const Cell& more);
  Result<void> add(const Tally& more);

  const std::map<CellName, Cell>& cells() const { return cells_; }
  bool operator==(const Tally&) const = default;

 private:
  std::map<CellName, Cell> cells_;
};

}  // namespace cairn::simulation
