#include "documents/quality_label_json.h"

namespace cairn::documents {

using learning::QualityLabel;

Result<QualityLabel> read_quality_label(const json::Value& value, const Source& source) {
  Fields fields(value, source, "a quality label");
  QualityLabel made;
  made.label = fields.text("label");
  made.from = fields.date("from");
  made.until = fields.optional_date("until");
  if (made.until && *made.until < made.from)
    fields.refuse("until", "the label ends before it begins");
  CAIRN_CHECK(fields.finish());
  return made;
}

void write_quality_labels(json::Writer& writer, std::string_view key,
                          const std::vector<QualityLabel>& labels) {
  if (labels.empty()) return;
  writer.key(key).begin_array();
  for (const QualityLabel& each : labels) {
    writer.begin_object().member("label", each.label).member("from", each.from.to_string());
    if (each.until) writer.member("until", each.until->to_string());
    writer.end_object();
  }
  writer.end_array();
}

}  // namespace cairn::documents
