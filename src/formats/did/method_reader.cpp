#include "formats/did/method_reader.h"

#include <array>

#include "formats/did/identifier.h"
#include "formats/did/key_text.h"
#include "formats/jose/jwk.h"

namespace cairn::did {
namespace {

using json::Value;

// A type of method, and the member that holds its key.
struct MethodType {
  std::string_view name;
  bool multikey;  // publicKeyMultibase, else publicKeyJwk
};

// The two of Controlled Identifiers section 2.2, and what older documents still use for the same.
constexpr std::array kTypes = {
    MethodType{"Multikey", true},
    MethodType{"JsonWebKey", false},
    MethodType{"Ed25519VerificationKey2020", true},
    MethodType{"JsonWebKey2020", false},
};

const MethodType* type_named(std::string_view name) {
  for (const MethodType& type : kTypes)
    if (type.name == name) return &type;
  return nullptr;
}

// Section 2.2: secret keys are never published; a document that does is not to be relied on.
bool publishes_secret(const Value& method) {
  const Value* jwk = method.find("publicKeyJwk");
  return method.find("secretKeyMultibase") != nullptr || method.find("secretKeyJwk") != nullptr ||
         method.find("privateKeyMultibase") != nullptr || method.find("privateKeyJwk") != nullptr ||
         (jwk != nullptr && jwk->find("d") != nullptr);
}

KeyProblem problem_of(const Error& error) {
  return error.code == ErrorCode::unavailable ? KeyProblem::unsupported : KeyProblem::malformed;
}

void read_key(const Value& value, VerificationMethod& method) {
  const auto refuse = [&](KeyProblem problem) { method.problem = problem; };
  const bool both =
      value.find("publicKeyMultibase") != nullptr && value.find("publicKeyJwk") != nullptr;
  if (both || publishes_secret(value)) return refuse(KeyProblem::malformed);
  const MethodType* type = type_named(value.text_of("type"));
  if (type == nullptr) return refuse(KeyProblem::unsupported);
  const Value* material = value.find(type->multikey ? "publicKeyMultibase" : "publicKeyJwk");
  if (material == nullptr || (type->multikey && !material->is_string()))
    return refuse(KeyProblem::malformed);
  auto key = type->multikey ? key_of_multikey(material->string()) : jose::read_jwk(*material);
  if (!key) return refuse(problem_of(key.error()));
  if (type->name == "Ed25519VerificationKey2020" && key->kind() != crypto::KeyKind::ed25519)
    return refuse(KeyProblem::malformed);
  method.key = *std::move(key);
}

// False for a member that is there but no date.
bool read_date(const Value& value, const char* name, std::optional<Instant>& into) {
  const Value* date = value.find(name);
  if (date == nullptr) return true;
  if (!date->is_string()) return false;
  const auto parsed = Instant::parse(date->string());
  if (parsed) into = *parsed;
  return parsed.has_value();
}

}  // namespace

Result<std::string> absolute_id(std::string_view id, std::string_view document_id) {
  if (id.size() > kIdentifierBytesMax) return exhausted("a key's id of too many bytes");
  if (id.starts_with('#') && id.size() > 1) return std::string(document_id).append(id);
  if (id.starts_with("did:") ? parse_did_url(id).has_value() : id.find(':') != id.npos)
    return std::string(id);
  return invalid("a key's id is an absolute URL, or \"#\" and a name within the document");
}

Result<VerificationMethod> read_method(const Value& value, std::string_view document_id) {
  if (!value.is_object()) return invalid("a verification method is an object");
  VerificationMethod method;
  CAIRN_TRY(method.id, absolute_id(value.text_of("id"), document_id));
  method.controller = value.text_of("controller");
  read_key(value, method);
  const bool dated =
      read_date(value, "expires", method.expires) && read_date(value, "revoked", method.revoked);
  if (!dated || method.controller.empty()) method.problem = KeyProblem::malformed;
  if (method.problem != KeyProblem::none) method.key.reset();
  return method;
}

bool same_method(const VerificationMethod& a, const VerificationMethod& b) {
  return a.id == b.id && a.controller == b.controller && a.problem == b.problem && a.key == b.key &&
         a.expires == b.expires && a.revoked == b.revoked;
}

}  // namespace cairn::did
