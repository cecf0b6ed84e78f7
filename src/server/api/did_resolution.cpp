// The resolution of DIDs (DID Resolution 0.3): the form of its result and its HTTPS binding.
//
// did:key and did:jwk follow from themselves; a did:web is asked for at its address, where the
// documents published here are answered without a network (own_fetch.h).
#include <algorithm>
#include <cctype>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/facts/fetch.h"
#include "formats/did/controller_document.h"
#include "formats/did/identifier.h"
#include "formats/did/self_described.h"
#include "formats/json/reader.h"
#include "formats/json/writer.h"
#include "server/api/operations.h"
#include "server/router/problem.h"

namespace cairn::server {
namespace {

constexpr std::string_view kResult = "application/did-resolution";
constexpr std::string_view kDocument = "application/did";

// What went wrong: section 11, and the status that section 12.1 gives it.
struct Failure {
  int status;
  const char* type;  // after "https://www.w3.org/ns/did#"
};
constexpr Failure kInvalidDid{400, "INVALID_DID"};
constexpr Failure kInvalidOptions{400, "INVALID_OPTIONS"};
constexpr Failure kNotFound{404, "NOT_FOUND"};
constexpr Failure kInvalidDocument{500, "INVALID_DID_DOCUMENT"};
constexpr Failure kNoMethod{501, "METHOD_NOT_SUPPORTED"};
constexpr Failure kNoFeature{501, "FEATURE_NOT_SUPPORTED"};
constexpr Failure kNoRepresentation{406, "REPRESENTATION_NOT_SUPPORTED"};
constexpr Failure kInternal{500, "INTERNAL_ERROR"};

struct Resolved {
  std::string document;  // JSON text; empty when it failed
  std::optional<Failure> failure;
};

Resolved failed(const Failure& failure) { return {{}, failure}; }

Resolved from_outside(const Api& api, const std::string& did) {
  const auto url = did::did_web_url(did);
  if (!url) return failed(kInvalidDid);
  if (api.fetch == nullptr) return failed(kNotFound);
  auto fetched = api.fetch->get({*url, "application/did, application/did+json, application/json",
                                 did::kDocumentLimits.bytes_max});
  if (!fetched) return failed(fetched.error().code == ErrorCode::internal ? kInternal : kNotFound);
  const auto json = json::read(fetched->body, did::kDocumentLimits);
  if (!json || !did::ControllerDocument::parse(json->root(), did)) return failed(kInvalidDocument);
  return {std::move(fetched->body), {}};
}

Resolved resolve_did(const Api& api, const std::string& did) {
  if (!did::is_did(did)) return failed(kInvalidDid);
  if (did::describes_itself(did)) {
    auto document = did::self_described_document(did);
    return document ? Resolved{std::move(document).value(), {}} : failed(kInvalidDid);
  }
  return did.starts_with("did:web:") ? from_outside(api, did) : failed(kNoMethod);
}

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c > 0x20 && c < 0x7F; });
}

// RFC 3986 section 3.3: what a path is written with.
bool is_path(std::string_view text) {
  constexpr std::string_view kMarks = "-._~!$&'()*+,;=:@/";
  const auto is_hex = [&](std::size_t i) {
    return i < text.size() && std::isxdigit(static_cast<unsigned char>(text[i])) != 0;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool plain = std::isalnum(static_cast<unsigned char>(text[i])) != 0;
    if (plain || kMarks.find(text[i]) != kMarks.npos) continue;
    if (text[i] != '%' || !is_hex(i + 1) || !is_hex(i + 2)) return false;
  }
  return true;
}

// A moment in UTC, in whole seconds.
bool is_version_time(std::string_view text) {
  const auto moment = Instant::parse(text);
  return moment && moment->to_string() == text && text.find('.') == text.npos;
}

