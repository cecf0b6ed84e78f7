#include "domain/lint/conditions.h"

#include <algorithm>
#include <variant>

#include "domain/lint/bounds.h"
#include "domain/lint/covers.h"
#include "domain/lint/structure.h"
#include "domain/lint/values.h"

namespace cairn::lint {
namespace {

using requirement::Applied;
using requirement::Average;
using requirement::Distinct;
using requirement::Limit;
using requirement::Node;
using requirement::Quantity;
using requirement::Unit;

// Of several applications or pieces of one award a condition sees one.
bool applies_once(const Node& root, const Shelf& shelf) {
  return each_below(root, shelf,
                    [](const Node& node) { return node.sharing.empty() && !node.split; });
}

class Finder {
 public:
  Finder(const Node& root, const Shelf& shelf) : root_(root), shelf_(shelf) {}

  Result<void> visit(const Node& node) {
    if (const auto* applied = std::get_if<Applied>(&node.rule))
      CAIRN_CHECK(look_at(node, *applied));
    if (const auto* distinct = std::get_if<Distinct>(&node.rule))
      CAIRN_CHECK(look_at(node, *distinct));
    if (const auto* average = std::get_if<Average>(&node.rule)) look_at(node, *average);
    for (const Node& child : requirement::children_of(node)) CAIRN_CHECK(visit(child));
    return {};
  }

  std::vector<Fault> take() { return std::move(faults_); }

 private:
  Result<void> look_at(const Node& node, const Applied& applied) {
    const Path path = path_to(root_, applied.in);
    if (path.empty()) return {};
    CAIRN_CHECK(find_too_much(node, applied, path));
    if (!is_sure_to_see(node, *path.back())) return {};
    CAIRN_TRY(const bool enough, is_enough(applied, *path.back()));
    if (enough) return add(Code::adds_nothing, node, {applied.in.text()});
    return {};
  }

  Result<void> look_at(const Node& node, const Distinct& distinct) {
    const Node* in = requirement::find_node(root_, distinct.in);
    if (in == nullptr) return {};
    const Valued valued{distinct.key, distinct.where};
    CAIRN_TRY(const std::size_t least, least_values(*in, valued, shelf_));
    CAIRN_TRY(const auto most, most_values(*in, valued, shelf_));
    if (most && *most < static_cast<std::size_t>(distinct.minimum))
      return add(Code::never_satisfied, node, {distinct.in.text()});
    if (distinct.maximum && least > static_cast<std::size_t>(*distinct.maximum))
      return add(Code::contradiction, node, {distinct.in.text()});
    if (distinct.maximum && most && *most <= static_cast<std::size_t>(*distinct.maximum))
      CAIRN_CHECK(add(Code::idle_maximum, node, {}));
    if (!distinct.maximum && least >= static_cast<std::size_t>(distinct.minimum) &&
        goes_along(root_, node.id, distinct.in))
      return add(Code::adds_nothing, node, {distinct.in.text()});
    return {};
  }

  // A mean is between the points of the worst and of the best grade; what has none is not looked
  // at.
  void look_at(const Node& node, const Average& average) {
    const grade::Scale* scale = shelf_.index().scale(average.scale);
    if (scale == nullptr) return;
    const bool less_is_better = grade::less_is_better(*scale);
    const auto is_enough = [&](const auto& step) {
      return step.points && grade::is_mean_as_good(*step.points, average.minimum, less_is_better);
    };
    if (std::ranges::none_of(scale->grades, is_enough))
      faults_.push_back({Code::never_satisfied, &node});
    else if (!average.in.empty() && std::ranges::all_of(scale->grades, [&](const auto& step) {
               return !step.points || is_enough(step);
             }))
      faults_.push_back({Code::adds_nothing, &node});
  }

  // By a limit at or above what is looked at, or by the limits and maxima below it. A share of what
  // is worth nothing is not met.
  Result<void> find_too_much(const Node& node, const Applied& applied, const Path& path) {
    const auto* minimum = std::get_if<Quantity>(&applied.minimum);
    if (minimum != nullptr) {
      CAIRN_TRY(const bool is_found, find_limits(node, applied.where, *minimum, path));
      if (is_found) return {};
    }
    const Node& in = *path.back();
    CAIRN_TRY(const auto most,
              most_applied(in, {requirement::unit_of(applied.minimum), {applied.where}},
                           Wanted::anything, shelf_, in.limits.size()));
    const bool is_too_much = most && (minimum == nullptr ? *most == Rational(0)
                                                         : *most < requirement::value_of(*minimum));
    if (is_too_much) return add(Code::never_satisfied, node, {applied.in.text()});
    return {};
  }

  // Whether some limit on the path allows less.
  Result<bool> find_limits(const Node& node, const requirement::Filter& where,
                           const Quantity& minimum, const Path& path) {
    bool is_found = false;
    for (const Node* each : path)
      for (const Limit& limit : each->limits) {
        if (!allows_less(limit, minimum)) continue;
        CAIRN_TRY(const bool all, covers(limit.where, where, shelf_));
        if (all) CAIRN_CHECK(add(Code::never_satisfied, node, {limit.id.text(), each->id}));
        is_found = is_found || all;
      }
    return is_found;
  }

  // Where no award counts, nothing does; and no part of what is applied is all of it.
  static bool allows_less(const Limit& limit, const Quantity& minimum) {
    if (limit.per) return false;
    const Unit unit = requirement::unit_of(limit.at_most);
    const Rational most = requirement::value_of(limit.at_most);
    if (most == Rational(0) && unit.measure == Unit::Measure::awards) return true;
    if (unit != requirement::unit_of(minimum)) return false;
    if (std::holds_alternative<Quantity>(limit.at_most))
      return most < requirement::value_of(minimum);
    return most == Rational(0) || (most < Rational(1) && requirement::tests_nothing(limit.where));
  }

  // Whether what it looks at must be met, and all that is applied there is seen.
  bool is_sure_to_see(const Node& node, const Node& in) const {
    const bool is_leaf = requirement::children_of(in).empty() && rests_on(in, shelf_) == nullptr;
    return goes_along(root_, node.id, in.id) && (is_leaf || applies_once(root_, shelf_));
  }

  // What leads to this achievement may share its awards. The last so much of all is no less than
  // the minimum where all of it is looked at, and both are counted alike.
  Result<bool> is_enough(const Applied& applied, const Node& in) const {
    const bool looks_at_all = requirement::tests_nothing(applied.where);
    const bool is_last_enough =
        !applied.last || (looks_at_all && requirement::unit_of(*applied.last) ==
                                              requirement::unit_of(applied.minimum));
    if (applied.unshared || !is_last_enough) return false;
    const Measured measured{requirement::unit_of(applied.minimum), {applied.where}};
    CAIRN_TRY(const Rational least, least_applied(in, measured, shelf_));
    if (std::holds_alternative<Quantity>(applied.minimum))
      return least >= requirement::value_of(applied.minimum);
    return least > Rational(0) && looks_at_all;
  }

  Result<void> add(Code code, const Node& node, Named rule) {
    faults_.push_back({code, &node, std::move(rule)});
    return {};
  }

  const Node& root_;
  const Shelf& shelf_;
  std::vector<Fault> faults_;
};

}  // namespace

Result<std::vector<Fault>> find_conditions(const Node& root, const Shelf& shelf) {
  Finder finder(root, shelf);
  CAIRN_CHECK(finder.visit(root));
  return finder.take();
}

}  // namespace cairn::lint
