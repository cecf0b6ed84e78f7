#include "domain/policy/tighter.h"

#include <algorithm>
#include <utility>
#include <variant>

namespace cairn::policy {
namespace {

using requirement::Filter;
using requirement::Measure;
using requirement::Quantity;

bool same_lists(const std::vector<Filter>& a, const std::vector<Filter>& b);

// The lists of a filter, sorted, without the filters inside.
Filter flat(Filter filter) {
  filter.any.clear();
  filter.all.clear();
  filter.none.clear();
  std::ranges::sort(filter.achievements);
  std::ranges::sort(filter.codes);
  std::ranges::sort(filter.organizations);
  std::ranges::sort(filter.kinds);
  std::ranges::sort(filter.subjects);
  std::ranges::sort(filter.skills);
  std::ranges::sort(filter.modes);
  std::ranges::sort(filter.assessments);
  std::ranges::sort(filter.labels);
  for (requirement::AttributeTest& each : filter.attributes) std::ranges::sort(each.is);
  std::ranges::sort(filter.attributes);
  std::ranges::sort(filter.scales);
  std::ranges::sort(filter.origins);
  return filter;
}

bool same(const Filter& a, const Filter& b) {
  return flat(a) == flat(b) && same_lists(a.any, b.any) && same_lists(a.all, b.all) &&
         same_lists(a.none, b.none);
}

bool same_lists(const std::vector<Filter>& a, const std::vector<Filter>& b) {
  return std::ranges::is_permutation(a, b, same);
}

template <class T>
bool same_set(std::vector<T> a, std::vector<T> b) {
  std::ranges::sort(a);
  std::ranges::sort(b);
  return a == b;
}

bool at_most(const Quantity& a, const Quantity& b) {
  return requirement::unit_of(a) == requirement::unit_of(b) &&
         requirement::value_of(a) <= requirement::value_of(b);
}

// One comparison for each kind of rule.
class Comparison {
 public:
  Comparison(const learning::Achievement& achievement, const learning::Catalogue& catalogue)
      : achievement_(achievement), catalogue_(catalogue) {}

  template <class A, class B>
  bool operator()(const A& lower, const B& upper) const {
    if constexpr (std::is_same_v<A, B>)
      return is_tighter(lower, upper);
    else
      return false;
  }

 private:
  bool no_more(const Measure& a, const Measure& b) const {
    const auto one = resolved(a, achievement_);
    const auto other = resolved(b, achievement_);
    return one && other && at_most(*one, *other);
  }

  bool is_tighter(const requirement::LimitRule& a, const requirement::LimitRule& b) const {
    return no_more(a.at_most, b.at_most) && same(a.where, b.where) && a.per == b.per;
  }
  bool is_tighter(const requirement::ExclusionRule& a, const requirement::ExclusionRule& b) const {
    return a.only == b.only && same(a.of, b.of);
  }
  bool is_tighter(const requirement::GradeFloor& a, const requirement::GradeFloor& b) const {
    const grade::Scale* scale = catalogue_.find_grade_scale(b.at_least.scale);
    if (scale == nullptr || a.at_least.scale != b.at_least.scale || !same(a.where, b.where))
      return false;
    return grade::at_least_as_good(*scale, a.at_least.value, b.at_least.value).value_or(false);
  }
  bool is_tighter(const requirement::AppliedRule& a, const requirement::AppliedRule& b) const {
    return no_more(b.minimum, a.minimum) && same(a.where, b.where);
  }
  bool is_tighter(const requirement::DistinctRule& a, const requirement::DistinctRule& b) const {
    return a.key == b.key && a.minimum >= b.minimum && same(a.where, b.where);
  }
  bool is_tighter(const requirement::AverageRule& a, const requirement::AverageRule& b) const {
    const grade::Scale* scale = catalogue_.find_grade_scale(b.scale);
    if (scale == nullptr || a.scale != b.scale) return false;
    return grade::is_mean_as_good(a.minimum, b.minimum, grade::less_is_better(*scale)) &&
           a.system == b.system && same(a.where, b.where);
  }
  bool is_tighter(const requirement::Residency& a, const requirement::Residency& b) const {
    return no_more(b.minimum, a.minimum) && same_set(places(a), places(b));
  }
  bool is_tighter(const requirement::SharingCap& a, const requirement::SharingCap& b) const {
    const bool amount = !b.at_most || (a.at_most && at_most(*a.at_most, *b.at_most));
    const bool times = !b.times || (a.times && *a.times <= *b.times);
    return amount && times;
  }

  std::vector<OrganizationId> places(const requirement::Residency& rule) const {
    return rule.at.empty() ? std::vector{achievement_.organization} : rule.at;
  }

  const learning::Achievement& achievement_;
  const learning::Catalogue& catalogue_;
};

}  // namespace

std::optional<Quantity> resolved(const Measure& measure, const learning::Achievement& achievement) {
  if (const auto* quantity = std::get_if<Quantity>(&measure)) return *quantity;
  const auto& share = std::get<requirement::CreditShare>(measure);
  for (const credit::Amount& amount : achievement.credit) {
    if (amount.system != share.system || amount.value <= Rational(0)) continue;
    const Result<Rational> part = multiply(amount.value, share.part);
    if (part) return credit::Amount{*part, share.system};
  }
  return std::nullopt;
}

bool is_tighter(const requirement::PolicyEffect& lower, const requirement::PolicyEffect& upper,
                const learning::Achievement& achievement, const learning::Catalogue& catalogue) {
  return std::visit(Comparison(achievement, catalogue), lower, upper);
}

}  // namespace cairn::policy
