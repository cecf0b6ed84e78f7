#include "oracle/logic_facts.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <sstream>
#include <string_view>
#include <utility>
#include <vector>

#include "oracle/filter.h"
#include "oracle/means.h"

namespace cairn::oracle {
namespace {

using learning::Achievement;
using learning::Award;
using requirement::Exception;
using requirement::Filter;
using requirement::Node;

constexpr std::int64_t kUnitsMax = 20'000;
constexpr int kNumbersOfAQuestion = 100'000;

// A term that is written as it is, unlike a text, which is quoted.
struct Term {
  std::string text;
};

void write(std::ostream& out, const Term& term) { out << term.text; }
void write(std::ostream& out, std::int64_t number) { out << number; }
void write(std::ostream& out, const std::string& text) {
  out << '"';
  for (const char each : text) {
    if (each == '"' || each == '\\') out << '\\';
    out << each;
  }
  out << '"';
}

std::int64_t number_of(Date day) { return day.days().time_since_epoch().count(); }

Term term_of(requirement::Key key) {
  static const char* const kNames[] = {"organization", "achievement", "subject", "term"};
  return {kNames[static_cast<int>(key)]};
}

Term term_of(AwardOrigin origin) {
  static const char* const kNames[] = {"study", "prior_learning", "recognition"};
  return {kNames[static_cast<int>(origin)]};
}

Term term_of(learning::AwardStatus status) {
  static const char* const kNames[] = {"earned", "in_progress", "planned", "recognised", "revoked"};
  return {kNames[static_cast<int>(status)]};
}

template <class... Arguments>
Term applied_to(const char* name, const Arguments&... arguments) {
  std::ostringstream out;
  out << name << '(';
  const char* between = "";
  ((out << between, write(out, arguments), between = ","), ...);
  out << ')';
  return {out.str()};
}

Term term_of(const requirement::Unit& unit) {
  using Measure = requirement::Unit::Measure;
  if (unit.measure == Measure::hours) return {"hours"};
  if (unit.measure == Measure::awards) return {"awards"};
  return applied_to("credit", unit.system.text());
}

// A limit of a range: -1 and 1 stand for what is below and above everything.
template <class T>
Term bound(const std::optional<T>& value, int otherwise) {
  if (!value) return {otherwise < 0 ? "#inf" : "#sup"};
  if constexpr (std::is_same_v<T, Date>)
    return {std::to_string(number_of(*value))};
  else
    return {std::to_string(*value)};
}

const std::string& itself(const std::string& text) { return text; }

class Writer {
 public:
  Writer(const Case& input, Pass pass, int number, std::int64_t scale)
      : input_(input), question_(number), scale_(scale), next_(number * kNumbersOfAQuestion) {
    fact("pass", question_, Term{pass == Pass::first ? "first" : "second"});
    fact("day", question_, number_of(input.day));
    fact("scale", question_, scale);
    for (const Achievement& each : input.catalogue.achievements)
      achievements_[each.id.text()] = next_++;
    fact("goal", question_, achievements_.at(input.goal.text()));
    for (const learning::Organization& each : input.catalogue.organizations)
      write_organization(each);
    for (const Achievement& each : input.catalogue.achievements) write_achievement(each);
    for (const framework::Crosswalk& each : input.catalogue.crosswalks)
      for (const auto& [level, eqf] : each.levels)
        fact("referenced", question_, each.framework, level, eqf, number_of(each.valid_from),
             bound(each.valid_until, 1));
    for (const Achievement& each : input.catalogue.achievements)
      if (each.requirement) write_requirement(each);
    write_record();
    for (const Exception& each : input.record.exceptions)
      if (each.from <= input.day && (!each.until || input.day <= *each.until))
        write_exception(each);
  }

  std::string text() const { return out_.str(); }
  std::int64_t needed_scale() const { return needed_scale_; }
  const std::string& not_encoded() const { return not_encoded_; }

 private:
  template <class... Arguments>
  void fact(const char* name, const Arguments&... arguments) {
    out_ << name << '(';
    const char* between = "";
    ((out_ << between, write(out_, arguments), between = ","), ...);
    out_ << ").\n";
  }

