#include "app/keys/issuer_document.h"

#include "formats/json/writer.h"

namespace cairn::keys {
namespace {

constexpr std::string_view kDidKey = "did:key:";

// Keys are kept by their did:key, whose tail is the Multikey.
std::string_view multikey_of(const store::SealedKey& key) {
  return std::string_view(key.did).substr(kDidKey.size());
}

std::string method_of(std::string_view did, const store::SealedKey& key) {
  return std::string(did).append("#").append(multikey_of(key));
}

void write_method(json::Writer& out, std::string_view did, const store::SealedKey& key) {
  out.begin_object().member("id", method_of(did, key));
  out.member("type", "Multikey").member("controller", did);
  out.member("publicKeyMultibase", multikey_of(key));
  if (key.ended)
    out.member(key.state == store::KeyState::compromised ? "revoked" : "expires",
               key.ended->to_string());
  out.end_object();
}

}  // namespace

std::string issuer_document(std::string_view did, const OrganizationId& organization,
                            std::span<const store::SealedKey> keys) {
  json::Writer out;
  out.begin_object().key("@context").begin_array();
  out.string("https://www.w3.org/ns/did/v1").string("https://w3id.org/security/multikey/v1");
  out.end_array().member("id", did).key("verificationMethod").begin_array();
  for (const store::SealedKey& key : keys)
    if (key.organization == organization) write_method(out, did, key);
  out.end_array().key("assertionMethod").begin_array();
  for (const store::SealedKey& key : keys)
    if (key.organization == organization) out.string(method_of(did, key));
  out.end_array().end_object();
  return out.take();
}

}  // namespace cairn::keys
