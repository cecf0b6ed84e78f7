#include "app/vcapi/instance.h"

#include <algorithm>

#include "formats/crypto/ed25519.h"
#include "formats/vc/cryptosuite.h"

namespace cairn::vcapi {
namespace {

bool is_name(std::string_view name) {
  return !name.empty() && name.size() <= 64 && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.';
  });
}

constexpr std::string_view kTenant = "vc-api:";

Result<void> check_suite(InstanceSettings& settings, const crypto::SigningKey& key) {
  if (settings.form == Form::jwt)
    return settings.suite.empty() ? Result<void>() : invalid("a token has no cryptosuite", "suite");
  if (settings.suite.empty()) settings.suite = awarding::default_suite(key.kind());
  const vc::Cryptosuite* suite = vc::find_cryptosuite(settings.suite);
  if (suite == nullptr || suite->issuing == vc::Cryptosuite::Issuing::refused)
    return invalid("nothing is issued by this suite", "suite");
  if (!vc::accepts(*suite, key.kind()))
    return invalid("the key is of another kind than the suite's", "key");
  return {};
}

bool is_purpose(const std::string& word) { return word == "revocation" || word == "suspension"; }

}  // namespace

std::string tenant_of(std::string_view name) { return std::string(kTenant).append(name); }
bool is_tenant(std::string_view tenant) { return tenant.starts_with(kTenant); }

Instance::Instance(InstanceSettings settings, awarding::IssuingKey key)
    : settings_(std::move(settings)), key_(std::move(key)), tenant_(tenant_of(settings_.name)) {}

std::string_view Instance::list_suite() const {
  return settings_.form == Form::jwt ? awarding::default_suite(key_.pair.kind()) : settings_.suite;
}

Result<Instance> Instance::create(InstanceSettings settings, awarding::IssuingKey key) {
  if (!is_name(settings.name))
    return invalid("an instance's name has letters, digits, \"-\", \"_\" and \".\"", "name");
  CAIRN_CHECK(check_suite(settings, key.pair));
  if (!std::ranges::all_of(settings.status_purposes, is_purpose))
    return invalid("a status is for \"revocation\" or \"suspension\"", "status");
  return Instance(std::move(settings), std::move(key));
}

bool Instance::admits(std::string_view authorization) const {
  if (settings_.token.empty()) return true;
  constexpr std::string_view kScheme = "Bearer ";
  if (!authorization.starts_with(kScheme)) return false;
  authorization.remove_prefix(kScheme.size());
  return crypto::equal_secrets(crypto::bytes_of(authorization), crypto::bytes_of(settings_.token));
}

Result<void> Instances::add(Instance instance) {
  std::string name = instance.settings().name;
  if (!by_name_.try_emplace(std::move(name), std::move(instance)).second)
    return invalid("two instances have this name", "name");
  return {};
}

const Instance* Instances::find(std::string_view name) const {
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? nullptr : &found->second;
}

const Instance* Instances::find_tenant(std::string_view tenant) const {
  return is_tenant(tenant) ? find(tenant.substr(kTenant.size())) : nullptr;
}

}  // namespace cairn::vcapi
