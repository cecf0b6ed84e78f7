// The DID documents that are published here: of the organizations and the instances of the VC API.
#include <algorithm>
#include <string>
#include <vector>

#include "app/keys/issuer_document.h"
#include "app/vcapi/did_document.h"
#include "formats/did/identifier.h"
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

Result<std::vector<store::SealedKey>> organization_keys(const Api& api) {
  std::vector<store::SealedKey> keys;
  CAIRN_CHECK(api.store.read([&](store::Repositories& repositories) -> Result<void> {
    CAIRN_TRY(keys, repositories.keys().all());
    return {};
  }));
  std::erase_if(
      keys, [](const store::SealedKey& key) { return vcapi::is_tenant(key.organization.text()); });
  return keys;
}

// The document of `did`, which is the organization's.
Result<std::string> document_of(const Api& api, const std::string& did,
                                const std::string& organization) {
  CAIRN_TRY(const auto keys, organization_keys(api));
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
  CAIRN_TRY(const auto keys, organization_keys(api));
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

// The document of an instance of the VC API: of its one key.
Result<std::string> instance_document(const Api& api, const std::string& name) {
  const vcapi::Instance* instance = api.instances.find(name);
  if (instance == nullptr || !instance->issuer().starts_with("did:web:"))
    return not_found("no such instance with a DID of this server", "path");
  return vcapi::did_document(*instance);
}

Result<Response> get_instance_document(const Api& api, const Call& call) {
  CAIRN_TRY(std::string body, instance_document(api, call.path.find("instance")->second));
  return did_document(std::move(body));
}

}  // namespace

void add_did_operations(Operations& operations, const Api& api) {
  operations["getHostDidDocument"] = [api](const Call&) { return get_host_document(api); };
  operations["getOrganizationDidDocument"] = [api](const Call& call) {
    return get_organization_document(api, call);
  };
  operations["getInstanceDidDocument"] = [api](const Call& call) {
    return get_instance_document(api, call);
  };
}

}  // namespace cairn::server
