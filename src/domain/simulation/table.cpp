#include "domain/simulation/table.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace cairn::simulation {
namespace {

std::size_t at(EffectKind kind) { return static_cast<std::size_t>(kind); }

std::optional<EffectKind> kind_named(std::string_view word) {
  for (const EffectKind kind : kEffectKinds)
    if (word_of(kind) == word) return kind;
  return std::nullopt;
}

bool is_small(std::int64_t records, std::int64_t smallest) {
  return records > 0 && records < smallest;
}

bool has_small_cell(const Row& row, std::int64_t smallest) {
  return is_small(row.withheld, smallest) || std::ranges::any_of(row.cells, [&](const Cell& cell) {
           return is_small(cell.records, smallest);
         });
}

// The rows of each attribute, and under "" the one of the whole population.
Result<std::map<std::string, std::vector<Row>>> rows_of(const Tally& tally) {
  std::map<std::string, std::vector<Row>> rows;
  for (const auto& [name, cell] : tally.cells()) {
    const auto& [attribute, value, word] = name;
    std::vector<Row>& of_attribute = rows[attribute];
    if (of_attribute.empty() || of_attribute.back().value != value) {
      of_attribute.emplace_back();
      of_attribute.back().value = value;
    }
    const auto kind = kind_named(word);
    if (!kind) return invalid("no kind is called \"" + word + "\"");
    Row& row = of_attribute.back();
    CAIRN_CHECK(add_to(row.cells[at(*kind)], cell));
    row.records += cell.records;
  }
  return rows;
}

// Section 4, step 1.
std::vector<EffectKind> too_small(const Row& all, std::int64_t smallest) {
  const auto records = [&](EffectKind kind) { return all.cells[at(kind)].records; };
  std::vector<EffectKind> others(kEffectKinds.begin(), kEffectKinds.end());
  const auto first_other = std::ranges::stable_partition(
      others, [&](EffectKind kind) { return is_small(records(kind), smallest); });
  std::vector<EffectKind> withheld(others.begin(), first_other.begin());
  if (withheld.empty()) return {};
  std::int64_t together = 0;
  for (const EffectKind kind : withheld) together += records(kind);
  // That nothing changed says least.
  std::ranges::stable_sort(first_other, {}, [&](EffectKind kind) {
    return std::pair(kind != EffectKind::same, records(kind));
  });
  for (const EffectKind kind : first_other) {
    if (together >= smallest) break;
    if (records(kind) == 0) continue;
    together += records(kind);
    withheld.push_back(kind);
  }
  std::ranges::sort(withheld);
  return withheld;
}

void withhold(Row& row, std::span<const EffectKind> effects) {
  for (const EffectKind kind : effects) {
    row.withheld += row.cells[at(kind)].records;
    row.cells[at(kind)] = {};
  }
}

Result<void> put_into(Row& others, const Row& row) {
  others.records += row.records;
  others.withheld += row.withheld;
  for (std::size_t i = 0; i < row.cells.size(); ++i)
    CAIRN_CHECK(add_to(others.cells[i], row.cells[i]));
  return {};
}

// Section 4, step 2.
Result<void> put_together(std::vector<Row>& rows, std::int64_t smallest) {
  const auto small = std::ranges::stable_partition(
      rows, [&](const Row& row) { return !has_small_cell(row, smallest); });
  if (small.empty()) return {};
  Row others;
  others.is_others = true;
  for (const Row& row : small) CAIRN_CHECK(put_into(others, row));
  rows.erase(small.begin(), small.end());
  while (has_small_cell(others, smallest) && !rows.empty()) {
    const auto fewest = std::ranges::min_element(rows, {}, &Row::records);
    CAIRN_CHECK(put_into(others, *fewest));
    rows.erase(fewest);
  }
  rows.push_back(std::move(others));
  return {};
}

}  // namespace

Result<void> count(const Effect& effect, std::span<const Attribute> groups, Tally& tally) {
  const std::string word(word_of(effect.kind));
  const Cell one{1, effect.credit};
  CAIRN_CHECK(tally.add({"", "", word}, one));
  for (const auto& [name, value] : groups) CAIRN_CHECK(tally.add({name, value, word}, one));
  return {};
}

Result<Tables> tables_of(const Tally& tally, std::int64_t smallest) {
  CAIRN_TRY(auto rows, rows_of(tally));
  Tables tables;
  auto whole = rows.extract("");
  if (whole.empty()) return tables;
  tables.all = std::move(whole.mapped().front());
  if (tables.all.records < smallest) return Tables{};
  tables.is_told = true;
  tables.withheld = too_small(tables.all, smallest);
  withhold(tables.all, tables.withheld);
  for (auto& [attribute, of_attribute] : rows) {
    for (Row& row : of_attribute) withhold(row, tables.withheld);
    CAIRN_CHECK(put_together(of_attribute, smallest));
  }
  tables.groups = std::move(rows);
  return tables;
}

}  // namespace cairn::simulation
