#include "domain/lint/lint.h"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

#include "domain/eligibility/index.h"
#include "domain/eligibility/matcher.h"
#include "domain/lint/bounds.h"
#include "domain/lint/conditions.h"
#include "domain/lint/covers.h"
#include "domain/lint/levels.h"
#include "domain/lint/limits.h"
#include "domain/lint/structure.h"
#include "domain/lint/together.h"
#include "domain/lint/unstated.h"
#include "domain/policy/policy.h"
#include "domain/requirement/requirement.h"

namespace cairn::lint {
namespace {

using learning::Achievement;
using learning::AchievementState;
using requirement::Filter;
using requirement::Node;
using requirement::Quantity;

// What one award of the achievement is worth, as the catalogue states it.
Rational worth(const Achievement& achievement, const Quantity& unit) {
  if (std::holds_alternative<requirement::Awards>(unit)) return Rational(1);
  if (std::holds_alternative<requirement::Hours>(unit))
    return Rational(achievement.workload_hours.value_or(0));
  for (const credit::Amount& amount : achievement.credit)
    if (amount.system == std::get<credit::Amount>(unit).system) return amount.value;
  return Rational(0);
}

// A sum over achievements that it names one by one.
struct NamedSum {
  std::vector<const Achievement*> members;
  Rational total;
};

class Linter {
 public:
  Linter(const learning::Catalogue& catalogue, Date at)
      : catalogue_(catalogue), at_(at), index_(catalogue) {
    for (const Achievement& each : catalogue.achievements)
      if (each.consumption != learning::Consumption::retained && each.requirement &&
          each.state == AchievementState::published)
        consumers_.push_back(&each);
  }

  Result<std::vector<Finding>> run() {
    for (const Achievement& achievement : catalogue_.achievements) {
      if (achievement.state != AchievementState::published) continue;
      subject_ = &achievement;
      for (const Part part : {Part::requirement, Part::prerequisites}) {
        const auto& tree =
            part == Part::requirement ? achievement.requirement : achievement.prerequisites;
        if (!tree) continue;
        part_ = part;
        root_ = &*tree;
        CAIRN_CHECK(visit(*root_, {}));
        CAIRN_CHECK(find_in_tree());
      }
    }
    const auto place = [](const Finding& finding) {
      return std::tie(finding.achievement, finding.part, finding.node, finding.code);
    };
    std::ranges::sort(findings_, {}, place);
    return std::move(findings_);
  }

 private:
  // What takes a look at the whole tree.
  Result<void> find_in_tree() {
    const Shelf shelf{catalogue_, index_};
    add(find_together(*root_, catalogue_));
    CAIRN_TRY(auto idle, find_idle_conditions(*root_, shelf));
    add(std::move(idle));
    CAIRN_TRY(auto limits, find_limits(*root_, shelf));
    add(std::move(limits));
    return find_unstated(*root_);
  }

  // `above` leads from the root to the node's parent.
  Result<void> visit(const Node& node, Path above) {
    above.push_back(&node);
    find_replaced(node);
    find_falling_levels(node);
    if (const auto* sum = std::get_if<requirement::Sum>(&node.rule)) {
      CAIRN_CHECK(find_unmatched(node, sum->filter));
      CAIRN_CHECK(find_forbidden(node, sum->minimum, sum->filter, above));
      CAIRN_CHECK(find_too_little(node, *sum));
    }
    if (const auto* holds = std::get_if<requirement::Holds>(&node.rule)) {
      CAIRN_CHECK(find_unmatched(node, holds->filter));
      CAIRN_CHECK(find_forbidden(node, *holds, above));
      if (part_ == Part::requirement) find_used_up(node, *holds);
    }
    if (const auto* applied = std::get_if<requirement::Applied>(&node.rule))
      CAIRN_CHECK(find_forbidden(node, *applied));
    if (const auto* average = std::get_if<requirement::Average>(&node.rule))
      find_average(node, *average);
    if (node.split) CAIRN_CHECK(find_idle_split(node, *node.split));
    if (std::holds_alternative<requirement::All>(node.rule)) CAIRN_CHECK(find_overlaps(node));
    for (const Node& child : requirement::children_of(node)) CAIRN_CHECK(visit(child, above));
    return {};
  }

