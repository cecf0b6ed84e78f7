#include "oracle/expansion.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <variant>

#include "oracle/consumed.h"
#include "oracle/denominator.h"
#include "oracle/exceptions.h"
#include "oracle/filter.h"
#include "oracle/kept.h"
#include "oracle/means.h"

namespace cairn::oracle {
namespace {

using learning::Achievement;
using learning::Award;
using learning::AwardStatus;
using requirement::Exception;
using requirement::Filter;
using requirement::Node;
using requirement::Portion;
using requirement::Quantity;

std::vector<const Node*> by_id(const std::vector<Node>& nodes) {
  std::vector<const Node*> sorted;
  for (const Node& node : nodes) sorted.push_back(&node);
  std::ranges::sort(sorted, {}, [](const Node* each) { return each->id.text(); });
  return sorted;
}

// Section 11: the system of the goal.
std::string system_of(const learning::Catalogue& catalogue, const Achievement& goal) {
  const auto* organization = catalogue.find_organization(goal.organization);
  const std::string home = organization != nullptr ? organization->credit_system.text() : "";
  std::set<std::string> systems;
  for (const auto& amount : goal.credit) systems.insert(amount.system.text());
  return systems.empty() || systems.contains(home) ? home : *systems.begin();
}

// Section 9.
bool satisfied(const requirement::Fact& fact, const learning::Record& record) {
  for (const learning::FactStatement& stated : record.facts) {
    if (stated.name != fact.name) continue;
    if (std::ranges::find(fact.is, stated.value) != fact.is.end()) return true;
    const auto number = Rational::parse(stated.value);
    return fact.at_least && number && *number >= *fact.at_least;
  }
  return false;
}

// The nodes of one requirement by their ids, and what waits for them.
struct Scope {
  std::map<std::string, std::set<int>> below;        // leaves below each node, of all copies
  std::vector<std::pair<int, std::string>> waiting;  // condition and the node it looks at
  std::vector<const requirement::Sharing*> sharing;
  std::vector<const requirement::Split*> splits;  // of the nodes that we are in, the nearest last
};

// An outermost leaf of prerequisites, and the paths of the groups above it.
struct Outermost {
  const Node* node;
  std::vector<std::string> above;
};

class Expander {
 public:
  Expander(const learning::Catalogue& catalogue, const AchievementId& goal,
           const learning::Record& record, Date day, Pass pass)
      : catalogue_(catalogue),
        record_(record),
        day_(day),
        goal_(*catalogue.find_achievement(goal)) {
    question_.system = system_of(catalogue, goal_);
    question_.denominator = common_denominator(catalogue, record);
    for (const Award& award : record.awards) find_use(award, pass);
  }

  Question goal() {
    const std::string& path = goal_.id.text();
    drop_consumed(catalogue_, goal_, question_.uses);
    find_forced(goal_.requirement, path);
    question_.tree = finished(path, [&] { return holds(path, goal_.id, {}); });
    return finished_question();
  }

  // One leaf of the prerequisites, alone; what is blocked at a group above it is so at the leaf.
  Question alone(const Outermost& leaf, const std::string& prefix) {
    Scope scope;
    find_forced(goal_.prerequisites, prefix);
    question_.tree = node(*leaf.node, prefix, scope);
    for (const std::string& group : leaf.above) withdraw_blocked(group, 0);
    return finished_question();
  }

 private:
  Question finished_question() {
    for (const auto& [leaf, mean] : over_record_)
      decide_over_record(leaf, mean, catalogue_, day_, question_);
    return std::move(question_);
  }

  // Section 1.
  void find_use(const Award& award, Pass pass) {
    if (award.expires && *award.expires < day_) return;
    const bool made =
        (award.status == AwardStatus::earned || award.status == AwardStatus::recognised) &&
        award.awarded <= day_;
    const bool hoped_for = award.status == AwardStatus::in_progress;
    if (!made && !(hoped_for && pass == Pass::second)) return;
    Use use{&award, made, {}, {}};
    for (const AwardId& root : award.roots) use.roots.insert(root.text());
    if (use.roots.empty()) use.roots.insert(award.id.text());
    question_.uses.push_back(std::move(use));
  }

