#include "documents/credit_system_json.h"

namespace cairn::documents {
namespace {

using credit::Hours;
using credit::System;
using credit::SystemKind;

constexpr Word<SystemKind> kKinds[] = {
    {"credit", SystemKind::credit},
    {"hours", SystemKind::hours},
};

Result<Hours> read_hours(const json::Value& value, const Source& source) {
  Fields fields(value, source, "a range of hours");
  Hours hours;
  hours.min = fields.exact_number("min");
  hours.max = fields.exact_number("max");
  CAIRN_CHECK(fields.finish());
  return hours;
}

}  // namespace

Result<System> read_credit_system(const json::Value& value, const Source& source) {
  Fields fields(value, source, "a credit system");
  System made;
  made.id = fields.id<credit::SystemId>("id");
  made.name = fields.texts("name");
  made.kind = fields.choice_or("kind", kKinds, SystemKind::credit);
  made.hours_per_credit = fields.nested("hoursPerCredit", read_hours);
  fields.require("hoursPerCredit", credit::check(made));
  CAIRN_CHECK(fields.finish());
  return made;
}

void write_credit_system(json::Writer& writer, const System& system) {
  writer.begin_object();
  writer.member("id", system.id.text());
  write_texts(writer.key("name"), system.name);
  writer.member("kind", std::string(word_for(kKinds, system.kind)));
  write_hours(writer.key("hoursPerCredit"), system.hours_per_credit);
  writer.end_object();
}

void write_hours(json::Writer& writer, const Hours& hours) {
  writer.begin_object();
  writer.member("min", hours.min.to_string());
  writer.member("max", hours.max.to_string());
  writer.end_object();
}

}  // namespace cairn::documents
