#include "domain/lint/lint.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "domain/lint/conditions.h"
#include "domain/lint/forbidden.h"
#include "domain/lint/idle.h"
#include "domain/lint/levels.h"
#include "domain/lint/overlaps.h"
#include "domain/lint/shelf.h"
#include "domain/lint/structure.h"
#include "domain/lint/together.h"
#include "domain/lint/unstated.h"
#include "domain/policy/policy.h"
#include "domain/requirement/requirement.h"

namespace cairn::lint {
namespace {

using eligibility::Matcher;
using learning::Achievement;
using learning::AchievementState;
using requirement::Filter;
using requirement::Node;

/// Without what its children name.
std::vector<AchievementId> named_at(const Node& node) {
  std::vector<AchievementId> named;
  if (requirement::children_of(node).empty()) requirement::collect_named(node, named);
  return named;
}

bool is_published(const Achievement& achievement) {
  return achievement.state == AchievementState::published;
}

/// The achievements that absorb or reissue, by what they are earned with by name.
std::map<AchievementId, std::vector<const Achievement*>> consumers(
    const learning::Catalogue& catalogue) {
  std::map<AchievementId, std::vector<const Achievement*>> by_part;
  for (const Achievement& each : catalogue.achievements) {
    if (each.consumption == learning::Consumption::retained || !each.requirement ||
        !is_published(each))
      continue;
    std::vector<AchievementId> parts;
    requirement::collect_named(*each.requirement, parts);
    for (const AchievementId& part : std::set(parts.begin(), parts.end()))
      by_part[part].push_back(&each);
  }
  return by_part;
}

/// What is named below trees with conditions or shares, which may look at what is applied there.
std::set<AchievementId> looked_into(const Shelf& shelf) {
  std::vector<AchievementId> open;
  for (const Achievement& each : shelf.catalogue().achievements)
    if (each.requirement && !Wishes(*each.requirement, false).are_none())
      requirement::collect_named(*each.requirement, open);
  std::set<AchievementId> found;
  while (!open.empty()) {
    const AchievementId id = std::move(open.back());
    open.pop_back();
    const Achievement* named = shelf.achievement(id);
    if (named == nullptr || !named->requirement || !found.insert(id).second) continue;
    requirement::collect_named(*named->requirement, open);
  }
  return found;
}

class Linter {
 public:
  Linter(const learning::Catalogue& catalogue, Date at)
      : shelf_(catalogue),
        at_(at),
        consumers_(consumers(catalogue)),
        looked_into_(looked_into(shelf_)) {}

  Result<std::vector<Finding>> run() {
    for (const Achievement& achievement : shelf_.catalogue().achievements) {
      if (!is_published(achievement)) continue;
      subject_ = &achievement;
      for (const Part part : {Part::requirement, Part::prerequisites}) {
        const auto& tree =
            part == Part::requirement ? achievement.requirement : achievement.prerequisites;
        if (!tree) continue;
        part_ = part;
        CAIRN_CHECK(find_in_tree(*tree));
      }
    }
    const auto place = [](const Finding& finding) {
      return std::tie(finding.achievement, finding.part, finding.node, finding.code,
                      finding.rule.id);
    };
    std::ranges::sort(findings_, {}, place);
    return std::move(findings_);
  }

 private:
  Result<void> find_in_tree(const Node& root) {
    named_.clear();
    requirement::collect_named(root, named_);
    std::ranges::sort(named_);
    CAIRN_CHECK(visit(root));
    add(find_together(root, shelf_.catalogue()));
    CAIRN_TRY(auto conditions, find_conditions(root, shelf_));
    add(std::move(conditions));
    CAIRN_TRY(auto forbidden, find_forbidden(root, shelf_));
    add(std::move(forbidden));
    CAIRN_TRY(auto idle, find_idle(root, looked_into_.contains(subject_->id), shelf_));
    add(std::move(idle));
    if (part_ == Part::requirement) CAIRN_CHECK(find_what_competes(root));
    return find_unstated(root);
  }

