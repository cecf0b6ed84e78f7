// What receivers decided where no agreement answers, and deciding it.
#include "app/recognition/precedents.h"

#include "documents/precedent_json.h"
#include "formats/json/reader.h"
#include "formats/json/writer.h"
#include "server/api/idempotency.h"
#include "server/api/operations.h"
#include "server/api/paging.h"
#include "server/api/present.h"

namespace cairn::server {
namespace {

Result<Response> list(const Api& api, const Call& call) {
  const auto snapshot = api.published.snapshot();
  return page_of(snapshot->precedents(), call,
                 [&](json::Writer& out, const recognition::Precedent& each) {
                   Presenter(out, *snapshot).precedent(each);
                 });
}

Result<Response> rule(const Api& api, const Call& call) {
  CAIRN_TRY(const recognition::Precedent made,
            recognising::rule({api.store, api.published, api.clock, api.random},
                              {*call.person, call.request.body}));
  json::Writer out;
  Presenter(out, *api.published.snapshot()).precedent(made);
  return json_response(out.take());
}

}  // namespace

void add_precedent_operations(Operations& operations, const Api& api) {
  operations["listPrecedents"] = [api](const Call& call) { return list(api, call); };
  operations["ruleOnCase"] =
      done_once(api, "ruleOnCase", [api](const Call& call) { return rule(api, call); });
}

}  // namespace cairn::server
