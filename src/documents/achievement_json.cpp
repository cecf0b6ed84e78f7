#include "documents/achievement_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "documents/attribute_json.h"
#include "documents/kinds_json.h"
#include "documents/level_json.h"
#include "documents/money_json.h"
#include "documents/quality_label_json.h"
#include "documents/requirement_json.h"
#include "documents/version_json.h"
#include "domain/version/choice.h"

namespace cairn::documents {
namespace {

using learning::Achievement;
using learning::AchievementState;

constexpr Range kPositive{1, std::numeric_limits<int>::max()};

constexpr Word<AchievementState> kStates[] = {
    {"draft", AchievementState::draft},
    {"published", AchievementState::published},
    {"superseded", AchievementState::superseded},
    {"withdrawn", AchievementState::withdrawn},
};

constexpr Word<learning::Consumption> kConsumptions[] = {
    {"retained", learning::Consumption::retained},
    {"absorbed", learning::Consumption::absorbed},
    {"reissued", learning::Consumption::reissued},
};

Result<learning::SkillAlignment> read_skill(const json::Value& value, const Source& source) {
  Fields fields(value, source, "a skill");
  learning::SkillAlignment skill;
  skill.uri = fields.text("uri");
  skill.name = fields.optional_texts("name");
  skill.framework = fields.optional_text("framework");
  CAIRN_CHECK(fields.finish());
  return skill;
}

Result<learning::Outcome> read_outcome(const json::Value& value, const Source& source) {
  Fields fields(value, source, "an outcome");
  learning::Outcome outcome;
  outcome.id = fields.text("id");
  outcome.statement = fields.texts("statement");
  outcome.skills = fields.list("skills", read_skill);
  CAIRN_CHECK(fields.finish());
  return outcome;
}

void refuse_repeated(std::vector<std::string> texts, std::string_view key, std::string_view noun,
                     Fields& fields) {
  std::ranges::sort(texts);
  if (const auto same = std::ranges::adjacent_find(texts); same != texts.end())
    fields.refuse(key, fmt::format("the {} \"{}\" occurs twice", noun, *same));
}

// What no achievement may say, whatever its members are one by one.
void check_as_a_whole(const Achievement& achievement, Fields& fields) {
  std::vector<std::string> outcomes;
  for (const learning::Outcome& outcome : achievement.outcomes) outcomes.push_back(outcome.id);
  refuse_repeated(std::move(outcomes), "outcomes", "outcome id", fields);
  refuse_repeated(achievement.subjects, "subjects", "subject", fields);
  refuse_repeated(achievement.codes, "codes", "code", fields);
  for (const std::string& code : achievement.codes)
    if (code.ends_with('*'))
      fields.refuse("codes", "a code must not end in *, which filters read as a beginning");
  const bool superseded = achievement.state == AchievementState::superseded;
  if (achievement.superseded_by && !superseded)
    fields.refuse("supersededBy", "\"supersededBy\" needs \"state\": \"superseded\"");
  if (achievement.superseded_by == achievement.id)
    fields.refuse("supersededBy", "an achievement cannot supersede itself");
}

// One requirement, or a series of which the last one stands for what asks for no learner.
void read_requirements(Achievement& made, Fields& fields) {
  made.requirement = fields.optional_nested("requirement", read_requirement);
  made.versions = fields.list("requirements", read_version);
  if (made.versions.empty()) return;
  if (made.requirement)
    fields.refuse("requirements", "an achievement has either \"requirement\" or \"requirements\"");
  made.requirement = made.versions.back().requirement;
  fields.require("requirements", version::check(made.versions));
}

}  // namespace

Result<Achievement> read_achievement(const json::Value& value, const Source& source) {
  Fields fields(value, source, "an achievement");
  Achievement made;
  made.id = fields.id<AchievementId>("id");
  made.version = fields.integer_or("version", kPositive, 1);
  made.organization = fields.id<OrganizationId>("organization");
  made.kind = fields.choice("kind", kAchievementKinds);
  made.state = fields.choice_or("state", kStates, AchievementState::published);
  made.name = fields.texts("name");
  made.description = fields.optional_texts("description");
  made.criteria = fields.optional_texts("criteria");
  made.codes = fields.text_list("codes");
  made.subjects = fields.text_list("subjects");
  made.outcomes = fields.list("outcomes", read_outcome);
  made.credit = read_credit_list(fields);
  made.cost = read_cost(fields);
  made.workload_hours = fields.optional_integer("workloadHours", kPositive);
  made.level = fields.optional_nested("level", read_level);
  made.assessment = fields.optional_text("assessment");
  made.participation = fields.optional_text("participation");
  made.quality = fields.optional_text("quality");
  made.labels = fields.list("labels", read_quality_label);
  made.attributes = read_attributes(fields);
  made.valid_days = fields.optional_integer("validDays", {1, 36'500});
  if (fields.has("supersededBy")) made.superseded_by = fields.id<AchievementId>("supersededBy");
  made.also_known_as = fields.text_list("alsoKnownAs");
  read_requirements(made, fields);
  made.prerequisites = fields.optional_nested("prerequisites", read_requirement);
  made.consumption =
      fields.choice_or("consumption", kConsumptions, learning::Consumption::retained);
  made.entry = fields.flag("entry");
  made.exit = fields.flag("exit");
  check_as_a_whole(made, fields);
  CAIRN_CHECK(fields.finish());
  return made;
}

std::string_view word_of(learning::Consumption consumption) {
  return word_for(kConsumptions, consumption);
}

}  // namespace cairn::documents
