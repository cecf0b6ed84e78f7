#include "documents/policy_text.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "documents/filter_text.h"
#include "documents/policy_json.h"
#include "documents/quantity_text.h"
#include "documents/requirement_json.h"

namespace cairn::documents {
namespace {

using requirement::Filter;
using requirement::Layer;
using requirement::Policy;
using requirement::PolicyRule;

// The sentence of each kind of rule.
class RuleSentence {
 public:
  RuleSentence(const learning::Catalogue& catalogue, std::string_view language)
      : phrases_("policy", language), words_("requirement", language), names_(catalogue, words_) {}

  std::string operator()(const requirement::LimitRule& rule) const {
    const std::string key = rule.per ? keyed("limit", *rule.per) : "limit";
    return phrases_.say(key, {{"quantity", measure(rule.at_most)}, {"filter", filter(rule.where)}});
  }
  std::string operator()(const requirement::ExclusionRule& rule) const {
    return phrases_.say(rule.only ? "only" : "exclude", {{"filter", filter(rule.of)}});
  }
  std::string operator()(const requirement::GradeFloor& rule) const {
    return phrases_.say("gradeFloor", {{"grade", rule.at_least.value},
                                       {"scale", names_.of(rule.at_least.scale)},
                                       {"filter", filter(rule.where)}});
  }
  std::string operator()(const requirement::AppliedRule& rule) const {
    return phrases_.say("applied",
                        {{"quantity", measure(rule.minimum)}, {"filter", filter(rule.where)}});
  }
  std::string operator()(const requirement::DistinctRule& rule) const {
    return phrases_.say(keyed("distinct", rule.key), Rational(rule.minimum),
                        {{"amount", std::to_string(rule.minimum)}, {"filter", filter(rule.where)}});
  }
  std::string operator()(const requirement::AverageRule& rule) const {
    return phrases_.say(rule.system.empty() ? "average" : "average.weighted",
                        {{"minimum", number_text(rule.minimum)},
                         {"scale", names_.of(rule.scale)},
                         {"system", system_text(rule.system, names_, words_)},
                         {"filter", filter(rule.where)}});
  }
  std::string operator()(const requirement::Residency& rule) const {
    std::vector<std::string> places;
    for (const OrganizationId& id : rule.at) places.push_back(names_.of(id));
    return phrases_.say(
        places.empty() ? "residency" : "residency.at",
        {{"quantity", measure(rule.minimum)}, {"places", words_.list("list.or", places)}});
  }
  std::string operator()(const requirement::SharingCap& rule) const {
    std::string text;
    if (rule.at_most)
      text = phrases_.say("sharing", {{"quantity", quantity_text(*rule.at_most, names_, words_)}});
    if (rule.times)
      text += (text.empty() ? "" : "; ") +
              phrases_.say("sharing.times", {{"times", std::to_string(*rule.times)}});
    return text;
  }

  std::string rule(const PolicyRule& rule) const {
    Filter concerned;
    concerned.kinds = rule.kinds;
    concerned.level = rule.level;
    std::string text = std::visit(*this, rule.effect);
    if (!requirement::tests_nothing(concerned))
      text = phrases_.say("for", {{"filter", filter(concerned)}, {"rule", text}});
    std::vector<std::string> may;
    for (const Layer layer : rule.may_loosen) may.push_back(loosener(word_of(layer)));
    if (rule.may_except) may.push_back(loosener("exception"));
    if (!may.empty()) text += phrases_.say("mayLoosen", {{"list", words_.list("list.or", may)}});
    return phrases_.say("rule", {{"id", rule.id.text()}, {"rule", text}});
  }

  std::string heading(const Policy& policy) const {
    return phrases_.say(policy.valid_until ? "policy.until" : "policy",
                        {{"name", policy.name.in(phrases_.language())},
                         {"layer", phrases_.say("layer." + std::string(word_of(policy.layer)))},
                         {"organization", names_.of(policy.organization)},
                         {"from", policy.valid_from.to_string()},
                         {"until", policy.valid_until.value_or(Date()).to_string()}});
  }

 private:
  static std::string keyed(std::string_view phrase, requirement::Key key) {
    return std::string(phrase) + "." + std::string(word_for(kKeys, key));
  }
  std::string filter(const Filter& filter) const { return filter_text(filter, names_, words_); }
  std::string loosener(std::string_view word) const {
    return phrases_.say("loosener." + std::string(word));
  }
  std::string measure(const requirement::Measure& measure) const {
    if (const auto* quantity = std::get_if<requirement::Quantity>(&measure))
      return quantity_text(*quantity, names_, words_);
    const auto& share = std::get<requirement::CreditShare>(measure);
    return phrases_.say("share", {{"part", share.part.to_string()},
                                  {"system", system_text(share.system, names_, words_)}});
  }

  const Phrases phrases_;
  const Phrases words_;  // of requirements: filters, quantities, lists
  const Names names_;
};

}  // namespace

std::string policy_text(const Policy& policy, const learning::Catalogue& catalogue,
                        std::string_view language) {
  const RuleSentence sentence(catalogue, language);
  std::string text = sentence.heading(policy) + "\n";
  for (const PolicyRule& rule : policy.rules) text += "  " + sentence.rule(rule) + "\n";
  return text;
}

std::string policy_rule_text(const PolicyRule& rule, const learning::Catalogue& catalogue,
                             std::string_view language) {
  return std::visit(RuleSentence(catalogue, language), rule.effect);
}

}  // namespace cairn::documents