  // --- Section 2: the tree ---

  // Makes a node; what exceptions say of it or of what is below it.
  template <class Make>
  TreeNode finished(const std::string& path, Make make) {
    const int first = question_.leaf_count;
    TreeNode made;
    if (exceptions(record_, Exception::Kind::waive, path, day_).empty()) made = make();
    made.path = path;
    withdraw_blocked(path, first);
    return made;
  }

  void withdraw_blocked(const std::string& path, int first) {
    for (const Exception* block : exceptions(record_, Exception::Kind::block, path, day_))
      for (Use& use : question_.uses)
        if (use.award->id == block->award) withdraw(use, first);
  }

  TreeNode node(const Node& from, const std::string& prefix, Scope& scope) {
    const int first = question_.leaf_count;
    const std::string path = prefix + "/" + from.id.text();
    if (from.split) scope.splits.push_back(&*from.split);
    if (from.repeats && from.repeats->averaged) ++averaged_;
    TreeNode made = finished(path, [&] {
      return std::visit([&](const auto& rule) { return expand(rule, path, prefix, scope); },
                        from.rule);
    });
    if (from.split) scope.splits.pop_back();
    if (from.repeats && from.repeats->averaged) --averaged_;
    const std::set<int> leaves = leaves_since(first);
    scope.below[from.id.text()].insert(leaves.begin(), leaves.end());
    for (const requirement::Limit& limit : from.limits)
      cap(path, leaves, limit.at_most, limit.where, limit.per);
    for (const requirement::Avoid& avoid : from.avoid) this->avoid(leaves, avoid);
    if (from.repeats) keep_one(*from.repeats, catalogue_, first, question_.uses);
    if (from.stacked != requirement::Stacked::either)
      keep_kind(from.stacked, first, question_.uses);
    return made;
  }

  std::set<int> leaves_since(int first) const {
    std::set<int> leaves;
    for (int leaf = first; leaf < question_.leaf_count; ++leaf) leaves.insert(leaf);
    return leaves;
  }

  TreeNode leaf(Kind kind) {
    TreeNode made;
    made.kind = kind;
    made.leaf = question_.leaf_count++;
    return made;
  }

  TreeNode holds(const std::string& path, const AchievementId& id, const Filter& filter) {
    const Achievement& achievement = *catalogue_.find_achievement(id);
    TreeNode made = leaf(Kind::holds);
    for (const auto& amount : achievement.credit)
      if (amount.system.text() == question_.system) made.worth = units(amount.value);
    const std::set<std::string> accepted = met_by(catalogue_, id.text());
    accept(made.leaf, path, [&](const Award& award, bool substituted) -> std::int64_t {
      const bool fits =
          accepted.contains(award.achievement.text()) && passes(filter, award, catalogue_, day_);
      return fits || substituted ? 1 : 0;
    });
    if (achievement.requirement) made.children.push_back(opened(*achievement.requirement, path));
    return made;
  }

  // The requirement below a holds node.
  TreeNode opened(const Node& requirement, const std::string& path) {
    Scope scope;
    find_sharing(requirement, scope);
    TreeNode made = node(requirement, path, scope);
    for (const auto& [condition, in] : scope.waiting)
      question_.conditions[static_cast<std::size_t>(condition)].leaves = scope.below[in];
    for (const requirement::Sharing* rule : scope.sharing) share(*rule, scope);
    return made;
  }

  static void find_sharing(const Node& from, Scope& scope) {
    for (const requirement::Sharing& rule : from.sharing) scope.sharing.push_back(&rule);
    for (const Node& child : children_of(from)) find_sharing(child, scope);
  }

  TreeNode group(int pick, const std::vector<Node>& children, const std::string& prefix,
                 Scope& scope) {
    TreeNode made;
    made.pick = pick;
    for (const Node* child : by_id(children)) made.children.push_back(node(*child, prefix, scope));
    return made;
  }

