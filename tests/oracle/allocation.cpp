#include "oracle/allocation.h"

#include <algorithm>

namespace cairn::oracle {
namespace {

bool applied_below(const Way& way, const std::set<int>& leaves) {
  return std::ranges::any_of(way,
                             [&](const Application& each) { return leaves.contains(each.leaf); });
}

bool whole_below(const Way& way, const std::set<int>& leaves) {
  return std::ranges::any_of(
      way, [&](const Application& each) { return each.is_whole() && leaves.contains(each.leaf); });
}

// Section 8: m, the number of nodes of the rule below which the award is applied as a whole.
int nodes_below(const Share& rule, const Way& way) {
  return static_cast<int>(std::ranges::count_if(
      rule.groups, [&](const std::set<int>& group) { return whole_below(way, group); }));
}

bool below_different_nodes(const Share& rule, int a, int b) {
  for (const std::set<int>& first : rule.groups)
    for (const std::set<int>& second : rule.groups)
      if (&first != &second && first.contains(a) && second.contains(b)) return true;
  return false;
}

bool may_share(const Question& question, int use, int a, int b) {
  return std::ranges::any_of(question.sharing, [&](const Share& rule) {
    return rule.worth.contains(use) && below_different_nodes(rule, a, b);
  });
}

bool sharing_allows(const Question& question, int use, const Way& way) {
  for (std::size_t i = 0; i < way.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (way[i].is_whole() && way[j].is_whole() &&
          !may_share(question, use, way[i].leaf, way[j].leaf))
        return false;
  if (taken_of_roots(way) > Rational(1)) return false;
  return std::ranges::all_of(
      question.sharing, [&](const Share& rule) { return nodes_below(rule, way) <= rule.times; });
}

bool roots_are_free(const Question& question, const Applications& applied) {
  std::map<std::string, Rational> taken;
  for (std::size_t use = 0; use < applied.size(); ++use)
    for (const std::string& root : question.uses[use].roots) {
      Rational& of_root = taken[root];
      of_root = add(of_root, taken_of_roots(applied[use])).value();
      if (of_root > Rational(1)) return false;
    }
  return true;
}

// Each application counts.
std::int64_t worth_below(const std::set<int>& leaves, const Worths& worths, bool by_award,
                         const Applications& applied) {
  std::int64_t sum = 0;
  for (const auto& [use, worth] : worths)
    for (const Application& each : applied[static_cast<std::size_t>(use)])
      if (leaves.contains(each.leaf)) sum += by_award ? worth : each.part(worth);
  return sum;
}

bool exceeded(const Cap& cap, const Applications& applied) {
  const std::int64_t limited = worth_below(cap.leaves, cap.worth, cap.by_award, applied);
  if (!cap.share) return limited > cap.at_most;
  return limited * cap.share->denominator >
         worth_below(cap.leaves, cap.all, cap.by_award, applied) * cap.share->numerator;
}

std::int64_t shared(const Share& rule, const Applications& applied) {
  std::int64_t sum = 0;
  for (const auto& [use, worth] : rule.worth) {
    const int m = nodes_below(rule, applied[static_cast<std::size_t>(use)]);
    sum += worth * std::max(0, m - 1);
  }
  return sum;
}

// Section 10: what the award is worth where the condition looks, once; of pieces their sum.
std::int64_t worth_there(const Condition& condition, const Way& way, std::int64_t worth,
                         bool by_award) {
  if (!applied_below(way, condition.leaves)) return 0;
  if (by_award || whole_below(way, condition.leaves)) return worth;
  std::int64_t sum = 0;
  for (const Application& each : way)
    if (condition.leaves.contains(each.leaf)) sum += each.part(worth);
  return sum;
}

std::int64_t worth_seen(const Condition& condition, const Worths& worths,
                        const Applications& applied) {
  std::int64_t sum = 0;
  for (const auto& [use, worth] : worths)
    sum += worth_there(condition, applied[static_cast<std::size_t>(use)], worth,
                       condition.all_by_award);
  return sum;
}

// Whether less than the last so much of what is applied there was awarded after this use.
bool among_last(const Condition& condition, int use, const Applications& applied) {
  Worths later;
  for (const auto& [other, worth] : condition.all)
    if (condition.days.at(other) > condition.days.at(use)) later[other] = worth;
  return worth_seen(condition, later, applied) < *condition.last;
}

bool applied_elsewhere(const Condition& condition, const Way& way) {
  return std::ranges::any_of(way, [&](const Application& each) {
    return each.is_whole() && !condition.leaves.contains(each.leaf);
  });
}

bool looked_at(const Condition& condition, int use, const Applications& applied) {
  const Way& way = applied[static_cast<std::size_t>(use)];
  if (!applied_below(way, condition.leaves)) return false;
  if (condition.unshared && applied_elsewhere(condition, way)) return false;
  return !condition.last || among_last(condition, use, applied);
}

bool satisfied(const Condition& condition, const Applications& applied) {
  std::int64_t sum = 0;
  bool any = false;
  std::set<std::string> values;
  for (const auto& [use, worth] : condition.worth) {
    if (!looked_at(condition, use, applied)) continue;
    any = true;
    sum +=
        worth_there(condition, applied[static_cast<std::size_t>(use)], worth, condition.by_award);
    if (condition.kind != Condition::Kind::distinct) continue;
    const auto& more = condition.values.at(use);
    values.insert(more.begin(), more.end());
  }
  if (condition.share) {
    const std::int64_t whole = worth_seen(condition, condition.all, applied);
    return whole > 0 && sum * condition.share->denominator >= whole * condition.share->numerator;
  }
  if (condition.kind == Condition::Kind::distinct) {
    const auto count = static_cast<std::int64_t>(values.size());
    return count >= condition.minimum && count <= condition.maximum.value_or(count);
  }
  return sum >= condition.minimum && (any || condition.kind == Condition::Kind::applied);
}

Deficit sum_of(Deficit a, Deficit b) { return {a.credit + b.credit, a.missing + b.missing}; }

// Section 11. A choice is found node by node: what is applied decides the conditions, and with
// them every leaf, so that each node can pick the best for itself.
class Choosing {
 public:
  Choosing(const Question& question, const Applications& applied)
      : question_(question),
        applied_(applied),
        have_(static_cast<std::size_t>(question.leaf_count), 0) {
    for (const Way& way : applied)
      for (const Application& each : way)
        have_[static_cast<std::size_t>(each.leaf)] += each.worth();
  }

  struct Chosen {
    Deficit deficit;
    bool needed = false;   // something is applied to it or below it
    bool possible = true;  // all of that can be chosen
  };

  Chosen choose(const TreeNode& node) const {
    switch (node.kind) {
      case Kind::holds:
        return holds(node);
      case Kind::sum: {
        const std::int64_t left = node.worth - have(node);
        return {left <= 0 ? Deficit{} : Deficit{node.counts ? left : 0, 1}, have(node) > 0};
      }
      case Kind::fact:
        return {{0, node.satisfied ? 0 : 1}};
      case Kind::condition: {
        const Condition& condition = question_.conditions[static_cast<std::size_t>(node.condition)];
        return {{0, satisfied(condition, applied_) ? 0 : 1}};
      }
      case Kind::pick:
        return pick(node);
    }
    return {};
  }

 private:
  std::int64_t have(const TreeNode& node) const {
    return have_[static_cast<std::size_t>(node.leaf)];
  }

  Chosen holds(const TreeNode& node) const {
    const bool held = have(node) > 0;
    if (node.children.empty()) return {held ? Deficit{} : Deficit{node.worth, 1}, held};
    Chosen below = choose(node.children[0]);
    if (!held) return below;
    return {{}, true, !below.needed};
  }

  // The needed children and, of the others, those of least deficit; none that may be spared.
  Chosen pick(const TreeNode& node) const {
    Chosen made;
    std::vector<Deficit> others;
    int needed = 0;
    for (const TreeNode& child : node.children) {
      const Chosen each = choose(child);
      made.possible = made.possible && each.possible;
      if (each.needed) {
        ++needed;
        made.deficit = sum_of(made.deficit, each.deficit);
      } else {
        others.push_back(each.deficit);
      }
    }
    made.needed = needed > 0;
    if (needed > node.pick + node.spare) made.possible = false;
    std::ranges::sort(others);
    for (int i = 0; i < node.pick - needed; ++i)
      made.deficit = sum_of(made.deficit, others[static_cast<std::size_t>(i)]);
    return made;
  }

  const Question& question_;
  const Applications& applied_;
  std::vector<std::int64_t> have_;
};

}  // namespace

std::vector<Way> ways(const Question& question, int use) {
  std::vector<Way> all{{}};
  const Use& of = question.uses[static_cast<std::size_t>(use)];
  for (const auto& [leaf, worth] : of.leaves) {
    const std::size_t before = all.size();
    const int steps = of.steps.contains(leaf) ? of.steps.at(leaf) : 1;
    for (std::size_t i = 0; i < before; ++i)
      for (int taken = 1; taken <= steps; ++taken) {
        Way longer = all[i];
        longer.push_back({leaf, worth, taken, steps});
        if (sharing_allows(question, use, longer)) all.push_back(std::move(longer));
      }
  }
  return all;
}

Rational taken_of_roots(const Way& way) {
  Rational taken(0);
  bool whole = false;
  for (const Application& each : way) {
    whole = whole || each.is_whole();
    if (!each.is_whole())
      taken = add(taken, Rational::create(each.taken, each.steps).value()).value();
  }
  return whole ? add(taken, Rational(1)).value() : taken;
}

std::string broken_rule(const Question& question, const Applications& applied) {
  if (!roots_are_free(question, applied)) return "two awards that share a root are applied";
  for (std::size_t use = 0; use < applied.size(); ++use)
    if (!sharing_allows(question, static_cast<int>(use), applied[use]))
      return question.uses[use].award->id.text() + " is applied more often than it may be";
  for (const Cap& cap : question.caps)
    if (exceeded(cap, applied)) return "a limit of " + cap.path + " is exceeded";
  for (const Share& rule : question.sharing)
    if (rule.at_most && shared(rule, applied) > *rule.at_most)
      return "more is shared than " + rule.id + " allows";
  return {};
}

std::int64_t weight_of(const Question& question, const Applications& applied) {
  std::int64_t weight = 0;
  for (const Avoidance& each : question.avoidances)
    for (const int use : each.uses)
      weight += each.weight * std::ranges::count_if(applied[static_cast<std::size_t>(use)],
                                                    [&](const Application& a) {
                                                      return each.leaves.contains(a.leaf);
                                                    });
  return weight;
}

std::optional<Deficit> least_deficit(const Question& question, const Applications& applied) {
  const auto chosen = Choosing(question, applied).choose(question.tree);
  if (!chosen.possible) return std::nullopt;
  return chosen.deficit;
}

}  // namespace cairn::oracle
