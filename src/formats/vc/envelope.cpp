#include "formats/vc/envelope.h"

#include <algorithm>
#include <array>
#include <string>

#include "formats/vc/structure.h"

namespace cairn::vc {
namespace {

using json::Value;

// VC-JOSE-COSE 1.0 section 6; "application/jwt" is what was written before it.
constexpr std::array<std::string_view, 4> kCredentialTypes = {
    "application/vc+jwt", "application/vc+sd-jwt", "application/vc+cose", "application/jwt"};
constexpr std::array<std::string_view, 4> kPresentationTypes = {
    "application/vp+jwt", "application/vp+sd-jwt", "application/vp+cose", "application/jwt"};

std::string_view type_of(Enveloped what) {
  return what == Enveloped::credential ? "EnvelopedVerifiableCredential"
                                       : "EnvelopedVerifiablePresentation";
}

bool is_type(const Value& value, std::string_view name) {
  return value.is_string() && value.string() == name;
}

std::optional<Check> broken(const char* place) {
  return Check{CheckName::structure, Outcome::fail, Code::envelope_malformed, {{"place", place}}};
}

}  // namespace

bool is_enveloped(const Value& object, Enveloped what) {
  return std::ranges::any_of(one_or_more(object.find("type")),
                             [&](const Value& type) { return is_type(type, type_of(what)); });
}

std::optional<Check> check_envelope(const Value& object, Enveloped what) {
  if (!object.is_object()) return broken("");
  const auto contexts = one_or_more(object.find("@context"));
  if (std::ranges::none_of(contexts,
                           [](const Value& context) { return is_type(context, kContextV2); }))
    return broken("/@context");
  const auto types = one_or_more(object.find("type"));
  if (types.size() != 1 || !is_type(types[0], type_of(what))) return broken("/type");
  const auto envelope = envelope_of(object);
  const auto& accepted = what == Enveloped::credential ? kCredentialTypes : kPresentationTypes;
  if (!envelope || envelope->content.empty() ||
      std::ranges::find(accepted, envelope->media_type) == accepted.end())
    return broken("/id");
  return {};
}

std::optional<Envelope> envelope_of(const Value& object) {
  constexpr std::string_view kScheme = "data:";
  const std::string_view id = object.text_of("id");
  const std::size_t comma = id.find(',');
  if (!id.starts_with(kScheme) || comma == id.npos) return {};
  const std::string_view head = id.substr(kScheme.size(), comma - kScheme.size());
  return Envelope{head.substr(0, head.find(';')), id.substr(comma + 1)};
}

}  // namespace cairn::vc
