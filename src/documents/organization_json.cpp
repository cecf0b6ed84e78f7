#include "documents/organization_json.h"

#include "documents/quality_label_json.h"

namespace cairn::documents {
namespace {

using learning::Organization;
using learning::OrganizationKind;

constexpr Word<OrganizationKind> kKinds[] = {
    {"college", OrganizationKind::college},         {"university", OrganizationKind::university},
    {"association", OrganizationKind::association}, {"employer", OrganizationKind::employer},
    {"council", OrganizationKind::council},         {"registry", OrganizationKind::registry},
};

}  // namespace

Result<Organization> read_organization(const json::Value& value, const Source& source) {
  Fields fields(value, source, "an organization");
  Organization made;
  made.id = fields.id<OrganizationId>("id");
  made.kind = fields.choice("kind", kKinds);
  made.name = fields.texts("name");
  made.country = fields.optional_text("country");
  made.website = fields.optional_text("website");
  made.credit_system = fields.optional_id<credit::SystemId>("creditSystem");
  made.dids = fields.text_list("dids");
  made.labels = fields.list("labels", read_quality_label);
  CAIRN_CHECK(fields.finish());
  return made;
}

void write_organization(json::Writer& writer, const Organization& organization) {
  writer.begin_object();
  writer.member("id", organization.id.text());
  writer.member("kind", std::string(word_for(kKinds, organization.kind)));
  write_texts(writer.key("name"), organization.name);
  if (!organization.country.empty()) writer.member("country", organization.country);
  if (!organization.website.empty()) writer.member("website", organization.website);
  if (!organization.credit_system.empty())
    writer.member("creditSystem", organization.credit_system.text());
  if (!organization.dids.empty()) write_text_list(writer.key("dids"), organization.dids);
  write_quality_labels(writer, "labels", organization.labels);
  writer.end_object();
}

}  // namespace cairn::documents
