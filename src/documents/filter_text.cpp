#include "documents/filter_text.h"

#include <algorithm>
#include <string_view>
#include <variant>
#include <vector>

#include "documents/kinds_json.h"
#include "documents/money_json.h"

namespace cairn::documents {
namespace {

using learning::SharedWord;
using requirement::Filter;

// Says one filter, test by test, in the order of formats.md.
class FilterSentence {
 public:
  FilterSentence(const Filter& filter, const Names& names, const Phrases& phrases)
      : filter_(filter), names_(names), phrases_(phrases) {}

  std::string say() {
    const auto as_named = [&](const auto& id) { return names_.of(id); };
    const auto worded = [&](std::string_view table, std::string_view word) {
      return phrases_.say(std::string(table) + "." + std::string(word));
    };
    if (std::ranges::find(filter_.achievements, "*") != filter_.achievements.end())
      text_ += phrases_.say("filter.achievements.every");
    else
      add_list("achievements", filter_.achievements,
               [&](const std::string& name) { return achievement(name); });
    if (std::ranges::find(filter_.codes, requirement::CodeTest("*")) != filter_.codes.end())
      text_ += phrases_.say("filter.codes.every");
    else
      add_list("codes", filter_.codes, [&](const auto& test) { return code(test); });
    add_list("organizations", filter_.organizations, as_named);
    add_list("kinds", filter_.kinds, [&](AchievementKind kind) {
      return worded("kind", word_for(kAchievementKinds, kind));
    });
    const auto shared = [&](SharedWord::Kind kind) {
      return [this, kind](const std::string& word) { return names_.of(kind, word); };
    };
    add_list("subjects", filter_.subjects, shared(SharedWord::Kind::subject));
    add_list("skills", filter_.skills,
             [&](const std::string& uri) { return names_.of_skill(uri); });
    add_list("modes", filter_.modes, [&](const std::string& mode) { return worded("mode", mode); });
    add_list("assessments", filter_.assessments, shared(SharedWord::Kind::assessment));
    add_list("labels", filter_.labels, shared(SharedWord::Kind::label));
    add_list("attributes", filter_.attributes, [&](const auto& test) { return attribute(test); });
    if (filter_.level) add_level(*filter_.level);
    if (filter_.cost) add_cost(*filter_.cost);
    if (filter_.grade)
      text_ += phrases_.say("filter.grade", {{"grade", filter_.grade->value},
                                             {"scale", names_.of(filter_.grade->scale)}});
    add_list("scales", filter_.scales, as_named);
    add_list("origins", filter_.origins,
             [&](AwardOrigin origin) { return worded("origin", word_for(kOrigins, origin)); });
    if (filter_.awarded) add_awarded(*filter_.awarded);
    add_filters("any", "list.or", filter_.any);
    add_filters("all", "list.and", filter_.all);
    if (std::ranges::any_of(filter_.none, requirement::tests_nothing))
      text_ += phrases_.say("filter.none.every");
    else
      add_filters("none", "list.or", filter_.none);
    return std::move(text_);
  }

 private:
  template <class List, class Word>
  void add_list(std::string_view test, const List& list, Word word) {
    if (list.empty()) return;
    std::vector<std::string> words;
    for (const auto& each : list) words.push_back(word(each));
    text_ +=
        phrases_.say("filter." + std::string(test), {{"list", phrases_.list("list.or", words)}});
  }

  std::string achievement(const std::string& name) const {
    return name.ends_with('*') ? beginning(name) : names_.of(AchievementId(name));
  }

  std::string beginning(std::string_view name) const {
    const std::string quoted = phrases_.say("quoted", {{"text", name.substr(0, name.size() - 1)}});
    return phrases_.say("filter.beginning", {{"text", quoted}});
  }

  std::string code(const requirement::CodeTest& test) const {
    if (const auto* text = std::get_if<std::string>(&test))
      return text->ends_with('*') ? beginning(*text) : *text;
    const auto& [from, to] = std::get<requirement::CodeRange>(test);
    if (from && to) return phrases_.say("filter.codes.between", {{"from", *from}, {"to", *to}});
    if (from) return phrases_.say("filter.codes.from", {{"from", *from}});
    return phrases_.say("filter.codes.to", {{"to", *to}});
  }

  std::string attribute(const requirement::AttributeTest& test) const {
    std::string name = names_.of(SharedWord::Kind::attribute, test.name);
    if (test.at_least)
      return phrases_.say("filter.attributes.atLeast",
                          {{"name", name}, {"amount", number_text(*test.at_least)}});
    if (test.is.empty()) return name;
    std::vector<std::string> values;
    for (const std::string& value : test.is)
      values.push_back(names_.of_value(SharedWord::Kind::attribute, test.name, value));
    return phrases_.say("filter.attributes.is",
                        {{"name", name}, {"list", phrases_.list("list.or", values)}});
  }

  void add_level(const requirement::LevelRange& level) {
    const std::string from = std::to_string(level.from.value_or(0));
    const std::string to = std::to_string(level.to.value_or(0));
    std::string_view key = "filter.level.any";
    if (level.from && level.to)
      key = from == to ? "filter.level.exact" : "filter.level.between";
    else if (level.from)
      key = "filter.level.from";
    else if (level.to)
      key = "filter.level.to";
    text_ += phrases_.say(key, {{"framework", level.framework}, {"from", from}, {"to", to}});
  }

  void add_cost(const requirement::CostRange& cost) {
    const std::string from = money_text({cost.at_least.value_or(0), cost.currency});
    const std::string to = money_text({cost.at_most.value_or(0), cost.currency});
    std::string_view key = "filter.cost.to";
    if (cost.at_least) key = cost.at_most ? "filter.cost.between" : "filter.cost.from";
    text_ += phrases_.say(key, {{"from", from}, {"to", to}, {"currency", cost.currency}});
  }

  void add_awarded(const requirement::AwardedRange& awarded) {
    const std::string from = awarded.from.value_or(Date()).to_string();
    const std::string until = awarded.until.value_or(Date()).to_string();
    if (awarded.from && awarded.until)
      text_ += phrases_.say("filter.awarded.between", {{"from", from}, {"until", until}});
    else if (awarded.from)
      text_ += phrases_.say("filter.awarded.from", {{"from", from}});
    else if (awarded.until)
      text_ += phrases_.say("filter.awarded.until", {{"until", until}});
    if (awarded.within_days == 0)
      text_ += phrases_.say("filter.awarded.today");
    else if (awarded.within_days)
      text_ += phrases_.say("filter.awarded.withinDays", Rational(*awarded.within_days),
                            {{"amount", std::to_string(*awarded.within_days)}});
  }

  void add_filters(std::string_view test, std::string_view join,
                   const std::vector<Filter>& filters) {
    if (filters.empty()) return;
    std::vector<std::string> parts;
    for (const Filter& each : filters) {
      std::string said = filter_text(each, names_, phrases_);
      if (said.empty()) said = phrases_.say("filter.everything");
      parts.push_back(said.substr(1));  // without the space
    }
    text_ += phrases_.say("filter." + std::string(test), {{"list", phrases_.list(join, parts)}});
  }

  const Filter& filter_;
  const Names& names_;
  const Phrases& phrases_;
  std::string text_;
};

}  // namespace

std::string filter_text(const Filter& filter, const Names& names, const Phrases& phrases) {
  return FilterSentence(filter, names, phrases).say();
}

}  // namespace cairn::documents
