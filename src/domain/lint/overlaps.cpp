#include "domain/lint/overlaps.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "domain/lint/structure.h"

namespace cairn::lint {
namespace {

using learning::Achievement;
using requirement::Node;
using requirement::Sum;

/// A sum over achievements that it names one by one.
struct NamedSum {
  std::vector<const Achievement*> members;
  Rational total;
};

// Nothing where the filter asks for more than names, or a name stands for several.
Result<std::optional<NamedSum>> named_sum(const Sum& sum, const Shelf& shelf) {
  requirement::Filter rest = sum.filter;
  rest.achievements.clear();
  const std::vector<AchievementId> names = requirement::named_by(sum.filter);
  if (!requirement::tests_nothing(rest) || names.empty() ||
      names.size() < sum.filter.achievements.size())
    return std::optional<NamedSum>();
  NamedSum made;
  for (const AchievementId& name : names) {
    const Achievement* member = shelf.achievement(name);
    if (member == nullptr || !shelf.is_met_by_itself_alone(name)) return std::optional<NamedSum>();
    CAIRN_TRY(made.total, add(made.total, worth_of(*member, sum.minimum)));
    made.members.push_back(member);
  }
  return std::optional<NamedSum>(std::move(made));
}

/// A part of the tree that must be satisfied, and what it takes awards of: at least `count` of
/// `among`, and each of `each`; all sorted.
struct Need {
  const Node* part;
  std::vector<AchievementId> each;
  std::vector<AchievementId> among;
  std::size_t count = 0;
};

std::vector<AchievementId> common(const std::vector<AchievementId>& one,
                                  const std::vector<AchievementId>& other) {
  std::vector<AchievementId> both;
  std::ranges::set_intersection(one, other, std::back_inserter(both));
  return both;
}

class Finder {
 public:
  Finder(const Node& root, const Shelf& shelf) : root_(root), shelf_(shelf) {}

  Result<void> visit(const Node& node) {
    if (std::holds_alternative<requirement::All>(node.rule)) CAIRN_CHECK(compare_children(node));
    for (const Node& child : requirement::children_of(node)) CAIRN_CHECK(visit(child));
    return {};
  }

  std::vector<Overlap> take() { return std::move(overlaps_); }

 private:
  // What a `holds` needs, where nothing can stand for it.
  std::optional<Need> need_of(const Node& node, const requirement::Holds& holds) const {
    const Achievement* named = shelf_.achievement(holds.achievement);
    if (named == nullptr || named->requirement || !shelf_.is_met_by_itself_alone(named->id))
      return std::nullopt;
    return Need{&node, {named->id}, {named->id}, 1};
  }

  Result<std::optional<Need>> need_of(const Node& node, const Sum& sum) const {
    CAIRN_TRY(const auto named, named_sum(sum, shelf_));
    const Rational minimum = requirement::value_of(sum.minimum);
    if (!named || named->total < minimum) return std::optional<Need>();
    Need need{&node, {}, {}, 0};
    std::vector<Rational> worths;
    for (const Achievement* member : named->members) {
      const Rational worth = worth_of(*member, sum.minimum);
      CAIRN_TRY(const Rational others, subtract(named->total, worth));
      if (others < minimum) need.each.push_back(member->id);
      need.among.push_back(member->id);
      worths.push_back(worth);
    }
    std::ranges::sort(worths, std::greater());
    for (Rational sum_so_far; sum_so_far < minimum; ++need.count) {
      CAIRN_TRY(sum_so_far, add(sum_so_far, worths[need.count]));
    }
    return std::optional(std::move(need));
  }

  // Of a group of single achievements, all of them different.
  std::optional<Need> need_of(const Node& node, const requirement::AtLeast& some) const {
    Need need{&node, {}, {}, static_cast<std::size_t>(some.count)};
    for (const Node& child : some.children) {
      const auto* holds = std::get_if<requirement::Holds>(&child.rule);
      const auto one = holds == nullptr ? std::nullopt : need_of(child, *holds);
      if (!one) return std::nullopt;
      need.among.push_back(one->among.front());
    }
    std::ranges::sort(need.among);
    if (std::ranges::adjacent_find(need.among) != need.among.end()) return std::nullopt;
    if (need.count == need.among.size()) need.each = need.among;
    return need;
  }

