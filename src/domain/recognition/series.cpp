#include "domain/recognition/series.h"

#include <algorithm>

namespace cairn::recognition {
namespace {

bool had_ended(const Agreement& version, Date day) {
  return version.valid_until && *version.valid_until < day;
}

// A version that the next one replaces on its own first day never holds.
bool ever_holds(Series series, std::size_t i) {
  return i + 1 == series.size() || series[i]->valid_from < series[i + 1]->valid_from;
}

}  // namespace

std::map<AgreementId, std::vector<const Agreement*>> series_of(
    std::span<const Agreement> agreements) {
  std::map<AgreementId, std::vector<const Agreement*>> made;
  for (const Agreement& each : agreements) made[each.id].push_back(&each);
  for (auto& [id, versions] : made) std::ranges::sort(versions, {}, &Agreement::version);
  return made;
}

const Agreement* holding_on(Series series, Date day) {
  const Agreement* found = nullptr;
  for (const Agreement* each : series)
    if (each->valid_from <= day) found = each;
  return found != nullptr && is_valid(*found, day) ? found : nullptr;
}

const Agreement& deciding(Series series, Date awarded, Date at) {
  const Agreement* found = nullptr;
  for (std::size_t i = 0; i < series.size(); ++i) {
    const Agreement& each = *series[i];
    if (at < each.valid_from || !ever_holds(series, i)) continue;
    if (found == nullptr || decides_from(each) <= awarded || had_ended(*found, awarded))
      found = &each;
  }
  CAIRN_ASSERT(found != nullptr);
  return *found;
}

std::vector<const Agreement*> in_force(std::span<const Agreement> agreements, Date day) {
  std::vector<const Agreement*> found;
  for (const auto& [id, series] : series_of(agreements))
    if (const Agreement* held = holding_on(series, day); held && !unsigned_side(*held, day))
      found.push_back(held);
  return found;
}

std::vector<Agreement> decidable(std::span<const Agreement> agreements, Date day) {
  std::vector<Agreement> made;
  for (const auto& [id, series] : series_of(agreements)) {
    if (holding_on(series, day) == nullptr) continue;
    for (const Agreement* each : series) {
      // Those that decide nothing still say which awards are not the others' to decide.
      Agreement& kept = made.emplace_back(*each);
      kept.accepts_recognised = false;
      if (!each->automatic || unsigned_side(*each, day)) kept.terms.clear();
      std::erase_if(kept.terms, [](const Term& term) { return !is_credit(term.grant.kind); });
    }
  }
  return made;
}

const Agreement* find_version(std::span<const Agreement> agreements, const AgreementId& id,
                              int version) {
  const auto found = std::ranges::find_if(
      agreements, [&](const Agreement& each) { return each.id == id && each.version == version; });
  return found == agreements.end() ? nullptr : &*found;
}

std::optional<Disorder> find_disorder(std::span<const Agreement> agreements) {
  for (const auto& [id, series] : series_of(agreements))
    for (std::size_t i = 1; i < series.size(); ++i) {
      const Agreement& earlier = *series[i - 1];
      const Agreement& later = *series[i];
      if (earlier.sender != later.sender || earlier.receiver != later.receiver ||
          later.valid_from < earlier.valid_from)
        return Disorder{&earlier, &later};
    }
  return std::nullopt;
}

}  // namespace cairn::recognition