  // Prerequisites take nothing from each other, and use nothing up.
  Result<void> find_what_competes(const Node& root) {
    CAIRN_TRY(auto overlaps, find_overlaps(root, shelf_));
    for (Overlap& each : overlaps)
      add(Code::overlap, *each.later, std::move(each.achievements), {each.earlier->id.text()});
    return {};
  }

  // What each node shows by itself.
  Result<void> visit(const Node& node) {
    find_replaced(node);
    find_falling_levels(node);
    if (const auto* sum = std::get_if<requirement::Sum>(&node.rule)) {
      CAIRN_CHECK(find_unmatched(node, *sum));
      CAIRN_TRY(const bool too_little, is_too_little(*sum, shelf_));
      if (too_little) add(Code::too_little, node, requirement::named_by(sum->filter));
    }
    if (const auto* points = std::get_if<requirement::Points>(&node.rule))
      CAIRN_CHECK(find_unmatched(node, *points));
    if (const auto* holds = std::get_if<requirement::Holds>(&node.rule)) {
      CAIRN_CHECK(find_unmatched(node, *holds));
      if (part_ == Part::requirement) find_used_up(node, *holds);
    }
    if (node.split) CAIRN_CHECK(find_idle_split(node, *node.split));
    for (const Node& child : requirement::children_of(node)) CAIRN_CHECK(visit(child));
    return {};
  }

  void add(Code code, const Node& node, std::vector<AchievementId> about, Named rule = {}) {
    std::ranges::sort(about);
    findings_.push_back(
        {code, subject_->id, part_, node.id, std::move(about), std::move(rule), {}});
  }

  // A policy speaks of many requirements, so what it adds to one of them may be idle there.
  void add(std::vector<Fault> faults) {
    for (Fault& fault : faults) {
      const bool by_policy = is_of_policy(fault.node->id) || is_of_policy(NodeId(fault.rule.id)) ||
                             is_of_policy(NodeId(fault.beside.id));
      const bool is_impossible = fault.code == Code::never_satisfied;
      if (by_policy && !is_impossible && fault.code != Code::contradiction) continue;
      const Code code = by_policy && is_impossible ? Code::against_policy : fault.code;
      findings_.push_back({code,
                           subject_->id,
                           part_,
                           fault.node->id,
                           {},
                           std::move(fault.rule),
                           std::move(fault.beside)});
    }
  }

  // Names of policies' rules have a colon, which others may have too.
  bool is_of_policy(const NodeId& name) const {
    return name.text().find(':') != std::string::npos &&
           policy::rule_named(shelf_.catalogue(), name).policy != nullptr;
  }

  void find_replaced(const Node& node) {
    std::vector<AchievementId> replaced;
    for (const AchievementId& id : named_at(node)) {
      const Achievement* named = shelf_.achievement(id);
      if (named != nullptr && (named->state == AchievementState::superseded ||
                               named->state == AchievementState::withdrawn))
        replaced.push_back(id);
    }
    if (!replaced.empty()) add(Code::replaced, node, std::move(replaced));
  }

  void find_falling_levels(const Node& node) {
    auto higher = higher_on_the_way(named_at(node), *subject_, shelf_, at_);
    if (!higher.empty()) add(Code::level_falls, node, std::move(higher));
  }

  // Hours are those that the catalogue states.
  Result<void> find_unmatched(const Node& node, const requirement::Sum& sum) {
    CAIRN_TRY(const Matcher* matcher, shelf_.matcher(sum.filter));
    const bool counts_hours = std::holds_alternative<requirement::Hours>(sum.minimum);
    const bool is_unmatched = shelf_.each_suited(*matcher, [&](int number) {
      const eligibility::Definition* definition = shelf_.index().find(number);
      return counts_hours && (definition == nullptr || definition->hours.value_or(0) == 0);
    });
    if (is_unmatched) add(Code::never_satisfied, node, {});
    return {};
  }

  Result<void> find_unmatched(const Node& node, const requirement::Points& points) {
    for (const requirement::Points::Line& line : points.lines) {
      CAIRN_TRY(const Matcher* matcher, shelf_.matcher(line.filter));
      if (!shelf_.each_suited(*matcher, [](int) { return false; })) return {};
    }
    add(Code::never_satisfied, node, {});
    return {};
  }

