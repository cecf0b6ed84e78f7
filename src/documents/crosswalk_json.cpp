#include "documents/crosswalk_json.h"

#include <limits>
#include <utility>

namespace cairn::documents {
namespace {

using framework::Crosswalk;

using Step = std::pair<int, int>;

Result<Step> read_step(const json::Value& value, const Source& source) {
  Fields fields(value, source, "a step of a crosswalk");
  Step step;
  step.first = fields.integer("level", {0, 100});
  step.second = fields.integer("eqf", {1, 8});
  CAIRN_CHECK(fields.finish());
  return step;
}

}  // namespace

Result<Crosswalk> read_crosswalk(const json::Value& value, const Source& source) {
  Fields fields(value, source, "a crosswalk");
  Crosswalk made;
  made.id = fields.id<framework::CrosswalkId>("id");
  made.version = fields.integer_or("version", {1, std::numeric_limits<int>::max()}, 1);
  made.framework = fields.text("framework");
  made.valid_from = fields.date("validFrom");
  made.valid_until = fields.optional_date("validUntil");
  for (const Step& step : fields.list("levels", read_step))
    if (!made.levels.insert(step).second)
      fields.refuse("levels", "level " + std::to_string(step.first) + " is given twice");
  fields.require("framework", framework::check(made));
  CAIRN_CHECK(fields.finish());
  return made;
}

void write_crosswalk(json::Writer& writer, const Crosswalk& crosswalk) {
  writer.begin_object();
  writer.member("id", crosswalk.id.text());
  writer.member("version", crosswalk.version);
  writer.member("framework", crosswalk.framework);
  writer.member("validFrom", crosswalk.valid_from.to_string());
  if (crosswalk.valid_until) writer.member("validUntil", crosswalk.valid_until->to_string());
  writer.key("levels").begin_array();
  for (const auto& [level, eqf] : crosswalk.levels)
    writer.begin_object().member("level", level).member("eqf", eqf).end_object();
  writer.end_array();
  writer.end_object();
}

}  // namespace cairn::documents