  std::int64_t units(const Rational& amount) {
    needed_scale_ = std::min(std::lcm(needed_scale_, amount.denominator()), kUnitsMax);
    const Rational value = multiply(amount, Rational(scale_)).value();
    if (value > Rational(kUnitsMax) || value < Rational(-kUnitsMax))
      not_encoded_ = "an amount of more than 20,000 units";
    return value.numerator() / value.denominator();
  }

  // --- The catalogue ---

  void write_organization(const learning::Organization& from) {
    for (const learning::QualityLabel& each : from.labels)
      fact("label_of", question_, from.id.text(), each.label, number_of(each.from),
           bound(each.until, 1));
  }

  void write_achievement(const Achievement& from) {
    const int x = achievements_.at(from.id.text());
    fact("achievement", x);
    fact("kind", x, static_cast<int>(from.kind));
    fact("mode", x, from.participation);
    fact("assessment", x, from.assessment);
    for (const learning::QualityLabel& each : from.labels)
      fact("label", x, each.label, number_of(each.from), bound(each.until, 1));
    write_attributes("attribute", x, from.attributes);
    for (const std::string& subject : from.subjects) fact("subject", x, subject);
    for (const learning::Outcome& outcome : from.outcomes)
      for (const learning::SkillAlignment& skill : outcome.skills) fact("skill", x, skill.uri);
    for (const credit::Money& each : from.cost) fact("costs", x, each.currency, each.minor);
    if (from.level) fact("level", x, from.level->framework, from.level->value);
    fact("asked_in", x, question_);
    if (from.workload_hours) fact("workload", x, units(Rational(*from.workload_hours)));
    std::optional<std::string> first;
    for (const credit::Amount& amount : from.credit) {
      fact("grants", x, amount.system.text(), units(amount.value));
      if (!first || amount.system.text() < *first) first = amount.system.text();
    }
    if (first) fact("first_system", x, *first);
    const auto* maker = input_.catalogue.find_organization(from.organization);
    if (maker != nullptr && !maker->credit_system.empty())
      fact("home", x, maker->credit_system.text());
    fact("offered_by", x, from.organization.text());
    if (from.consumption == learning::Consumption::absorbed) fact("absorbs", x);
    if (from.consumption == learning::Consumption::reissued) fact("reissues", x);
    if (from.superseded_by)
      if (const auto newer = achievements_.find(from.superseded_by->text());
          newer != achievements_.end())
        fact("replaced_by", x, newer->second);
  }

  void write_attributes(const char* name, int of,
                        const std::vector<requirement::Attribute>& attributes) {
    for (const requirement::Attribute& each : attributes) {
      fact(name, of, each.name, each.value);
      if (const auto number = Rational::parse(each.value))
        fact("number", each.value, units(*number));
    }
  }

  void number_nodes(const Node& node, std::map<std::string, int>& numbers) {
    numbers[node.id.text()] = next_++;
    for (const Node& child : children_of(node)) number_nodes(child, numbers);
  }

  void write_requirement(const Achievement& of) {
    auto& numbers = nodes_[of.id.text()];
    number_nodes(*of.requirement, numbers);
    fact("root_node", achievements_.at(of.id.text()), numbers.at(of.requirement->id.text()));
    write_node(*of.requirement, of.id.text());
  }

  void write_node(const Node& node, const std::string& achievement) {
    const auto& numbers = nodes_.at(achievement);
    const int n = numbers.at(node.id.text());
    fact("node", n, question_);
    write_rule(node, n, numbers);
    for (const requirement::Limit& limit : node.limits) write_limit(limit, n);
    for (const requirement::Sharing& rule : node.sharing)
      write_sharing(rule, achievements_.at(achievement), numbers);
    for (const requirement::Avoid& avoid : node.avoid) write_avoid(avoid, n);
    if (node.split) not_encoded_ = "a split";
    if (node.repeats && node.repeats->averaged) not_encoded_ = "a mean of attempts";
    if (node.repeats) write_repeats(*node.repeats, n);
    if (node.stacked != requirement::Stacked::either)
      fact("stacked", n, Term{node.stacked == requirement::Stacked::whole ? "whole" : "parts"});
    for (const Node& child : children_of(node)) write_node(child, achievement);
  }

