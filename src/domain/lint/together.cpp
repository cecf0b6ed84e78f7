#include "domain/lint/together.h"

#include <algorithm>
#include <set>
#include <span>
#include <variant>

#include "domain/lint/implies.h"
#include "domain/lint/structure.h"

namespace cairn::lint {
namespace {

using requirement::Fact;
using requirement::Node;
using requirement::When;

// Why a premise holds where one looks.
enum class Because {
  required,  ///< a leaf that must be satisfied too
  chosen,    ///< a branch is taken since the fact is satisfied
  refused,   ///< a branch is taken since the fact is not satisfied
};

struct Premise {
  Because because;
  const Node* node;  ///< the leaf, or the `when`

  const Fact* fact() const {
    const auto* when = std::get_if<When>(&node->rule);
    return when == nullptr ? std::get_if<Fact>(&node->rule) : &when->fact;
  }
};

/// What stands together: the node and, over nodes that need all of theirs, what is below.
void collect_together(const Node& node, std::vector<const Node*>& together) {
  if (!needs_all(node)) return together.push_back(&node);
  for (const Node& child : requirement::children_of(node)) collect_together(child, together);
}

bool is_leaf(const Node& node) { return requirement::children_of(node).empty(); }

bool applies_nothing(const Node& node) {
  if (!is_leaf(node)) return std::ranges::all_of(requirement::children_of(node), applies_nothing);
  return !std::holds_alternative<requirement::Holds>(node.rule) &&
         !std::holds_alternative<requirement::Sum>(node.rule) &&
         !std::holds_alternative<requirement::Points>(node.rule);
}

bool rules_out(const Premise& premise, const Fact& fact) {
  const Fact* known = premise.fact();
  if (known == nullptr || known->name != fact.name) return false;
  return premise.because == Because::refused ? implies(fact, *known) : excludes(*known, fact);
}

bool grants(const Premise& premise, const Fact& fact) {
  const Fact* known = premise.fact();
  return premise.because == Because::chosen && known->name == fact.name && implies(*known, fact);
}

class Finder {
 public:
  explicit Finder(const learning::Catalogue& catalogue) : catalogue_(catalogue) {}

  std::vector<Fault> run(const Node& root) {
    named_ = named_nodes(root);
    visit(root, {});
    return std::move(faults_);
  }

 private:
  using Premises = std::vector<Premise>;

  void visit(const Node& node, const Premises& around) {
    std::vector<const Node*> together;
    collect_together(node, together);
    for (std::size_t i = 0; i < together.size(); ++i) {
      check_leaf(*together[i], around);
      for (std::size_t j = 0; j < i; ++j) compare(*together[j], *together[i]);
    }
    Premises inside = around;
    for (const Node* each : together)
      if (is_leaf(*each)) inside.push_back({Because::required, each});
    for (const Node* each : together) {
      if (const auto* when = std::get_if<When>(&each->rule))
        visit_branches(*each, *when, inside);
      else
        visit_alternatives(*each, inside);
    }
  }

  void visit_branches(const Node& node, const When& when, const Premises& around) {
    const auto settles = std::ranges::find_if(around, [&](const Premise& each) {
      return each.because != Because::required &&
             (rules_out(each, when.fact) || grants(each, when.fact));
    });
    if (settles != around.end()) add(Code::settled, node, *settles->node);
    if (when.children.size() == 2 && is_same_way(when.children[0], when.children[1]))
      faults_.push_back({Code::repeated, &node});
    Because because = Because::chosen;
    for (const Node& branch : when.children) {
      Premises inside = around;
      inside.push_back({because, &node});
      visit(branch, inside);
      because = Because::refused;
    }
  }

  void visit_alternatives(const Node& node, const Premises& around) {
    const std::span children(requirement::children_of(node));
    for (const Node& child : children) visit(child, around);
    const auto* some = std::get_if<requirement::AtLeast>(&node.rule);
    if (some == nullptr || some->count != 1 || some->at_most) return;
    for (std::size_t i = 0; i < children.size(); ++i) {
      const auto before = children.first(i);
      const auto same = std::ranges::find_if(
          before, [&](const Node& each) { return is_same_way(each, children[i]); });
      if (same != before.end()) add(Code::repeated, children[i], *same);
    }
  }

  // Against what holds around it.
  void check_leaf(const Node& leaf, const Premises& around) {
    const auto* fact = std::get_if<Fact>(&leaf.rule);
    for (const Premise& each : around) {
      if (fact != nullptr && rules_out(each, *fact))
        return add(Code::contradiction, leaf, *each.node);
      if (fact != nullptr && grants(each, *fact)) return add(Code::settled, leaf, *each.node);
      if (each.because == Because::required && implies(each.node->rule, leaf.rule, catalogue_))
        return add(Code::adds_nothing, leaf, *each.node);
    }
  }

  // Two that must both be satisfied.
  void compare(const Node& earlier, const Node& later) {
    if (applies_nothing(later) && is_alike(earlier, later) && !is_leaf(later))
      return add(Code::adds_nothing, later, earlier);
    if (implies(earlier.rule, later.rule, catalogue_))
      return add(Code::adds_nothing, later, earlier);
    if (implies(later.rule, earlier.rule, catalogue_))
      return add(Code::adds_nothing, earlier, later);
    const auto* known = std::get_if<Fact>(&earlier.rule);
    const auto* fact = std::get_if<Fact>(&later.rule);
    if (known != nullptr && fact != nullptr && known->name == fact->name && excludes(*known, *fact))
      add(Code::contradiction, later, earlier);
  }

  bool is_same_way(const Node& one, const Node& other) const {
    return is_alike(one, other) && !is_named_below(one) && !is_named_below(other);
  }

  // A sharing rule or condition that names one of two nodes tells them apart.
  bool is_named_below(const Node& node) const {
    return named_.contains(node.id) ||
           std::ranges::any_of(requirement::children_of(node),
                               [&](const Node& child) { return is_named_below(child); });
  }

  void add(Code code, const Node& node, const Node& rule) {
    faults_.push_back({code, &node, {rule.id.text()}});
  }

  const learning::Catalogue& catalogue_;
  std::set<NodeId> named_;
  std::vector<Fault> faults_;
};

}  // namespace

std::vector<Fault> find_together(const Node& root, const learning::Catalogue& catalogue) {
  return Finder(catalogue).run(root);
}

}  // namespace cairn::lint
