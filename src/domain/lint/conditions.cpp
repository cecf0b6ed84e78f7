#include "domain/lint/conditions.h"

#include <algorithm>
#include <variant>

#include "domain/lint/structure.h"

namespace cairn::lint {
namespace {

using requirement::Applied;
using requirement::Distinct;
using requirement::Node;
using requirement::Quantity;
using requirement::Unit;

// Of several applications or pieces of one award a condition sees one.
bool applies_once(const Node& node) {
  return node.sharing.empty() && !node.split &&
         std::ranges::all_of(requirement::children_of(node), applies_once);
}

class Finder {
 public:
  Finder(const Node& root, const Shelf& shelf) : root_(root), shelf_(shelf) {}

  Result<void> visit(const Node& node) {
    CAIRN_TRY(const Node* met, met_by(node));
    if (met != nullptr) faults_.push_back({Code::adds_nothing, &node, met->id.text()});
    for (const Node& child : requirement::children_of(node)) CAIRN_CHECK(visit(child));
    return {};
  }

  std::vector<Fault> take() { return std::move(faults_); }

 private:
  // The node that a condition looks at, where meeting it is enough.
  Result<const Node*> met_by(const Node& node) const {
    const auto* applied = std::get_if<Applied>(&node.rule);
    const auto* distinct = std::get_if<Distinct>(&node.rule);
    if (applied == nullptr && distinct == nullptr) return nullptr;
    const NodeId& in = applied != nullptr ? applied->in : distinct->in;
    const Node* looked_at = requirement::find_node(root_, in);
    if (looked_at == nullptr || !goes_along(root_, node.id, in)) return nullptr;
    if (!requirement::children_of(*looked_at).empty() && !applies_once(root_)) return nullptr;
    CAIRN_TRY(const bool enough, applied != nullptr ? is_enough(*applied, *looked_at)
                                                    : is_enough(*distinct, *looked_at));
    return enough ? looked_at : nullptr;
  }

  // What leads to this achievement may share its awards. The last so much of all is no less than
  // the minimum where all of it is looked at.
  Result<bool> is_enough(const Applied& applied, const Node& in) const {
    const bool looks_at_all = requirement::tests_nothing(applied.where);
    if (applied.unshared || (applied.last && !looks_at_all)) return false;
    const Measured measured{requirement::unit_of(applied.minimum), applied.where};
    CAIRN_TRY(const Rational least, least_applied(in, measured, shelf_));
    if (std::holds_alternative<Quantity>(applied.minimum))
      return least >= requirement::value_of(applied.minimum);
    return least > Rational(0) && looks_at_all;
  }

  // Every award is made by an organization.
  Result<bool> is_enough(const Distinct& distinct, const Node& in) const {
    if (distinct.minimum > 1 || distinct.maximum || distinct.key != requirement::Key::organization)
      return false;
    CAIRN_TRY(const Rational least,
              least_applied(in, {{Unit::Measure::awards, {}}, distinct.where}, shelf_));
    return least > Rational(0);
  }

  const Node& root_;
  const Shelf& shelf_;
  std::vector<Fault> faults_;
};

}  // namespace

Result<std::vector<Fault>> find_idle_conditions(const Node& root, const Shelf& shelf) {
  Finder finder(root, shelf);
  CAIRN_CHECK(finder.visit(root));
  return finder.take();
}

}  // namespace cairn::lint