  using Numbers = std::map<std::string, int>;

  void write_rule(const Node& node, int n, const Numbers& numbers) {
    if (std::holds_alternative<requirement::All>(node.rule)) {
      fact("all", n);
      write_children(node, n, numbers);
    } else if (const auto* some = std::get_if<requirement::AtLeast>(&node.rule)) {
      fact("at_least", n);
      fact("asks_for", n, some->count);
      if (some->at_most) fact("at_most_of", n, *some->at_most);
      write_children(node, n, numbers);
    } else if (const auto* same = std::get_if<requirement::Same>(&node.rule)) {
      fact("same", n, term_of(same->key));
      write_children(node, n, numbers);
    } else if (const auto* when = std::get_if<requirement::When>(&node.rule)) {
      write_fact(when->fact, n);
      fact("then", n, numbers.at(when->children[0].id.text()));
      if (when->children.size() > 1) fact("else", n, numbers.at(when->children[1].id.text()));
    } else if (const auto* asked = std::get_if<requirement::Fact>(&node.rule)) {
      fact("fact", n);
      write_fact(*asked, n);
    } else {
      write_leaf(node, n, numbers);
    }
  }

  void write_children(const Node& node, int n, const Numbers& numbers) {
    for (const Node& child : children_of(node)) fact("child", n, numbers.at(child.id.text()));
  }

  void write_leaf(const Node& node, int n, const Numbers& numbers) {
    if (const auto* holds = std::get_if<requirement::Holds>(&node.rule)) {
      fact("holds", n, achievements_.at(holds->achievement.text()));
      fact("where", n, write_filter(holds->filter));
    } else if (const auto* sum = std::get_if<requirement::Sum>(&node.rule)) {
      write_sum(*sum, n);
    } else if (const auto* points = std::get_if<requirement::Points>(&node.rule)) {
      fact("points", n);
      fact("asks_for", n, units(points->minimum));
      for (const auto& line : points->lines)
        fact("line", n, units(line.points), write_filter(line.filter));
    } else if (const auto* applied = std::get_if<requirement::Applied>(&node.rule)) {
      write_applied(*applied, n, numbers);
    } else if (const auto* distinct = std::get_if<requirement::Distinct>(&node.rule)) {
      write_condition(n, numbers.at(distinct->in.text()), distinct->where);
      fact("distinct", n, term_of(distinct->key));
      fact("asks_for", n, distinct->minimum);
      if (distinct->maximum) fact("no_more_than", n, *distinct->maximum);
    } else if (const auto* average = std::get_if<requirement::Average>(&node.rule)) {
      if (average->in.empty()) {
        fact("over_record", n);
        fact("where", n, write_filter(average->where));
      } else {
        write_condition(n, numbers.at(average->in.text()), average->where);
      }
      const bool equally = average->system.empty();
      fact("average", n, average->scale.text(),
           equally ? Term{"none"} : applied_to("by", average->system.text()));
      if (rises(*input_.catalogue.find_grade_scale(average->scale))) fact("rises", n);
      fact("asks_for", n, units(average->minimum));
    } else {
      not_encoded_ = "a rule of kind " + std::to_string(node.rule.index());
    }
  }

  void write_sum(const requirement::Sum& sum, int n) {
    const Term unit = term_of(requirement::unit_of(sum.minimum));
    fact("sum", n, unit);
    fact("asks_for", n, units(requirement::value_of(sum.minimum)));
    fact("where", n, write_filter(sum.filter));
    if (!sum.maximum) return;
    const int limit = next_++;
    fact("limit", n, limit);
    fact("at_most", limit, unit, units(requirement::value_of(*sum.maximum)));
    fact("where", limit, write_filter({}));
  }

  void write_condition(int n, int in, const Filter& where) {
    fact("in", n, in);
    fact("where", n, write_filter(where));
  }

