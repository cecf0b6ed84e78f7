#include "documents/pathway_json.h"

namespace cairn::documents {

using learning::Pathway;

Result<Pathway> read_pathway(const json::Value& value, const Source& source) {
  Fields fields(value, source, "a pathway");
  Pathway made;
  made.id = fields.id<learning::PathwayId>("id");
  made.title = fields.texts("title");
  made.organization = fields.id<OrganizationId>("organization");
  made.goal = fields.id<AchievementId>("goal");
  made.description = fields.optional_texts("description");
  CAIRN_CHECK(fields.finish());
  return made;
}

void write_pathway(json::Writer& writer, const Pathway& pathway) {
  writer.begin_object();
  writer.member("id", pathway.id.text());
  write_texts(writer.key("title"), pathway.title);
  writer.member("organization", pathway.organization.text());
  writer.member("goal", pathway.goal.text());
  if (!pathway.description.empty()) write_texts(writer.key("description"), pathway.description);
  writer.end_object();
}

}  // namespace cairn::documents
