#include "documents/requirement_text.h"

#include <string_view>
#include <vector>

#include "documents/filter_text.h"
#include "documents/policy_text.h"
#include "documents/quantity_text.h"
#include "domain/policy/policy.h"

namespace cairn::documents {
namespace {

using requirement::Key;
using requirement::Node;
using requirement::Quantity;

std::string_view word_of(Key key) {
  switch (key) {
    case Key::organization:
      return "organization";
    case Key::achievement:
      return "achievement";
    case Key::subject:
      return "subject";
    case Key::term:
      return "term";
  }
  CAIRN_ASSERT(false);
}

std::string keyed(std::string_view phrase, Key key) {
  return std::string(phrase) + "." + std::string(word_of(key));
}

// The sentence of each kind of rule.
class RuleSentence {
 public:
  RuleSentence(const Node& root, const learning::Catalogue& catalogue, const Phrases& phrases)
      : root_(root), names_(catalogue, phrases), phrases_(phrases) {}

  std::string operator()(const requirement::All&) const { return phrases_.say("all"); }
  std::string operator()(const requirement::AtLeast& rule) const {
    if (rule.count == 1 && !rule.at_most) return phrases_.say("any");
    return phrases_.say(rule.at_most ? "atLeast.atMost" : "atLeast",
                        {{"count", std::to_string(rule.count)},
                         {"most", std::to_string(rule.at_most.value_or(rule.count))},
                         {"of", std::to_string(rule.children.size())}});
  }
  std::string operator()(const requirement::Holds& rule) const {
    return phrases_.say("holds", {{"name", names_.of(rule.achievement)},
                                  {"filter", filter_text(rule.filter, names_, phrases_)}});
  }
  std::string operator()(const requirement::Sum& rule) const {
    const std::string minimum = quantity_text(rule.minimum, names_, phrases_);
    const std::string filter = filter_text(rule.filter, names_, phrases_);
    if (!rule.maximum) return phrases_.say("sum", {{"minimum", minimum}, {"filter", filter}});
    return phrases_.say("sum.maximum", {{"minimum", minimum},
                                        {"maximum", quantity_text(*rule.maximum, names_, phrases_)},
                                        {"filter", filter}});
  }
  std::string operator()(const requirement::Points& rule) const {
    std::vector<std::string> lines;
    for (const requirement::Points::Line& line : rule.lines)
      lines.push_back(
          phrases_.say("point_line", {{"points", points(line.points)},
                                      {"filter", filter_text(line.filter, names_, phrases_)}}));
    return phrases_.say("point_sum", {{"minimum", points(rule.minimum)},
                                      {"lines", phrases_.list("list.and", lines)}});
  }
  std::string operator()(const requirement::Fact& rule) const { return fact(rule); }
  std::string operator()(const requirement::When& rule) const {
    return phrases_.say("when", {{"fact", fact(rule.fact)}});
  }
  std::string operator()(const requirement::Same& rule) const {
    return phrases_.say(keyed("same", rule.key));
  }
  std::string operator()(const requirement::Applied& rule) const {
    const std::string unshared = rule.unshared ? phrases_.say("unshared") : std::string();
    const std::string last =
        rule.last ? quantity_text(*rule.last, names_, phrases_) : std::string();
    return phrases_.say(rule.last ? "applied.last" : "applied",
                        {{"minimum", portion_text(rule.minimum, names_, phrases_)},
                         {"filter", filter_text(rule.where, names_, phrases_)},
                         {"unshared", unshared},
                         {"last", last},
                         {"in", node_name(rule.in)}});
  }
  std::string operator()(const requirement::Distinct& rule) const {
    std::string text = phrases_.say(keyed("distinct", rule.key), Rational(rule.minimum),
                                    {{"amount", std::to_string(rule.minimum)},
                                     {"filter", filter_text(rule.where, names_, phrases_)},
                                     {"in", node_name(rule.in)}});
    if (rule.maximum)
      text += phrases_.say("distinct.maximum", {{"most", std::to_string(*rule.maximum)}});
    return text;
  }
  std::string operator()(const requirement::Average& rule) const {
    const std::string over = rule.in.empty()
                                 ? phrases_.say("over.record")
                                 : phrases_.say("over.node", {{"in", node_name(rule.in)}});
    return phrases_.say(rule.system.empty() ? "average" : "average.weighted",
                        {{"minimum", number_text(rule.minimum)},
                         {"scale", names_.of(rule.scale)},
                         {"filter", filter_text(rule.where, names_, phrases_)},
                         {"system", system_text(rule.system, names_, phrases_)},
                         {"over", over}});
  }

