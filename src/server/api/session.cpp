// Sessions.
#include <fmt/format.h>

#include "formats/json/reader.h"
#include "formats/json/writer.h"
#include "server/api/operations.h"
#include "server/api/present.h"
#include "server/router/problem.h"

namespace cairn::server {
namespace {

constexpr json::Limits kBodyLimits{4096, 8, 64};

/// Not "Secure": a demonstration is served without TLS on loopback. HttpOnly and Strict always.
std::string cookie_header(std::string_view token, int seconds) {
  return fmt::format("{}={}; Path=/; HttpOnly; SameSite=Strict; Max-Age={}", kSessionCookie, token,
                     seconds);
}

Result<Response> session_response(const Api& api, const std::optional<store::Person>& person) {
  CAIRN_TRY(auto people, api.identity.demonstration_people());
  json::Writer out;
  out.begin_object().member("demonstration", api.identity.demonstration());
  if (person) {
    out.key("person");
    write_person(out, *person);
  }
  out.key("people").begin_array();
  for (const store::Person& each : people) write_person(out, each);
  out.end_array().end_object();
  return json_response(out.take());
}

Result<Response> sign_in(const Api& api, const Call& call) {
  CAIRN_TRY(auto body, json::read(call.request.body, kBodyLimits));
  std::string_view handle = body.root().text_of("person");
  if (handle.empty())
    return invalid("the id of a person of the demonstration is needed", "/person");
  CAIRN_TRY(auto signed_in, api.identity.sign_in(handle));
  CAIRN_TRY(Response response, session_response(api, signed_in.person));
  response.headers.push_back(
      {"set-cookie", cookie_header(signed_in.token, identity::kSessionHours * 3600)});
  return response;
}

Result<Response> sign_out(const Api& api, const Call& call) {
  CAIRN_CHECK(api.identity.sign_out(cookie(call.request, kSessionCookie)));
  return Response{204, {{"set-cookie", cookie_header("", 0)}}, ""};
}

}  // namespace

void add_session_operations(Operations& operations, const Api& api) {
  operations["getSession"] = [api](const Call& call) { return session_response(api, call.person); };
  operations["signIn"] = [api](const Call& call) { return sign_in(api, call); };
  operations["signOut"] = [api](const Call& call) { return sign_out(api, call); };
}

Identify identify_by_cookie(const identity::Identity& identity) {
  return [&identity](const Request& request) {
    return identity.who_has(cookie(request, kSessionCookie));
  };
}

}  // namespace cairn::server