  TreeNode expand(const requirement::All& rule, const std::string&, const std::string& prefix,
                  Scope& scope) {
    return group(static_cast<int>(rule.children.size()), rule.children, prefix, scope);
  }

  TreeNode expand(const requirement::AtLeast& rule, const std::string& path,
                  const std::string& prefix, Scope& scope) {
    const auto adjustment = adjusted(path);
    const int count = adjustment ? static_cast<int>(adjustment->numerator()) : rule.count;
    TreeNode made = group(count, rule.children, prefix, scope);
    if (rule.at_most) made.spare = *rule.at_most - count;
    return made;
  }

  TreeNode expand(const requirement::Holds& rule, const std::string& path, const std::string&,
                  Scope&) {
    return holds(path, rule.achievement, rule.filter);
  }

  TreeNode expand(const requirement::Sum& rule, const std::string& path, const std::string&,
                  Scope& scope) {
    TreeNode made = leaf(Kind::sum);
    const auto* credit = std::get_if<credit::Amount>(&rule.minimum);
    made.counts = credit != nullptr && credit->system.text() == question_.system;
    made.worth = quantity(rule.minimum);
    if (const auto value = adjusted(path))
      made.worth = std::holds_alternative<requirement::Awards>(rule.minimum) ? value->numerator()
                                                                             : units(*value);
    accept(made.leaf, path, [&](const Award& award, bool substituted) {
      return substituted || passes(rule.filter, award, catalogue_, day_)
                 ? worth(award, rule.minimum)
                 : 0;
    });
    if (!scope.splits.empty() && !std::holds_alternative<requirement::Awards>(rule.minimum))
      divide_at(made.leaf, *scope.splits.back());
    if (rule.maximum) cap(path, {made.leaf}, *rule.maximum, {}, std::nullopt);
    return made;
  }

  TreeNode expand(const requirement::Points& rule, const std::string& path, const std::string&,
                  Scope&) {
    TreeNode made = leaf(Kind::sum);
    made.worth = units(adjusted(path).value_or(rule.minimum));
    accept(made.leaf, path, [&](const Award& award, bool) {
      std::int64_t best = 0;
      for (const auto& line : rule.lines)
        if (passes(line.filter, award, catalogue_, day_)) best = std::max(best, units(line.points));
      return best;
    });
    return made;
  }

  TreeNode expand(const requirement::Fact& rule, const std::string&, const std::string&, Scope&) {
    TreeNode made = leaf(Kind::fact);
    made.satisfied = satisfied(rule, record_);
    return made;
  }

  TreeNode expand(const requirement::When& rule, const std::string&, const std::string& prefix,
                  Scope& scope) {
    const std::size_t selected = satisfied(rule.fact, record_) ? 0 : 1;
    TreeNode made;
    if (selected == rule.children.size()) return made;
    made.pick = 1;
    made.children.push_back(node(rule.children[selected], prefix, scope));
    return made;
  }

  TreeNode expand(const requirement::Same& rule, const std::string&, const std::string& prefix,
                  Scope& scope) {
    std::set<std::string> values;
    for (const Use& use : question_.uses) values.merge(values_of(rule.key, *use.award, catalogue_));
    if (values.empty()) values.insert("");
    TreeNode made;
    made.pick = 1;
    made.copies = true;
    for (const std::string& value : values) {
      same_.emplace_back(rule.key, value);
      made.children.push_back(node(rule.children[0], prefix, scope));
      same_.pop_back();
    }
    return made;
  }

  // --- Section 4: what a leaf accepts ---