  // The parts that must all be satisfied.
  Result<void> collect_needs(const Node& node, std::vector<Need>& needs) const {
    std::optional<Need> need;
    if (const auto* holds = std::get_if<requirement::Holds>(&node.rule))
      need = need_of(node, *holds);
    if (const auto* some = std::get_if<requirement::AtLeast>(&node.rule))
      need = need_of(node, *some);
    if (const auto* sum = std::get_if<Sum>(&node.rule)) {
      CAIRN_TRY(need, need_of(node, *sum));
    }
    if (need) needs.push_back(std::move(*need));
    if (std::holds_alternative<requirement::All>(node.rule))
      for (const Node& child : requirement::children_of(node))
        CAIRN_CHECK(collect_needs(child, needs));
    return {};
  }

  // Between different children of this node only, so that each pair is found once.
  Result<void> compare_children(const Node& node) {
    std::vector<Need> earlier;
    for (const Node& child : requirement::children_of(node)) {
      std::vector<Need> needs;
      CAIRN_CHECK(collect_needs(child, needs));
      for (const Need& need : needs) compare(need, earlier);
      earlier.insert(earlier.end(), needs.begin(), needs.end());
    }
    return {};
  }

  void compare(const Need& later, const std::vector<Need>& all_earlier) {
    std::size_t found = overlaps_.size();
    for (const Need& earlier : all_earlier) {
      std::vector<AchievementId> both = common(later.each, earlier.each);
      if (!both.empty() && !may_take_the_same(*later.part, *earlier.part))
        overlaps_.push_back({later.part, earlier.part, std::move(both)});
    }
    if (found == overlaps_.size()) find_too_few(later, all_earlier);
  }

  // Parts that together need more of the achievements of one of them than there are.
  void find_too_few(const Need& later, const std::vector<Need>& all_earlier) {
    std::size_t before = 0;
    const Need* last = nullptr;
    for (const Need& earlier : all_earlier) {
      if (common(earlier.among, later.among).size() < earlier.among.size()) continue;
      if (may_take_the_same(*later.part, *earlier.part)) return;
      before += earlier.count;
      last = &earlier;
    }
    const std::size_t there = later.among.size();
    if (last != nullptr && before <= there && before + later.count > there)
      overlaps_.push_back({later.part, last->part, common(later.among, last->among)});
  }

  bool may_take_the_same(const Node& one, const Node& other) const {
    return may_share(root_, one, other) || (may_take_pieces(one) && may_take_pieces(other));
  }

  // By a rule between the parts, or between what is around or in them.
  bool may_share(const Node& from, const Node& one, const Node& other) const {
    const auto speaks_of = [&](const requirement::Sharing& sharing, const Node& part) {
      return std::ranges::any_of(sharing.between, [&](const NodeId& id) {
        const Node* named = requirement::find_node(root_, id);
        return named != nullptr && (requirement::find_node(*named, part.id) != nullptr ||
                                    requirement::find_node(part, id) != nullptr);
      });
    };
    return std::ranges::any_of(from.sharing,
                               [&](const requirement::Sharing& sharing) {
                                 return speaks_of(sharing, one) && speaks_of(sharing, other);
                               }) ||
           std::ranges::any_of(requirement::children_of(from),
                               [&](const Node& child) { return may_share(child, one, other); });
  }

  // A piece of an award may be enough for a leaf that a split speaks of.
  bool may_take_pieces(const Node& leaf) const {
    const auto* sum = std::get_if<Sum>(&leaf.rule);
    return sum != nullptr && !std::holds_alternative<requirement::Awards>(sum->minimum) &&
           std::ranges::any_of(path_to(root_, leaf.id),
                               [](const Node* each) { return each->split.has_value(); });
  }

  const Node& root_;
  const Shelf& shelf_;
  std::vector<Overlap> overlaps_;
};

}  // namespace

Rational worth_of(const Achievement& achievement, const requirement::Quantity& unit) {
  if (std::holds_alternative<requirement::Awards>(unit)) return Rational(1);
  if (std::holds_alternative<requirement::Hours>(unit))
    return Rational(achievement.workload_hours.value_or(0));
  for (const credit::Amount& amount : achievement.credit)
    if (amount.system == std::get<credit::Amount>(unit).system) return amount.value;
  return Rational(0);
}

Result<bool> is_too_little(const Sum& sum, const Shelf& shelf) {
  CAIRN_TRY(const auto named, named_sum(sum, shelf));
  return named && named->total < requirement::value_of(sum.minimum);
}

Result<std::vector<Overlap>> find_overlaps(const Node& root, const Shelf& shelf) {
  Finder finder(root, shelf);
  CAIRN_CHECK(finder.visit(root));
  return finder.take();
}

}  // namespace cairn::lint