  void write_applied(const requirement::Applied& applied, int n, const Numbers& numbers) {
    write_condition(n, numbers.at(applied.in.text()), applied.where);
    const Term unit = term_of(requirement::unit_of(applied.minimum));
    const Rational value = requirement::value_of(applied.minimum);
    if (std::holds_alternative<requirement::Share>(applied.minimum)) {
      fact("applied_share", n, unit, value.numerator(), value.denominator());
    } else {
      fact("applied", n, unit);
      fact("asks_for", n, units(value));
    }
    if (applied.last)
      fact("last", n, term_of(requirement::unit_of(*applied.last)),
           units(requirement::value_of(*applied.last)));
    if (applied.unshared) fact("unshared", n);
  }

  void write_fact(const requirement::Fact& asked, int n) {
    fact("asks_fact", n, asked.name);
    for (const std::string& each : asked.is) fact("is_one_of", n, each);
    if (asked.at_least) fact("at_least_number", n, units(*asked.at_least));
  }

  void write_limit(const requirement::Limit& from, int n) {
    const int limit = next_++;
    const Term unit = term_of(requirement::unit_of(from.at_most));
    const Rational value = requirement::value_of(from.at_most);
    fact("limit", n, limit);
    if (std::holds_alternative<requirement::Share>(from.at_most))
      fact("at_most_share", limit, unit, value.numerator(), value.denominator());
    else
      fact("at_most", limit, unit, units(value));
    fact("where", limit, write_filter(from.where));
    if (from.per) fact("per", limit, term_of(*from.per));
  }

  void write_sharing(const requirement::Sharing& from, int achievement, const Numbers& numbers) {
    const int rule = next_++;
    fact("shares", achievement, rule);
    fact("where", rule, write_filter(from.where));
    for (const NodeId& node : from.between) fact("between", rule, numbers.at(node.text()));
    fact("nodes", rule, static_cast<std::int64_t>(from.between.size()));
    fact("times", rule, from.times);
    if (from.at_most)
      fact("share_at_most", rule, term_of(requirement::unit_of(*from.at_most)),
           units(requirement::value_of(*from.at_most)));
  }

  void write_avoid(const requirement::Avoid& from, int n) {
    const int rule = next_++;
    fact("avoids", n, rule);
    fact("where", rule, write_filter(from.where));
    fact("weight", rule, from.weight);
  }

  void write_repeats(const requirement::Repeats& repeats, int n) {
    using Keep = requirement::Repeats::Keep;
    if (repeats.keep == Keep::best)
      fact("repeats", n, applied_to("best", repeats.scale.text()));
    else
      fact("repeats", n, Term{repeats.keep == Keep::first ? "first" : "last"});
  }

  // --- Filters ---

  int write_filter(const Filter& from) {
    const int f = next_++;
    fact("filter", f, question_);
    write_tests_of_achievements(from, f);
    write_tests_of_awards(from, f);
    write_parts(f, "any", from.any);
    write_parts(f, "all", from.all);
    write_parts(f, "none", from.none);
    return f;
  }

  template <class List, class Value>
  void write_test(int f, const char* test, const List& list, const Value& value) {
    if (list.empty()) return;
    fact("asks", f, Term{test});
    for (const auto& each : list) fact("wants", f, Term{test}, value(each));
  }

  void write_tests_of_achievements(const Filter& from, int f) {
    if (!from.achievements.empty()) fact("asks", f, Term{"achievements"});
    for (const std::string& name : from.achievements)
      for (const auto& [id, x] : achievements_) {
        const bool beginning = name.ends_with('*');
        if (beginning ? id.starts_with(std::string_view(name).substr(0, name.size() - 1))
                      : id == name)
          fact("wants", f, Term{"achievements"}, x);
      }
    // Which achievements have such a code is no question of logic.
    if (!from.codes.empty()) fact("asks", f, Term{"codes"});
    for (const Achievement& each : input_.catalogue.achievements)
      if (has_code(from.codes, each))
        fact("wants", f, Term{"codes"}, achievements_.at(each.id.text()));
    write_test(f, "kinds", from.kinds, [](AchievementKind kind) { return static_cast<int>(kind); });
    write_test(f, "subjects", from.subjects, itself);
    write_test(f, "skills", from.skills, itself);
    write_test(f, "modes", from.modes, itself);
    if (from.cost) {
      std::ostringstream range;
      range << '(';
      write(range, from.cost->currency);
      range << ',' << bound(from.cost->at_least, -1).text << ','
            << bound(from.cost->at_most, 1).text << ')';
      fact("asks", f, Term{"cost"});
      fact("wants", f, Term{"cost"}, Term{range.str()});
    }
    if (!from.level) return;
    std::ostringstream range;
    range << '(';
    write(range, from.level->framework);
    range << ',' << bound(from.level->from, -1).text << ',' << bound(from.level->to, 1).text << ')';
    fact("asks", f, Term{"level"});
    fact("wants", f, Term{"level"}, Term{range.str()});
  }

