#include "domain/simulation/relief.h"

#include <algorithm>
#include <map>
#include <set>
#include <type_traits>
#include <utility>
#include <variant>

#include "domain/policy/policy.h"
#include "domain/policy/tighter.h"
#include "domain/recognition/series.h"
#include "domain/requirement/requirement.h"

namespace cairn::simulation {
namespace {

using learning::Achievement;
using learning::Catalogue;
using requirement::Node;
using requirement::Policy;
using requirement::PolicyEffect;
using requirement::PolicyRule;
using requirement::Quantity;

constexpr int kFormsMax = 40;  // to come
constexpr int kDaysPerForm = 365;

// --- Amounts of every kind ----------------------------------------------------------------------

// What a rule says, and by how much it becomes looser at a time.
struct Stated {
  Rational value;
  std::string unit;
  Rational step = 1;
};

Stated stated(const credit::Amount& amount) { return {amount.value, amount.system.text()}; }
Stated stated(const requirement::Hours& hours) { return {hours.value, "hours", 10}; }
Stated stated(const requirement::Awards& awards) { return {awards.count, "awards"}; }
Stated stated_share(const Rational& part) {
  return {part, "share", Rational::create(1, 20).value()};
}
Stated stated(const requirement::Share& share) { return stated_share(share.part); }
Stated stated(const requirement::CreditShare& share) { return stated_share(share.part); }
template <class... Kinds>
Stated stated(const std::variant<Kinds...>& any) {
  return std::visit([](const auto& one) { return stated(one); }, any);
}

void state(credit::Amount& amount, const Rational& value) { amount.value = value; }
void state(requirement::Hours& hours, const Rational& value) { hours.value = value; }
void state(requirement::Awards& awards, const Rational& value) {
  awards.count = static_cast<int>(value.numerator());
}
void state(requirement::Share& share, const Rational& value) { share.part = value; }
void state(requirement::CreditShare& share, const Rational& value) { share.part = value; }
template <class... Kinds>
void state(std::variant<Kinds...>& any, const Rational& value) {
  std::visit([&](auto& one) { state(one, value); }, any);
}

// A cap goes up as far as a share can, a minimum goes down and stays above zero.
std::vector<std::string> forms_of(const Stated& first, bool rising) {
  std::vector<std::string> forms;
  Rational value = first.value;
  for (int i = 0; i <= kFormsMax; ++i) {
    if (rising ? first.unit == "share" && value > Rational(1) : value <= Rational(0)) break;
    forms.push_back(value.to_string());
    const Result<Rational> next = rising ? add(value, first.step) : subtract(value, first.step);
    if (!next) break;
    value = *next;
  }
  return forms;
}

std::vector<std::string> worse_grades(const Catalogue& catalogue, const grade::Grade& floor) {
  std::vector<std::string> forms;
  const grade::Scale* scale = catalogue.find_grade_scale(floor.scale);
  const auto rank = scale == nullptr ? std::nullopt : grade::rank_of(*scale, floor.value);
  for (std::size_t i = rank.value_or(0); rank && i < scale->grades.size(); ++i)
    forms.push_back(scale->grades[i].value);
  return forms;
}

std::vector<std::string> more_years(int days) {
  std::vector<std::string> forms;
  for (int year = 0; year <= 10; ++year)
    forms.push_back(std::to_string(days + year * kDaysPerForm));
  return forms;
}

Rational number_in(const std::string& form) { return Rational::parse(form).value(); }

// --- Rules of requirements ----------------------------------------------------------------------

requirement::Filter* filter_of(Node& node) {
  if (auto* holds = std::get_if<requirement::Holds>(&node.rule)) return &holds->filter;
  if (auto* sum = std::get_if<requirement::Sum>(&node.rule)) return &sum->filter;
  return nullptr;
}

// A condition that asks for what some organizations made.
requirement::Applied* residency_of(Node& node) {
  auto* applied = std::get_if<requirement::Applied>(&node.rule);
  const bool is_residency =
      applied != nullptr && !applied->where.organizations.empty() && !applied->last;
  return is_residency ? applied : nullptr;
}

// Finds what can be made looser.
class Collection {
 public:
  Collection(const Rules& rules, Date at) : rules_(rules), at_(at) {}

  void add_achievement(const Achievement& achievement) {
    ReliefPlace place;
    place.achievement = achievement.id;
    if (achievement.requirement && achievement.versions.empty())
      add_tree(*achievement.requirement, place);
    for (const requirement::Version& version : achievement.versions) {
      place.version = version.number;
      add_tree(version.requirement, place);
    }
    for (const policy::InForce& each : policy::in_force(achievement, rules_.catalogue, at_))
      add_policy_rule(each.rule);
  }