  std::string limit(const requirement::Limit& limit) const {
    return phrases_.say(limit.per ? keyed("limit", *limit.per) : "limit",
                        {{"quantity", portion_text(limit.at_most, names_, phrases_)},
                         {"filter", filter_text(limit.where, names_, phrases_)}});
  }
  std::string sharing(const requirement::Sharing& sharing) const {
    std::vector<std::string> between;
    for (const NodeId& id : sharing.between) between.push_back(node_name(id));
    return phrases_.say(
        sharing.at_most ? "sharing.atMost" : "sharing", Rational(sharing.times),
        {{"filter", filter_text(sharing.where, names_, phrases_)},
         {"times", std::to_string(sharing.times)},
         {"between", phrases_.list("list.and", between)},
         {"quantity",
          sharing.at_most ? quantity_text(*sharing.at_most, names_, phrases_) : std::string()}});
  }
  std::string split(const requirement::Split& split) const {
    return phrases_.say("split", {{"step", quantity_text(split.step, names_, phrases_)},
                                  {"filter", filter_text(split.where, names_, phrases_)}});
  }
  std::string avoid(const requirement::Avoid& avoid) const {
    const std::string_view phrase = requirement::tests_nothing(avoid.where) ? "avoid.any" : "avoid";
    return phrases_.say(phrase, {{"filter", filter_text(avoid.where, names_, phrases_)},
                                 {"weight", std::to_string(avoid.weight)}});
  }
  std::string repeats(const requirement::Repeats& repeats) const {
    switch (repeats.keep) {
      case requirement::Repeats::Keep::first:
        return phrases_.say("repeats.first");
      case requirement::Repeats::Keep::last:
        return phrases_.say("repeats.last");
      case requirement::Repeats::Keep::best:
        return phrases_.say("repeats.best", {{"scale", names_.of(repeats.scale)}});
    }
    CAIRN_ASSERT(false);
  }

 private:
  std::string points(const Rational& value) const {
    return phrases_.say("points", value, {{"amount", number_text(value)}});
  }
  std::string fact(const requirement::Fact& fact) const {
    const auto kind = learning::SharedWord::Kind::fact;
    const std::string name = phrases_.say("quoted", {{"text", names_.of(kind, fact.name)}});
    if (fact.at_least)
      return phrases_.say("fact.atLeast", {{"name", name}, {"value", number_text(*fact.at_least)}});
    std::vector<std::string> values;
    for (const std::string& value : fact.is)
      values.push_back(phrases_.say("quoted", {{"text", names_.of_value(kind, fact.name, value)}}));
    return phrases_.say("fact.is", {{"name", name}, {"values", phrases_.list("list.or", values)}});
  }
  std::string node_name(const NodeId& id) const {
    const Node* node = requirement::find_node(root_, id);
    const std::string_view title =
        node == nullptr ? std::string_view() : node->title.in(phrases_.language());
    return phrases_.say("quoted", {{"text", title.empty() ? std::string_view(id.text()) : title}});
  }

  const Node& root_;
  Names names_;
  const Phrases& phrases_;
};

// What a policy excludes is a limit of none of it, whose own sentence would deny twice.
bool is_said_by_policy(const requirement::PolicyRule* rule) {
  return rule != nullptr && (std::holds_alternative<requirement::ExclusionRule>(rule->effect) ||
                             std::holds_alternative<requirement::GradeFloor>(rule->effect));
}

}  // namespace

std::string by_policy(const NodeId& rule, const learning::Catalogue& catalogue,
                      const Phrases& phrases) {
  const policy::Rule found = policy::rule_named(catalogue, rule);
  if (found.policy == nullptr) return {};
  const Names names(catalogue, phrases);
  return phrases.say("by_policy", {{"organization", names.of(found.policy->organization)}});
}

std::string RequirementText::limit(const requirement::Limit& limit) const {
  const policy::Rule made_by = policy::rule_named(catalogue_, limit.id);
  const std::string said =
      is_said_by_policy(made_by.rule)
          ? phrases_.say(
                "limit.policy",
                {{"rule", policy_rule_text(*made_by.rule, catalogue_, phrases_.language())}})
          : RuleSentence(root_, catalogue_, phrases_).limit(limit);
  return said + by_policy(limit.id, catalogue_, phrases_);
}

std::string RequirementText::rule(const Node& node) const {
  const RuleSentence sentence(root_, catalogue_, phrases_);
  std::string text = std::visit(sentence, node.rule) + by_policy(node.id, catalogue_, phrases_);
  for (const requirement::Limit& each : node.limits) text += limit(each);
  for (const requirement::Sharing& sharing : node.sharing) text += sentence.sharing(sharing);
  if (node.split) text += sentence.split(*node.split);
  if (node.repeats) text += sentence.repeats(*node.repeats);
  if (node.repeats && node.repeats->averaged) text += phrases_.say("repeats.averaged");
  if (node.stacked == requirement::Stacked::whole) text += phrases_.say("stacked.whole");
  if (node.stacked == requirement::Stacked::parts) text += phrases_.say("stacked.parts");
  for (const requirement::Avoid& avoid : node.avoid) text += sentence.avoid(avoid);
  return text;
}

std::string RequirementText::tree() const {
  std::string text;
  append_tree(root_, 0, text);
  return text;
}

void RequirementText::append_tree(const Node& node, int depth, std::string& text) const {
  const std::string indent(static_cast<std::size_t>(depth) * 2, ' ');
  const std::string_view title = node.title.in(phrases_.language());
  const std::string said = rule(node);
  text +=
      indent + (title.empty() ? said : phrases_.say("line", {{"title", title}, {"rule", said}}));
  const std::vector<Node>& children = requirement::children_of(node);
  text += children.empty() ? "\n" : ":\n";
  for (std::size_t i = 0; i < children.size(); ++i) {
    if (i == 1 && std::holds_alternative<requirement::When>(node.rule))
      text += indent + phrases_.say("otherwise") + ":\n";
    append_tree(children[i], depth + 1, text);
  }
}

}  // namespace cairn::documents