  void write_tests_of_awards(const Filter& from, int f) {
    const auto text = [](const auto& id) { return id.text(); };
    write_test(f, "organizations", from.organizations, text);
    write_test(f, "assessments", from.assessments, itself);
    write_test(f, "labels", from.labels, itself);
    write_attribute_tests(from.attributes, f);
    write_test(f, "scales", from.scales, text);
    write_test(f, "origins", from.origins, [](AwardOrigin origin) { return term_of(origin); });
    if (from.grade) {
      const auto rank = rank_of(*from.grade);
      std::ostringstream floor;
      floor << '(';
      write(floor, from.grade->scale.text());
      floor << ',' << (rank ? static_cast<std::int64_t>(*rank) : -1) << ')';
      fact("asks", f, Term{"grade"});
      fact("wants", f, Term{"grade"}, Term{floor.str()});
    }
    if (!from.awarded) return;
    fact("asks", f, Term{"awarded"});
    fact("wants", f, Term{"awarded"},
         Term{"(" + bound(from.awarded->from, -1).text + "," + bound(from.awarded->until, 1).text +
              "," + bound(from.awarded->within_days, 1).text + ")"});
  }

  void write_attribute_tests(const std::vector<requirement::AttributeTest>& tests, int f) {
    if (!tests.empty()) fact("asks", f, Term{"attributes"});
    for (const requirement::AttributeTest& each : tests) {
      if (each.at_least)
        fact("wants", f, Term{"attributes"}, applied_to("least", each.name, units(*each.at_least)));
      else if (each.is.empty())
        fact("wants", f, Term{"attributes"}, applied_to("named", each.name));
      for (const std::string& value : each.is)
        fact("wants", f, Term{"attributes"}, applied_to("valued", each.name, value));
    }
  }

  void write_parts(int f, const char* test, const std::vector<Filter>& parts) {
    if (!parts.empty()) fact("asks", f, Term{test});
    for (const Filter& each : parts) {
      const int part = write_filter(each);
      fact("part", f, Term{test}, part);
    }
  }

  std::optional<std::size_t> rank_of(const grade::Grade& grade) const {
    const grade::Scale* scale = input_.catalogue.find_grade_scale(grade.scale);
    return scale == nullptr ? std::nullopt : grade::rank_of(*scale, grade.value);
  }

  // --- The record ---

  void write_record() {
    std::vector<const Award*> awards;
    for (const Award& each : input_.record.awards) awards.push_back(&each);
    std::ranges::sort(awards, {}, [](const Award* each) { return each->id; });
    for (std::size_t i = 0; i < awards.size(); ++i) {
      const int a = awards_[awards[i]->id.text()] = next_++;
      fact("order", a, static_cast<std::int64_t>(i));
      write_award(*awards[i], a);
    }
    for (const learning::FactStatement& each : input_.record.facts) {
      fact("states", question_, each.name, each.value);
      if (const auto number = Rational::parse(each.value))
        fact("states_number", question_, each.name, units(*number));
    }
  }

