#include "formats/vc/presentation_structure.h"

#include <algorithm>
#include <initializer_list>
#include <string>

#include "formats/vc/envelope.h"
#include "formats/vc/structure.h"

namespace cairn::vc {
namespace {

using json::Value;
using Broken = std::optional<Check>;

Check broken(Code code, std::string place) {
  return {CheckName::structure, Outcome::fail, code, {{"place", std::move(place)}}};
}

Broken check_presentation_type(const Value& presentation) {
  return check_type(presentation, "VerifiablePresentation");
}

Broken check_presentation_id(const Value& presentation) { return check_id(presentation, ""); }

Broken check_holder(const Value& presentation) {
  const Value* holder = presentation.find("holder");
  if (holder == nullptr) return {};
  if (is_url(holder->is_string() ? holder->string() : holder->text_of("id"))) return {};
  return broken(Code::holder_malformed, holder->is_object() ? "/holder/id" : "/holder");
}

Broken check_credentials(const Value& presentation) {
  const Value* member = presentation.find("verifiableCredential");
  const auto credentials = one_or_more(member);
  const std::string place = "/verifiableCredential";
  if (member != nullptr && credentials.empty()) return broken(Code::credentials_malformed, place);
  if (credentials.size() > kCredentialsMax)
    return Check{CheckName::structure,
                 Outcome::unknown,
                 Code::credentials_too_many,
                 {{"count", std::to_string(kCredentialsMax)}}};
  for (std::size_t i = 0; i < credentials.size(); ++i) {
    const std::string at = member->is_array() ? place + "/" + std::to_string(i) : place;
    if (!credentials[i].is_object()) return broken(Code::credentials_malformed, at);
    if (!is_enveloped(credentials[i], Enveloped::credential)) continue;
    if (auto wrong = check_envelope(credentials[i], Enveloped::credential)) {
      wrong->parameters[0].value.insert(0, at);
      return wrong;
    }
  }
  return {};
}

}  // namespace

bool is_presentation(const Value& document) {
  return is_enveloped(document, Enveloped::presentation) ||
         !check_type(document, "VerifiablePresentation");
}

Check check_presentation_structure(const Value& presentation) {
  for (const auto rule : {check_contexts, check_presentation_type, check_presentation_id,
                          check_holder, check_terms_of_use, check_credentials})
    if (auto wrong = rule(presentation)) return *wrong;
  return {CheckName::structure, Outcome::pass, Code::ok, {}};
}

std::string_view holder_id(const Value& presentation) {
  const json::Value* holder = presentation.find("holder");
  if (holder == nullptr) return {};
  return holder->is_string() ? holder->string() : holder->text_of("id");
}

}  // namespace cairn::vc
