#include "documents/grade_json.h"

#include <limits>

namespace cairn::documents {
namespace {

using grade::DistributionTable;
using grade::Grade;
using grade::Scale;

Result<Scale::Step> read_step(const json::Value& value, const Source& source) {
  Fields fields(value, source, "a grade of a scale");
  Scale::Step step;
  step.value = fields.text("value");
  if (fields.has("points")) step.points = fields.exact_number("points");
  step.passing = !fields.flag("failing");
  CAIRN_CHECK(fields.finish());
  return step;
}

constexpr Range kYears{1, 9999};

Result<grade::Years> read_years(const json::Value& value, const Source& source) {
  Fields fields(value, source, "the years of a grade table");
  grade::Years years;
  years.first = fields.integer("first", kYears);
  years.last = fields.integer("last", kYears);
  CAIRN_CHECK(fields.finish());
  return years;
}

Result<DistributionTable::Entry> read_entry(const json::Value& value, const Source& source) {
  Fields fields(value, source, "a share of a grade table");
  DistributionTable::Entry entry;
  entry.grade = fields.text("grade");
  entry.share = fields.exact_number("share");
  CAIRN_CHECK(fields.finish());
  return entry;
}

}  // namespace

Result<Grade> read_grade(const json::Value& value, const Source& source) {
  Fields fields(value, source, "a grade");
  Grade made;
  made.scale = fields.id<grade::ScaleId>("scale");
  made.value = fields.text("value");
  CAIRN_CHECK(fields.finish());
  return made;
}

void write_grade(json::Writer& writer, const Grade& grade) {
  writer.begin_object();
  writer.member("scale", grade.scale.text());
  writer.member("value", grade.value);
  writer.end_object();
}

Result<Grade> read_grade_floor(const json::Value& value, const Source& source) {
  Fields fields(value, source, "the least grade");
  Grade made;
  made.scale = fields.id<grade::ScaleId>("scale");
  made.value = fields.text("atLeast");
  CAIRN_CHECK(fields.finish());
  return made;
}

void write_grade_floor(json::Writer& writer, const Grade& floor) {
  writer.begin_object();
  writer.member("scale", floor.scale.text());
  writer.member("atLeast", floor.value);
  writer.end_object();
}

Result<Scale> read_grade_scale(const json::Value& value, const Source& source) {
  Fields fields(value, source, "a grade scale");
  Scale made;
  made.id = fields.id<grade::ScaleId>("id");
  made.name = fields.texts("name");
  made.grades = fields.list("grades", read_step);
  fields.require("grades", grade::check(made));
  CAIRN_CHECK(fields.finish());
  return made;
}

void write_grade_scale(json::Writer& writer, const Scale& scale) {
  writer.begin_object();
  writer.member("id", scale.id.text());
  write_texts(writer.key("name"), scale.name);
  writer.key("grades").begin_array();
  for (const Scale::Step& step : scale.grades) {
    writer.begin_object().member("value", step.value);
    if (step.points) writer.member("points", step.points->to_string());
    if (!step.passing) writer.member("failing", true);
    writer.end_object();
  }
  writer.end_array();
  writer.end_object();
}

Result<DistributionTable> read_grade_table(const json::Value& value, const Source& source) {
  Fields fields(value, source, "a grade table");
  DistributionTable made;
  made.id = fields.id<grade::TableId>("id");
  made.version = fields.integer_or("version", {1, std::numeric_limits<int>::max()}, 1);
  made.scale = fields.id<grade::ScaleId>("scale");
  made.group.organization = fields.id<OrganizationId>("organization");
  made.group.field = fields.optional_text("field");
  made.years = fields.nested("years", read_years);
  made.shares = fields.list("shares", read_entry);
  fields.require("id", grade::check(made));
  CAIRN_CHECK(fields.finish());
  return made;
}

void write_grade_table(json::Writer& writer, const DistributionTable& table) {
  writer.begin_object();
  writer.member("id", table.id.text());
  writer.member("version", table.version);
  writer.member("scale", table.scale.text());
  writer.member("organization", table.group.organization.text());
  if (!table.group.field.empty()) writer.member("field", table.group.field);
  writer.key("years").begin_object();
  writer.member("first", table.years.first).member("last", table.years.last).end_object();
  writer.key("shares").begin_array();
  for (const DistributionTable::Entry& entry : table.shares) {
    writer.begin_object().member("grade", entry.grade);
    writer.member("share", entry.share.to_string()).end_object();
  }
  writer.end_array();
  writer.end_object();
}

}  // namespace cairn::documents