  // `worth_there` says what an award is worth to the leaf, 0 when it is not accepted; its second
  // argument says whether it is a substitute, which the leaf accepts whatever its filter says.
  template <class WorthThere>
  void accept(int leaf, const std::string& path, WorthThere worth_there) {
    for (Use& use : question_.uses) {
      const AwardId& award = use.award->id;
      const bool is_forced_here = let_in(Exception::Kind::force, award, path);
      if (forced_.contains(award) && !is_forced_here) continue;
      const bool substituted = is_forced_here || let_in(Exception::Kind::substitute, award, path);
      if (!substituted && !has_same_values(use)) continue;
      const std::int64_t value = worth_there(*use.award, substituted);
      if (value > 0) use.leaves.emplace_back(leaf, value);
    }
  }

  bool has_same_values(const Use& use) const {
    return std::ranges::all_of(same_, [&](const auto& each) {
      return values_of(each.first, *use.award, catalogue_).contains(each.second);
    });
  }

  // Section 8: who may be applied to the leaf in pieces.
  void divide_at(int leaf, const requirement::Split& split) {
    for (Use& use : question_.uses) {
      const auto accepted = [&](const auto& each) { return each.first == leaf; };
      if (std::ranges::none_of(use.leaves, accepted)) continue;
      if (!passes(split.where, *use.award, catalogue_, day_)) continue;
      if (const int steps = steps_of(*use.award, split); steps > 1) use.steps[leaf] = steps;
    }
  }

  bool let_in(Exception::Kind kind, const AwardId& award, const std::string& path) const {
    return std::ranges::any_of(exceptions(record_, kind, path, day_),
                               [&](const Exception* each) { return each->award == award; });
  }

  // Section 14: the awards that are forced to a node of the tree, whatever facts and waivers say of
  // the node.
  void find_forced(const std::optional<Node>& requirement, const std::string& prefix) {
    for (const Exception& each : record_.exceptions) {
      const std::string& path = each.node.text();
      if (each.kind != Exception::Kind::force || !let_in(each.kind, each.award, path)) continue;
      const bool is_in_tree =
          path == goal_.id.text()
              ? prefix == path
              : path.starts_with(prefix + "/") && requirement &&
                    leads_to_node(catalogue_, *requirement, path.substr(prefix.size() + 1));
      if (is_in_tree) forced_.insert(each.award);
    }
  }

  std::optional<Rational> adjusted(const std::string& path) const {
    const auto found = exceptions(record_, Exception::Kind::adjust, path, day_);
    if (found.empty()) return std::nullopt;
    return found.front()->value;
  }

  std::int64_t units(const Rational& value) const {
    return value.numerator() * (question_.denominator / value.denominator());
  }

  std::int64_t quantity(const Quantity& quantity) const {
    if (const auto* credit = std::get_if<credit::Amount>(&quantity)) return units(credit->value);
    if (const auto* hours = std::get_if<requirement::Hours>(&quantity)) return units(hours->value);
    return std::get<requirement::Awards>(quantity).count;
  }

  // In the unit of the quantity, whatever its amount.
  std::int64_t worth(const Award& award, const Quantity& unit) const {
    if (std::holds_alternative<requirement::Awards>(unit)) return 1;
    if (std::holds_alternative<requirement::Hours>(unit)) {
      const Achievement* achievement = catalogue_.find_achievement(award.achievement);
      return achievement == nullptr ? 0 : units(achievement->workload_hours.value_or(0));
    }
    return credit_in(award, std::get<credit::Amount>(unit).system);
  }

  std::int64_t credit_in(const Award& award, const credit::SystemId& system) const {
    for (const auto& amount : award.credit)
      if (amount.system == system) return units(amount.value);
    return 0;
  }

  // A quantity in the unit of a share, whatever its amount.
  static Quantity in_unit_of(const requirement::Share& share) {
    using Measure = requirement::Unit::Measure;
    if (share.unit.measure == Measure::hours) return requirement::Hours{};
    if (share.unit.measure == Measure::awards) return requirement::Awards{};
    return credit::Amount{Rational(0), share.unit.system};
  }

  static bool counts_awards(const Portion& portion) {
    return requirement::unit_of(portion).measure == requirement::Unit::Measure::awards;
  }

  static Fraction fraction(const requirement::Share& share) {
    return {share.part.numerator(), share.part.denominator()};
  }

