#include "oracle/layers.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "oracle/filter.h"
#include "oracle/means.h"

namespace cairn::oracle {
namespace {

using learning::Achievement;
using learning::Catalogue;
using requirement::Filter;
using requirement::Layer;
using requirement::Node;
using requirement::Policy;
using requirement::PolicyRule;

// --- A filter as one text: the same for filters that are written the same ------------------------

std::string joined(std::vector<std::string> parts) {
  std::ranges::sort(parts);
  std::string text = "[";
  for (const std::string& part : parts) text += part + ";";
  return text + "]";
}

template <class List, class Text>
std::string listed(const List& list, Text text_of) {
  std::vector<std::string> parts;
  for (const auto& each : list) parts.push_back(text_of(each));
  return joined(std::move(parts));
}

std::string text_of(const Filter& filter) {
  const auto itself = [](const std::string& text) { return text; };
  const auto id = [](const auto& each) { return each.text(); };
  const auto number = [](auto each) { return std::to_string(static_cast<int>(each)); };
  const auto perhaps = [](const auto& value, auto text) {
    return value ? text(*value) : std::string("-");
  };
  const auto day = [](Date date) { return date.to_string(); };
  const auto code = [&](const requirement::CodeTest& each) {
    const auto* range = std::get_if<requirement::CodeRange>(&each);
    return range == nullptr ? std::get<std::string>(each)
                            : perhaps(range->from, itself) + ".." + perhaps(range->to, itself);
  };
  const auto attribute = [&](const requirement::AttributeTest& each) {
    return each.name + listed(each.is, itself) +
           perhaps(each.at_least, [](const Rational& least) { return least.to_string(); });
  };
  std::string text = listed(filter.achievements, itself) + listed(filter.codes, code) +
                     listed(filter.organizations, id) + listed(filter.kinds, number) +
                     listed(filter.subjects, itself) + listed(filter.skills, itself) +
                     listed(filter.modes, itself) + listed(filter.assessments, itself) +
                     listed(filter.labels, itself) + listed(filter.attributes, attribute) +
                     listed(filter.scales, id) + listed(filter.origins, number);
  if (filter.level)
    text += "level " + filter.level->framework + perhaps(filter.level->from, number) +
            perhaps(filter.level->to, number);
  const auto amount = [](std::int64_t minor) { return std::to_string(minor); };
  if (filter.cost)
    text += "cost " + filter.cost->currency + perhaps(filter.cost->at_least, amount) + ".." +
            perhaps(filter.cost->at_most, amount);
  if (filter.grade) text += "grade " + filter.grade->scale.text() + " " + filter.grade->value;
  if (filter.awarded)
    text += "awarded " + perhaps(filter.awarded->from, day) + perhaps(filter.awarded->until, day) +
            perhaps(filter.awarded->within_days, number);
  for (const auto* inner : {&filter.any, &filter.all, &filter.none})
    text += listed(*inner, [](const Filter& each) { return text_of(each); });
  return text;
}

// --- Amounts
// ---------------------------------------------------------------------------------------

struct Counted {
  std::string unit;
  Rational value;
};

Counted counted(const requirement::Quantity& quantity) {
  if (const auto* credit = std::get_if<credit::Amount>(&quantity))
    return {"credit " + credit->system.text(), credit->value};
  if (const auto* hours = std::get_if<requirement::Hours>(&quantity))
    return {"hours", hours->value};
  return {"awards", Rational(std::get<requirement::Awards>(quantity).count)};
}

// Nothing for a share of credit that is not there.
std::optional<requirement::Quantity> amount(const requirement::Measure& measure,
                                            const Achievement& of) {
  if (const auto* plain = std::get_if<requirement::Quantity>(&measure)) return *plain;
  const auto& share = std::get<requirement::CreditShare>(measure);
  for (const credit::Amount& credit : of.credit)
    if (credit.system == share.system && credit.value > Rational(0))
      return credit::Amount{Rational::create(credit.value.numerator() * share.part.numerator(),
                                             credit.value.denominator() * share.part.denominator())
                                .value(),
                            share.system};
  return std::nullopt;
}

// What a rule asks for as numbers that may only fall, and what must be the same to compare them.
struct Strength {
  std::string same;
  std::vector<Rational> numbers;
};

class Strengths {
 public:
  Strengths(const Catalogue& catalogue, const Achievement& of) : catalogue_(catalogue), of_(of) {}

