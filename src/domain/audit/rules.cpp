#include "domain/audit/rules.h"

#include <algorithm>
#include <string>
#include <utility>

namespace cairn::audit {
namespace {

using eligibility::Index;
using eligibility::Matcher;

struct Counted {
  Unit unit;
  Rational value;
};

Counted counted(const requirement::Portion& portion) {
  return {requirement::unit_of(portion), requirement::value_of(portion)};
}

bool is_share(const requirement::Portion& portion) {
  return std::holds_alternative<requirement::Share>(portion);
}

NodeKind kind_of(const Unit& unit) {
  if (unit.measure == Unit::Measure::credit) return NodeKind::credit;
  return unit.measure == Unit::Measure::hours ? NodeKind::hours : NodeKind::awards;
}

Result<void> check_share(const requirement::Portion& portion, const std::string& path) {
  const Rational part = requirement::value_of(portion);
  if (!is_share(portion) || (!part.is_negative() && part <= Rational(1))) return {};
  return invalid("impossible: a share of " + part.to_string() + "; expected 0 to 1", path);
}

Result<Counted> read_minimum(const requirement::Portion& portion, const std::string& path) {
  const Counted minimum = counted(portion);
  CAIRN_CHECK(check_share(portion, path));
  if (minimum.unit.measure == Unit::Measure::credit && minimum.unit.system.empty())
    return invalid("expected a credit system", path);
  if (minimum.value <= Rational(0))
    return invalid("impossible: a minimum of " + minimum.value.to_string() +
                       (minimum.unit.measure == Unit::Measure::credit ? " credit" : "") +
                       "; expected more than 0",
                   path);
  return minimum;
}

Result<void> add_maximum(const requirement::Sum& sum, ProgrammeNode& node) {
  if (!sum.maximum) return {};
  const Counted most = counted(*sum.maximum);
  if (most.unit != node.unit)
    return invalid("the maximum is counted in something else than the minimum", node.id.text());
  if (most.value < node.minimum)
    return invalid("impossible: a maximum of " + most.value.to_string() + " below the minimum of " +
                       node.minimum.to_string(),
                   node.id.text());
  node.limits.push_back({NodeId("maximum"), most.unit, most.value, false, Matcher(), std::nullopt});
  return {};
}

// Whether something that a credit node names has credit in its system; true where it names nothing,
// or more than it spells out.
bool has_credit(const requirement::Sum& sum, const ProgrammeNode& node, const Index& index) {
  if (node.kind != NodeKind::credit || node.named.empty() ||
      node.named.size() < sum.filter.achievements.size())
    return true;
  return std::ranges::any_of(node.named, [&](const AchievementId& id) {
    const eligibility::Definition* definition = index.find(index.number_of(id));
    return definition != nullptr &&
           std::ranges::any_of(definition->credit, [&](const credit::Amount& amount) {
             return amount.system == node.unit.system && amount.value > Rational(0);
           });
  });
}

Result<void> compile_sum(const requirement::Sum& sum, const Index& index, ProgrammeNode& node) {
  CAIRN_TRY(const Counted minimum, read_minimum(sum.minimum, node.id.text()));
  node.kind = kind_of(minimum.unit);
  node.unit = minimum.unit;
  node.minimum = minimum.value;
  CAIRN_TRY(node.accepts, Matcher::compile(sum.filter, index, node.id.text()));
  node.named = requirement::named_by(sum.filter);
  if (!has_credit(sum, node, index))
    return invalid("impossible: none of the achievements named has credit in \"" +
                       node.unit.system.text() + "\"",
                   node.id.text());
  return add_maximum(sum, node);
}

Result<void> compile_points(const requirement::Points& points, const Index& index,
                            ProgrammeNode& node) {
  node.kind = NodeKind::points;
  node.minimum = points.minimum;
  if (points.minimum <= Rational(0))
    return invalid(
        "impossible: a minimum of " + points.minimum.to_string() + " points; expected more than 0",
        node.id.text());
  if (points.lines.empty()) return invalid("expected at least one line", node.id.text());
  for (const requirement::Points::Line& line : points.lines) {
    if (line.points <= Rational(0))
      return invalid("a line of " + line.points.to_string() + " points; expected more than 0",
                     node.id.text());
    CAIRN_TRY(Matcher where, Matcher::compile(line.filter, index, node.id.text()));
    node.lines.push_back({line.points, std::move(where)});
    for (AchievementId& id : requirement::named_by(line.filter))
      node.named.push_back(std::move(id));
  }
  std::ranges::sort(node.named);
  node.named.erase(std::unique(node.named.begin(), node.named.end()), node.named.end());
  return {};
}

Result<void> check_fact(const requirement::Fact& fact, const std::string& path) {
  if (fact.name.empty()) return invalid("a fact needs a name", path);
  if (fact.is.empty() == !fact.at_least)
    return invalid("a fact needs either \"is\" or \"atLeast\"", path);
  return {};
}

Result<void> compile_group(const requirement::Node& from, ProgrammeNode& node) {
  const int size = static_cast<int>(requirement::children_of(from).size());
  const auto* at_least = std::get_if<requirement::AtLeast>(&from.rule);
  node.kind = at_least != nullptr ? NodeKind::at_least : NodeKind::all;
  node.count = at_least != nullptr ? at_least->count : size;
  if (size == 0) return invalid("expected at least one child", node.id.text());
  if (node.count < 1 || node.count > size)
    return invalid("impossible: at least " + std::to_string(node.count) + " of " +
                       std::to_string(size) + "; expected 1 to " + std::to_string(size),
                   node.id.text());
  if (at_least == nullptr || !at_least->at_most) return {};
  node.at_most = at_least->at_most;
  if (*node.at_most < node.count || *node.at_most > size)
    return invalid("impossible: at most " + std::to_string(*node.at_most) + " of " +
                       std::to_string(size) + "; expected " + std::to_string(node.count) + " to " +
                       std::to_string(size),
                   node.id.text());
  return {};
}

Result<void> compile_applied(const requirement::Applied& applied, const Index& index,
                             ProgrammeNode& node) {
  const std::string& path = node.id.text();
  CAIRN_TRY(const Counted minimum, read_minimum(applied.minimum, path));
  node.kind = NodeKind::applied;
  node.unit = minimum.unit;
  node.minimum = minimum.value;
  node.terms.is_share = is_share(applied.minimum);
  node.terms.unshared = applied.unshared;
  CAIRN_TRY(node.accepts, Matcher::compile(applied.where, index, path));
  if (!applied.last) return {};
  if (node.terms.is_share) return invalid("a share has no \"last\"", path);
  CAIRN_TRY(const Counted last, read_minimum(*applied.last, path));
  if (last.unit == minimum.unit && last.value < minimum.value)
    return invalid("impossible: a minimum of " + minimum.value.to_string() + " among the last " +
                       last.value.to_string(),
                   path);
  node.terms.last = {last.unit, last.value};
  return {};
}

Result<void> compile_condition(const requirement::Rule& rule, const Index& index,
                               ProgrammeNode& node) {
  const std::string& path = node.id.text();
  if (const auto* applied = std::get_if<requirement::Applied>(&rule))
    return compile_applied(*applied, index, node);
  if (const auto* distinct = std::get_if<requirement::Distinct>(&rule)) {
    node.kind = NodeKind::distinct;
    node.key = distinct->key;
    node.minimum = Rational(distinct->minimum);
    node.at_most = distinct->maximum;
    if (distinct->minimum < 1) return invalid("impossible: a minimum below 1", path);
    if (node.at_most && *node.at_most < distinct->minimum)
      return invalid("impossible: a maximum of " + std::to_string(*node.at_most) +
                         " below the minimum of " + std::to_string(distinct->minimum),
                     path);
    CAIRN_TRY(node.accepts, Matcher::compile(distinct->where, index, path));
    return {};
  }
  const auto& average = std::get<requirement::Average>(rule);
  node.kind = NodeKind::average;
  node.scale = average.scale;
  node.unit.system = average.system;
  node.minimum = average.minimum;
  const grade::Scale* scale = index.scale(average.scale);
  if (scale == nullptr)
    return invalid("no grade scale \"" + average.scale.text() + "\" is in the catalogue", path);
  if (std::ranges::none_of(scale->grades, [](const auto& step) { return step.points.has_value(); }))
    return invalid("the scale \"" + average.scale.text() + "\" has no points to average", path);
  node.less_is_better = grade::less_is_better(*scale);
  CAIRN_TRY(node.accepts, Matcher::compile(average.where, index, path));
  return {};
}

bool is_condition(const requirement::Rule& rule) {
  return std::holds_alternative<requirement::Applied>(rule) ||
         std::holds_alternative<requirement::Distinct>(rule) ||
         std::holds_alternative<requirement::Average>(rule);
}

bool inside(const ProgrammeTree& tree, int node, int above) {
  return node >= above && node < tree.end_of(above);
}

bool overlap(const ProgrammeTree& tree, int a, int b) {
  return inside(tree, a, b) || inside(tree, b, a);
}

bool share_pairs(const ProgrammeTree& tree, const NodeSharing& one, const NodeSharing& other) {
  for (const int a : one.between)
    for (const int b : one.between)
      for (const int c : other.between)
        for (const int d : other.between)
          if (a != b && c != d && overlap(tree, a, c) && overlap(tree, b, d)) return true;
  return false;
}

Result<void> check_between(const ProgrammeTree& tree, const NodeSharing& sharing,
                           const std::string& path) {
  if (sharing.between.size() < 2) return invalid("a sharing rule names fewer than two nodes", path);
  for (std::size_t i = 0; i < sharing.between.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (overlap(tree, sharing.between[i], sharing.between[j]))
        return invalid("a sharing rule names a node and one below it", path);
  return {};
}

}  // namespace

Result<void> compile_holds(const requirement::Holds& holds, const Index& index,
                           ProgrammeNode& node) {
  node.kind = NodeKind::holds;
  node.count = 1;
  node.achievement = holds.achievement;
  node.named = {holds.achievement};
  node.minimum = Rational(1);
  requirement::Filter filter;
  filter.achievements = {holds.achievement.text()};
  filter.all = {holds.filter};
  CAIRN_TRY(node.accepts, Matcher::compile(filter, index, node.id.text()));
  return {};
}

Result<void> compile_rule(const requirement::Node& from, const Index& index, ProgrammeNode& node) {
  node.count = 1;
  if (const auto* sum = std::get_if<requirement::Sum>(&from.rule))
    return compile_sum(*sum, index, node);
  if (const auto* points = std::get_if<requirement::Points>(&from.rule))
    return compile_points(*points, index, node);
  if (const auto* fact = std::get_if<requirement::Fact>(&from.rule)) {
    node.kind = NodeKind::fact;
    node.fact = *fact;
    return check_fact(*fact, node.id.text());
  }
  if (const auto* when = std::get_if<requirement::When>(&from.rule)) {
    node.kind = NodeKind::when;
    node.fact = when->fact;
    if (when->children.empty() || when->children.size() > 2)
      return invalid("expected \"then\" and perhaps \"else\"", node.id.text());
    return check_fact(when->fact, node.id.text());
  }
  if (const auto* same = std::get_if<requirement::Same>(&from.rule)) {
    node.kind = NodeKind::same;
    node.key = same->key;
    return same->children.size() == 1 ? Result<void>()
                                      : Result<void>(invalid("expected one child", node.id.text()));
  }
  if (is_condition(from.rule)) return compile_condition(from.rule, index, node);
  return compile_group(from, node);
}

Result<void> compile_scope(const requirement::Node& from, const Index& index, ProgrammeNode& node) {
  const std::string& path = node.id.text();
  for (const requirement::Limit& limit : from.limits) {
    const Counted most = counted(limit.at_most);
    CAIRN_CHECK(check_share(limit.at_most, path));
    if (most.value.is_negative()) return invalid("a limit below 0", path);
    CAIRN_TRY(Matcher where, Matcher::compile(limit.where, index, path));
    node.limits.push_back(
        {limit.id, most.unit, most.value, is_share(limit.at_most), std::move(where), limit.per});
  }
  for (const requirement::Sharing& sharing : from.sharing) {
    NodeSharing made;
    made.id = sharing.id;
    made.times = sharing.times;
    if (sharing.times < 2) return invalid("a sharing rule for fewer than two times", path);
    CAIRN_TRY(made.where, Matcher::compile(sharing.where, index, path));
    if (sharing.at_most) {
      const Counted most = counted(*sharing.at_most);
      made.unit = most.unit;
      made.at_most = most.value;
      if (most.value.is_negative()) return invalid("a sharing rule of less than 0", path);
      if (most.unit.measure == Unit::Measure::hours)
        return invalid("what is shared is counted in credit or awards", path);
    }
    node.sharing.push_back(std::move(made));
  }
  if (from.split) {
    if (from.split->step.value <= Rational(0))
      return invalid(
          "a step of " + from.split->step.value.to_string() + " credit; expected more than 0",
          path);
    CAIRN_TRY(Matcher where, Matcher::compile(from.split->where, index, path));
    node.split = NodeSplit{from.split->step, std::move(where)};
  }
  for (const requirement::Avoid& avoid : from.avoid) {
    if (avoid.weight < 1 || avoid.weight > requirement::Avoid::kWeightMax)
      return invalid("a weight of " + std::to_string(avoid.weight) + "; expected 1 to " +
                         std::to_string(requirement::Avoid::kWeightMax),
                     path);
    CAIRN_TRY(Matcher where, Matcher::compile(avoid.where, index, path));
    node.avoid.push_back({avoid.id, std::move(where), avoid.weight});
  }
  node.stacked = from.stacked;
  node.repeats = from.repeats;
  if (node.repeats && node.repeats->keep == requirement::Repeats::Keep::best &&
      index.scale(node.repeats->scale) == nullptr)
    return invalid("no grade scale \"" + node.repeats->scale.text() + "\" is in the catalogue",
                   path);
  return {};
}

const NodeId* looked_at_by(const requirement::Rule& rule) {
  if (const auto* applied = std::get_if<requirement::Applied>(&rule)) return &applied->in;
  if (const auto* distinct = std::get_if<requirement::Distinct>(&rule)) return &distinct->in;
  const auto* average = std::get_if<requirement::Average>(&rule);
  if (average != nullptr && !average->in.empty()) return &average->in;
  return nullptr;
}

Result<void> check_sharing(const ProgrammeTree& tree) {
  std::vector<const NodeSharing*> seen;
  for (const ProgrammeNode& node : tree.nodes())
    for (const NodeSharing& sharing : node.sharing) {
      CAIRN_CHECK(check_between(tree, sharing, node.id.text()));
      for (const NodeSharing* other : seen)
        if (share_pairs(tree, sharing, *other))
          return invalid("two sharing rules, \"" + sharing.id.text() + "\" and \"" +
                             other->id.text() + "\", speak of the same leaves",
                         node.id.text());
      seen.push_back(&sharing);
    }
  return {};
}

Result<void> check_prerequisite(const requirement::Node& node, const std::string& prefix) {
  const std::string path = prefix + "/" + node.id.text();
  if (!node.limits.empty() || !node.sharing.empty() || node.split || node.repeats ||
      node.stacked != requirement::Stacked::either || !node.avoid.empty())
    return invalid("prerequisites have no limits, sharing, split, repeats, stacked or avoid", path);
  const auto* at_least = std::get_if<requirement::AtLeast>(&node.rule);
  if (at_least != nullptr && at_least->at_most)
    return invalid("prerequisites have no \"atMost\"", path);
  if (std::holds_alternative<requirement::When>(node.rule) ||
      std::holds_alternative<requirement::Same>(node.rule) || is_condition(node.rule))
    return invalid(
        "prerequisites consist of all, any, atLeast, holds, credit, hours, awards, "
        "points and fact nodes",
        path);
  for (const requirement::Node& child : requirement::children_of(node))
    CAIRN_CHECK(check_prerequisite(child, prefix));
  return {};
}

}  // namespace cairn::audit