  Worths worths(const Quantity& unit, const Filter& where) const {
    Worths found;
    for (std::size_t i = 0; i < question_.uses.size(); ++i)
      if (passes(where, *question_.uses[i].award, catalogue_, day_))
        found[static_cast<int>(i)] = worth(*question_.uses[i].award, unit);
    return found;
  }

  // --- Section 13: what to avoid ---

  void avoid(const std::set<int>& leaves, const requirement::Avoid& rule) {
    Avoidance made{leaves, {}, rule.weight};
    for (std::size_t use = 0; use < question_.uses.size(); ++use)
      if (passes(rule.where, *question_.uses[use].award, catalogue_, day_))
        made.uses.insert(static_cast<int>(use));
    question_.avoidances.push_back(std::move(made));
  }

  // --- Sections 7 and 8: limits and sharing ---

  void cap(const std::string& path, const std::set<int>& leaves, const Portion& at_most,
           const Filter& where, std::optional<requirement::Key> per) {
    Cap made{path, leaves, {}, 0, {}, {}};
    made.by_award = counts_awards(at_most);
    Quantity unit;
    if (const auto* share = std::get_if<requirement::Share>(&at_most)) {
      unit = in_unit_of(*share);
      made.share = fraction(*share);
      made.all = worths(unit, {});
    } else {
      unit = std::get<Quantity>(at_most);
      made.at_most = quantity(unit);
    }
    const Worths limited = worths(unit, where);
    if (!per) {
      made.worth = limited;
      question_.caps.push_back(made);
      return;
    }
    std::map<std::string, Worths> by_value;
    for (const auto& [use, value] : limited)
      for (const std::string& key :
           values_of(*per, *question_.uses[static_cast<std::size_t>(use)].award, catalogue_))
        by_value[key][use] = value;
    for (const auto& [key, some] : by_value) {
      made.worth = some;
      question_.caps.push_back(made);
    }
  }

  void share(const requirement::Sharing& rule, Scope& scope) {
    Share made;
    made.id = rule.id.text();
    for (const NodeId& node : rule.between) made.groups.push_back(scope.below[node.text()]);
    made.worth = worths(rule.at_most.value_or(requirement::Awards{}), rule.where);
    if (rule.at_most) made.at_most = quantity(*rule.at_most);
    made.times = rule.times;
    question_.sharing.push_back(std::move(made));
  }

  // --- Section 10: conditions ---

  TreeNode condition(Condition made, const NodeId& in, Scope& scope) {
    TreeNode node = leaf(Kind::condition);
    node.condition = static_cast<int>(question_.conditions.size());
    scope.waiting.emplace_back(node.condition, in.text());
    question_.conditions.push_back(std::move(made));
    return node;
  }

  TreeNode expand(const requirement::Applied& rule, const std::string&, const std::string&,
                  Scope& scope) {
    Condition made;
    made.unshared = rule.unshared;
    made.by_award = made.all_by_award = counts_awards(rule.minimum);
    if (const auto* share = std::get_if<requirement::Share>(&rule.minimum)) {
      made.worth = worths(in_unit_of(*share), rule.where);
      made.share = fraction(*share);
      made.all = worths(in_unit_of(*share), {});
      return condition(std::move(made), rule.in, scope);
    }
    made.worth = worths(std::get<Quantity>(rule.minimum), rule.where);
    made.minimum = quantity(std::get<Quantity>(rule.minimum));
    if (rule.last) {
      made.last = quantity(*rule.last);
      made.all = worths(*rule.last, {});
      made.all_by_award = counts_awards(*rule.last);
      for (std::size_t use = 0; use < question_.uses.size(); ++use)
        made.days[static_cast<int>(use)] =
            question_.uses[use].award->awarded.days().time_since_epoch().count();
    }
    return condition(std::move(made), rule.in, scope);
  }

