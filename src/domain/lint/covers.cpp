#include "domain/lint/covers.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace cairn::lint {
namespace {

using eligibility::Matcher;
using requirement::Filter;

// An empty list tests nothing.
template <class T>
bool is_within(const std::vector<T>& narrow, const std::vector<T>& wide) {
  if (wide.empty()) return true;
  return !narrow.empty() && std::ranges::all_of(narrow, [&](const T& each) {
    return std::ranges::find(wide, each) != wide.end();
  });
}

// What a filter asks of awards themselves is compared as it is written.
bool asks_the_same_of_awards(const Filter& where, const Filter& leaf) {
  return is_within(leaf.organizations, where.organizations) &&
         is_within(leaf.scales, where.scales) && is_within(leaf.origins, where.origins) &&
         is_within(leaf.assessments, where.assessments) && is_within(leaf.labels, where.labels) &&
         is_within(leaf.attributes, where.attributes) &&
         (!where.grade || where.grade == leaf.grade) &&
         (!where.awarded || where.awarded == leaf.awarded);
}

// Two lists that both test something, of what an award has one of.
template <class T>
bool is_disjoint(const std::vector<T>& one, const std::vector<T>& other) {
  return !one.empty() && !other.empty() && std::ranges::none_of(one, [&](const T& each) {
    return std::ranges::find(other, each) != other.end();
  });
}

bool exclude_each_other(const Filter& one, const Filter& other) {
  return is_disjoint(one.organizations, other.organizations) ||
         is_disjoint(one.origins, other.origins) || is_disjoint(one.scales, other.scales);
}

Filter of_achievements(const Filter& filter) {
  Filter kept;
  kept.achievements = filter.achievements;
  kept.codes = filter.codes;
  kept.kinds = filter.kinds;
  kept.subjects = filter.subjects;
  kept.skills = filter.skills;
  kept.modes = filter.modes;
  kept.level = filter.level;
  kept.cost = filter.cost;
  return kept;
}

/// What an award passes for certain, as far as its achievement and what a leaf asks of it show.
class Certain {
 public:
  static Result<Certain> of(const Filter& where, const Shelf& shelf) {
    Certain made(where);
    CAIRN_TRY(made.achievements_, shelf.matcher(of_achievements(where)));
    for (const Filter& each : where.any) {
      CAIRN_TRY(Certain part, of(each, shelf));
      made.any_.push_back(std::move(part));
    }
    for (const Filter& each : where.all) {
      CAIRN_TRY(Certain part, of(each, shelf));
      made.all_.push_back(std::move(part));
    }
    for (const Filter& each : where.none) {
      CAIRN_TRY(made.none_.emplace_back(), shelf.matcher(each));
    }
    return made;
  }

  bool passes(int achievement, const Filter& leaf) const {
    const auto passes_it = [&](const Certain& each) { return each.passes(achievement, leaf); };
    const bool by_day =
        achievements_->asks_for_level_by_crosswalk(achievement) && where_->level != leaf.level;
    if (!asks_the_same_of_awards(*where_, leaf) || !achievements_->may_pass(achievement) ||
        by_day || (!any_.empty() && std::ranges::none_of(any_, passes_it)) ||
        !std::ranges::all_of(all_, passes_it))
      return false;
    for (std::size_t i = 0; i < none_.size(); ++i)
      if (none_[i]->may_pass(achievement) && !exclude_each_other(where_->none[i], leaf))
        return false;
    return true;
  }

 private:
  explicit Certain(const Filter& where) : where_(&where) {}

  const Filter* where_;
  const Matcher* achievements_ = nullptr;
  std::vector<Certain> any_;
  std::vector<Certain> all_;
  std::vector<const Matcher*> none_;
};

// A leaf for each origin and organization that it lets in, since several filters may share them
// out. Without organizations that it names, any is let in.
std::vector<Filter> cases_of(const Filter& leaf) {
  static const std::vector<AwardOrigin> kOrigins = {AwardOrigin::study, AwardOrigin::prior_learning,
                                                    AwardOrigin::recognition};
  std::vector<Filter> cases;
  for (const AwardOrigin origin : leaf.origins.empty() ? kOrigins : leaf.origins) {
    cases.push_back(leaf);
    cases.back().origins = {origin};
  }
  if (leaf.organizations.empty()) return cases;
  std::vector<Filter> made;
  for (const OrganizationId& organization : leaf.organizations)
    for (const Filter& each : cases) {
      made.push_back(each);
      made.back().organizations = {organization};
    }
  return made;
}

}  // namespace

Result<bool> covers(std::span<const Filter> wheres, const Filter& leaf, const Shelf& shelf) {
  std::vector<Certain> certain;
  for (const Filter& where : wheres) {
    if (requirement::tests_nothing(where)) return true;
    CAIRN_TRY(Certain made, Certain::of(where, shelf));
    certain.push_back(std::move(made));
  }
  CAIRN_TRY(const Matcher* wanted, shelf.matcher(leaf));
  const std::vector<Filter> cases = cases_of(leaf);
  return shelf.each_suited(*wanted, [&](int achievement) {
    return std::ranges::all_of(cases, [&](const Filter& one) {
      return std::ranges::any_of(
          certain, [&](const Certain& each) { return each.passes(achievement, one); });
    });
  });
}

Result<bool> covers(const Filter& where, const Filter& leaf, const Shelf& shelf) {
  return covers(std::span(&where, 1), leaf, shelf);
}

Result<bool> is_apart(const Filter& one, const Filter& other, const Shelf& shelf) {
  if (exclude_each_other(one, other)) return true;
  for (const auto& [keeps_out, kept] : {std::pair(&one, &other), std::pair(&other, &one)})
    for (const Filter& none : keeps_out->none) {
      CAIRN_TRY(const bool all, covers(none, *kept, shelf));
      if (all) return true;
    }
  CAIRN_TRY(const Matcher* first, shelf.matcher(one));
  CAIRN_TRY(const Matcher* second, shelf.matcher(other));
  if (second->restricts_achievements()) std::swap(first, second);
  return shelf.each_suited(*first, [&](int achievement) { return !second->may_pass(achievement); });
}

}  // namespace cairn::lint
