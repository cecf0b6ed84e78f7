#include "oracle/operators.h"

#include <functional>
#include <iterator>
#include <utility>
#include <variant>

#include "oracle/nodes.h"

namespace cairn::oracle {
namespace {

using requirement::Exception;
using requirement::Filter;
using requirement::Node;

// Says of an operator whether it is to go.
using Meet = std::function<bool(const std::string& name)>;

// By section of docs/reference/requirements.md.
const char* const kOperators[] = {
    // Section 1
    "absorbed",
    "reissued",
    // Sections 3, 4
    "holds",
    "superseded",
    "credit",
    "hours",
    "awards",
    "points",
    "atLeast",
    "atLeast at most",
    // Section 5
    "filter achievements",
    "filter achievements*",
    "filter all",
    "filter any",
    "filter assessments",
    "filter attributes",
    "filter awarded",
    "filter codes",
    "filter cost",
    "filter grade",
    "filter kinds",
    "filter labels",
    "filter level",
    "filter modes",
    "filter none",
    "filter organizations",
    "filter origins",
    "filter scales",
    "filter skills",
    "filter subjects",
    "filter withinDays",
    // Section 6
    "repeats first",
    "repeats last",
    "repeats best",
    "repeats averaged",
    "stacked whole",
    "stacked parts",
    // Section 7
    "maximum",
    "limit credit",
    "limit hours",
    "limit awards",
    "limit per",
    "limit share",
    // Section 8
    "sharing",
    "sharing of three",
    "sharing at most awards",
    "sharing at most credit",
    "split",
    // Section 9
    "fact",
    "when",
    "same",
    // Section 10
    "applied",
    "applied share",
    "applied last",
    "unshared",
    "distinct",
    "distinct maximum",
    "average",
    "average over record",
    // Section 13
    "avoid",
    // Section 14
    "waive",
    "substitute",
    "force",
    "block",
    "adjust",
};

const char* const kSatisfied = "satisfied";  // a fact that a case without an operator states

template <class Member>
void meet_test(Member& member, bool given, const char* name, const Meet& meet) {
  if (given && meet(std::string("filter ") + name)) member = {};
}

void visit(Filter& filter, const Meet& meet) {
  bool wildcard = false;
  for (const std::string& each : filter.achievements) wildcard = wildcard || each.ends_with('*');
  meet_test(filter.achievements, !filter.achievements.empty(),
            wildcard ? "achievements*" : "achievements", meet);
  meet_test(filter.codes, !filter.codes.empty(), "codes", meet);
  meet_test(filter.organizations, !filter.organizations.empty(), "organizations", meet);
  meet_test(filter.kinds, !filter.kinds.empty(), "kinds", meet);
  meet_test(filter.subjects, !filter.subjects.empty(), "subjects", meet);
  meet_test(filter.skills, !filter.skills.empty(), "skills", meet);
  meet_test(filter.modes, !filter.modes.empty(), "modes", meet);
  meet_test(filter.assessments, !filter.assessments.empty(), "assessments", meet);
  meet_test(filter.labels, !filter.labels.empty(), "labels", meet);
  meet_test(filter.attributes, !filter.attributes.empty(), "attributes", meet);
  meet_test(filter.level, filter.level.has_value(), "level", meet);
  meet_test(filter.cost, filter.cost.has_value(), "cost", meet);
  meet_test(filter.grade, filter.grade.has_value(), "grade", meet);
  meet_test(filter.scales, !filter.scales.empty(), "scales", meet);
  meet_test(filter.origins, !filter.origins.empty(), "origins", meet);
  const bool recency = filter.awarded && filter.awarded->within_days;
  meet_test(filter.awarded, filter.awarded.has_value(), recency ? "withinDays" : "awarded", meet);
  meet_test(filter.any, !filter.any.empty(), "any", meet);
  meet_test(filter.all, !filter.all.empty(), "all", meet);
  meet_test(filter.none, !filter.none.empty(), "none", meet);
  for (auto* filters : {&filter.any, &filter.all, &filter.none})
    for (Filter& each : *filters) visit(each, meet);
}

std::string name_of(const requirement::Quantity& quantity, const char* prefix) {
  static const char* const kNames[] = {"credit", "hours", "awards"};
  return prefix + std::string(kNames[quantity.index()]);
}

std::string name_of(const requirement::Limit& limit) {
  if (std::holds_alternative<requirement::Share>(limit.at_most)) return "limit share";
  if (limit.per) return "limit per";
  return name_of(std::get<requirement::Quantity>(limit.at_most), "limit ");
}

std::string name_of(const requirement::Applied& applied) {
  if (std::holds_alternative<requirement::Share>(applied.minimum)) return "applied share";
  return applied.last ? "applied last" : "applied";
}

std::string name_of(const requirement::Rule& rule) {
  static const char* const kNames[] = {"all",  "atLeast", "holds",   "sum",      "points", "fact",
                                       "when", "same",    "applied", "distinct", "average"};
  if (const auto* sum = std::get_if<requirement::Sum>(&rule)) return name_of(sum->minimum, "");
  if (const auto* applied = std::get_if<requirement::Applied>(&rule)) return name_of(*applied);
  if (const auto* average = std::get_if<requirement::Average>(&rule))
    return average->in.empty() ? "average over record" : "average";
  return kNames[rule.index()];
}

void visit_filters(requirement::Rule& rule, const Meet& meet) {
  if (auto* holds = std::get_if<requirement::Holds>(&rule)) visit(holds->filter, meet);
  if (auto* sum = std::get_if<requirement::Sum>(&rule)) {
    visit(sum->filter, meet);
    if (sum->maximum && meet("maximum")) sum->maximum.reset();
  }
  if (auto* points = std::get_if<requirement::Points>(&rule))
    for (auto& line : points->lines) visit(line.filter, meet);
  if (auto* applied = std::get_if<requirement::Applied>(&rule)) {
    visit(applied->where, meet);
    if (applied->unshared && meet("unshared")) applied->unshared = false;
  }
  if (auto* some = std::get_if<requirement::AtLeast>(&rule))
    if (some->at_most && meet("atLeast at most")) some->at_most.reset();
  if (auto* distinct = std::get_if<requirement::Distinct>(&rule)) {
    visit(distinct->where, meet);
    if (distinct->maximum && meet("distinct maximum")) distinct->maximum.reset();
  }
  if (auto* average = std::get_if<requirement::Average>(&rule)) visit(average->where, meet);
}

void visit(Node& node, const Meet& meet);

// What stands in the place of a node whose operator goes.
void replace(Node& node) {
  if (children_of(node).empty()) {
    node.rule = requirement::Fact{kSatisfied, {"yes"}, {}};
    return;
  }
  std::vector<Node> first{children_of(node)[0]};
  if (const auto* some = std::get_if<requirement::AtLeast>(&node.rule)) first = some->children;
  node.rule = requirement::All{std::move(first)};
}

void visit_rules(Node& node, const Meet& meet) {
  std::erase_if(node.limits, [&](requirement::Limit& limit) {
    visit(limit.where, meet);
    return meet(name_of(limit));
  });
  std::erase_if(node.sharing, [&](requirement::Sharing& rule) {
    visit(rule.where, meet);
    return meet(rule.between.size() > 2 ? "sharing of three" : "sharing");
  });
  for (requirement::Sharing& rule : node.sharing)
    if (rule.at_most && meet(name_of(*rule.at_most, "sharing at most "))) rule.at_most.reset();
  if (node.split) visit(node.split->where, meet);
  if (node.split && meet("split")) node.split.reset();
  static const char* const kKeeps[] = {"repeats first", "repeats last", "repeats best"};
  if (node.repeats && meet(kKeeps[static_cast<int>(node.repeats->keep)])) node.repeats.reset();
  if (node.repeats && node.repeats->averaged && meet("repeats averaged"))
    node.repeats->averaged = false;
  std::erase_if(node.avoid, [&](requirement::Avoid& avoid) {
    visit(avoid.where, meet);
    return meet("avoid");
  });
  using requirement::Stacked;
  if (node.stacked != Stacked::either &&
      meet(node.stacked == Stacked::whole ? "stacked whole" : "stacked parts"))
    node.stacked = Stacked::either;
}

void visit(Node& node, const Meet& meet) {
  visit_rules(node, meet);
  visit_filters(node.rule, meet);
  const std::string name = name_of(node.rule);
  if (name != "all" && meet(name)) replace(node);
  std::visit(
      [&](auto& rule) {
        if constexpr (requires { rule.children; })
          for (Node& child : rule.children) visit(child, meet);
      },
      node.rule);
}

void visit(Case& input, const Meet& meet) {
  for (learning::Achievement& achievement : input.catalogue.achievements) {
    if (achievement.requirement) visit(*achievement.requirement, meet);
    if (achievement.superseded_by && meet("superseded")) achievement.superseded_by.reset();
    using learning::Consumption;
    if (achievement.consumption != Consumption::retained &&
        meet(achievement.consumption == Consumption::absorbed ? "absorbed" : "reissued"))
      achievement.consumption = Consumption::retained;
  }
  static const char* const kKinds[] = {"waive", "substitute", "force", "block", "adjust"};
  std::erase_if(input.record.exceptions, [&](const Exception& exception) {
    return meet(kKinds[static_cast<int>(exception.kind)]);
  });
}

}  // namespace

std::set<std::string> operators_of(const Case& input) {
  std::set<std::string> names;
  Case copy = input;
  visit(copy, [&](const std::string& name) {
    names.insert(name);
    return false;
  });
  return names;
}

const std::vector<std::string>& operators_of_the_language() {
  static const std::vector<std::string> kNames(std::begin(kOperators), std::end(kOperators));
  return kNames;
}

Case without(const Case& input, const std::string& name) {
  Case copy = input;
  copy.record.facts.push_back({kSatisfied, "yes"});
  visit(copy, [&](const std::string& each) { return each == name; });
  return copy;
}

}  // namespace cairn::oracle
