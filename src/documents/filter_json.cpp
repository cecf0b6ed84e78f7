#include "documents/filter_json.h"

#include <limits>
#include <utility>
#include <variant>

#include "documents/attribute_json.h"
#include "documents/grade_json.h"
#include "documents/kinds_json.h"
#include "documents/money_json.h"

namespace cairn::documents {
namespace {

using requirement::AwardedRange;
using requirement::CodeRange;
using requirement::CodeTest;
using requirement::Filter;
using requirement::LevelRange;

constexpr Range kLevels{0, 100};
constexpr Range kDays{0, std::numeric_limits<int>::max() / 2};
// As a catalogue's achievements write them; text in the domain.
constexpr Word<std::string_view> kModes[] = {
    {"online", "online"}, {"onsite", "onsite"}, {"blended", "blended"}};

Result<AwardedRange> read_awarded(const json::Value& value, const Source& source) {
  Fields fields(value, source, "\"awarded\"");
  AwardedRange range;
  range.from = fields.optional_date("from");
  range.until = fields.optional_date("until");
  range.within_days = fields.optional_integer("withinDays", kDays);
  CAIRN_CHECK(fields.finish());
  if (range.from || range.until || range.within_days) return range;
  return invalid("\"awarded\" needs at least one of: from, until, withinDays",
                 source.place_of(value));
}

Result<CodeTest> read_code_test(const json::Value& value, const Source& source) {
  if (value.is_string() && !value.string().empty()) return CodeTest(std::string(value.string()));
  if (!value.is_object())
    return invalid(
        "what \"codes\" names must be a code, a beginning that ends in *, or a range "
        "{from, to}",
        source.place_of(value));
  Fields fields(value, source, "a range of codes");
  CodeRange range;
  if (fields.has("from")) range.from = fields.text("from");
  if (fields.has("to")) range.to = fields.text("to");
  CAIRN_CHECK(fields.finish());
  if (range.from || range.to) return CodeTest(std::move(range));
  return invalid("a range of codes needs at least one of: from, to", source.place_of(value));
}

// What an empty list would silently pass is better said by leaving it out.
void refuse_empty(const json::Value& value, Fields& fields) {
  for (const json::Member& member : value.members())
    if (member.value.is_array() && member.value.items().empty())
      fields.refuse(member.key, "\"" + std::string(member.key) +
                                    "\" is empty and would test nothing; fill it or leave it out");
}

template <class List, class Text>
void write_list(json::Writer& writer, std::string_view key, const List& list, Text text_of) {
  if (list.empty()) return;
  writer.key(key).begin_array();
  for (const auto& each : list) writer.string(text_of(each));
  writer.end_array();
}

void write_codes(json::Writer& writer, const std::vector<CodeTest>& codes) {
  writer.key("codes").begin_array();
  for (const CodeTest& test : codes) {
    if (const auto* range = std::get_if<CodeRange>(&test)) {
      writer.begin_object();
      if (range->from) writer.member("from", *range->from);
      if (range->to) writer.member("to", *range->to);
      writer.end_object();
    } else {
      writer.string(std::get<std::string>(test));
    }
  }
  writer.end_array();
}

void write_levels(json::Writer& writer, const LevelRange& range) {
  writer.begin_object().member("framework", range.framework);
  if (range.from) writer.member("from", *range.from);
  if (range.to) writer.member("to", *range.to);
  writer.end_object();
}

void write_awarded(json::Writer& writer, const AwardedRange& range) {
  writer.begin_object();
  if (range.from) writer.member("from", range.from->to_string());
  if (range.until) writer.member("until", range.until->to_string());
  if (range.within_days) writer.member("withinDays", *range.within_days);
  writer.end_object();
}

void write_filters(json::Writer& writer, std::string_view key, const std::vector<Filter>& filters) {
  if (filters.empty()) return;
  writer.key(key).begin_array();
  for (const Filter& each : filters) write_filter(writer, each);
  writer.end_array();
}

}  // namespace

Result<LevelRange> read_level_range(const json::Value& value, const Source& source) {
  Fields fields(value, source, "a range of levels");
  LevelRange range;
  range.framework = fields.text("framework");
  range.from = fields.optional_integer("from", kLevels);
  range.to = fields.optional_integer("to", kLevels);
  CAIRN_CHECK(fields.finish());
  return range;
}

Result<Filter> read_filter(const json::Value& value, const Source& source) {
  Fields fields(value, source, "a filter");
  Filter made;
  made.achievements = fields.text_list("achievements");
  made.codes = fields.list("codes", read_code_test);
  made.organizations = fields.id_list<OrganizationId>("organizations");
  made.kinds = fields.choice_list("kinds", kAchievementKinds);
  made.subjects = fields.text_list("subjects");
  made.skills = fields.text_list("skills");
  for (const std::string_view mode : fields.choice_list("modes", kModes))
    made.modes.emplace_back(mode);
  made.assessments = fields.text_list("assessments");
  made.labels = fields.text_list("labels");
  made.attributes = fields.list("attributes", read_attribute_test);
  made.level = fields.optional_nested("level", read_level_range);
  made.cost = fields.optional_nested("cost", read_cost_range);
  made.grade = fields.optional_nested("grade", read_grade_floor);
  made.scales = fields.id_list<grade::ScaleId>("scales");
  made.origins = fields.choice_list("origins", kOrigins);
  made.awarded = fields.optional_nested("awarded", read_awarded);
  made.any = fields.list("any", read_filter);
  made.all = fields.list("all", read_filter);
  made.none = fields.list("none", read_filter);
  if (value.is_object()) refuse_empty(value, fields);
  CAIRN_CHECK(fields.finish());
  return made;
}

void write_filter(json::Writer& writer, const Filter& filter) {
  const auto itself = [](const std::string& text) { return std::string_view(text); };
  const auto text_of = [](const auto& id) { return std::string_view(id.text()); };
  writer.begin_object();
  write_list(writer, "achievements", filter.achievements, itself);
  if (!filter.codes.empty()) write_codes(writer, filter.codes);
  write_list(writer, "organizations", filter.organizations, text_of);
  write_list(writer, "kinds", filter.kinds,
             [](AchievementKind kind) { return word_for(kAchievementKinds, kind); });
  write_list(writer, "subjects", filter.subjects, itself);
  write_list(writer, "skills", filter.skills, itself);
  write_list(writer, "modes", filter.modes, itself);
  write_list(writer, "assessments", filter.assessments, itself);
  write_list(writer, "labels", filter.labels, itself);
  if (!filter.attributes.empty())
    write_attribute_tests(writer.key("attributes"), filter.attributes);
  if (filter.level) write_levels(writer.key("level"), *filter.level);
  if (filter.cost) write_cost_range(writer.key("cost"), *filter.cost);
  if (filter.grade) write_grade_floor(writer.key("grade"), *filter.grade);
  write_list(writer, "scales", filter.scales, text_of);
  write_list(writer, "origins", filter.origins,
             [](AwardOrigin origin) { return word_for(kOrigins, origin); });
  if (filter.awarded) write_awarded(writer.key("awarded"), *filter.awarded);
  write_filters(writer, "any", filter.any);
  write_filters(writer, "all", filter.all);
  write_filters(writer, "none", filter.none);
  writer.end_object();
}

}  // namespace cairn::documents
