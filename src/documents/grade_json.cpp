#include "documents/grade_json.h"

namespace cairn::documents {
namespace {

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

}  // namespace cairn::documents
