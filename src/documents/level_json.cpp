#include "documents/level_json.h"

namespace cairn::documents {

Result<framework::Level> read_level(const json::Value& value, const Source& source) {
  Fields fields(value, source, "a level");
  framework::Level level;
  level.framework = fields.text("framework");
  level.value = fields.integer("value", {0, 100});
  CAIRN_CHECK(fields.finish());
  return level;
}

void write_level(json::Writer& writer, const framework::Level& level) {
  writer.begin_object().member("framework", level.framework).member("value", level.value);
  writer.end_object();
}

}  // namespace cairn::documents
