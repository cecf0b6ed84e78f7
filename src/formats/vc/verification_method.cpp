#include "formats/vc/verification_method.h"

#include "formats/crypto/multikey.h"

namespace cairn::vc {

namespace {

// How the Multikeys of the kinds known here begin: Ed25519, P-256, P-384.
bool has_known_kind(std::string_view multikey) {
  return multikey.starts_with("z6Mk") || multikey.starts_with("zDn") || multikey.starts_with("z82");
}

}  // namespace

std::variant<MethodKey, Refusal> resolve_method(std::string_view method, std::string_view purpose,
                                                const Facts& facts) {
  static_cast<void>(purpose);  // a did:key lists its key for every purpose
  static_cast<void>(facts);
  constexpr std::string_view kDidKey = "did:key:";
  const std::size_t hash = method.find('#');
  const std::string_view did = method.substr(0, hash);
  if (!did.starts_with(kDidKey) || !has_known_kind(did.substr(kDidKey.size())))
    return Refusal{Outcome::unknown, Code::key_unsupported, {{"key", std::string(method)}}};
  const Refusal malformed{
      Outcome::fail, Code::proof_malformed, {{"place", "/proof/verificationMethod"}}};
  const auto key = crypto::parse_did_key(did);
  if (!key) return malformed;
  // The fragment of a did:key repeats its Multikey.
  if (hash != method.npos && method.substr(hash + 1) != did.substr(kDidKey.size()))
    return malformed;
  return MethodKey{std::string(did), *key};
}

}  // namespace cairn::vc
