#include "domain/eligibility/matcher.h"

#include <algorithm>
#include <compare>
#include <numeric>
#include <tuple>
#include <utility>

#include "domain/framework/crosswalk.h"

namespace cairn::eligibility {
namespace {

using requirement::Filter;

std::size_t at(int index) { return static_cast<std::size_t>(index); }

template <class List, class T>
bool holds(const List& list, const T& value) {
  return std::ranges::find(list, value) != list.end();
}

bool meet(const std::vector<std::string>& wanted, const std::vector<std::string>& sorted) {
  return std::ranges::any_of(
      wanted, [&](const std::string& each) { return std::ranges::binary_search(sorted, each); });
}

bool within(const requirement::LevelRange& range, const framework::Level& level) {
  return level.framework == range.framework && range.contains(level.value);
}

// Whether a crosswalk says so on some day.
bool is_ever_within(const requirement::LevelRange& range, const Definition& definition) {
  return range.framework == framework::kEqf &&
         std::ranges::any_of(definition.in_eqf,
                             [&](const Referenced& each) { return range.contains(each.level); });
}

// Whether one of what is given passes one of the tests.
template <class Test, class Given>
bool any_passes(const std::vector<Given>& given, const std::vector<Test>& tests) {
  return std::ranges::any_of(given, [&](const Given& each) {
    return std::ranges::any_of(tests,
                               [&](const Test& test) { return requirement::passes(each, test); });
  });
}

bool within(const requirement::CostRange& range, const std::vector<credit::Money>& cost) {
  return std::ranges::any_of(cost, [&](const credit::Money& each) {
    return each.currency == range.currency && (!range.at_least || each.minor >= *range.at_least) &&
           (!range.at_most || each.minor <= *range.at_most);
  });
}

bool asks_of_achievements(const Filter& filter) {
  return !filter.achievements.empty() || !filter.codes.empty() || !filter.kinds.empty() ||
         !filter.subjects.empty() || !filter.skills.empty() || !filter.modes.empty() ||
         filter.level || filter.cost;
}

bool asks_of_statements(const Filter& filter) {
  return !filter.assessments.empty() || !filter.attributes.empty() || !filter.labels.empty();
}

// Adds what a name of the filter stands for.
Result<void> add_named(const std::string& name, const Index& index, std::vector<int>& numbers,
                       const std::string& place) {
  const auto add = [&](int number) {
    const std::vector<int> met = index.met_by(number);
    numbers.insert(numbers.end(), met.begin(), met.end());
  };
  if (name.ends_with('*')) {
    const auto [first, last] =
        index.numbers_beginning(std::string_view(name).substr(0, name.size() - 1));
    if (first == last)
      return invalid(
          "no achievement in the catalogue begins with what is before * in \"" + name + "\"",
          place);
    for (int number = first; number < last; ++number) add(number);
    return {};
  }
  const int number = index.number_of(AchievementId(name));
  if (number < 0) return invalid("no achievement \"" + name + "\" is in the catalogue", place);
  add(number);
  return {};
}

bool suits(const Filter& filter, const Definition& definition) {
  return (filter.kinds.empty() || holds(filter.kinds, definition.kind)) &&
         (filter.codes.empty() || any_passes(definition.codes, filter.codes)) &&
         (filter.subjects.empty() || meet(filter.subjects, definition.subjects)) &&
         (filter.skills.empty() || meet(filter.skills, definition.skills)) &&
         (filter.modes.empty() || holds(filter.modes, definition.mode)) &&
         (!filter.level || (definition.level && within(*filter.level, *definition.level)) ||
          is_ever_within(*filter.level, definition)) &&
         (!filter.cost || within(*filter.cost, definition.cost));
}

Result<std::vector<int>> accepted(const Filter& filter, const Index& index,
                                  const std::string& place) {
  std::vector<int> numbers;
  for (const std::string& name : filter.achievements)
    CAIRN_CHECK(add_named(name, index, numbers, place));
  std::ranges::sort(numbers);
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  if (filter.achievements.empty()) {
    numbers.resize(index.definitions().size());
    std::iota(numbers.begin(), numbers.end(), 0);
  }
  std::erase_if(numbers,
                [&](int number) { return !suits(filter, index.definitions()[at(number)]); });
  numbers.shrink_to_fit();
  return numbers;
}

template <class Test>
std::vector<int> numbers_where(const Index& index, Test test) {
  std::vector<int> numbers;
  for (int i = 0; i < static_cast<int>(index.definitions().size()); ++i)
    if (test(index.definitions()[at(i)])) numbers.push_back(i);
  return numbers;
}

// The achievements that state one of these ways of assessing.
std::vector<int> assessed_by(const std::vector<std::string>& ways, const Index& index) {
  if (ways.empty()) return {};
  return numbers_where(
      index, [&](const Definition& definition) { return holds(ways, definition.assessment); });
}

std::vector<int> having_one(const std::vector<requirement::AttributeTest>& wanted,
                            const Index& index) {
  if (wanted.empty()) return {};
  return numbers_where(index, [&](const Definition& definition) {
    return any_passes(definition.attributes, wanted);
  });
}

Result<void> check_ranges(const Filter& filter, const std::string& place) {
  if (filter.level && filter.level->from && filter.level->to &&
      *filter.level->from > *filter.level->to)
    return invalid("a range of levels ends before it begins", place);
  if (filter.awarded && filter.awarded->from && filter.awarded->until &&
      *filter.awarded->from > *filter.awarded->until)
    return invalid("a range of dates ends before it begins", place);
  if (filter.cost && filter.cost->at_least && filter.cost->at_most &&
      *filter.cost->at_least > *filter.cost->at_most)
    return invalid("a range of costs ends before it begins", place);
  for (const requirement::CodeTest& test : filter.codes) {
    const auto* range = std::get_if<requirement::CodeRange>(&test);
    if (range == nullptr) continue;
    if (const auto checked = requirement::check(*range); !checked)
      return invalid(checked.error().message, place);
  }
  return {};
}

Result<std::vector<std::string>> good_enough(const grade::Grade& floor, const Index& index,
                                             const std::string& place) {
  const grade::Scale* scale = index.scale(floor.scale);
  if (scale == nullptr)
    return invalid("no grade scale \"" + floor.scale.text() + "\" is in the catalogue", place);
  const std::optional<std::size_t> rank = grade::rank_of(*scale, floor.value);
  if (!rank)
    return invalid("the scale \"" + floor.scale.text() + "\" has no grade \"" + floor.value + "\"",
                   place);
  std::vector<std::string> grades;
  for (std::size_t i = 0; i <= *rank; ++i) grades.push_back(scale->grades[i].value);
  return grades;
}

// When something in progress would be awarded, as far as is known: today.
Date day_of(const learning::Award& award, Date day) {
  const bool ahead = award.status == learning::AwardStatus::in_progress && award.awarded > day;
  return ahead ? day : award.awarded;
}

std::strong_ordering compare(const std::vector<Matcher>& a, const std::vector<Matcher>& b) {
  return std::lexicographical_compare_three_way(
      a.begin(), a.end(), b.begin(), b.end(),
      [](const Matcher& one, const Matcher& other) { return one <=> other; });
}

}  // namespace

// Written out: clang 16 cannot default what compares lists of its own type.
std::strong_ordering Matcher::operator<=>(const Matcher& other) const {
  const auto own = [](const Matcher& each) {
    return std::tie(each.restricts_, each.accepted_, each.organizations_, each.scales_,
                    each.origins_, each.scale_, each.grades_, each.awarded_);
  };
  if (const auto order = own(*this) <=> own(other); std::is_neq(order)) return order;
  if (const auto order = compare_statements(other); std::is_neq(order)) return order;
  if (const auto order = compare(any_, other.any_); std::is_neq(order)) return order;
  if (const auto order = compare(all_, other.all_); std::is_neq(order)) return order;
  return compare(none_, other.none_);
}

std::strong_ordering Matcher::compare_statements(const Matcher& other) const {
  if (statements_ == nullptr || other.statements_ == nullptr)
    return (statements_ != nullptr) <=> (other.statements_ != nullptr);
  return *statements_ <=> *other.statements_;
}

bool Matcher::operator==(const Matcher& other) const { return std::is_eq(*this <=> other); }

Result<Matcher> Matcher::compile(const Filter& filter, const Index& index,
                                 const std::string& place) {
  Matcher made;
  CAIRN_CHECK(check_ranges(filter, place));
  if (asks_of_achievements(filter)) {
    made.restricts_ = true;
    CAIRN_TRY(made.accepted_, eligibility::accepted(filter, index, place));
  }
  for (const OrganizationId& organization : filter.organizations)
    if (!index.knows(organization))
      return invalid("no organization \"" + organization.text() + "\" is in the catalogue", place);
  made.organizations_ = filter.organizations;
  std::ranges::sort(made.organizations_);
  for (const grade::ScaleId& scale : filter.scales)
    if (index.scale(scale) == nullptr)
      return invalid("no grade scale \"" + scale.text() + "\" is in the catalogue", place);
  made.scales_ = filter.scales;
  made.origins_ = filter.origins;
  made.awarded_ = filter.awarded;
  std::vector<Levelled> levelled = levelled_by(filter, index);
  if (asks_of_statements(filter) || !levelled.empty()) {
    CAIRN_TRY(Statements statements,
              Statements::compile(filter, index, std::move(levelled), place));
    made.statements_ = std::make_shared<const Statements>(std::move(statements));
  }
  if (filter.grade) {
    made.scale_ = filter.grade->scale;
    CAIRN_TRY(made.grades_, good_enough(*filter.grade, index, place));
  }
  for (const auto& [from, to] :
       {std::pair(&filter.any, &made.any_), std::pair(&filter.all, &made.all_),
        std::pair(&filter.none, &made.none_)})
    for (const Filter& each : *from) {
      if (from == &filter.all && requirement::tests_nothing(each)) continue;
      CAIRN_TRY(Matcher part, compile(each, index, place));
      to->push_back(std::move(part));
    }
  return made;
}

bool Matcher::has_grade(const learning::Award& award) const {
  if (!scales_.empty() && (!award.grade || !holds(scales_, award.grade->scale))) return false;
  return grades_.empty() ||
         (award.grade && award.grade->scale == scale_ && holds(grades_, award.grade->value));
}

std::vector<Matcher::Levelled> Matcher::levelled_by(const Filter& filter, const Index& index) {
  std::vector<Levelled> levelled;
  if (!filter.level || filter.level->framework != framework::kEqf) return levelled;
  for (int i = 0; i < static_cast<int>(index.definitions().size()); ++i)
    for (const Referenced& each : index.definitions()[at(i)].in_eqf)
      if (filter.level->contains(each.level)) levelled.push_back({i, each});
  return levelled;
}

Result<Matcher::Statements> Matcher::Statements::compile(const Filter& filter, const Index& index,
                                                         std::vector<Levelled> levelled,
                                                         const std::string& place) {
  Statements made;
  made.levelled = std::move(levelled);
  made.assessments = filter.assessments;
  made.assessed_so = assessed_by(filter.assessments, index);
  made.attributes = filter.attributes;
  made.attributed = having_one(filter.attributes, index);
  made.labels = filter.labels;
  for (const std::string& name : filter.labels) CAIRN_CHECK(made.find_label(name, index, place));
  return made;
}

Result<void> Matcher::Statements::find_label(const std::string& name, const Index& index,
                                             const std::string& place) {
  const std::size_t before = labelled.size() + labelled_organizations.size();
  for (int i = 0; i < static_cast<int>(index.definitions().size()); ++i)
    for (const learning::QualityLabel& each : index.definitions()[at(i)].labels)
      if (each.label == name) labelled.push_back({i, each});
  for (const auto& [organization, held] : index.labels())
    for (const learning::QualityLabel& each : held)
      if (each.label == name) labelled_organizations.push_back({organization, each});
  if (labelled.size() + labelled_organizations.size() == before)
    return invalid("nothing in the catalogue has the quality label \"" + name + "\"", place);
  return {};
}

// What the rest follows from.
std::strong_ordering Matcher::Statements::operator<=>(const Statements& other) const {
  return std::tie(assessments, attributes, labels, levelled) <=>
         std::tie(other.assessments, other.attributes, other.labels, other.levelled);
}

bool Matcher::Statements::agree_with(const learning::Award& award, int achievement,
                                     Date day) const {
  return was_assessed_so(award, achievement) && has_attribute(award, achievement) &&
         has_label(award, achievement, day) && is_at_level(achievement, day);
}

bool Matcher::Statements::is_at_level(int achievement, Date day) const {
  const auto [first, last] =
      std::ranges::equal_range(levelled, achievement, {}, &Levelled::achievement);
  const auto holds_then = [&](const Levelled& each) { return each.referenced.holds_on(day); };
  return first == last || std::any_of(first, last, holds_then);
}

bool Matcher::Statements::was_assessed_so(const learning::Award& award, int achievement) const {
  if (assessments.empty()) return true;
  return award.assessment.empty() ? std::ranges::binary_search(assessed_so, achievement)
                                  : holds(assessments, award.assessment);
}

bool Matcher::Statements::has_attribute(const learning::Award& award, int achievement) const {
  return attributes.empty() || std::ranges::binary_search(attributed, achievement) ||
         any_passes(award.attributes, attributes);
}

bool Matcher::Statements::has_label(const learning::Award& award, int achievement, Date day) const {
  if (labels.empty()) return true;
  const Date awarded = day_of(award, day);
  const auto held_by = [&](const auto& holder) {
    return [&](const auto& each) {
      return each.holder == holder && learning::holds_on(each.label, awarded);
    };
  };
  return std::ranges::any_of(labelled, held_by(achievement)) ||
         std::ranges::any_of(labelled_organizations, held_by(award.organization));
}

bool Matcher::passes_itself(const learning::Award& award, int achievement, Date day) const {
  if (!organizations_.empty() && !std::ranges::binary_search(organizations_, award.organization))
    return false;
  if (!origins_.empty() && !holds(origins_, learning::origin_of(award))) return false;
  if (!has_grade(award)) return false;
  if (statements_ && !statements_->agree_with(award, achievement, day)) return false;
  if (!awarded_) return true;
  const Date awarded = day_of(award, day);
  return (!awarded_->from || awarded >= *awarded_->from) &&
         (!awarded_->until || awarded <= *awarded_->until) &&
         (!awarded_->within_days || awarded.plus_days(*awarded_->within_days) >= day);
}

bool Matcher::passes(const learning::Award& award, int achievement, Date day) const {
  if (!is_accepted(achievement)) return false;
  if (!passes_itself(award, achievement, day)) return false;
  const auto passes_it = [&](const Matcher& each) { return each.passes(award, achievement, day); };
  return (any_.empty() || std::ranges::any_of(any_, passes_it)) &&
         std::ranges::all_of(all_, passes_it) && std::ranges::none_of(none_, passes_it);
}

bool Matcher::may_pass(int achievement) const {
  const auto may_pass_it = [&](const Matcher& each) { return each.may_pass(achievement); };
  return is_accepted(achievement) && (any_.empty() || std::ranges::any_of(any_, may_pass_it)) &&
         std::ranges::all_of(all_, may_pass_it);
}

bool Matcher::asks_for_level_by_crosswalk(int achievement) const {
  return statements_ &&
         std::ranges::binary_search(statements_->levelled, achievement, {}, &Levelled::achievement);
}

bool Matcher::is_accepted(int achievement) const {
  return !restricts_ || std::ranges::binary_search(accepted_, achievement);
}

bool Matcher::looks_at_dates() const {
  const auto looks = [](const Matcher& each) { return each.looks_at_dates(); };
  return awarded_ || (statements_ && !statements_->labels.empty()) ||
         std::ranges::any_of(any_, looks) || std::ranges::any_of(all_, looks) ||
         std::ranges::any_of(none_, looks);
}

}  // namespace cairn::eligibility
