// What awards that are still to be made could state to pass.
#include <algorithm>
#include <iterator>
#include <utility>

#include "domain/eligibility/matcher.h"

namespace cairn::eligibility {
namespace {

using learning::Award;
using requirement::AttributeTest;

Chance both(Chance one, Chance other) { return std::min(one, other); }
Chance either(Chance one, Chance other) { return std::max(one, other); }
Chance neither(Chance one) {
  if (one == Chance::open) return one;
  return one == Chance::never ? Chance::certain : Chance::never;
}

template <class List, class T>
bool holds(const List& list, const T& value) {
  return std::ranges::find(list, value) != list.end();
}

bool asks_before(const AttributeTest& one, const AttributeTest& other) { return one < other; }

// An attribute that passes the test with the least to say.
requirement::Attribute least_of(const AttributeTest& test) {
  if (test.at_least) return {test.name, test.at_least->to_string()};
  if (test.is.empty()) return {test.name, {}};
  return {test.name, *std::ranges::min_element(test.is)};
}

// The worst grade with which one passes; the worst of all where none is said to be passing.
const grade::Scale::Step& lowest_passing(const grade::Scale& scale) {
  const auto found = std::find_if(scale.grades.rbegin(), scale.grades.rend(),
                                  [](const grade::Scale::Step& step) { return step.passing; });
  return found == scale.grades.rend() ? scale.grades.back() : *found;
}

// Of what holds from a day on to its last one, if any: a label, or a level by a crosswalk.
template <class Held>
Chance chance_of(const Held& held, Date day) {
  if (held.until) return *held.until < day ? Chance::never : Chance::open;
  return held.from <= day ? Chance::certain : Chance::open;
}

Chance chance_of(const requirement::AwardedRange& range, Date day) {
  if (range.until && *range.until < day) return Chance::never;
  const bool began = !range.from || *range.from <= day;
  return began && !range.until && !range.within_days ? Chance::certain : Chance::open;
}

// Where an award that is still to be made can come from.
Chance chance_of(const std::vector<AwardOrigin>& origins) {
  if (origins.empty()) return Chance::certain;
  const bool study = holds(origins, AwardOrigin::study);
  const bool prior_learning = holds(origins, AwardOrigin::prior_learning);
  if (study && prior_learning) return Chance::certain;
  return study || prior_learning ? Chance::open : Chance::never;
}

}  // namespace

// Assessments and attributes an award may state beside what its achievement does.
Chance Matcher::Statements::chance_from(int achievement, const OrganizationId& organization,
                                        Date day) const {
  Chance chance = assessments.empty() ? Chance::certain : Chance::open;
  if (!attributes.empty() && !std::ranges::binary_search(attributed, achievement))
    chance = Chance::open;
  const auto [first, last] =
      std::ranges::equal_range(levelled, achievement, {}, &Levelled::achievement);
  Chance at_level = first == last ? Chance::certain : Chance::never;
  for (auto each = first; each != last; ++each)
    at_level = either(at_level, chance_of(each->referenced, day));
  chance = both(chance, at_level);
  if (labels.empty()) return chance;
  Chance held = Chance::never;
  for (const Held<int>& each : labelled)
    if (each.holder == achievement) held = either(held, chance_of(each.label, day));
  for (const Held<OrganizationId>& each : labelled_organizations)
    if (each.holder == organization) held = either(held, chance_of(each.label, day));
  return both(chance, held);
}

Chance Matcher::own_chance(int achievement, const Index& index, Date day) const {
  const Definition* definition = index.find(achievement);
  if (definition == nullptr || !is_accepted(achievement)) return Chance::never;
  if (!organizations_.empty() &&
      !std::ranges::binary_search(organizations_, definition->organization))
    return Chance::never;
  const bool no_such_grade = !grades_.empty() && !scales_.empty() && !holds(scales_, scale_);
  if (no_such_grade) return Chance::never;
  Chance chance = grades_.empty() && scales_.empty() ? Chance::certain : Chance::open;
  chance = both(chance, chance_of(origins_));
  if (statements_)
    chance = both(chance, statements_->chance_from(achievement, definition->organization, day));
  return awarded_ ? both(chance, chance_of(*awarded_, day)) : chance;
}

Chance Matcher::chance_from(int achievement, const Index& index, Date day) const {
  const auto chance_of_it = [&](const Matcher& each) {
    return each.chance_from(achievement, index, day);
  };
  Chance chance = own_chance(achievement, index, day);
  for (const Matcher& each : all_) chance = both(chance, chance_of_it(each));
  for (const Matcher& each : none_) chance = both(chance, neither(chance_of_it(each)));
  Chance one_of_them = any_.empty() ? Chance::certain : Chance::never;
  for (const Matcher& each : any_) one_of_them = either(one_of_them, chance_of_it(each));
  return both(chance, one_of_them);
}

void Matcher::Statements::suit(Award& award, int achievement) const {
  if (!was_assessed_so(award, achievement))
    award.assessment = *std::ranges::min_element(assessments);
  if (!has_attribute(award, achievement))
    award.attributes.push_back(least_of(*std::ranges::min_element(attributes, asks_before)));
}

void Matcher::suit_grade(Award& award, const Index& index) const {
  if (has_grade(award)) return;
  if (!grades_.empty()) {
    award.grade = {scale_, grades_.back()};  // best first
    return;
  }
  const grade::ScaleId& scale = *std::ranges::min_element(scales_);
  award.grade = {scale, lowest_passing(*index.scale(scale)).value};
}

void Matcher::suit(Award& award, int achievement, const Index& index, Date day) const {
  suit_grade(award, index);
  if (!origins_.empty() && !holds(origins_, learning::origin_of(award)) &&
      holds(origins_, AwardOrigin::prior_learning))
    award.origin = AwardOrigin::prior_learning;
  if (statements_) statements_->suit(award, achievement);
  for (const Matcher& each : all_) each.suit(award, achievement, index, day);
  std::vector<const Matcher*> ways;
  for (const Matcher& each : any_) {
    if (each.passes(award, achievement, day)) return;
    ways.push_back(&each);
  }
  std::ranges::sort(ways, [](const Matcher* a, const Matcher* b) { return *a < *b; });
  for (const Matcher* each : ways) {
    std::optional<Award> made = each->suited(award, achievement, index, day);
    if (!made) continue;
    award = *std::move(made);
    return;
  }
}

std::optional<Award> Matcher::suited(Award award, int achievement, const Index& index,
                                     Date day) const {
  if (!is_accepted(achievement)) return std::nullopt;
  suit(award, achievement, index, day);
  if (!passes(award, achievement, day)) return std::nullopt;
  return award;
}

}  // namespace cairn::eligibility