// Sections 3 and 4.1: what may be asked of a resolution. A service and a reference relative to it
// select nothing of a document as a whole. Documents of the past are not kept; what follows from a
// DID itself never changes.
std::optional<Failure> refused_options(const Call& call, std::string_view did) {
  for (const char* name :
       {"accept", "service", "serviceType", "relativeRef", "versionId", "versionTime", "hl"}) {
    const auto option = call.query.find(name);
    if (option != call.query.end() && !is_ascii(option->second)) return kInvalidOptions;
  }
  const auto reference = call.query.find("relativeRef");
  if (reference != call.query.end() && !is_path(reference->second)) return kInvalidOptions;
  const auto time = call.query.find("versionTime");
  if (time != call.query.end() && !is_version_time(time->second)) return kInvalidOptions;
  const bool of_the_past = time != call.query.end() && !did::describes_itself(did);
  if (of_the_past || call.query.contains("versionId") || call.query.contains("hl"))
    return kNoFeature;
  return {};
}

std::string result_of(const Resolved& resolved) {
  json::Writer out;
  out.begin_object().member("@context", "https://w3id.org/did-resolution/v1").key("didDocument");
  if (resolved.failure) {
    out.null().key("didResolutionMetadata").begin_object().key("error").begin_object();
    out.member("type", std::string("https://www.w3.org/ns/did#") + resolved.failure->type);
    out.member("title", resolved.failure->type).end_object().end_object();
  } else {
    const auto parsed = json::read(resolved.document, did::kDocumentLimits);
    CAIRN_ASSERT(parsed.has_value());
    out.value(parsed->root()).key("didResolutionMetadata").begin_object();
    out.member("contentType", kDocument).end_object();
  }
  out.key("didDocumentMetadata").begin_object().end_object().end_object();
  return out.take();
}

Response response(int status, std::string_view media_type, std::string body) {
  return {status,
          {{"content-type", std::string(media_type)},
           {"access-control-allow-origin", "*"},
           {"vary", "accept"}},
          std::move(body)};
}

Response result(const Resolved& resolved) {
  return response(resolved.failure ? resolved.failure->status : 200, kResult, result_of(resolved));
}

// The media types that the header Accept names, in its order, without parameters.
std::vector<std::string_view> accepted(std::string_view header) {
  std::vector<std::string_view> types;
  while (!header.empty()) {
    const std::size_t comma = std::min(header.find(','), header.size());
    std::string_view type = header.substr(0, comma);
    header.remove_prefix(std::min(comma + 1, header.size()));
    type = type.substr(0, type.find(';'));
    while (type.starts_with(' ')) type.remove_prefix(1);
    while (type.ends_with(' ')) type.remove_suffix(1);
    if (!type.empty()) types.push_back(type);
  }
  return types;
}

bool wants_result(std::string_view type) {
  return type == "*/*" || type == "application/*" || type == kResult ||
         type == "application/json" || type == "application/ld+json" || type == "text/html";
}

bool wants_document(std::string_view type) {
  return type == kDocument || type == "application/did+json" || type == "application/did+ld+json";
}

// A DID stands in the path as it is, where "%3A" is its own, or percent-encoded as a whole.
std::string did_of(const Call& call) {
  const std::string_view raw =
      std::string_view(call.request.path).substr(call.request.path.rfind('/') + 1);
  return raw.starts_with("did:") ? std::string(raw) : call.path.find("did")->second;
}

// The option `accept` stands in the header, or in the query for whoever cannot set one.
std::string_view accept_of(const Call& call) {
  const auto option = call.query.find("accept");
  return option == call.query.end() ? call.request.header("accept") : option->second;
}

Response resolve(const Api& api, const Call& call) {
  const std::string did = did_of(call);
  if (const auto failure = refused_options(call, did)) return result(failed(*failure));
  const auto types = accepted(accept_of(call));
  const auto known = std::ranges::find_if(
      types, [](std::string_view type) { return wants_result(type) || wants_document(type); });
  if (!types.empty() && known == types.end()) return result(failed(kNoRepresentation));
  Resolved resolved = resolve_did(api, did);
  if (resolved.failure || types.empty() || wants_result(*known)) return result(resolved);
  return response(200, *known, std::move(resolved.document));
}

}  // namespace

void add_did_resolution(Operations& operations, const Api& api) {
  operations["resolveDid"] = [api](const Call& call) -> Result<Response> {
    return resolve(api, call);
  };
  operations["resolveNoDid"] = [](const Call&) -> Result<Response> {
    return result(failed(kInvalidDid));
  };
}

}  // namespace cairn::server