  Strength operator()(const requirement::LimitRule& rule) const {
    const Counted most = counted(*amount(rule.at_most, of_));
    const std::string per = rule.per ? std::to_string(static_cast<int>(*rule.per)) : "-";
    return {"limit " + most.unit + " " + per + " " + text_of(rule.where), {most.value}};
  }
  Strength operator()(const requirement::ExclusionRule& rule) const {
    return {(rule.only ? "only " : "exclude ") + text_of(rule.of), {}};
  }
  Strength operator()(const requirement::GradeFloor& rule) const {
    std::int64_t rank = 0;
    for (const grade::Scale& scale : catalogue_.grade_scales)
      if (scale.id == rule.at_least.scale)
        while (scale.grades[static_cast<std::size_t>(rank)].value != rule.at_least.value) ++rank;
    return {"floor " + rule.at_least.scale.text() + " " + text_of(rule.where), {Rational(rank)}};
  }
  Strength operator()(const requirement::AppliedRule& rule) const {
    const Counted least = counted(*amount(rule.minimum, of_));
    return {"applied " + least.unit + " " + text_of(rule.where), {opposite(least.value)}};
  }
  Strength operator()(const requirement::DistinctRule& rule) const {
    return {"distinct " + std::to_string(static_cast<int>(rule.key)) + text_of(rule.where),
            {Rational(-rule.minimum)}};
  }
  Strength operator()(const requirement::AverageRule& rule) const {
    const bool may_fall = rises(*catalogue_.find_grade_scale(rule.scale));
    return {"average " + rule.scale.text() + " " + rule.system.text() + text_of(rule.where),
            {may_fall ? rule.minimum : opposite(rule.minimum)}};
  }
  Strength operator()(const requirement::Residency& rule) const {
    const Counted least = counted(*amount(rule.minimum, of_));
    std::vector<std::string> places;
    for (const OrganizationId& each : rule.at) places.push_back(each.text());
    if (places.empty()) places.push_back(of_.organization.text());
    return {"residency " + least.unit + " " + joined(std::move(places)), {opposite(least.value)}};
  }
  // Compared in a function of its own: what it does not say is looser.
  Strength operator()(const requirement::SharingCap&) const { return {"sharing", {}}; }

 private:
  static Rational opposite(const Rational& value) {
    return Rational::create(-value.numerator(), value.denominator()).value();
  }

