#include "domain/learning/catalogue.h"

#include <algorithm>

namespace cairn::learning {
namespace {

template <class Things, class ThingId>
auto find_by_id(const Things& things, const ThingId& id) -> const typename Things::value_type* {
  const auto id_of = [](const auto& thing) -> const ThingId& { return thing.id; };
  const auto found = std::ranges::find(things, id, id_of);
  return found == things.end() ? nullptr : &*found;
}

}  // namespace

const Achievement* Catalogue::find_achievement(const AchievementId& id) const {
  return find_by_id(achievements, id);
}

const Organization* Catalogue::find_organization(const OrganizationId& id) const {
  return find_by_id(organizations, id);
}

const credit::System* Catalogue::find_credit_system(const credit::SystemId& id) const {
  return find_by_id(credit_systems, id);
}

const grade::Scale* Catalogue::find_grade_scale(const grade::ScaleId& id) const {
  return find_by_id(grade_scales, id);
}

const grade::DistributionTable* Catalogue::find_grade_table(const grade::TableId& id) const {
  return find_by_id(grade_tables, id);
}

const SharedWord* Catalogue::find_word(SharedWord::Kind kind, std::string_view word) const {
  const auto is_it = [&](const SharedWord& each) { return each.kind == kind && each.word == word; };
  const auto found = std::ranges::find_if(words, is_it);
  return found == words.end() ? nullptr : &*found;
}

}  // namespace cairn::learning