  void add(Code code, const Node& node, std::vector<AchievementId> about, std::string rule = {}) {
    std::ranges::sort(about);
    findings_.push_back({code, subject_->id, part_, node.id, std::move(about), std::move(rule)});
  }

  // A policy speaks of many requirements, so what it adds to one of them may be idle there.
  void add(std::vector<Fault> faults) {
    for (Fault& fault : faults) {
      const bool by_policy = is_of_policy(fault.node->id) || is_of_policy(NodeId(fault.rule));
      if (fault.code == Code::never_satisfied)
        add(by_policy ? Code::against_policy : fault.code, *fault.node, {}, std::move(fault.rule));
      else if (!by_policy || fault.code == Code::contradiction)
        add(fault.code, *fault.node, {}, std::move(fault.rule));
    }
  }

  bool is_of_policy(const NodeId& name) const {
    return policy::rule_named(catalogue_, name).policy != nullptr;
  }

  // Without what its children name.
  static std::vector<AchievementId> named_at(const Node& node) {
    std::vector<AchievementId> named;
    if (requirement::children_of(node).empty()) requirement::collect_named(node, named);
    return named;
  }

  void find_replaced(const Node& node) {
    std::vector<AchievementId> replaced;
    for (const AchievementId& id : named_at(node)) {
      const Achievement* named = catalogue_.find_achievement(id);
      if (named != nullptr && (named->state == AchievementState::superseded ||
                               named->state == AchievementState::withdrawn))
        replaced.push_back(id);
    }
    if (!replaced.empty()) add(Code::replaced, node, std::move(replaced));
  }

  void find_falling_levels(const Node& node) {
    auto higher = higher_on_the_way(named_at(node), *subject_, catalogue_, at_);
    if (!higher.empty()) add(Code::level_falls, node, std::move(higher));
  }

  Result<void> find_unmatched(const Node& node, const Filter& filter) {
    CAIRN_TRY(const auto matcher,
              eligibility::Matcher::compile(filter, index_, subject_->id.text()));
    for (int i = -1; i < static_cast<int>(index_.definitions().size()); ++i)
      if (matcher.may_pass(i)) return {};
    add(Code::never_satisfied, node, {});
    return {};
  }

  // In any filter of any node; of a copy, since who goes through filters may change them.
  Result<void> find_unstated(Node tree) {
    Result<void> outcome;
    requirement::for_each_node(tree, [&](Node& node) {
      bool found = false;
      requirement::for_each_filter(node, [&](Filter& filter) {
        const Result<bool> unstated = asks_for_unstated(filter, index_);
        if (!unstated)
          outcome = unstated.error();
        else
          found = found || *unstated;
      });
      if (found) add(Code::unstated, node, {});
    });
    return outcome;
  }

  // A limit of the nodes above, the node itself among them where it is a leaf, on all that counts
  // for the node, below what it needs. A share above zero is a part of all below the limit's node.
  Result<void> find_forbidden(const Node& node, const Quantity& minimum, const Filter& filter,
                              const Path& above) {
    for (const Node* each : above)
      for (const requirement::Limit& limit : each->limits) {
        if (limit.per || !forbids(limit.at_most, minimum)) continue;
        const bool of_everything = each != &node && is_part(limit.at_most);
        CAIRN_TRY(const bool all, covers(limit.where, of_everything ? Filter() : filter, index_));
        if (all)
          add(is_of_policy(limit.id) ? Code::against_policy : Code::never_satisfied, node, {},
              limit.id.text());
      }
    return {};
  }

  // What has a requirement of its own can be met by that.
  Result<void> find_forbidden(const Node& node, const requirement::Holds& holds,
                              const Path& above) {
    const Achievement* named = catalogue_.find_achievement(holds.achievement);
    if (named == nullptr || named->requirement || !holds.filter.achievements.empty()) return {};
    Filter filter = holds.filter;
    filter.achievements = {holds.achievement.text()};
    return find_forbidden(node, requirement::Awards{1}, filter, above);
  }

