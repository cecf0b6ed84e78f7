// What a learner's record holds besides awards: facts, exceptions, days of entry.
#include <string_view>

#include "app/portfolio/particulars.h"
#include "documents/record_json.h"
#include "formats/json/writer.h"
#include "server/api/operations.h"
#include "server/api/present.h"
#include "server/router/problem.h"

namespace cairn::server {
namespace {

Result<Response> read_of(const Api& api, std::string_view handle) {
  CAIRN_TRY(const learning::Record record, portfolio::stated_of(api.portfolio, handle));
  const auto snapshot = api.published.snapshot();
  json::Writer out;
  Presenter present(out, *snapshot);
  documents::write_particulars(out.begin_object().key("particulars"), particulars_of(record));
  out.key("awards").begin_array();
  for (const learning::Award& award : record.awards) present.award(award);
  out.end_array().key("achievements").begin_array();
  for (const learning::Entry& entry : record.entries) present.achievement_ref(entry.achievement);
  out.end_array().end_object();
  return json_response(out.take());
}

Result<Response> state(const Api& api, const Call& call) {
  const std::string& handle = call.path.find("person")->second;
  CAIRN_CHECK(
      portfolio::state_particulars(api.portfolio, {call.person->id, handle, call.request.body}));
  return read_of(api, handle);
}

}  // namespace

void add_particulars_operations(Operations& operations, const Api& api) {
  operations["getOwnParticulars"] = [api](const Call& call) {
    return read_of(api, call.person->handle);
  };
  operations["getParticulars"] = [api](const Call& call) {
    return read_of(api, call.path.find("person")->second);
  };
  operations["stateParticulars"] = [api](const Call& call) { return state(api, call); };
}

}  // namespace cairn::server
