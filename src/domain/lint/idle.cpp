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
using requirement::Sharing;
using requirement::Unit;

class Finder {
 public:
  Finder(const Node& root, bool looked_into, const Shelf& shelf)
      : root_(root), wishes_(root, looked_into), shelf_(shelf) {}

  // `above` leads from the root to the node's parent.
  Result<void> visit(const Node& node, Path& above) {
    above.push_back(&node);
    const bool is_reached = wishes_.reach(above);
    for (std::size_t i = 0; i < node.limits.size(); ++i)
      CAIRN_CHECK(find_idle_limit(node, i, is_reached ? Wanted::anything : Wanted::what_is_needed));
    for (const Avoid& avoid : node.avoid) CAIRN_CHECK(find_idle_avoid(node, avoid));
    for (const Sharing& sharing : node.sharing) CAIRN_CHECK(find_idle_sharing(node, sharing));
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
    CAIRN_TRY(const bool none, lets_none_pass(node, avoid.where));
    if (none) faults_.push_back({Code::idle_avoid, &node, {avoid.id.text(), node.id}});
    return {};
  }

  Result<void> find_idle_sharing(const Node& node, const Sharing& sharing) {
    CAIRN_TRY(const bool shares, may_share(sharing));
    if (!shares) faults_.push_back({Code::idle_sharing, &node, {sharing.id.text(), node.id}});
    return {};
  }

  // Of credit, none at all still lets awards without such credit be shared.
  Result<bool> may_share(const Sharing& sharing) const {
    const bool allows_none = sharing.at_most &&
                             std::holds_alternative<requirement::Awards>(*sharing.at_most) &&
                             requirement::value_of(*sharing.at_most) == Rational(0);
    if (allows_none) return false;
    int open = 0;
    for (const NodeId& id : sharing.between) {
      const Node* one = requirement::find_node(root_, id);
      if (one == nullptr) return true;
      CAIRN_TRY(const bool none, lets_none_pass(*one, sharing.where));
      open += none ? 0 : 1;
    }
    return open > 1;
  }

  Result<bool> lets_none_pass(const Node& node, const requirement::Filter& where) const {
    CAIRN_TRY(const auto most, most_applied(node, {{Unit::Measure::awards, {}}, {where}},
                                            Wanted::anything, shelf_, node.limits.size()));
    return most && *most == Rational(0);
  }

  // The same number twice says "exactly so many", and that is clear.
  static bool allows_more_than_needed(const Node& node) {
    const auto* some = std::get_if<requirement::AtLeast>(&node.rule);
    return some != nullptr && some->at_most && *some->at_most > some->count;
  }

  const Node& root_;
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