  // By the limits and the maximum of what it looks at.
  Result<void> find_forbidden(const Node& node, const requirement::Applied& applied) {
    const auto* minimum = std::get_if<Quantity>(&applied.minimum);
    if (minimum == nullptr) return {};
    const Path above = path_to(*root_, applied.in);
    if (above.empty()) return {};
    const auto* sum = std::get_if<requirement::Sum>(&above.back()->rule);
    if (sum != nullptr && sum->maximum && forbids(*sum->maximum, *minimum))
      add(Code::never_satisfied, node, {}, applied.in.text());
    return find_forbidden(node, *minimum, applied.where, above);
  }

  static bool is_part(const requirement::Portion& at_most) {
    return std::holds_alternative<requirement::Share>(at_most) &&
           requirement::value_of(at_most) > Rational(0);
  }

  // Where no award counts, nothing does; and no part of what is applied is all of it, so a share
  // below one leaves nothing.
  static bool forbids(const requirement::Portion& at_most, const Quantity& minimum) {
    const requirement::Unit unit = requirement::unit_of(at_most);
    const Rational most = requirement::value_of(at_most);
    if (unit.measure == requirement::Unit::Measure::awards && most == Rational(0)) return true;
    const bool is_share = std::holds_alternative<requirement::Share>(at_most);
    return unit == requirement::unit_of(minimum) &&
           most < (is_share ? Rational(1) : requirement::value_of(minimum));
  }

  // Nothing where the filter asks for more than names, or a name stands for several.
  Result<std::optional<NamedSum>> named_sum(const requirement::Sum& sum) const {
    Filter rest = sum.filter;
    rest.achievements.clear();
    const std::vector<AchievementId> names = requirement::named_by(sum.filter);
    if (!requirement::tests_nothing(rest) || names.empty() ||
        names.size() < sum.filter.achievements.size())
      return std::optional<NamedSum>();
    NamedSum made;
    for (const AchievementId& name : names) {
      const Achievement* member = catalogue_.find_achievement(name);
      if (member == nullptr || index_.met_by(index_.number_of(name)).size() > 1)
        return std::optional<NamedSum>();
      CAIRN_TRY(made.total, cairn::add(made.total, worth(*member, sum.minimum)));
      made.members.push_back(member);
    }
    return std::optional<NamedSum>(std::move(made));
  }

  Result<void> find_too_little(const Node& node, const requirement::Sum& sum) {
    CAIRN_TRY(const auto named, named_sum(sum));
    if (named && named->total < requirement::value_of(sum.minimum))
      add(Code::too_little, node, requirement::named_by(sum.filter));
    return {};
  }

  // Consumption has no say over a requirement that knows the greater achievement by name.
  void find_used_up(const Node& node, const requirement::Holds& holds) {
    const Achievement* part = catalogue_.find_achievement(holds.achievement);
    std::vector<AchievementId> named;
    requirement::collect_named(*root_, named);
    std::vector<AchievementId> greater;
    for (const Achievement* each : consumers_)
      if (part != nullptr && each->id != subject_->id && takes(*each, *part) &&
          std::ranges::find(named, each->id) == named.end())
        greater.push_back(each->id);
    if (!greater.empty()) add(Code::used_up, node, std::move(greater));
  }

  // Whether an award of the greater one may keep an award of the part from the subject.
  bool takes(const Achievement& greater, const Achievement& part) const {
    const bool absorbs = greater.consumption == learning::Consumption::absorbed;
    if (greater.organization != (absorbs ? subject_->organization : part.organization))
      return false;
    std::vector<AchievementId> parts;
    requirement::collect_named(*greater.requirement, parts);
    return std::ranges::find(parts, part.id) != parts.end();
  }

  // A mean is between the points of the worst and of the best grade; what has none is not looked
  // at.
  void find_average(const Node& node, const requirement::Average& average) {
    const grade::Scale* scale = catalogue_.find_grade_scale(average.scale);
    if (scale == nullptr) return;
    const bool less_is_better = grade::less_is_better(*scale);
    const auto is_enough = [&](const auto& step) {
      return step.points && grade::is_mean_as_good(*step.points, average.minimum, less_is_better);
    };
    if (std::ranges::none_of(scale->grades, is_enough))
      add(Code::never_satisfied, node, {});
    else if (!average.in.empty() && std::ranges::all_of(scale->grades, [&](const auto& step) {
               return !step.points || is_enough(step);
             }))
      add(Code::adds_nothing, node, {});
  }