  void add_parties(const OrganizationId& receiver) {
    for (const learning::Organization& organization : rules_.catalogue.organizations) {
      if (organization.id == receiver) continue;
      ReliefPlace place;
      place.sender = organization.id;
      add(ReliefKind::agreement, place, "", {"", ""});
    }
    for (const recognition::Agreement* agreement : recognition::in_force(rules_.agreements, at_))
      if (agreement->receiver == receiver)
        for (const recognition::Denial& denial : agreement->denials) {
          ReliefPlace place;
          place.achievement = denial.achievement;
          place.agreement = agreement->id;
          place.sender = agreement->sender;
          add(ReliefKind::denial, place, "", {"", ""});
        }
  }

  std::vector<Relief> finish() {
    std::vector<Relief> found;
    for (auto& [place, reliefs] : found_)
      for (auto& [kind, relief] : reliefs) found.push_back(std::move(relief));
    return found;
  }

 private:
  void add(ReliefKind kind, const ReliefPlace& place, std::string unit,
           std::vector<std::string> forms) {
    if (forms.size() > 1)
      found_[place].try_emplace(kind, Relief{kind, place, std::move(unit), std::move(forms)});
  }

  void add_tree(Node tree, const ReliefPlace& of) {
    requirement::for_each_node(tree, [&](Node& node) {
      ReliefPlace place = of;
      place.node = node.id;
      add_leaf(node, place);
      for (const requirement::Limit& limit : node.limits) {
        place.limit = limit.id;
        const Stated cap = stated(limit.at_most);
        add(ReliefKind::limit, place, cap.unit, forms_of(cap, true));
      }
    });
  }

  void add_leaf(Node& node, const ReliefPlace& place) {
    if (const requirement::Applied* applied = residency_of(node)) {
      const Stated minimum = stated(applied->minimum);
      add(ReliefKind::residency, place, minimum.unit, forms_of(minimum, false));
    }
    const requirement::Filter* filter = filter_of(node);
    if (filter == nullptr) return;
    if (filter->grade)
      add(ReliefKind::grade, place, filter->grade->scale.text(),
          worse_grades(rules_.catalogue, *filter->grade));
    if (filter->awarded && filter->awarded->within_days)
      add(ReliefKind::recency, place, "days", more_years(*filter->awarded->within_days));
  }

  void add_policy_rule(const policy::Rule& rule) {
    ReliefPlace place;
    place.policy = rule.policy->id;
    place.rule = rule.rule->id;
    if (const auto* limit = std::get_if<requirement::LimitRule>(&rule.rule->effect)) {
      const Stated cap = stated(limit->at_most);
      add(ReliefKind::limit, place, cap.unit, forms_of(cap, true));
    } else if (const auto* floor = std::get_if<requirement::GradeFloor>(&rule.rule->effect)) {
      add(ReliefKind::grade, place, floor->at_least.scale.text(),
          worse_grades(rules_.catalogue, floor->at_least));
    } else if (const auto* home = std::get_if<requirement::Residency>(&rule.rule->effect)) {
      const Stated minimum = stated(home->minimum);
      add(ReliefKind::residency, place, minimum.unit, forms_of(minimum, false));
    }
  }

