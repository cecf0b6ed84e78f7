#include "domain/simulation/tally.h"

namespace cairn::simulation {

Result<void> add_to(Cell& cell, const Cell& more) {
  CAIRN_TRY(cell.credit, cairn::add(cell.credit, more.credit));
  cell.records += more.records;
  return {};
}

Result<void> Tally::add(const CellName& name, const Cell& more) {
  Cell& cell = cells_[name];
  if (cells_.size() > kCellsMax)
    return exhausted("the population has more than " + std::to_string(kCellsMax) +
                     " cells; group it by an attribute with fewer values");
  return add_to(cell, more);
}

Result<void> Tally::add(const Tally& more) {
  for (const auto& [name, cell] : more.cells_) CAIRN_CHECK(add(name, cell));
  return {};
}

}  // namespace cairn::simulation
