#include "domain/standing/outline.h"

#include <algorithm>

#include "domain/audit/worth.h"

namespace cairn::standing {

using audit::NodeKind;
using audit::ProgrammeNode;
using Kind = OutlineNode::Kind;

namespace {

__extension__ using Wide = __int128;

// More than any programme asks for (audit::build_model refuses such amounts).
constexpr std::int64_t kUnitsMax = std::int64_t{1} << 48;

std::size_t at(int index) { return static_cast<std::size_t>(index); }

enum class Round { down, up };

// A positive amount in 1/denominator.
std::int64_t units(const Rational& amount, std::int64_t denominator, Round round) {
  const Wide whole = Wide{amount.numerator()} * denominator;
  const Wide part = round == Round::up ? amount.denominator() - 1 : 0;
  const Wide result = (whole + part) / amount.denominator();
  return static_cast<std::int64_t>(std::min<Wide>(result, kUnitsMax));
}

Kind kind_of(const ProgrammeNode& node) {
  switch (node.kind) {
    case NodeKind::all:
    case NodeKind::at_least:
      return Kind::group;
    case NodeKind::same:
      return Kind::only;
    case NodeKind::when:
      return Kind::when;
    case NodeKind::holds:
      return Kind::holds;
    case NodeKind::credit:
    case NodeKind::hours:
    case NodeKind::awards:
    case NodeKind::points:
      return Kind::leaf;
    case NodeKind::fact:
      return Kind::fact;
    case NodeKind::applied:
    case NodeKind::distinct:
    case NodeKind::average:
      return Kind::condition;
  }
  CAIRN_ASSERT(false);
}

// One programme under one record: what its leaves need and have, exceptions included.
class Leaves {
 public:
  explicit Leaves(const View& view) : view_(view) {}

  bool is_waived(int index) const {
    return view_.exceptions != nullptr && view_.exceptions->waives(index);
  }

  int pick(int index) const {
    const Rational* adjusted = adjusted_to(index);
    return adjusted == nullptr ? node(index).pick : static_cast<int>(adjusted->numerator());
  }

  std::int64_t need(int index) const {
    const Rational* adjusted = adjusted_to(index);
    return adjusted == nullptr ? node(index).need
                               : units(*adjusted, view_.outline.denominator, Round::down);
  }

  bool is_held(int index) const {
    return !view_.held.intakes[at(node(index).intake)].shares.empty() ||
           !substitutes(index).empty();
  }

  std::int64_t have(int index) const {
    const Rational& worth = view_.held.intakes[at(node(index).intake)].worth;
    std::int64_t sum = worth.is_zero() ? 0 : in_units(worth);
    for (const IntakeHeld::Share& each : substitutes(index))
      sum = std::min(kUnitsMax, sum + in_units(each.worth));
    return sum;
  }

  bool is_stated(int index) const {
    return audit::is_stated(view_.tree.nodes()[at(index)].fact, view_.record);
  }

  std::int64_t in_units(const Rational& worth) const {
    return units(worth, view_.outline.denominator, Round::up);
  }

  // Awards that an exception lets in here, each as a root of its own: they may save twice then,
  // which a bound can bear.
  std::vector<IntakeHeld::Share> substitutes(int index) const {
    std::vector<IntakeHeld::Share> found;
    if (view_.exceptions == nullptr) return found;
    const ProgrammeNode& leaf = view_.tree.nodes()[at(index)];
    for (const auto& [where, id] : view_.exceptions->substituted) {
      const auto award = std::ranges::find(view_.record.awards, id, &learning::Award::id);
      if (where != index || award == view_.record.awards.end()) continue;
      const eligibility::Index& index_of = view_.tree.index();
      const Rational worth =
          leaf.kind == NodeKind::holds
              ? Rational(1)
              : audit::worth_in(leaf.unit, *award, index_of.number_of(award->achievement),
                                index_of);
      if (!worth.is_zero()) found.push_back({-1, worth});
    }
    return found;
  }

 private:
  const OutlineNode& node(int index) const { return view_.outline.nodes[at(index)]; }

  const Rational* adjusted_to(int index) const {
    if (view_.exceptions == nullptr) return nullptr;
    const auto found = view_.exceptions->adjusted.find(index);
    return found == view_.exceptions->adjusted.end() ? nullptr : &found->second;
  }

