#include "formats/did/published_document.h"

#include "formats/json/writer.h"

namespace cairn::did {
namespace {

void write_method(json::Writer& out, std::string_view controller, const PublishedKey& key) {
  out.begin_object().member("id", method_id(controller, key.multikey));
  out.member("type", "Multikey").member("controller", controller);
  out.member("publicKeyMultibase", key.multikey);
  if (key.expires) out.member("expires", key.expires->to_string());
  if (key.revoked) out.member("revoked", key.revoked->to_string());
  out.end_object();
}

}  // namespace

std::string method_id(std::string_view controller, std::string_view multikey) {
  return std::string(controller).append("#").append(multikey);
}

std::string published_document(std::string_view controller, std::span<const PublishedKey> keys) {
  json::Writer out;
  out.begin_object().key("@context").begin_array();
  out.string("https://www.w3.org/ns/did/v1").string("https://w3id.org/security/multikey/v1");
  out.end_array().member("id", controller).key("verificationMethod").begin_array();
  for (const PublishedKey& key : keys) write_method(out, controller, key);
  out.end_array().key("assertionMethod").begin_array();
  for (const PublishedKey& key : keys) out.string(method_id(controller, key.multikey));
  out.end_array().end_object();
  return out.take();
}

}  // namespace cairn::did