  void write_award(const Award& award, int a) {
    fact("award", a, question_);
    fact("name", a, award.id.text());
    fact("status", a, term_of(award.status));
    fact("awarded", a, number_of(award.awarded));
    if (award.expires) fact("expires", a, number_of(*award.expires));
    fact("made_by", a, award.organization.text());
    fact("achieves", a, award.achievement.text());
    if (const auto of = achievements_.find(award.achievement.text()); of != achievements_.end())
      fact("of", a, of->second);
    fact("own_origin", a, term_of(award.origin));
    if (!award.assessment.empty()) fact("own_assessment", a, award.assessment);
    if (!award.term.empty()) fact("term", a, award.term);
    write_attributes("own_attribute", a, award.attributes);
    for (const credit::Amount& amount : award.credit)
      fact("credit", a, amount.system.text(), units(amount.value));
    for (const AwardId& root : award.roots) fact("root", a, root.text());
    if (!award.grade) return;
    const std::string& scale = award.grade->scale.text();
    fact("on_scale", a, scale);
    const auto rank = rank_of(*award.grade);
    if (!rank) return;
    fact("graded", a, scale, static_cast<std::int64_t>(*rank));
    const auto& step = input_.catalogue.find_grade_scale(award.grade->scale)->grades[*rank];
    if (step.points) fact("has_points", a, scale, units(*step.points));
  }

  // --- Exceptions ---

  // A node, and its place as a term.
  struct Place {
    std::string term;
    const Node* node = nullptr;  ///< none: the goal's own
  };

  // Of a path: the goal's id and then that of a node for each expansion on the way.
  std::optional<Place> place_of(const std::string& path) const {
    const std::string& goal = input_.goal.text();
    if (!path.starts_with(goal)) return std::nullopt;
    Place place{"g(" + std::to_string(question_) + ")"};
    AchievementId expanded = input_.goal;
    for (std::string_view rest = std::string_view(path).substr(goal.size()); !rest.empty();) {
      const auto end = std::min(rest.find('/', 1), rest.size());
      const Achievement* of = input_.catalogue.find_achievement(expanded);
      if (of == nullptr || !of->requirement) return std::nullopt;
      const NodeId id(std::string(rest.substr(1, end - 1)));
      place.node = requirement::find_node(*of->requirement, id);
      if (place.node == nullptr) return std::nullopt;
      place.term =
          "n(" + place.term + "," + std::to_string(nodes_.at(expanded.text()).at(id.text())) + ")";
      rest = rest.substr(end);
      if (rest.empty()) break;
      const auto* holds = std::get_if<requirement::Holds>(&place.node->rule);
      if (holds == nullptr) return std::nullopt;
      expanded = holds->achievement;
    }
    return place;
  }

  void write_exception(const Exception& from) {
    const auto place = place_of(from.node.text());
    if (!place) return;  // it changes nothing
    const auto award = awards_.find(from.award.text());
    const Term at{place->term};
    switch (from.kind) {
      case Exception::Kind::waive:
        return fact("waive", at);
      case Exception::Kind::substitute:
        if (award != awards_.end()) fact("substitute", award->second, at);
        return;
      case Exception::Kind::force:
        if (award != awards_.end()) fact("force", award->second, at);
        return;
      case Exception::Kind::block:
        if (award != awards_.end()) fact("block", award->second, at);
        return;
      case Exception::Kind::adjust:
        if (place->node != nullptr &&
            std::holds_alternative<requirement::AtLeast>(place->node->rule))
          return fact("adjust", at, from.value.numerator());
        return fact("adjust", at, units(from.value));
    }
    not_encoded_ = "an exception of kind " + std::to_string(static_cast<int>(from.kind));
  }

  const Case& input_;
  const int question_;
  const std::int64_t scale_;
  std::int64_t needed_scale_ = 1;
  int next_;
  std::ostringstream out_;
  std::string not_encoded_;
  std::map<std::string, int> achievements_, awards_;
  std::map<std::string, Numbers> nodes_;  // by achievement and id
};

}  // namespace

LogicFacts logic_facts(const Case& input, Pass pass, int number) {
  // Written once to learn in what units everything is whole.
  const std::int64_t scale = Writer(input, pass, number, 1).needed_scale();
  const Writer writer(input, pass, number, scale);
  if (!writer.not_encoded().empty()) return {{}, scale, writer.not_encoded()};
  return {writer.text(), scale, {}};
}

}  // namespace cairn::oracle
