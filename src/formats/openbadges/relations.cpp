// The rules between members: what the descriptions of the standard's members demand beyond kind
// and number.
#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <set>

#include "formats/openbadges/findings.h"
#include "formats/vc/structure.h"

namespace cairn::openbadges {
namespace {

using json::Value;
using Step = Findings::Step;

std::span<const Value> items_of(const Value& object, std::string_view key) {
  const Value* member = object.find(key);
  return member != nullptr && member->is_array() ? member->items() : std::span<const Value>();
}

void check_identified(const Value& subject, Findings& findings) {
  if (subject.find("id") == nullptr && items_of(subject, "identifier").empty())
    findings.add(Problem::subject_unidentified, "id");
}

std::optional<double> number_in(std::string_view text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return {};
  return number;
}

// A result description with its values and levels looked up once, however many results name it.
class Description {
 public:
  explicit Description(const Value& value)
      : value_(value), low_(number_of("valueMin")), high_(number_of("valueMax")) {
    const auto allowed = items_of(value, "allowedValue");
    for (const Value& each : allowed)
      if (each.is_string()) allowed_.insert(each.string());
    is_open_ = allowed.empty();
    for (const Value& level : items_of(value, "rubricCriterionLevel"))
      levels_.emplace(level.text_of("id"), &level);
    const std::string_view required = value.text_of("requiredValue");
    if (allows(required) && is_score(value.text_of("resultType")))
      required_number_ = number_in(required);
    required_points_ = points_of(value.text_of("requiredLevel"));
  }

  // Among allowedValue, and within valueMin and valueMax. Limits that are no numbers, like letter
  // grades, have no order here and limit nothing.
  bool allows(std::string_view value) const {
    if (!is_open_ && !allowed_.contains(value)) return false;
    if (!low_ && !high_) return true;
    const auto number = number_in(value);
    return number && (!low_ || *number >= *low_) && (!high_ || *number <= *high_);
  }
  bool has_level(std::string_view id) const { return levels_.contains(id); }

  bool is_below_required(std::string_view value) const {
    return is_less(number_in(value), required_number_);
  }
  bool is_level_below_required(std::string_view id) const {
    return is_less(points_of(id), required_points_);
  }
  bool is_status() const { return value_.text_of("resultType") == "Status"; }

 private:
  using Number = std::optional<double>;

  Number number_of(const char* key) const { return number_in(value_.text_of(key)); }

  // Types of which more is better. Grades may count down, and words stand in any order: the
  // standard asks for the lowest first, but issuers also write the best first.
  static bool is_score(std::string_view type) {
    constexpr std::array<std::string_view, 5> kScores = {"GradePointAverage", "Percent", "RawScore",
                                                         "RubricScore", "ScaledScore"};
    return std::ranges::find(kScores, type) != kScores.end();
  }

  static bool is_less(Number reached, Number required) {
    return reached && required && *reached < *required;
  }

  // What a level of the rubric is worth. The order of the levels is not signed, so it counts for
  // nothing.
  Number points_of(std::string_view id) const {
    const auto found = levels_.find(id);
    return found == levels_.end() ? std::nullopt : number_in(found->second->text_of("points"));
  }

  const Value& value_;
  Number low_, high_;
  std::set<std::string_view> allowed_;
  bool is_open_ = false;  // any value may be given
  std::map<std::string_view, const Value*> levels_;
  Number required_number_, required_points_;
};

void check_value(const Value& object, std::string_view key, const Description& description,
                 Findings& findings) {
  const std::string_view value = object.text_of(key);
  if (value.empty() || description.allows(value)) return;
  const Step step(findings, key);
  findings.add(Problem::value_not_allowed, "ResultDescription");
}

void check_level(const Value& object, std::string_view key, const Description& description,
                 Findings& findings) {
  const std::string_view level = object.text_of(key);
  if (level.empty() || description.has_level(level)) return;
  const Step step(findings, key);
  findings.add(Problem::reference_unknown, "RubricCriterionLevel");
}

// A result below what is required contradicts the award, unless it says that it is no success.
void check_required(const Value& result, const Description& description, Findings& findings) {
  const std::string_view status = result.text_of("status");
  if (!status.empty() && status != "Completed") return;
  const auto check = [&](const char* key, bool below) {
    if (!below) return;
    const Step step(findings, key);
    findings.add(Problem::result_below_required, "ResultDescription");
  };
  check("value", description.is_below_required(result.text_of("value")));
  check("achievedLevel", description.is_level_below_required(result.text_of("achievedLevel")));
}

using Descriptions = std::map<std::string_view, Description>;

void check_result(const Value& result, const Descriptions& descriptions, Findings& findings) {
  const std::string_view id = result.text_of("resultDescription");
  const auto description = descriptions.find(id);
  if (id.empty() || description == descriptions.end()) {
    const Step step(findings, id.empty() ? "achievedLevel" : "resultDescription");
    if (!id.empty() || result.find("achievedLevel") != nullptr)
      findings.add(Problem::reference_unknown, "ResultDescription");
    return;
  }
  check_value(result, "value", description->second, findings);
  check_level(result, "achievedLevel", description->second, findings);
  check_required(result, description->second, findings);
  if (!description->second.is_status() || result.find("status") != nullptr) return;
  const Step step(findings, "status");
  findings.add(Problem::member_missing, "status");
}

void check_results(const Value& subject, Findings& findings) {
  const Value* achievement = subject.find("achievement");
  if (achievement == nullptr) return;
  Descriptions descriptions;
  for (const Value& description : items_of(*achievement, "resultDescription"))
    descriptions.try_emplace(description.text_of("id"), description);
  const auto results = items_of(subject, "result");
  const Step step(findings, "result");
  for (std::size_t i = 0; i < results.size() && !findings.full(); ++i) {
    const Step item(findings, i);
    check_result(results[i], descriptions, findings);
  }
}

void check_description(const Value& value, Findings& findings) {
  const Description description(value);
  check_value(value, "requiredValue", description, findings);
  check_level(value, "requiredLevel", description, findings);
}

void gather_achievements(const Value& subject, std::set<std::string_view>& ids) {
  for (const Value& achievement : items_of(subject, "achievement"))
    ids.insert(achievement.text_of("id"));
  for (const Value& credential : items_of(subject, "verifiableCredential"))
    for (const Value& inner : json::one_or_more(credential.find("credentialSubject")))
      for (const Value& achievement : json::one_or_more(inner.find("achievement")))
        ids.insert(achievement.text_of("id"));
}

// CLR 2.0: both ends of an association are achievements of the record, its own or those of the
// credentials in it.
void check_associations(const Value& subject, Findings& findings) {
  const auto associations = items_of(subject, "association");
  if (associations.empty()) return;
  std::set<std::string_view> ids;
  gather_achievements(subject, ids);
  const Step step(findings, "association");
  for (std::size_t i = 0; i < associations.size() && !findings.full(); ++i) {
    const Step item(findings, i);
    for (const char* end : {"sourceId", "targetId"}) {
      const std::string_view id = associations[i].text_of(end);
      if (id.empty() || ids.contains(id)) continue;
      const Step member(findings, end);
      findings.add(Problem::reference_unknown, "Achievement");
    }
  }
}

}  // namespace

void check_relations(const Value& object, ClassId id, Findings& findings) {
  switch (id) {
    case ClassId::achievement_subject:
      check_identified(object, findings);
      return check_results(object, findings);
    case ClassId::clr_subject:
      check_identified(object, findings);
      return check_associations(object, findings);
    case ClassId::result_description:
      return check_description(object, findings);
    default:
      return;
  }
}

}  // namespace cairn::openbadges
