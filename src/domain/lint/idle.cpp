#include "domain/lint/idle.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "domain/lint/bounds.h"
#include "domain/lint/structure.h"

namespace cairn::lint {
namespace {

using requirement::Avoid;
using requirement::Limit;
using requirement::Node;
using requirement::Unit;

class Finder {
 public:
  Finder(const Node& root, bool looked_into, const Shelf& shelf)
      : wishes_(root, looked_into), shelf_(shelf) {}

  // `above` leads from the root to the node's parent.
  Result<void> visit(const Node& node, Path& above) {
    above.push_back(&node);
    const bool is_reached = wishes_.reach(above);
    for (std::size_t i = 0; i < node.limits.size(); ++i)
      CAIRN_CHECK(find_idle_limit(node, i, is_reached ? Wanted::anything : Wanted::what_is_needed));
    for (const Avoid& avoid : node.avoid) CAIRN_CHECK(find_idle_avoid(node, avoid));
    if (!is_reached && allows_more_than_needed(node))
      faults_.push_back({Code::idle_maximum, &node});
    for (const Node& child : requirement::children_of(node)) CAIRN_CHECK(visit(child, above));
    above.pop_back();
    return {};
  }

  std::vector<Fault> take() { return std::move(faults_); }

 private:
  // By what else is there: of two limits that say the same one alone is idle.
  Result<void> find_idle_limit(const Node& node, std::size_t number, Wanted wanted) {
    const Limit& limit = node.limits[number];
    std::optional<Rational> most(Rational(1));  // of a whole
    if (!std::holds_alternative<requirement::Share>(limit.at_most)) {
      CAIRN_TRY(most, most_applied(node, {requirement::unit_of(limit.at_most), {limit.where}},
                                   wanted, shelf_, number));
    }
    if (most && *most <= requirement::value_of(limit.at_most))
      faults_.push_back({Code::idle_limit, &node, {limit.id.text(), node.id}});
    return {};
  }

  Result<void> find_idle_avoid(const Node& node, const Avoid& avoid) {
    CAIRN_TRY(const auto most, most_applied(node, {{Unit::Measure::awards, {}}, {avoid.where}},
                                            Wanted::anything, shelf_, node.limits.size()));
    if (most && *most == Rational(0))
      faults_.push_back({Code::idle_avoid, &node, {avoid.id.text(), node.id}});
    return {};
  }

  // The same number twice says "exactly so many", and that is clear.
  static bool allows_more_than_needed(const Node& node) {
    const auto* some = std::get_if<requirement::AtLeast>(&node.rule);
    return some != nullptr && some->at_most && *some->at_most > some->count;
  }

  const Wishes wishes_;
  const Shelf& shelf_;
  std::vector<Fault> faults_;
};

}  // namespace

Result<std::vector<Fault>> find_idle(const Node& root, bool looked_into, const Shelf& shelf) {
  Finder finder(root, looked_into, shelf);
  Path above;
  CAIRN_CHECK(finder.visit(root, above));
  return finder.take();
}

}  // namespace cairn::lint
