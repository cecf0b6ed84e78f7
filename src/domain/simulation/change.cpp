#include "domain/simulation/change.h"

#include <utility>

#include "domain/audit/reach.h"
#include "domain/simulation/recognised.h"

namespace cairn::simulation {
namespace {

constexpr std::size_t kAlikeMax = 64;

}  // namespace

Alike& Memory::alike(const std::shared_ptr<const Edition>& before,
                     const std::shared_ptr<const Edition>& after, Date day) {
  if (const auto known = alike_.find({before, after}); known != alike_.end()) return known->second;
  if (alike_.size() >= kAlikeMax) alike_.clear();
  const auto programme_of = [](const std::shared_ptr<const Edition>& edition) {
    return std::shared_ptr<const audit::Programme>(edition, &edition->programme);
  };
  return alike_.try_emplace({before, after}, Alike(programme_of(before), programme_of(after), day))
      .first->second;
}

Result<Change::Side> Change::prepare(Rules rules, const Asked& asked) {
  const auto kept = std::make_shared<const Rules>(std::move(rules));
  CAIRN_TRY(Editions editions, Editions::create(kept, asked));
  return Side{kept, std::make_shared<const recognition::Network>(kept->catalogue, kept->agreements),
              std::make_shared<const Editions>(std::move(editions))};
}

Result<Change> Change::create(Rules before, Rules after, const Asked& asked) {
  if (before.goal != after.goal)
    return invalid("the goal is \"" + before.goal.text() + "\" before and \"" + after.goal.text() +
                   "\" after; a change is asked about one goal");
  CAIRN_TRY(Side first, prepare(std::move(before), asked));
  CAIRN_TRY(Side second, prepare(std::move(after), asked));
  const auto system_of = [](const Side& side) {
    return side.editions->first()->programme.system();
  };
  if (system_of(first) != system_of(second))
    return invalid("the goal counts in \"" + system_of(first).text() + "\" before and in \"" +
                   system_of(second).text() +
                   "\" after; distances in two systems cannot be compared");
  return Change(std::move(first), std::move(second), asked);
}

Result<Reached> Change::with_recognition(const Side& side, const learning::Record& record) const {
  CAIRN_TRY(const learning::Record more, recognised(record, *side.network, asked_.at));
  CAIRN_TRY(const auto edition, side.editions->of(more));
  return reached(*edition, more, asked_);
}

Result<Effect> Change::audit_twice(const Edition& before, const Edition& after,
                                   const learning::Record& record) const {
  if (!record.exceptions.empty()) {  // which may be placed differently on both sides
    CAIRN_TRY(const Reached first, reached(before, record, asked_));
    CAIRN_TRY(const Reached second, reached(after, record, asked_));
    return effect_of(first, second);
  }
  CAIRN_TRY(const auto both, audit::reach_by_both(before.programme, after.programme, record,
                                                  {asked_.at, asked_.nodes_max}));
  return effect_of({both.first.distance, both.first.is_proven(), before.untouched},
                   {both.second.distance, both.second.is_proven(), after.untouched});
}

Result<Effect> Change::effect_on(const learning::Record& record, Memory& memory) const {
  if (asked_.recognise == Recognise::yes) {
    CAIRN_TRY(const Reached before, with_recognition(before_, record));
    CAIRN_TRY(const Reached after, with_recognition(after_, record));
    return effect_of(before, after);
  }
  CAIRN_TRY(const auto before, before_.editions->of(record));
  CAIRN_TRY(const auto after, after_.editions->of(record));
  Alike& alike = memory.alike(before, after, asked_.at);
  const auto key = alike.key_of(record);
  if (!key) return audit_twice(*before, *after, record);
  if (const Effect* known = alike.find(*key)) return *known;
  CAIRN_TRY(const Effect effect, audit_twice(*before, *after, record));
  // What is not proven may hang on the names of awards, which the key does not know.
  if (effect.kind != EffectKind::undecided) alike.keep(*key, effect);
  return effect;
}

}  // namespace cairn::simulation
