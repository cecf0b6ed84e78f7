#include "domain/policy/policy.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <tuple>
#include <utility>
#include <variant>

#include "domain/framework/crosswalk.h"
#include "domain/policy/tighter.h"

namespace cairn::policy {
namespace {

using learning::Achievement;
using learning::Catalogue;
using requirement::Filter;
using requirement::Layer;
using requirement::Node;
using requirement::Policy;
using requirement::PolicyRule;
using requirement::Quantity;

bool holds_on(const Policy& policy, Date day) {
  return policy.valid_from <= day && (!policy.valid_until || day <= *policy.valid_until);
}

bool is_named(const AchievementId& id, const std::string& name) {
  if (!name.ends_with('*')) return id.text() == name;
  return id.text().starts_with(std::string_view(name).substr(0, name.size() - 1));
}

// Section 1.
bool is_beneath(const Achievement& achievement, const Catalogue& catalogue, const Policy& policy) {
  const OrganizationId& maker = achievement.organization;
  switch (policy.layer) {
    case Layer::nation: {
      const learning::Organization* found = catalogue.find_organization(maker);
      return found != nullptr &&
             std::ranges::find(policy.countries, found->country) != policy.countries.end();
    }
    case Layer::consortium:
      return std::ranges::find(policy.organizations, maker) != policy.organizations.end();
    case Layer::organization:
      return maker == policy.organization;
    case Layer::programme:
      return std::ranges::any_of(policy.achievements, [&](const std::string& name) {
        return is_named(achievement.id, name);
      });
  }
  CAIRN_ASSERT(false);
}

// Section 1; of another framework by the crosswalk that holds on the day.
bool is_in(const requirement::LevelRange& range, const Achievement& achievement,
           const Catalogue& catalogue, Date day) {
  if (!achievement.level) return false;
  if (achievement.level->framework == range.framework)
    return range.contains(achievement.level->value);
  if (range.framework != framework::kEqf) return false;
  const auto found = framework::eqf_level_of(*achievement.level, catalogue.crosswalks, day);
  const auto* in_eqf = std::get_if<framework::EqfLevel>(&found);
  return in_eqf != nullptr && range.contains(in_eqf->value);
}

bool has_measure(const requirement::PolicyEffect& effect, const Achievement& achievement) {
  return std::visit(
      [&](const auto& rule) {
        if constexpr (requires { resolved(rule.at_most, achievement); })
          return resolved(rule.at_most, achievement).has_value();
        else if constexpr (requires { resolved(rule.minimum, achievement); })
          return resolved(rule.minimum, achievement).has_value();
        else
          return true;
      },
      effect);
}

// Whatever the day, but for its level.
bool may_concern(const PolicyRule& rule, const Achievement& achievement) {
  const bool kind =
      rule.kinds.empty() || std::ranges::find(rule.kinds, achievement.kind) != rule.kinds.end();
  return kind && (!rule.level || achievement.level) && has_measure(rule.effect, achievement);
}

// Of a rule that may concern the achievement.
bool holds_for(const Rule& rule, const Achievement& achievement, const Catalogue& catalogue,
               Date day) {
  return holds_on(*rule.policy, day) &&
         (!rule.rule->level || is_in(*rule.rule->level, achievement, catalogue, day));
}

auto order_of(const Rule& rule) {
  return std::tie(rule.policy->layer, rule.policy->id, rule.rule->id);
}

// All that may concern the achievement, whenever they hold.
std::vector<Rule> that_may_concern(const Achievement& achievement, const Catalogue& catalogue) {
  std::vector<Rule> rules;
  if (!achievement.requirement) return rules;
  for (const Policy& policy : catalogue.policies) {
    if (!is_beneath(achievement, catalogue, policy)) continue;
    for (const PolicyRule& rule : policy.rules)
      if (may_concern(rule, achievement)) rules.push_back({&policy, &rule});
  }
  std::ranges::sort(rules, [](const Rule& a, const Rule& b) { return order_of(a) < order_of(b); });
  return rules;
}

bool takes_place_of(const Rule& lower, const Rule& upper) {
  return lower.rule->id == upper.rule->id && lower.policy->layer > upper.policy->layer;
}

// Whether both hold for the achievement on some day. The first such day begins one of them, or a
// crosswalk.
bool meet(const Rule& a, const Rule& b, const Achievement& achievement,
          const Catalogue& catalogue) {
  const auto both_hold = [&](Date day) {
    return holds_for(a, achievement, catalogue, day) && holds_for(b, achievement, catalogue, day);
  };
  return both_hold(a.policy->valid_from) || both_hold(b.policy->valid_from) ||
         std::ranges::any_of(catalogue.crosswalks, both_hold, &framework::Crosswalk::valid_from);
}

bool may_loosen(const Rule& lower, const Rule& upper) {
  const auto& allowed = upper.rule->may_loosen;
  return std::ranges::find(allowed, lower.policy->layer) != allowed.end();
}

// --- Merging
// --------------------------------------------------------------------------------------

requirement::Limit none_of(Filter where) {
  return {NodeId(), requirement::Awards{0}, std::move(where), std::nullopt};
}

Filter of_none(Filter filter) {
  Filter made;
  made.none.push_back(std::move(filter));
  return made;
}

// Puts rules around one requirement.
class Merging {
 public:
  explicit Merging(const Achievement& achievement)
      : achievement_(achievement), written_(*achievement.requirement) {}

  Result<void> add(const Rule& rule) {
    rule_ = rule;
    return std::visit([this](const auto& effect) { return add_effect(effect); }, rule.rule->effect);
  }

