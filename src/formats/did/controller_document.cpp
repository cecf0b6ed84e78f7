#include "formats/did/controller_document.h"

#include <algorithm>
#include <array>
#include <span>

#include "formats/did/identifier.h"
#include "formats/did/key_set.h"
#include "formats/did/method_reader.h"

namespace cairn::did {
namespace {

using json::Value;
using Methods = std::map<std::string, Listing, std::less<>>;

// In the order of Purpose.
constexpr std::array kPurposes = {"assertionMethod", "authentication", "keyAgreement",
                                  "capabilityInvocation", "capabilityDelegation"};

Result<Listing*> listing_of(Methods& methods, std::string id) {
  const auto found = methods.find(id);
  if (found != methods.end()) return &found->second;
  if (methods.size() == kMethodsMax) return exhausted("a document of too many keys");
  return &methods.emplace(std::move(id), Listing{}).first->second;
}

// A method may be repeated, as it is where purposes embed it, but never redefined.
Result<Listing*> add_method(Methods& methods, const Value& value, std::string_view document_id) {
  CAIRN_TRY(VerificationMethod method, read_method(value, document_id));
  CAIRN_TRY(Listing * listing, listing_of(methods, method.id));
  if (listing->method && !same_method(*listing->method, method))
    return invalid("two different keys with one id", "/verificationMethod");
  listing->method = std::move(method);
  return listing;
}

Result<void> read_purpose(const Value& root, Purpose purpose, std::string_view id,
                          Methods& methods) {
  const char* name = name_of(purpose);
  const auto entries = one_or_more(root.find(name));
  if (entries.size() > kMethodsMax) return exhausted("a document of too many keys");
  for (const Value& entry : entries) {
    if (entry.is_object()) {
      CAIRN_TRY(Listing * embedded, add_method(methods, entry, id));
      embedded->purposes.add(purpose);
      continue;
    }
    if (!entry.is_string()) return invalid("a key is an object or its id", std::string("/") + name);
    CAIRN_TRY(std::string method_id, absolute_id(entry.string(), id));
    CAIRN_TRY(Listing * named, listing_of(methods, std::move(method_id)));
    named->purposes.add(purpose);
  }
  return {};
}

Result<std::vector<std::string>> read_controllers(const Value& root) {
  std::vector<std::string> controllers;
  for (const Value& controller : one_or_more(root.find("controller"))) {
    if (!controller.is_string() || controllers.size() == kMethodsMax)
      return invalid("a controller is an id", "/controller");
    controllers.emplace_back(controller.string());
  }
  return controllers;
}

// A key with an address of its own: the document is the method itself.
bool is_method(const Value& root) {
  return root.find("publicKeyMultibase") != nullptr || root.find("publicKeyJwk") != nullptr;
}

}  // namespace

const char* name_of(Purpose purpose) { return kPurposes[static_cast<std::size_t>(purpose)]; }

std::optional<Purpose> purpose_of(std::string_view name) {
  const auto found =
      std::ranges::find(kPurposes, name, [](const char* text) { return std::string_view(text); });
  if (found == kPurposes.end()) return std::nullopt;
  return static_cast<Purpose>(found - kPurposes.begin());
}

Result<ControllerDocument> ControllerDocument::parse(const Value& root, std::string_view id) {
  if (!root.is_object()) return invalid("a controller document is an object");
  if (root.find("id") == nullptr && is_key_set(root)) {
    ControllerDocument keys;
    keys.id_ = id;
    CAIRN_TRY(keys.methods_, read_key_set(root, id));
    return keys;
  }
  if (root.text_of("id") != id) return invalid("the document has another id than asked for", "/id");
  ControllerDocument document;
  document.id_ = id;
  if (is_method(root)) {
    CAIRN_TRY(Listing * self, add_method(document.methods_, root, id));
    static_cast<void>(self);
    return document;
  }
  CAIRN_TRY(document.controllers_, read_controllers(root));
  const auto methods = one_or_more(root.find("verificationMethod"));
  if (methods.size() > kMethodsMax) return exhausted("a document of too many keys");
  for (const Value& method : methods) {
    CAIRN_TRY(Listing * added, add_method(document.methods_, method, id));
    static_cast<void>(added);
  }
  for (std::size_t i = 0; i < kPurposes.size(); ++i)
    CAIRN_CHECK(read_purpose(root, static_cast<Purpose>(i), id, document.methods_));
  return document;
}

const Listing* ControllerDocument::find(std::string_view method_id) const {
  const auto found = methods_.find(method_id);
  return found == methods_.end() ? nullptr : &found->second;
}

bool ControllerDocument::lists(std::string_view method_id, Purpose purpose) const {
  const Listing* listing = find(method_id);
  return listing != nullptr && listing->purposes.has(purpose);
}

}  // namespace cairn::did
