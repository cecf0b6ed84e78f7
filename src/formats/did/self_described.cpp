#include "formats/did/self_described.h"

#include <array>

#include "formats/crypto/multibase.h"
#include "formats/did/identifier.h"
#include "formats/did/key_text.h"
#include "formats/jose/jwk.h"
#include "formats/json/reader.h"
#include "formats/json/writer.h"

namespace cairn::did {
namespace {

constexpr std::string_view kKey = "did:key:";
constexpr std::string_view kJwk = "did:jwk:";
constexpr std::string_view kDidContext = "https://www.w3.org/ns/did/v1";
constexpr std::string_view kMultikeyContext = "https://w3id.org/security/multikey/v1";
constexpr std::string_view kJwkContext = "https://w3id.org/security/jwk/v1";
constexpr json::Limits kJwkLimits = {.bytes_max = 4096, .depth_max = 4, .values_max = 64};

constexpr std::array kSigning = {Purpose::assertion_method, Purpose::authentication,
                                 Purpose::capability_invocation, Purpose::capability_delegation};

Purposes signing_purposes() {
  Purposes purposes;
  for (const Purpose purpose : kSigning) purposes.add(purpose);
  return purposes;
}

Listing listing_of(std::string_view did, std::string_view fragment, crypto::PublicKey key) {
  Listing listing;
  listing.method = VerificationMethod{std::string(did).append("#").append(fragment),
                                      std::string(did),
                                      KeyProblem::none,
                                      std::move(key),
                                      std::nullopt,
                                      std::nullopt};
  listing.purposes = signing_purposes();
  return listing;
}

Result<json::Document> jwk_of(std::string_view did) {
  CAIRN_TRY(const auto bytes,
            crypto::base64url_decode(did.substr(kJwk.size()), kIdentifierBytesMax));
  return json::read({reinterpret_cast<const char*>(bytes.data()), bytes.size()}, kJwkLimits);
}

Result<Listing> jwk_listing(std::string_view did) {
  CAIRN_TRY(const json::Document jwk, jwk_of(did));
  CAIRN_TRY(crypto::PublicKey key, jose::read_jwk(jwk.root()));
  Listing listing = listing_of(did, "0", std::move(key));
  // The method's own rule: a key "for encryption" signs nothing.
  if (jwk.root().text_of("use") == "enc") {
    listing.purposes = {};
    listing.purposes.add(Purpose::key_agreement);
  }
  return listing;
}

void write_method(json::Writer& out, std::string_view did, const VerificationMethod& method) {
  out.key("verificationMethod").begin_array().begin_object();
  out.member("id", method.id);
  out.member("type", did.starts_with(kKey) ? "Multikey" : "JsonWebKey");
  out.member("controller", did);
}

}  // namespace

Result<Listing> self_described(std::string_view did) {
  if (!is_did(did)) return invalid("not a DID");
  if (did.starts_with(kJwk)) return jwk_listing(did);
  if (!did.starts_with(kKey)) return invalid("neither a did:key nor a did:jwk");
  const std::string_view multikey = did.substr(kKey.size());
  CAIRN_TRY(crypto::PublicKey key, key_of_multikey(multikey));
  return listing_of(did, multikey, std::move(key));
}

Result<std::string> self_described_document(std::string_view did) {
  CAIRN_TRY(const Listing listing, self_described(did));
  json::Writer out;
  out.begin_object().key("@context").begin_array().string(kDidContext);
  out.string(did.starts_with(kKey) ? kMultikeyContext : kJwkContext);
  out.end_array().member("id", did);
  write_method(out, did, *listing.method);
  if (did.starts_with(kKey)) {
    out.member("publicKeyMultibase", did.substr(kKey.size()));
  } else {
    CAIRN_TRY(const json::Document jwk, jwk_of(did));
    out.member("publicKeyJwk", jwk.root());
  }
  out.end_object().end_array();
  for (const Purpose purpose :
       {Purpose::authentication, Purpose::assertion_method, Purpose::key_agreement,
        Purpose::capability_invocation, Purpose::capability_delegation})
    if (listing.purposes.has(purpose))
      out.key(name_of(purpose)).begin_array().string(listing.method->id).end_array();
  out.end_object();
  return out.take();
}

}  // namespace cairn::did
