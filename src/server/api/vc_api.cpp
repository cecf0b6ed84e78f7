// The VC API of the configured instances (VCALM 1.0): issue, change a status, verify, and who an
// instance is.
#include <string>
#include <variant>

#include "app/vcapi/issuing.h"
#include "app/vcapi/status.h"
#include "app/vcapi/verifying.h"
#include "formats/json/writer.h"
#include "formats/translog/text.h"
#include "server/api/operations.h"
#include "server/router/problem.h"

namespace cairn::server {
namespace {

constexpr int kBadRequest = 400;

/// The instance that the path names, if the caller bears its token.
Result<const vcapi::Instance*> instance_of(const Api& api, const Call& call) {
  const vcapi::Instance* instance = api.instances.find(call.path.find("instance")->second);
  if (instance == nullptr) return not_found("there is no such instance", "path");
  if (!instance->admits(call.request.header("authorization")))
    return Error{ErrorCode::unauthenticated, "this instance asks for a bearer token",
                 "authorization"};
  return instance;
}

int status_for(const vcapi::Problem& problem) {
  const int own = status_of(problem.error.code);
  return own >= 500 || problem.kind == vcapi::ProblemKind::refused ? own : kBadRequest;
}

Response refusal(const vcapi::Problem& problem) {
  const int status = status_for(problem);
  const bool is_ours = status >= 500;
  json::Writer out;
  out.begin_object();
  out.member("type", vcapi::type_of(problem.kind)).member("title", vcapi::title_of(problem.kind));
  out.member("status", status);
  out.member("detail", is_ours ? "Something went wrong here." : problem.error.message);
  if (!problem.error.where.empty() && !is_ours) out.member("where", problem.error.where);
  out.member("code", name_of(problem.error.code));
  out.end_object();
  return {status, {{"content-type", "application/problem+json"}}, out.take()};
}

/// What the holder needs to find the leaf in the log, as a structured field (RFC 8941).
Header leaf_header(const log::PendingLeaf& leaf) {
  const auto bytes = [](std::string_view text) {
    return ":" + translog::base64_encode(text) + ":";
  };
  return {"log-leaf", "entry=" + bytes(translog::text_of(leaf.entry)) +
                          ", opening=" + bytes(translog::write_opening(leaf.opening))};
}

vcapi::Ports ports_of(const Api& api) {
  return {api.contexts, api.store, api.clock, api.random,
          api.status_lists == nullptr ? std::string_view() : api.status_lists->base()};
}

Result<Response> issue(const Api& api, const Call& call) {
  CAIRN_TRY(const vcapi::Instance* instance, instance_of(api, call));
  auto answer = vcapi::issue(*instance, call.request.body, ports_of(api));
  if (const auto* problem = std::get_if<vcapi::Problem>(&answer)) return refusal(*problem);
  auto& issued = std::get<vcapi::Issued>(answer);
  Response response = json_response(std::move(issued.body), 201);
  if (api.log != nullptr) response.headers.push_back(leaf_header(issued.leaf));
  return response;
}

Result<Response> change_status(const Api& api, const Call& call) {
  CAIRN_TRY(const vcapi::Instance* instance, instance_of(api, call));
  auto answer = vcapi::change_status(*instance, call.request.body, ports_of(api));
  if (const auto* problem = std::get_if<vcapi::Problem>(&answer)) return refusal(*problem);
  return json_response(std::get<std::string>(std::move(answer)));
}

Response answer(const vcapi::Instance& instance, const vcapi::Verification& verification) {
  json::Writer out;
  out.begin_object();
  const bool refused = !verification.verified && instance.settings().failed_verification ==
                                                     vcapi::FailedVerification::bad_request;
  if (refused) {
    out.member("type", "https://w3id.org/security#PROOF_VERIFICATION_ERROR");
    out.member("title", "Not verified").member("status", kBadRequest);
    out.member("detail", "The verification said no; \"errors\" says why.");
  }
  vcapi::write_members(out, verification);
  out.end_object();
  if (!refused) return json_response(out.take());
  return {kBadRequest, {{"content-type", "application/problem+json"}}, out.take()};
}

Result<Response> verify(const Api& api, const Call& call, vcapi::Verified what) {
  CAIRN_TRY(const vcapi::Instance* instance, instance_of(api, call));
  auto verified = vcapi::verify(*instance, call.request.body, what, api.verifier, api.clock.now());
  if (const auto* problem = std::get_if<vcapi::Problem>(&verified)) return refusal(*problem);
  return answer(*instance, std::get<vcapi::Verification>(verified));
}

Result<Response> describe_instance(const Api& api, const Call& call) {
  CAIRN_TRY(const vcapi::Instance* instance, instance_of(api, call));
  json::Writer out;
  out.begin_object().member("name", instance->settings().name);
  out.member("issuer", instance->issuer());
  out.member("verificationMethod", instance->verification_method());
  if (instance->settings().form == vcapi::Form::embedded)
    out.member("cryptosuite", instance->settings().suite);
  else
    out.member("mediaType", "application/vc+jwt");
  if (!instance->settings().status_purposes.empty()) {
    out.key("statusPurposes").begin_array();
    for (const std::string& purpose : instance->settings().status_purposes) out.string(purpose);
    out.end_array();
  }
  out.end_object();
  return json_response(out.take());
}

}  // namespace

void add_vc_api_operations(Operations& operations, const Api& api) {
  operations["describeInstance"] = [api](const Call& call) { return describe_instance(api, call); };
  operations["issueCredential"] = [api](const Call& call) { return issue(api, call); };
  operations["changeCredentialStatus"] = [api](const Call& call) {
    return change_status(api, call);
  };
  operations["verifyCredential"] = [api](const Call& call) {
    return verify(api, call, vcapi::Verified::credential);
  };
  operations["verifyPresentation"] = [api](const Call& call) {
    return verify(api, call, vcapi::Verified::presentation);
  };
}

}  // namespace cairn::server
