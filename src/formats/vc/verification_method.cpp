#include "formats/vc/verification_method.h"

#include <string>
#include <utility>

namespace cairn::vc {
namespace {

Code code_of(did::Missing missing) {
  if (missing == did::Missing::later) return Code::known_later;
  return missing == did::Missing::unreadable ? Code::controller_unreadable : Code::key_unresolved;
}

Refusal refusal_of(const did::KeyRefusal& refused, std::string_view method) {
  const std::vector<Parameter> controller = {{"controller", refused.controller}};
  const auto moment = [&] {
    return std::vector<Parameter>{{"date", refused.moment ? refused.moment->to_string() : ""}};
  };
  switch (refused.reason) {
    case did::NoKey::id_malformed:
      return {Outcome::fail, Code::proof_malformed, {{"place", "/proof/verificationMethod"}}};
    case did::NoKey::method_unsupported:
    case did::NoKey::key_unsupported:
      return {Outcome::unknown, Code::key_unsupported, {{"key", std::string(method)}}};
    case did::NoKey::controller_unresolved:
      return {Outcome::unknown, code_of(refused.missing), controller};
    case did::NoKey::controller_malformed:
    case did::NoKey::key_malformed:
      return {Outcome::fail, Code::key_malformed, controller};
    case did::NoKey::not_listed:
    case did::NoKey::purpose_refused:
    case did::NoKey::controller_refused:
      return {Outcome::fail, Code::key_refused, controller};
    case did::NoKey::expired:
      return {Outcome::fail, Code::key_expired, moment()};
    case did::NoKey::revoked:
      return {Outcome::fail, Code::key_revoked, moment()};
  }
  return {};
}

}  // namespace

std::variant<did::FoundKey, Refusal> resolve_key(const did::KeyQuestion& question,
                                                 const Facts& facts) {
  auto answer = did::find_key(question, facts.controllers);
  if (const auto* refused = std::get_if<did::KeyRefusal>(&answer))
    return refusal_of(*refused, question.method);
  return std::get<did::FoundKey>(std::move(answer));
}

}  // namespace cairn::vc