  TreeNode expand(const requirement::Distinct& rule, const std::string&, const std::string&,
                  Scope& scope) {
    Condition made{Condition::Kind::distinct, {}, {}, {}, rule.minimum};
    made.by_award = true;
    made.maximum = rule.maximum;
    for (const auto& [use, value] : worths(requirement::Awards{}, rule.where)) {
      made.worth[use] = 0;
      made.values[use] =
          values_of(rule.key, *question_.uses[static_cast<std::size_t>(use)].award, catalogue_);
    }
    return condition(std::move(made), rule.in, scope);
  }

  TreeNode expand(const requirement::Average& rule, const std::string&, const std::string&,
                  Scope& scope) {
    if (rule.in.empty()) return over_record(rule);
    Condition made{Condition::Kind::average, {}, {}, {}, 0};
    made.by_award = rule.system.empty();
    made.worth = beyond_minimum({rule, averaged_ > 0}, question_, catalogue_, day_);
    return condition(std::move(made), rule.in, scope);
  }

  // A leaf that has, until all that leaves awards out is known, those that it may look at.
  TreeNode over_record(const requirement::Average& rule) {
    TreeNode made = leaf(Kind::fact);
    over_record_.push_back({made.leaf, {rule, averaged_ > 0}});
    for (Use& use : question_.uses)
      if (has_same_values(use)) use.leaves.emplace_back(made.leaf, 1);
    return made;
  }

  const learning::Catalogue& catalogue_;
  const learning::Record& record_;
  const Date day_;
  const Achievement& goal_;
  std::set<AwardId> forced_;
  std::vector<std::pair<int, Mean>> over_record_;               // and their leaves
  std::vector<std::pair<requirement::Key, std::string>> same_;  // of the copies we are in
  int averaged_ = 0;  // of the nodes that we are in, how many average repeats
  Question question_;
};

// Section 15: the groups of the prerequisites, down to their outermost leaves.
TreeNode expand_groups(const Node& from, const std::string& prefix, const learning::Record& record,
                       Date day, std::vector<std::string> above, std::vector<Outermost>& leaves) {
  TreeNode made;
  made.path = prefix + "/" + from.id.text();
  const auto& children = children_of(from);
  if (children.empty()) {
    made.leaf = static_cast<int>(leaves.size());
    leaves.push_back({&from, std::move(above)});
    return made;
  }
  above.push_back(made.path);
  if (!exceptions(record, Exception::Kind::waive, made.path, day).empty()) return made;
  made.pick = static_cast<int>(children.size());
  if (const auto* some = std::get_if<requirement::AtLeast>(&from.rule)) {
    const auto adjusted = exceptions(record, Exception::Kind::adjust, made.path, day);
    made.pick = adjusted.empty() ? some->count : static_cast<int>(adjusted[0]->value.numerator());
  }
  for (const Node* child : by_id(children))
    made.children.push_back(expand_groups(*child, prefix, record, day, above, leaves));
  return made;
}

}  // namespace

int fitting_count(const Question& question) {
  return static_cast<int>(
      std::ranges::count_if(question.uses, [](const Use& use) { return !use.leaves.empty(); }));
}

Question expand_goal(const learning::Catalogue& catalogue, const AchievementId& goal,
                     const learning::Record& record, Date day, Pass pass) {
  return Expander(catalogue, goal, record, day, pass).goal();
}

std::vector<Question> expand_prerequisites(const learning::Catalogue& catalogue,
                                           const AchievementId& goal,
                                           const learning::Record& record, Date day,
                                           TreeNode& groups) {
  std::vector<Question> questions;
  const auto& prerequisites = catalogue.find_achievement(goal)->prerequisites;
  if (!prerequisites) return questions;
  std::vector<Outermost> leaves;
  const std::string prefix = goal.text() + "/prerequisites";
  groups = expand_groups(*prerequisites, prefix, record, day, {}, leaves);
  for (const Outermost& leaf : leaves)
    questions.push_back(Expander(catalogue, goal, record, day, Pass::first).alone(leaf, prefix));
  return questions;
}

}  // namespace cairn::oracle
