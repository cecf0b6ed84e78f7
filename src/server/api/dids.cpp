// DID documents: those of the organizations here, and the resolution of any DID known without
// asking elsewhere (DID Resolution 0.3, the form of its result).
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "app/keys/issuer_document.h"
#include "formats/did/identifier.h"
#include "formats/did/self_described.h"
#include "formats/json/reader.h"
#include "formats/json/writer.h"
#include "server/api/operations.h"
#include "server/router/problem.h"

namespace cairn::server {
namespace {

// The did:web of this server. not_found where the origin is no https address of a host name: under
// a loopback address nobody could resolve it.
Result<std::string> own_did(const Api& api) {
  auto did = did::did_web_of(api.origin);
  if (!did) return not_found("this server has no https address of its own", "path");
  return did;
}

std::string prefix_of(const std::string& own) { return own + ":organizations:"; }

Result<std::vector<store::SealedKey>> all_keys(const Api& api) {
  std::vector<store::SealedKey> keys;
  CAIRN_CHECK(api.store.read([&](store::Repositories& repositories) -> Result<void> {
    CAIRN_TRY(keys, repositories.keys().all());
    return {};
  }));
  return keys;
}

// The document of `did`, which is the organization's.
Result<std::string> document_of(const Api& api, const std::string& did,
                                const std::string& organization) {
  CAIRN_TRY(const auto keys, all_keys(api));
  const OrganizationId id(organization);
  if (std::ranges::find(keys, id, &store::SealedKey::organization) == keys.end())
    return not_found("no such organization here", "path");
  return keys::issuer_document(did, id, keys);
}

Response did_document(std::string body) {
  return {200,
          {{"content-type", "application/did+json"},
           {"cache-control", "public, max-age=300"},
           {"access-control-allow-origin", "*"}},
          std::move(body)};
}

// The host itself speaks for an organization only where there is just one.
Result<Response> get_host_document(const Api& api) {
  CAIRN_TRY(const std::string own, own_did(api));
  CAIRN_TRY(const auto keys, all_keys(api));
  const auto of_another = [&](const store::SealedKey& key) {
    return key.organization != keys.front().organization;
  };
  if (keys.empty() || std::ranges::any_of(keys, of_another))
    return not_found("not one organization: each has /organizations/{id}/did.json", "path");
  return did_document(keys::issuer_document(own, keys.front().organization, keys));
}

Result<Response> get_organization_document(const Api& api, const Call& call) {
  CAIRN_TRY(const std::string own, own_did(api));
  const std::string& organization = call.path.find("organization")->second;
  CAIRN_TRY(std::string body, document_of(api, prefix_of(own) + organization, organization));
  return did_document(std::move(body));
}

// What the resolution says went wrong.
struct Failure {
  int status;
  const char* type;  // after "https://www.w3.org/ns/did#"
};

Response resolution(const std::string& document, const std::optional<Failure>& failure) {
  json::Writer out;
  out.begin_object().member("@context", "https://w3id.org/did-resolution/v1").key("didDocument");
  if (failure) {
    out.null().key("didResolutionMetadata").begin_object().key("error").begin_object();
    out.member("type", std::string("https://www.w3.org/ns/did#") + failure->type);
    out.end_object().end_object();
  } else {
    const auto parsed = json::read(document);
    CAIRN_ASSERT(parsed.has_value());
    out.value(parsed->root()).key("didResolutionMetadata").begin_object();
    out.member("contentType", "application/did").end_object();
  }
  out.key("didDocumentMetadata").begin_object().end_object().end_object();
  return {failure ? failure->status : 200,
          {{"content-type", "application/did-resolution"}, {"access-control-allow-origin", "*"}},
          out.take()};
}

Result<std::string> own_document(const Api& api, const std::string& did) {
  CAIRN_TRY(const std::string own, own_did(api));
  if (!did.starts_with(prefix_of(own))) return not_found("no document of that DID here");
  return document_of(api, did, did.substr(prefix_of(own).size()));
}

Result<Response> resolve(const Api& api, const Call& call) {
  const std::string& did = call.path.find("did")->second;
  const bool self = did::describes_itself(did);
  if (!did::is_did(did)) return resolution({}, Failure{400, "INVALID_DID"});
  if (!self && !did.starts_with("did:web:"))
    return resolution({}, Failure{501, "METHOD_NOT_SUPPORTED"});
  const auto document = self ? did::self_described_document(did) : own_document(api, did);
  if (document) return resolution(*document, {});
  return resolution({}, self ? Failure{400, "INVALID_DID"} : Failure{404, "NOT_FOUND"});
}

}  // namespace

void add_did_operations(Operations& operations, const Api& api) {
  operations["getHostDidDocument"] = [api](const Call&) { return get_host_document(api); };
  operations["getOrganizationDidDocument"] = [api](const Call& call) {
    return get_organization_document(api, call);
  };
  operations["resolveDid"] = [api](const Call& call) { return resolve(api, call); };
}

}  // namespace cairn::server
