#include "app/vcapi/instance.h"

#include <algorithm>

#include "app/awarding/signing_key.h"
#include "formats/crypto/multikey.h"
#include "formats/vc/cryptosuite.h"

namespace cairn::vcapi {
namespace {

bool is_name(std::string_view name) {
  return !name.empty() && name.size() <= 64 && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.';
  });
}

}  // namespace

Instance::Instance(InstanceSettings settings, crypto::SigningKey key, std::string issuer,
                   std::string verification_method)
    : settings_(std::move(settings)),
      key_(std::move(key)),
      issuer_(std::move(issuer)),
      verification_method_(std::move(verification_method)) {}

Result<Instance> Instance::create(InstanceSettings settings, std::string_view key_json) {
  if (!is_name(settings.name))
    return invalid("an instance's name has letters, digits, \"-\", \"_\" and \".\"", "name");
  CAIRN_TRY(awarding::IssuingKey key, awarding::read_key_file(key_json));
  if (settings.suite.empty()) settings.suite = awarding::default_suite(key.pair.kind());
  const vc::Cryptosuite* suite = vc::find_cryptosuite(settings.suite);
  if (suite == nullptr || suite->issuing == vc::Cryptosuite::Issuing::refused)
    return invalid("nothing is issued by this suite", "suite");
  if (!vc::accepts(*suite, key.pair.kind()))
    return invalid("the key is of another kind than the suite's", "key");
  return Instance(std::move(settings), std::move(key.pair), std::move(key.issuer),
                  std::move(key.method));
}

bool Instance::admits(std::string_view authorization) const {
  if (settings_.token.empty()) return true;
  constexpr std::string_view kScheme = "Bearer ";
  if (!authorization.starts_with(kScheme)) return false;
  authorization.remove_prefix(kScheme.size());
  if (authorization.size() != settings_.token.size()) return false;
  unsigned difference = 0;
  for (std::size_t i = 0; i < authorization.size(); ++i)
    difference |= static_cast<unsigned char>(authorization[i]) ^
                  static_cast<unsigned char>(settings_.token[i]);
  return difference == 0;
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

}  // namespace cairn::vcapi
