// The rules between members: what the descriptions of the standard's members demand beyond kind
// and number.
#include <algorithm>
#include <charconv>
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

const Value* find_by_id(std::span<const Value> objects, std::string_view id) {
  const auto found =
      std::ranges::find_if(objects, [&](const Value& item) { return item.text_of("id") == id; });
  return found == objects.end() ? nullptr : &*found;
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

// Whether a value lies within valueMin and valueMax. Limits that are no numbers, like letter
// grades, have no order here and limit nothing.
bool is_within(const Value& description, std::string_view value) {
  const auto low = number_in(description.text_of("valueMin"));
  const auto high = number_in(description.text_of("valueMax"));
  if (!low && !high) return true;
  const auto number = number_in(value);
  return number && (!low || *number >= *low) && (!high || *number <= *high);
}

bool is_allowed(const Value& description, std::string_view value) {
  const auto allowed = items_of(description, "allowedValue");
  return allowed.empty() || std::ranges::any_of(allowed, [&](const Value& item) {
           return item.is_string() && item.string() == value;
         });
}

void check_value(const Value& object, std::string_view key, const Value& description,
                 Findings& findings) {
  const std::string_view value = object.text_of(key);
  if (value.empty() || (is_allowed(description, value) && is_within(description, value))) return;
  const Step step(findings, key);
  findings.add(Problem::value_not_allowed, "ResultDescription");
}

void check_level(const Value& object, std::string_view key, const Value& description,
                 Findings& findings) {
  const std::string_view level = object.text_of(key);
  if (level.empty() || find_by_id(items_of(description, "rubricCriterionLevel"), level)) return;
  const Step step(findings, key);
  findings.add(Problem::reference_unknown, "RubricCriterionLevel");
}

void check_result(const Value& result, const Value& achievement, Findings& findings) {
  const std::string_view id = result.text_of("resultDescription");
  const Value* description =
      id.empty() ? nullptr : find_by_id(items_of(achievement, "resultDescription"), id);
  if (description == nullptr) {
    const Step step(findings, id.empty() ? "achievedLevel" : "resultDescription");
    if (!id.empty() || result.find("achievedLevel") != nullptr)
      findings.add(Problem::reference_unknown, "ResultDescription");
    return;
  }
  check_value(result, "value", *description, findings);
  check_level(result, "achievedLevel", *description, findings);
  if (description->text_of("resultType") != "Status" || result.find("status") != nullptr) return;
  const Step step(findings, "status");
  findings.add(Problem::member_missing, "status");
}

void check_results(const Value& subject, Findings& findings) {
  const Value* achievement = subject.find("achievement");
  if (achievement == nullptr) return;
  const auto results = items_of(subject, "result");
  const Step step(findings, "result");
  for (std::size_t i = 0; i < results.size() && !findings.full(); ++i) {
    const Step item(findings, i);
    check_result(results[i], *achievement, findings);
  }
}

void check_description(const Value& description, Findings& findings) {
  check_value(description, "requiredValue", description, findings);
  check_level(description, "requiredLevel", description, findings);
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
