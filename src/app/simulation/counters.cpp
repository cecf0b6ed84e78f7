#include "app/simulation/counters.h"

#include <algorithm>
#include <vector>

#include "domain/simulation/table.h"

namespace cairn::simulation {
namespace {

// The groups of a member by the attributes that are asked for.
void groups_of(const Member& member, std::span<const std::string> by,
               std::vector<Attribute>& groups) {
  groups.clear();
  for (const std::string& name : by) {
    const auto stated = std::ranges::find(member.attributes, name, &Attribute::first);
    groups.emplace_back(name, stated == member.attributes.end() ? "" : stated->second);
  }
}

}  // namespace

Counter change_counter(const Change& change, std::span<const std::string> by) {
  return [&change, by, memory = Memory(), groups = std::vector<Attribute>()](const Member& member,
                                                                             Tally& tally) mutable {
    groups_of(member, by, groups);
    const auto effect = change.effect_on(member.record, memory);
    return effect ? count(*effect, groups, tally) : effect.error();
  };
}

Counter lost_counter(const Receiver& receiver) {
  return [&receiver](const Member& member, Tally& tally) {
    return count_lost(member.record, receiver, tally);
  };
}

Counter turned_away_counter(const Receiver& receiver, const Savings& savings) {
  return [&](const Member& member, Tally& tally) -> Result<void> {
    CAIRN_CHECK(count_lost(member.record, receiver, tally));
    return savings.count_turned_away(member.record, tally);
  };
}

Counter saved_counter(const Savings& savings, std::span<const Measured> measured, int most) {
  return [&savings, measured, most](const Member& member, Tally& tally) {
    return savings.count_saved(member.record, measured, most, tally);
  };
}

}  // namespace cairn::simulation
