#include "program/issuers.h"

#include <filesystem>
#include <utility>

#include "app/awarding/key_file.h"
#include "app/awarding/signing_key.h"
#include "formats/crypto/multikey.h"
#include "formats/did/identifier.h"
#include "formats/did/published_document.h"

namespace cairn::program {
namespace {

/// The did:web of the server's public address, or why there is none.
Result<std::string> web_did(const std::string& origin, const std::string& where) {
  auto did = did::did_web_of(origin);
  if (!did || did->starts_with("did:web:localhost"))
    return invalid("a did:web needs --origin https://HOST with a public name", where);
  return did;
}

Result<awarding::IssuingKey> key_in_file(const std::filesystem::path& file, cli::Session& session) {
  CAIRN_TRY(std::string json, cli::read_input(session, file.string()));
  auto key = awarding::read_key_file(json);
  crypto::wipe(std::span(reinterpret_cast<std::uint8_t*>(json.data()), json.size()));
  return key;
}

Result<awarding::IssuingKey> kept_key(const adapters::InstanceConfig& config, Instance& instance) {
  CAIRN_TRY(const crypto::KeyKind kind, awarding::kind_named(config.kind));
  CAIRN_TRY(crypto::SigningKey pair,
            instance.kept_key(vcapi::tenant_of(config.settings.name), kind));
  std::string did = crypto::did_key(pair.public_key());
  std::string method = crypto::did_key_method(pair.public_key());
  return awarding::IssuingKey{std::move(pair), std::move(did), std::move(method)};
}

Result<vcapi::Instance> instance_of(const adapters::InstanceConfig& config,
                                    const std::string& origin, Instance& instance,
                                    cli::Session& session) {
  auto key =
      config.key_file.empty() ? kept_key(config, instance) : key_in_file(config.key_file, session);
  if (!key) return key.error();
  if (config.issuer == adapters::IssuerMethod::did_web) {
    CAIRN_TRY(const std::string own, web_did(origin, "issuer"));
    key->issuer = own + ":vc-api:" + config.settings.name;
    key->method = did::method_id(key->issuer, crypto::public_multikey(key->pair.public_key()));
  }
  return vcapi::Instance::create(config.settings, std::move(key).value());
}

}  // namespace

Result<vcapi::Instances> instances_of(const adapters::Config& config, const Listening& listening,
                                      Instance& instance, cli::Session& session) {
  vcapi::Instances instances;
  for (const adapters::InstanceConfig& each : config.instances) {
    if (each.settings.token.empty() && !listening.on_loopback)
      return invalid("an instance without a token is served on a loopback address only",
                     each.settings.name);
    auto made = instance_of(each, listening.origin, instance, session);
    if (!made)
      return invalid(made.error().message,
                     "instance " + each.settings.name + ", " + made.error().where);
    CAIRN_CHECK(instances.add(std::move(made).value()));
  }
  return instances;
}

Result<status_lists::SigningIdentity> list_identity(const std::string& tenant,
                                                    const vcapi::Instances& instances,
                                                    const std::string& organizations_did,
                                                    Instance& instance) {
  if (!vcapi::is_tenant(tenant)) return instance.identity_of(tenant, organizations_did);
  const vcapi::Instance* found = instances.find_tenant(tenant);
  if (found == nullptr) return not_found("no instance of that name is configured", tenant);
  CAIRN_TRY(crypto::SigningKey key,
            crypto::SigningKey::from_secret(found->key().kind(), found->key().secret()));
  return status_lists::SigningIdentity{found->issuer(), found->verification_method(),
                                       std::string(found->list_suite()), std::move(key)};
}

Result<awarding::IssuingKey> organization_key(const OrganizationId& organization,
                                              const std::string& organizations_did,
                                              Instance& instance) {
  CAIRN_TRY(status_lists::SigningIdentity identity,
            instance.identity_of(organization.text(), organizations_did));
  std::string method = identity.verification_method.empty()
                           ? crypto::did_key_method(identity.key.public_key())
                           : std::move(identity.verification_method);
  return awarding::IssuingKey{std::move(identity.key), std::move(identity.issuer),
                              std::move(method)};
}

Result<std::string> organizations_did_of(const adapters::Config& config,
                                         const std::string& origin) {
  if (config.organizations == adapters::IssuerMethod::did_key) return std::string();
  return web_did(origin, "issuer");
}

}  // namespace cairn::program