  const View& view_;
};

}  // namespace

Outline outline_of(const audit::Programme& programme, Intakes& intakes) {
  const audit::ProgrammeTree& tree = programme.tree();
  Outline made{tree.denominator(), tree.applies_once(), {}};
  made.nodes.reserve(tree.nodes().size());
  for (int i = 0; i < static_cast<int>(tree.nodes().size()); ++i) {
    const ProgrammeNode& from = tree.nodes()[at(i)];
    OutlineNode node;
    node.kind = kind_of(from);
    node.end = tree.end_of(i);
    node.pick = from.count;
    if (audit::is_applied_to(from.kind)) node.intake = intakes.add(from);
    if (node.kind == Kind::leaf) node.need = units(from.minimum, made.denominator, Round::down);
    node.is_credit = from.kind == NodeKind::credit && from.unit.system == programme.system();
    node.credit = units(from.credit, made.denominator, Round::down);
    made.nodes.push_back(node);
  }
  return made;
}

// Prices leaves, conditions and facts by `price`, and takes the least of each choice. Children
// stand behind their parents, so each is priced before it is needed.
template <class Price>
Deficit Bounds::least(const View& view, Price price) {
  const Leaves leaves(view);
  const std::vector<OutlineNode>& nodes = view.outline.nodes;
  below_.resize(nodes.size());
  for (int i = static_cast<int>(nodes.size()); i-- > 0;) {
    const OutlineNode& node = nodes[at(i)];
    Deficit& deficit = below_[at(i)];
    deficit = {};
    if (leaves.is_waived(i)) continue;
    const bool has_children = node.end > i + 1;
    if (node.kind == Kind::group) {
      deficit = least_of_group(view, i, leaves.pick(i));
    } else if (node.kind == Kind::only) {
      deficit = below_[at(i + 1)];
    } else if (node.kind == Kind::when) {
      const int other = nodes[at(i + 1)].end;
      if (leaves.is_stated(i))
        deficit = below_[at(i + 1)];
      else if (other < node.end)
        deficit = below_[at(other)];
    } else if (node.kind == Kind::holds && has_children) {
      if (!leaves.is_held(i)) deficit = below_[at(i + 1)];
    } else {
      deficit = price(i, node, leaves);
    }
  }
  return below_.front();
}

Deficit Bounds::least_of_group(const View& view, int index, int pick) {
  const std::vector<OutlineNode>& nodes = view.outline.nodes;
  children_.clear();
  for (int child = index + 1; child < nodes[at(index)].end; child = nodes[at(child)].end)
    children_.push_back(below_[at(child)]);
  if (pick < static_cast<int>(children_.size()))
    std::ranges::nth_element(children_, children_.begin() + pick);
  Deficit sum;
  for (int i = 0; i < pick; ++i) {
    sum.credit += children_[at(i)].credit;
    sum.missing += children_[at(i)].missing;
  }
  return sum;
}

Deficit Bounds::apart(const View& view) {
  return least(view, [](int index, const OutlineNode& node, const Leaves& leaves) -> Deficit {
    if (node.kind == Kind::condition) return {};
    if (node.kind == Kind::fact) return {0, leaves.is_stated(index) ? 0 : 1};
    if (node.kind == Kind::holds)
      return leaves.is_held(index) ? Deficit{} : Deficit{node.credit, 1};
    const std::int64_t lacking = leaves.need(index) - leaves.have(index);
    return lacking <= 0 ? Deficit{} : Deficit{node.is_credit ? lacking : 0, 1};
  });
}

std::int64_t Bounds::together(const View& view) {
  if (!view.outline.applies_once) return 0;
  saved_.assign(at(view.held.roots), 0);
  std::int64_t saved = 0;
  const auto save = [&](const IntakeHeld::Share& share, std::int64_t most) {
    if (share.root < 0) {
      saved += most;
      return;
    }
    std::int64_t& before = saved_[at(share.root)];
    if (most <= before) return;
    saved += most - before;
    before = most;
  };
  // What the cheapest choice costs of which nothing is satisfied by awards; and, on the way, what
  // each award saves at most.
  const auto price = [&](int index, const OutlineNode& node, const Leaves& leaves) -> Deficit {
    const bool is_single = node.kind == Kind::holds;
    if (!is_single && !node.is_credit) return {};
    const std::int64_t need = is_single ? node.credit : leaves.need(index);
    const auto most = [&](const IntakeHeld::Share& share) {
      return is_single ? need : std::min(need, leaves.in_units(share.worth));
    };
    for (const auto& share : view.held.intakes[at(node.intake)].shares) save(share, most(share));
    for (const auto& share : leaves.substitutes(index)) save(share, most(share));
    return {need, 0};
  };
  const std::int64_t needed = least(view, price).credit;
  return std::max<std::int64_t>(0, needed - saved);
}

}  // namespace cairn::standing