  const Rules& rules_;
  Date at_;
  std::map<ReliefPlace, std::map<ReliefKind, Relief>> found_;
};

// What the goal's requirement names, in any version, and what that names.
std::vector<const Achievement*> named_from(const Rules& rules) {
  std::set<AchievementId> seen{rules.goal};
  std::vector<AchievementId> waiting{rules.goal};
  std::vector<const Achievement*> found;
  while (!waiting.empty()) {
    const Achievement* achievement = rules.catalogue.find_achievement(waiting.back());
    waiting.pop_back();
    if (achievement == nullptr) continue;
    found.push_back(achievement);
    std::vector<AchievementId> named;
    if (achievement->requirement) requirement::collect_named(*achievement->requirement, named);
    for (const requirement::Version& version : achievement->versions)
      requirement::collect_named(version.requirement, named);
    for (AchievementId& id : named)
      if (seen.insert(id).second) waiting.push_back(std::move(id));
  }
  return found;
}

// --- Putting a form in its place ----------------------------------------------------------------

void set_in_tree(const Relief& relief, const std::string& form, Node& tree) {
  requirement::for_each_node(tree, [&](Node& node) {
    if (node.id != relief.place.node) return;
    if (relief.kind == ReliefKind::limit) {
      for (requirement::Limit& limit : node.limits)
        if (limit.id == relief.place.limit) state(limit.at_most, number_in(form));
    } else if (relief.kind == ReliefKind::residency) {
      state(residency_of(node)->minimum, number_in(form));
    } else if (relief.kind == ReliefKind::grade) {
      filter_of(node)->grade->value = form;
    } else {
      filter_of(node)->awarded->within_days = static_cast<int>(number_in(form).numerator());
    }
  });
}

PolicyEffect with_form(PolicyEffect effect, const std::string& form) {
  if (auto* limit = std::get_if<requirement::LimitRule>(&effect))
    state(limit->at_most, number_in(form));
  else if (auto* floor = std::get_if<requirement::GradeFloor>(&effect))
    floor->at_least.value = form;
  else if (auto* home = std::get_if<requirement::Residency>(&effect))
    state(home->minimum, number_in(form));
  return effect;
}

struct PolicyChange {
  const Policy* policy;
  const PolicyRule* rule;
  PolicyEffect becomes;
};

bool forbids(const PolicyRule& upper, const PolicyEffect& becomes, const Policy& lower,
             const Achievement& achievement, const Catalogue& catalogue) {
  return std::ranges::find(upper.may_loosen, lower.layer) == upper.may_loosen.end() &&
         !policy::is_tighter(becomes, upper.effect, achievement, catalogue);
}

// The rule of the place, and those above it that it could no longer take the place of.
std::vector<PolicyChange> policy_changes(const Relief& relief, std::size_t form, Date at,
                                         const Catalogue& catalogue) {
  std::vector<PolicyChange> changes;
  const auto change = [&](const policy::Rule& rule, PolicyEffect becomes) {
    const auto known = std::ranges::find(changes, rule.rule, &PolicyChange::rule);
    if (known == changes.end()) changes.push_back({rule.policy, rule.rule, std::move(becomes)});
  };
  for (const Achievement& achievement : catalogue.achievements)
    for (const policy::InForce& each : policy::in_force(achievement, catalogue, at)) {
      const auto& [policy, rule] = each.rule;
      if (policy->id != relief.place.policy || rule->id != relief.place.rule) continue;
      const PolicyEffect becomes = with_form(rule->effect, relief.forms[form]);
      change(each.rule, becomes);
      for (const policy::Rule& upper : each.instead_of)
        if (forbids(*upper.rule, becomes, *policy, achievement, catalogue)) change(upper, becomes);
    }
  return changes;
}

}  // namespace

std::string_view word_of(ReliefKind kind) {
  switch (kind) {
    case ReliefKind::limit:
      return "limit";
    case ReliefKind::grade:
      return "grade";
    case ReliefKind::recency:
      return "recency";
    case ReliefKind::residency:
      return "residency";
    case ReliefKind::denial:
      return "denial";
    case ReliefKind::agreement:
      return "agreement";
  }
  return {};
}

std::vector<Relief> possible_reliefs(const Rules& rules, const OrganizationId& receiver, Date at) {
  Collection collection(rules, at);
  for (const Achievement* achievement : named_from(rules)) collection.add_achievement(*achievement);
  collection.add_parties(receiver);
  return collection.finish();
}

void relieve(const Relief& relief, std::size_t form, Date at, Catalogue& catalogue) {
  if (!relief.place.policy.empty()) {
    for (PolicyChange& change : policy_changes(relief, form, at, catalogue))
      for (Policy& policy : catalogue.policies)
        for (PolicyRule& rule : policy.rules)
          if (&rule == change.rule) rule.effect = std::move(change.becomes);
    return;
  }
  for (Achievement& achievement : catalogue.achievements) {
    if (achievement.id != relief.place.achievement) continue;
    if (relief.place.version == 0)
      set_in_tree(relief, relief.forms[form], *achievement.requirement);
    for (requirement::Version& version : achievement.versions)
      if (version.number == relief.place.version)
        set_in_tree(relief, relief.forms[form], version.requirement);
  }
}

std::vector<OrganizationId> signers_of(const Relief& relief, std::size_t form, const Rules& rules,
                                       const OrganizationId& receiver, Date at) {
  if (!relief.is_rule()) return {relief.place.sender, receiver};
  if (relief.place.policy.empty())
    return {rules.catalogue.find_achievement(relief.place.achievement)->organization};
  std::vector<OrganizationId> signers;
  for (const PolicyChange& change : policy_changes(relief, form, at, rules.catalogue))
    if (std::ranges::find(signers, change.policy->organization) == signers.end())
      signers.push_back(change.policy->organization);
  return signers;
}

}  // namespace cairn::simulation