  Node finish() {
    std::ranges::move(limits_, std::back_inserter(written_.limits));
    if (conditions_.empty()) return std::move(written_);
    requirement::All all;
    all.children.push_back(std::move(written_));
    std::ranges::move(conditions_, std::back_inserter(all.children));
    return {NodeId(std::string(kMergedNode)), {}, std::move(all)};
  }

 private:
  // The rule concerns the achievement, so there is something to measure.
  Quantity measured(const requirement::Measure& measure) const {
    return resolved(measure, achievement_).value();
  }

  Result<void> add_limit(requirement::Limit limit) {
    limit.id = rule_.name();
    limits_.push_back(std::move(limit));
    return {};
  }

  Result<void> add_condition(requirement::Rule condition) {
    conditions_.push_back({rule_.name(), rule_.rule->title, std::move(condition), {}, {}, {}});
    return {};
  }

  Result<void> add_effect(const requirement::LimitRule& rule) {
    return add_limit({NodeId(), measured(rule.at_most), rule.where, rule.per});
  }
  Result<void> add_effect(const requirement::ExclusionRule& rule) {
    return add_limit(none_of(rule.only ? of_none(rule.of) : rule.of));
  }
  Result<void> add_effect(const requirement::GradeFloor& rule) {
    Filter good;
    good.grade = rule.at_least;
    Filter worse = of_none(std::move(good));
    worse.scales.push_back(rule.at_least.scale);
    if (!requirement::tests_nothing(rule.where)) worse.all.push_back(rule.where);
    return add_limit(none_of(std::move(worse)));
  }
  Result<void> add_effect(const requirement::AppliedRule& rule) {
    return add_condition(requirement::Applied{written_.id, measured(rule.minimum), rule.where});
  }
  Result<void> add_effect(const requirement::DistinctRule& rule) {
    return add_condition(requirement::Distinct{written_.id, rule.key, rule.minimum, rule.where});
  }
  Result<void> add_effect(const requirement::AverageRule& rule) {
    return add_condition(
        requirement::Average{written_.id, rule.scale, rule.system, rule.minimum, rule.where});
  }
  Result<void> add_effect(const requirement::Residency& rule) {
    Filter at_home;
    at_home.organizations = rule.at.empty() ? std::vector{achievement_.organization} : rule.at;
    return add_condition(
        requirement::Applied{written_.id, measured(rule.minimum), std::move(at_home)});
  }
  Result<void> add_effect(const requirement::SharingCap& cap) {
    Result<void> done;
    requirement::for_each_node(written_, [&](Node& node) {
      for (requirement::Sharing& sharing : node.sharing)
        if (done) done = tighten(sharing, cap);
    });
    return done;
  }

  Result<void> tighten(requirement::Sharing& sharing, const requirement::SharingCap& cap) const {
    if (cap.times) sharing.times = std::min(sharing.times, *cap.times);
    if (!cap.at_most) return {};
    if (!sharing.at_most) sharing.at_most = cap.at_most;
    if (requirement::unit_of(*sharing.at_most) != requirement::unit_of(*cap.at_most))
      return invalid("the sharing rule \"" + sharing.id.text() +
                         "\" is counted in another unit than the policy rule \"" +
                         rule_.name().text() + "\" that caps it",
                     achievement_.id.text());
    if (requirement::value_of(*cap.at_most) < requirement::value_of(*sharing.at_most))
      sharing.at_most = cap.at_most;
    return {};
  }

  const Achievement& achievement_;
  Node written_;
  Rule rule_;
  std::vector<requirement::Limit> limits_;
  std::vector<Node> conditions_;
};

}  // namespace

NodeId Rule::name() const { return NodeId(policy->id.text() + ":" + rule->id.text()); }

std::vector<InForce> in_force(const Achievement& achievement, const Catalogue& catalogue,
                              Date day) {
  std::vector<Rule> rules = that_may_concern(achievement, catalogue);
  std::erase_if(rules,
                [&](const Rule& rule) { return !holds_for(rule, achievement, catalogue, day); });
  std::vector<InForce> found;
  for (const Rule& rule : rules) {
    const bool displaced =
        std::ranges::any_of(rules, [&](const Rule& other) { return takes_place_of(other, rule); });
    if (displaced) continue;
    InForce made{rule, {}};
    for (const Rule& other : rules)
      if (takes_place_of(rule, other)) made.instead_of.push_back(other);
    found.push_back(std::move(made));
  }
  return found;
}

Result<Node> merged(const Achievement& achievement, const std::vector<InForce>& rules) {
  Merging merging(achievement);
  for (const InForce& each : rules) CAIRN_CHECK(merging.add(each.rule));
  return merging.finish();
}

std::optional<Loosening> find_loosening(const Catalogue& catalogue) {
  for (const Achievement& achievement : catalogue.achievements) {
    const std::vector<Rule> rules = that_may_concern(achievement, catalogue);
    for (const Rule& lower : rules)
      for (const Rule& upper : rules)
        if (takes_place_of(lower, upper) && !may_loosen(lower, upper) &&
            meet(lower, upper, achievement, catalogue) &&
            !is_tighter(lower.rule->effect, upper.rule->effect, achievement, catalogue))
          return Loosening{achievement.id, lower, upper};
  }
  return std::nullopt;
}

Rule rule_named(const Catalogue& catalogue, const NodeId& name) {
  for (const Policy& policy : catalogue.policies)
    for (const PolicyRule& rule : policy.rules)
      if (Rule found{&policy, &rule}; found.name() == name) return found;
  return {};
}

}  // namespace cairn::policy