  const Catalogue& catalogue_;
  const Achievement& of_;
};

bool caps_as_tightly(const requirement::SharingCap& lower, const requirement::SharingCap& upper) {
  if (upper.times && (!lower.times || *lower.times > *upper.times)) return false;
  if (!upper.at_most) return true;
  if (!lower.at_most) return false;
  const Counted a = counted(*lower.at_most);
  const Counted b = counted(*upper.at_most);
  return a.unit == b.unit && a.value <= b.value;
}

// --- Sections 1 and 3
// ------------------------------------------------------------------------------

struct Stated {
  const Policy* policy;
  const PolicyRule* rule;
};

bool holds(const Policy& policy, Date day) {
  return day >= policy.valid_from && (!policy.valid_until || day <= *policy.valid_until);
}

bool beneath(const Achievement& achievement, const Policy& policy, const Catalogue& catalogue) {
  if (policy.layer == Layer::organization) return achievement.organization == policy.organization;
  if (policy.layer == Layer::consortium)
    return std::ranges::count(policy.organizations, achievement.organization) > 0;
  if (policy.layer == Layer::nation) {
    for (const learning::Organization& organization : catalogue.organizations)
      if (organization.id == achievement.organization)
        return std::ranges::count(policy.countries, organization.country) > 0;
    return false;
  }
  for (const std::string& name : policy.achievements) {
    const bool beginning = name.back() == '*';
    const std::string& id = achievement.id.text();
    if (beginning ? id.compare(0, name.size() - 1, name, 0, name.size() - 1) == 0 : id == name)
      return true;
  }
  return false;
}

bool measurable(const PolicyRule& rule, const Achievement& achievement) {
  if (const auto* limit = std::get_if<requirement::LimitRule>(&rule.effect))
    return amount(limit->at_most, achievement).has_value();
  if (const auto* applied = std::get_if<requirement::AppliedRule>(&rule.effect))
    return amount(applied->minimum, achievement).has_value();
  if (const auto* residency = std::get_if<requirement::Residency>(&rule.effect))
    return amount(residency->minimum, achievement).has_value();
  return true;
}

// Section 1, on one day.
std::vector<Stated> stated_for(const Achievement& achievement, const Catalogue& catalogue,
                               Date day) {
  std::vector<Stated> found;
  if (!achievement.requirement) return found;
  for (const Policy& policy : catalogue.policies) {
    if (!holds(policy, day) || !beneath(achievement, policy, catalogue)) continue;
    for (const PolicyRule& rule : policy.rules) {
      if (!rule.kinds.empty() && std::ranges::count(rule.kinds, achievement.kind) == 0) continue;
      if (rule.level && !at_level(*rule.level, achievement, catalogue, day)) continue;
      if (measurable(rule, achievement)) found.push_back({&policy, &rule});
    }
  }
  return found;
}

// What holds changes on no other day.
std::set<Date> days_of(const Catalogue& catalogue) {
  std::set<Date> days;
  for (const Policy& policy : catalogue.policies) days.insert(policy.valid_from);
  for (const framework::Crosswalk& each : catalogue.crosswalks) days.insert(each.valid_from);
  return days;
}

bool as_tight(const Stated& lower, const Stated& upper, const Achievement& achievement,
              const Catalogue& catalogue) {
  const auto* a = std::get_if<requirement::SharingCap>(&lower.rule->effect);
  const auto* b = std::get_if<requirement::SharingCap>(&upper.rule->effect);
  if (a != nullptr && b != nullptr) return caps_as_tightly(*a, *b);
  const Strengths strengths(catalogue, achievement);
  const Strength mine = std::visit(strengths, lower.rule->effect);
  const Strength theirs = std::visit(strengths, upper.rule->effect);
  return mine.same == theirs.same && mine.numbers <= theirs.numbers;
}

bool below(const Stated& lower, const Stated& upper) {
  return lower.rule->id == upper.rule->id &&
         static_cast<int>(lower.policy->layer) > static_cast<int>(upper.policy->layer);
}

// --- Section 2
// -------------------------------------------------------------------------------------

struct Around {
  std::vector<requirement::Limit> limits;
  std::vector<Node> conditions;
};

void cap_sharing(Node& node, const requirement::SharingCap& cap) {
  for (requirement::Sharing& sharing : node.sharing) {
    if (cap.times && *cap.times < sharing.times) sharing.times = *cap.times;
    if (cap.at_most &&
        (!sharing.at_most || counted(*cap.at_most).value < counted(*sharing.at_most).value))
      sharing.at_most = cap.at_most;
  }
  std::visit(
      [&](auto& rule) {
        if constexpr (requires { rule.children; })
          for (Node& child : rule.children) cap_sharing(child, cap);
      },
      node.rule);
}

void put(const Stated& stated, Achievement& achievement, Around& around) {
  const NodeId name(stated.policy->id.text() + ":" + stated.rule->id.text());
  const NodeId in = achievement.requirement->id;
  const auto none = [&](Filter where) {
    around.limits.push_back({name, requirement::Awards{0}, std::move(where), {}});
  };
  const auto ask = [&](requirement::Rule rule) {
    around.conditions.push_back({name, {}, std::move(rule), {}, {}, {}});
  };
  if (const auto* rule = std::get_if<requirement::LimitRule>(&stated.rule->effect))
    around.limits.push_back({name, *amount(rule->at_most, achievement), rule->where, rule->per});
  if (const auto* rule = std::get_if<requirement::ExclusionRule>(&stated.rule->effect)) {
    Filter others;
    others.none = {rule->of};
    none(rule->only ? others : rule->of);
  }
  if (const auto* rule = std::get_if<requirement::GradeFloor>(&stated.rule->effect)) {
    Filter graded, enough, worse;
    graded.scales = {rule->at_least.scale};
    enough.grade = rule->at_least;
    worse.all = {graded, rule->where};
    worse.none = {enough};
    none(worse);
  }
  if (const auto* rule = std::get_if<requirement::AppliedRule>(&stated.rule->effect))
    ask(requirement::Applied{in, *amount(rule->minimum, achievement), rule->where});
  if (const auto* rule = std::get_if<requirement::DistinctRule>(&stated.rule->effect))
    ask(requirement::Distinct{in, rule->key, rule->minimum, rule->where});
  if (const auto* rule = std::get_if<requirement::AverageRule>(&stated.rule->effect))
    ask(requirement::Average{in, rule->scale, rule->system, rule->minimum, rule->where});
  if (const auto* rule = std::get_if<requirement::Residency>(&stated.rule->effect)) {
    Filter there;
    there.organizations = rule->at;
    if (there.organizations.empty()) there.organizations = {achievement.organization};
    ask(requirement::Applied{in, *amount(rule->minimum, achievement), there});
  }
  if (const auto* rule = std::get_if<requirement::SharingCap>(&stated.rule->effect))
    cap_sharing(*achievement.requirement, *rule);
}

void merge(Achievement& achievement, const std::vector<Stated>& rules) {
  Around around;
  for (const Stated& rule : rules) put(rule, achievement, around);
  Node& first = *achievement.requirement;
  first.limits.insert(first.limits.end(), around.limits.begin(), around.limits.end());
  if (around.conditions.empty()) return;
  std::vector<Node> children = around.conditions;
  children.push_back(first);
  achievement.requirement = Node{NodeId(":policies"), {}, requirement::All{std::move(children)}};
}

}  // namespace

bool loosens(const Catalogue& catalogue) {
  for (const Date day : days_of(catalogue))
    for (const Achievement& achievement : catalogue.achievements) {
      const std::vector<Stated> rules = stated_for(achievement, catalogue, day);
      for (const Stated& lower : rules)
        for (const Stated& upper : rules) {
          const bool allowed = std::ranges::count(upper.rule->may_loosen, lower.policy->layer) > 0;
          if (below(lower, upper) && !allowed && !as_tight(lower, upper, achievement, catalogue))
            return true;
        }
    }
  return false;
}

Catalogue layered(Catalogue catalogue, Date day) {
  for (Achievement& achievement : catalogue.achievements) {
    const std::vector<Stated> rules = stated_for(achievement, catalogue, day);
    std::vector<Stated> kept;
    for (const Stated& each : rules)
      if (std::ranges::none_of(rules, [&](const Stated& other) { return below(other, each); }))
        kept.push_back(each);
    merge(achievement, kept);
  }
  return catalogue;
}

}  // namespace cairn::oracle
