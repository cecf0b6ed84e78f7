// What is published.
#include <algorithm>

#include "documents/fields.h"
#include "documents/offering_json.h"
#include "documents/organization_json.h"
#include "formats/json/reader.h"
#include "formats/json/writer.h"
#include "server/api/operations.h"
#include "server/api/paging.h"
#include "server/api/present.h"
#include "server/router/problem.h"

namespace cairn::server {
namespace {

Result<Response> achievement(const Api& api, const Call& call) {
  CAIRN_TRY(std::string id, call.required("id"));
  auto snapshot = api.published.snapshot();
  const learning::Achievement* found = snapshot->achievement(AchievementId(id));
  if (!found) return not_found("there is no such achievement", "id");
  std::optional<store::Definition> definition;
  CAIRN_CHECK(api.store.read([&](store::Repositories& repositories) -> Result<void> {
    CAIRN_TRY(definition, repositories.definitions().find(store::DefinitionKind::achievement, id));
    return {};
  }));
  if (!definition) return not_found("there is no such achievement", "id");
  CAIRN_TRY(auto document, json::read(definition->document));
  json::Writer out;
  Presenter present(out, *snapshot);
  out.begin_object().key("summary");
  present.achievement_summary(*found);
  out.member("definition", document.root()).key("offerings").begin_array();
  for (const learning::Offering& offering : snapshot->catalogue().offerings)
    if (offering.achievement == found->id) documents::write_offering(out, offering);
  out.end_array().end_object();
  return json_response(out.take());
}

void write_organization(json::Writer& out, const learning::Organization& organization) {
  out.begin_object().member("id", organization.id.text()).key("name");
  documents::write_texts(out, organization.name);
  out.member("kind", word_of(organization.kind)).member("country", organization.country);
  out.member("website", organization.website);
  out.member("creditSystem", organization.credit_system.text()).key("dids");
  documents::write_text_list(out, organization.dids);
  out.end_object();
}

}  // namespace

void add_catalogue_operations(Operations& operations, const Api& api) {
  operations["getAchievement"] = [api](const Call& call) { return achievement(api, call); };
  operations["listAchievements"] = [api](const Call& call) {
    auto snapshot = api.published.snapshot();
    return page_of(snapshot->catalogue().achievements, call,
                   [&](json::Writer& out, const learning::Achievement& each) {
                     Presenter(out, *snapshot).achievement_summary(each);
                   });
  };
  operations["listOrganizations"] = [api](const Call& call) {
    auto snapshot = api.published.snapshot();
    return page_of(snapshot->catalogue().organizations, call, write_organization);
  };
  operations["listAgreements"] = [api](const Call& call) {
    auto snapshot = api.published.snapshot();
    return page_of(
        snapshot->agreements(), call,
        [&](json::Writer& out, const recognition::Agreement& each) {
          Presenter(out, *snapshot).agreement(each);
        },
        [](const recognition::Agreement& each) {
          return each.id.text() + "@" + std::to_string(each.version);
        });
  };
}

}  // namespace cairn::server
