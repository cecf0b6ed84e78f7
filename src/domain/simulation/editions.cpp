#include "domain/simulation/editions.h"

#include <utility>

#include "domain/version/applicable.h"
#include "domain/version/choice.h"

namespace cairn::simulation {
namespace {

constexpr std::size_t kEditionsMax = 64;

audit::Options options_of(const Asked& asked) {
  return {asked.at, asked.nodes_max, audit::Explain::nothing};
}

}  // namespace

Editions::Editions(std::shared_ptr<const Rules> rules, const Asked& asked)
    : rules_(std::move(rules)), asked_(asked) {
  for (const learning::Achievement& achievement : rules_->catalogue.achievements)
    if (!achievement.versions.empty()) series_.push_back(&achievement);
}

Result<Editions> Editions::create(std::shared_ptr<const Rules> rules, const Asked& asked) {
  Editions editions(std::move(rules), asked);
  CAIRN_TRY(editions.first_, editions.make({}));
  return editions;
}

Result<std::shared_ptr<const Edition>> Editions::make(const learning::Record& record) const {
  learning::Record enters;
  enters.entries = record.entries;
  CAIRN_TRY(version::Applicable applied,
            version::applicable(rules_->catalogue, std::move(enters), {asked_.at, rules_->goal}));
  CAIRN_TRY(audit::Programme programme, audit::Programme::compile(rules_->goal, applied.catalogue));
  CAIRN_TRY(audit::Audit empty, audit::evaluate(programme, {}, options_of(asked_)));
  return std::make_shared<const Edition>(
      Edition{std::move(applied.catalogue), std::move(programme), std::move(empty.distance)});
}

Result<Editions::Numbers> Editions::numbers_for(const learning::Record& record) const {
  Numbers numbers;
  numbers.reserve(series_.size());
  for (const learning::Achievement* each : series_) {
    const auto choice = version::choose(
        each->versions, version::entry_to(each->id, record, rules_->goal), asked_.at);
    if (!choice) return invalid(choice.error().message, each->id.text());
    numbers.push_back(choice->version->number);
  }
  return numbers;
}

Result<std::shared_ptr<const Edition>> Editions::of(const learning::Record& record) const {
  if (series_.empty() || record.entries.empty()) return first_;
  CAIRN_TRY(const Numbers numbers, numbers_for(record));
  const std::lock_guard<std::mutex> lock(made_->mutex);
  auto& known = made_->by_numbers;
  if (const auto found = known.find(numbers); found != known.end()) return found->second;
  CAIRN_TRY(auto edition, make(record));
  if (known.size() >= kEditionsMax) known.clear();
  known.emplace(numbers, edition);
  return edition;
}

Result<Reached> reached(const Edition& edition, const learning::Record& record,
                        const Asked& asked) {
  const auto audited = [&](const learning::Record& placed) -> Result<Reached> {
    CAIRN_TRY(audit::Audit audit, audit::evaluate(edition.programme, placed, options_of(asked)));
    const bool is_proven = audit.bound == audit.distance;
    return Reached{std::move(audit.distance), is_proven, edition.untouched};
  };
  if (record.exceptions.empty()) return audited(record);
  learning::Record placed = record;
  CAIRN_CHECK(version::place_exceptions(placed, edition.applied, asked.at));
  return audited(placed);
}

}  // namespace cairn::simulation
