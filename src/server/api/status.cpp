// Status lists: anybody reads them, administrators change what they say.
#include <string>

#include "app/status_lists/publisher.h"
#include "app/status_lists/status_lists.h"
#include "formats/json/reader.h"
#include "formats/json/writer.h"
#include "server/api/operations.h"
#include "server/router/problem.h"

namespace cairn::server {
namespace {

constexpr json::Limits kBodyLimits{.bytes_max = 64 * 1024, .depth_max = 8, .values_max = 64};

Error no_lists() { return not_found("no status lists are published here", "path"); }

bool names(std::string_view if_none_match, std::string_view etag) {
  return if_none_match == "*" || if_none_match.find(etag) != std::string_view::npos;
}

Result<Response> get_list(const Api& api, const Call& call) {
  if (api.status_lists == nullptr) return no_lists();
  CAIRN_TRY(auto published, api.status_lists->get(call.path.find("list")->second));
  const auto seconds =
      std::chrono::duration_cast<std::chrono::seconds>(status_lists::kTimeToLive).count();
  Headers headers = {{"etag", published.etag},
                     {"cache-control", "public, max-age=" + std::to_string(seconds)},
                     // Wallets in browsers read it from pages of their own.
                     {"access-control-allow-origin", "*"}};
  if (names(call.request.header("if-none-match"), published.etag))
    return Response{304, std::move(headers), ""};
  headers.push_back({"content-type", "application/vc"});
  return Response{200, std::move(headers), std::move(published.body)};
}

Result<status_lists::ChangeRequest> read_change(const Call& call) {
  CAIRN_TRY(const json::Document body, json::read(call.request.body, kBodyLimits));
  const json::Value& root = body.root();
  status_lists::ChangeRequest request;
  request.tenant = root.text_of("organization");
  request.credential = root.text_of("credential");
  if (request.tenant.empty()) return invalid("the id of the issuing organization", "/organization");
  if (request.credential.empty()) return invalid("the id of the credential", "/credential");
  CAIRN_TRY(request.change, status_lists::change_of(root.text_of("change")));
  if (root.find("reason") != nullptr) {
    CAIRN_TRY(request.reason, status_lists::reason_of(root.text_of("reason")));
  }
  request.actor = call.person->id.text();
  return request;
}

Result<std::string> statuses(const Api& api, const std::string& organization,
                             const std::string& credential) {
  json::Writer out;
  out.begin_object().key("items").begin_array();
  CAIRN_CHECK(api.store.read([&](store::Repositories& repositories) -> Result<void> {
    CAIRN_TRY(const auto entries, repositories.status_lists().entries_of(organization, credential));
    for (const store::StatusEntry& entry : entries) {
      out.begin_object().member("purpose", entry.purpose).member("list", entry.list);
      out.member("index", entry.index).member("value", std::int64_t{entry.value});
      if (!entry.reason.empty()) out.member("reason", entry.reason);
      out.end_object();
    }
    return {};
  }));
  out.end_array().end_object();
  return out.take();
}

Result<Response> get_statuses(const Api& api, const Call& call) {
  CAIRN_TRY(const std::string organization, call.required("organization"));
  CAIRN_TRY(const std::string credential, call.required("credential"));
  CAIRN_TRY(std::string body, statuses(api, organization, credential));
  return json_response(std::move(body));
}

Result<Response> change_status(const Api& api, const Call& call) {
  if (api.status_lists == nullptr) return no_lists();
  CAIRN_TRY(const status_lists::ChangeRequest request, read_change(call));
  CAIRN_CHECK(api.store.write([&](store::Repositories& repositories) {
    return status_lists::change(repositories, request,
                                {api.clock, api.random, api.status_lists->base()});
  }));
  CAIRN_TRY(std::string body, statuses(api, request.tenant, request.credential));
  return json_response(std::move(body));
}

}  // namespace

void add_status_operations(Operations& operations, const Api& api) {
  operations["getStatusList"] = [api](const Call& call) { return get_list(api, call); };
  operations["getStatuses"] = [api](const Call& call) { return get_statuses(api, call); };
  operations["changeStatus"] = [api](const Call& call) { return change_status(api, call); };
}

}  // namespace cairn::server