  // What has a requirement of its own can be met by that, which does not know the filter.
  Result<void> find_unmatched(const Node& node, const requirement::Holds& holds) {
    if (shelf_.achievement(holds.achievement) == nullptr || rests_on(node, shelf_) != nullptr)
      return {};
    CAIRN_TRY(const Matcher* matcher, shelf_.matcher(holds.filter));
    const auto met_by = shelf_.index().met_by(shelf_.index().number_of(holds.achievement));
    if (std::ranges::none_of(met_by, [&](int each) { return matcher->may_pass(each); }))
      add(Code::never_satisfied, node, {});
    return {};
  }

  // In any filter of any node; of a copy, since who goes through filters may change them.
  Result<void> find_unstated(Node tree) {
    Result<void> outcome;
    requirement::for_each_node(tree, [&](Node& node) {
      bool found = false;
      requirement::for_each_filter(node, [&](Filter& filter) {
        const Result<bool> unstated = asks_for_unstated(filter, shelf_);
        if (!unstated)
          outcome = unstated.error();
        else
          found = found || *unstated;
      });
      if (found) add(Code::unstated, node, {});
    });
    return outcome;
  }

  // Consumption has no say over a requirement that knows the greater achievement by name.
  void find_used_up(const Node& node, const requirement::Holds& holds) {
    const Achievement* part = shelf_.achievement(holds.achievement);
    const auto greater = consumers_.find(holds.achievement);
    if (part == nullptr || greater == consumers_.end()) return;
    std::vector<AchievementId> taking;
    for (const Achievement* each : greater->second)
      if (each->id != subject_->id && takes(*each, *part) &&
          !std::ranges::binary_search(named_, each->id))
        taking.push_back(each->id);
    if (!taking.empty()) add(Code::used_up, node, std::move(taking));
  }

  // Whether an award of what is earned with the part may keep an award of that from the subject.
  bool takes(const Achievement& greater, const Achievement& part) const {
    const bool absorbs = greater.consumption == learning::Consumption::absorbed;
    return greater.organization == (absorbs ? subject_->organization : part.organization);
  }

  Result<void> find_idle_split(const Node& node, const requirement::Split& split) {
    CAIRN_TRY(const Matcher* matcher, shelf_.matcher(split.where));
    const bool divides_none = shelf_.each_suited(*matcher, [&](int number) {
      const Achievement* each = shelf_.achievement(number);
      return each == nullptr || !is_divided(*each, split.step);
    });
    if (divides_none || !has_divisible_leaf(node)) add(Code::splits_nothing, node, {});
    return {};
  }

  static bool is_divided(const Achievement& achievement, const credit::Amount& step) {
    const Result<Rational> steps = divide(worth_of(achievement, step), step.value);
    return steps && steps->denominator() == 1 && *steps > Rational(1);
  }

  // Of which no split below the node speaks.
  static bool has_divisible_leaf(const Node& node) {
    if (const auto* sum = std::get_if<requirement::Sum>(&node.rule))
      return !std::holds_alternative<requirement::Awards>(sum->minimum);
    return std::ranges::any_of(requirement::children_of(node), [](const Node& child) {
      return !child.split && has_divisible_leaf(child);
    });
  }

  const Shelf shelf_;
  const Date at_;
  const std::map<AchievementId, std::vector<const Achievement*>> consumers_;
  const std::set<AchievementId> looked_into_;
  const Achievement* subject_ = nullptr;
  Part part_ = Part::requirement;
  std::vector<AchievementId> named_;  ///< in the tree that is looked at, sorted
  std::vector<Finding> findings_;
};

}  // namespace

std::size_t count_looked_at(const learning::Catalogue& catalogue) {
  std::size_t count = 0;
  for (const Achievement& each : catalogue.achievements)
    if (is_published(each)) count += (each.requirement ? 1U : 0U) + (each.prerequisites ? 1U : 0U);
  return count;
}

Result<std::vector<Finding>> lint(const learning::Catalogue& catalogue, Date at) {
  return Linter(catalogue, at).run();
}

}  // namespace cairn::lint