  Result<void> find_idle_split(const Node& node, const requirement::Split& split) {
    CAIRN_TRY(const auto matcher,
              eligibility::Matcher::compile(split.where, index_, subject_->id.text()));
    const bool divides = std::ranges::any_of(catalogue_.achievements, [&](const Achievement& each) {
      const auto& accepted = matcher.accepted();
      const bool may_pass =
          !matcher.restricts_achievements() ||
          std::ranges::find(accepted, index_.number_of(each.id)) != accepted.end();
      return may_pass && is_divided(each, split.step);
    });
    if (!divides || !has_divisible_leaf(node)) add(Code::splits_nothing, node, {});
    return {};
  }

  static bool is_divided(const Achievement& achievement, const credit::Amount& step) {
    const Result<Rational> steps = divide(worth(achievement, step), step.value);
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

  // --- Overlaps ---------------------------------------------------------------------------------

  struct Need {
    const Node* leaf;
    std::vector<AchievementId> achievements;  // without any of which it cannot be satisfied
  };

  // The leaves that must all be satisfied, with what each cannot do without.
  Result<void> collect_needs(const Node& node, std::vector<Need>& needs) const {
    if (const auto* holds = std::get_if<requirement::Holds>(&node.rule)) {
      const Achievement* named = catalogue_.find_achievement(holds->achievement);
      const bool is_single = named != nullptr && !named->requirement &&
                             index_.met_by(index_.number_of(named->id)).size() == 1;
      if (is_single) needs.push_back({&node, {holds->achievement}});
    }
    if (const auto* sum = std::get_if<requirement::Sum>(&node.rule)) {
      CAIRN_TRY(const auto named, named_sum(*sum));
      if (!named || named->total < requirement::value_of(sum->minimum)) return {};
      Need need{&node, {}};
      for (const Achievement* member : named->members) {
        CAIRN_TRY(const Rational others, subtract(named->total, worth(*member, sum->minimum)));
        if (others < requirement::value_of(sum->minimum)) need.achievements.push_back(member->id);
      }
      needs.push_back(std::move(need));
    }
    if (std::holds_alternative<requirement::All>(node.rule))
      for (const Node& child : requirement::children_of(node))
        CAIRN_CHECK(collect_needs(child, needs));
    return {};
  }

  bool may_share(const Node& from, const Node& a, const Node& b) const {
    const auto names = [](const requirement::Sharing& sharing, const Node& node) {
      return std::ranges::any_of(sharing.between, [&](const NodeId& id) { return id == node.id; });
    };
    if (std::ranges::any_of(from.sharing, [&](const requirement::Sharing& sharing) {
          return names(sharing, a) && names(sharing, b);
        }))
      return true;
    return std::ranges::any_of(requirement::children_of(from),
                               [&](const Node& child) { return may_share(child, a, b); });
  }

  // Between different children of this node only, so that each pair is found once.
  Result<void> find_overlaps(const Node& node) {
    std::vector<std::vector<Need>> needs;
    for (const Node& child : requirement::children_of(node))
      CAIRN_CHECK(collect_needs(child, needs.emplace_back()));
    for (std::size_t i = 0; i < needs.size(); ++i)
      for (std::size_t j = 0; j < i; ++j)
        for (const Need& later : needs[i])
          for (const Need& earlier : needs[j]) compare(later, earlier);
    return {};
  }

  void compare(const Need& later, const Need& earlier) {
    std::vector<AchievementId> both;
    for (const AchievementId& id : later.achievements)
      if (std::ranges::find(earlier.achievements, id) != earlier.achievements.end())
        both.push_back(id);
    if (both.empty() || may_share(*root_, *later.leaf, *earlier.leaf)) return;
    add(Code::overlap, *later.leaf, std::move(both), earlier.leaf->id.text());
  }

  const learning::Catalogue& catalogue_;
  const Date at_;
  const eligibility::Index index_;
  std::vector<const Achievement*> consumers_;  // that absorb or reissue
  const Achievement* subject_ = nullptr;
  Part part_ = Part::requirement;
  const Node* root_ = nullptr;
  std::vector<Finding> findings_;
};

}  // namespace

Result<std::vector<Finding>> lint(const learning::Catalogue& catalogue, Date at) {
  return Linter(catalogue, at).run();
}

}  // namespace cairn::lint
