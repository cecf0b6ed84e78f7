#include "formats/did/key_search.h"

#include <algorithm>

#include "formats/did/identifier.h"
#include "formats/did/key_text.h"
#include "formats/did/self_described.h"

namespace cairn::did {
namespace {

using Answer = std::variant<FoundKey, KeyRefusal>;

KeyRefusal refusal(NoKey reason, std::string_view controller) {
  return {reason, std::string(controller), {}, std::nullopt};
}

const StatedController* stated_of(StatedControllers stated, std::string_view id) {
  const auto found = std::ranges::find(stated, id, &StatedController::id);
  return found == stated.end() ? nullptr : &*found;
}

Missing why_missing(const StatedController* controller) {
  return controller == nullptr ? Missing::not_asked : controller->missing;
}

KeyRefusal unresolved(const StatedController* known, std::string_view controller) {
  const Missing missing = why_missing(known);
  KeyRefusal refused = refusal(
      missing == Missing::malformed ? NoKey::controller_malformed : NoKey::controller_unresolved,
      controller);
  refused.missing = missing;
  return refused;
}

std::string_view fragment_of(std::string_view method) {
  const std::size_t hash = method.find('#');
  return hash == std::string_view::npos ? std::string_view() : method.substr(hash + 1);
}

// A method whose own dates let it sign, or why they do not.
std::optional<KeyRefusal> out_of_date(const VerificationMethod& method,
                                      const KeyQuestion& question) {
  const auto ended = [&](NoKey reason, const std::optional<Instant>& moment) {
    KeyRefusal refused = refusal(reason, method.controller);
    refused.moment = moment;
    return refused;
  };
  const bool older = question.there_by && method.revoked && *question.there_by < *method.revoked;
  const Instant known = std::max(question.at, question.now.value_or(question.at));
  if (method.revoked && known >= *method.revoked && !older)
    return ended(NoKey::revoked, method.revoked);
  if (method.expires && question.made_at.value_or(question.at) >= *method.expires)
    return ended(NoKey::expired, method.expires);
  return std::nullopt;
}

Answer find_self_described(const KeyQuestion& question, std::string_view controller) {
  auto listing = self_described(controller);
  if (!listing) {
    const bool unsupported = listing.error().code == ErrorCode::unavailable;
    return refusal(unsupported ? NoKey::key_unsupported : NoKey::id_malformed, controller);
  }
  // Open Badges data also names a did:key without repeating it after "#".
  if (question.method != controller && question.method != listing->method->id)
    return refusal(NoKey::id_malformed, controller);
  if (!listing->purposes.has(question.purpose)) return refusal(NoKey::purpose_refused, controller);
  VerificationMethod& method = *listing->method;
  return FoundKey{*std::move(method.key), std::move(method.id), std::move(method.controller),
                  Vouched::by_controller};
}

// Open Badges data also names keys as "https://issuer#z6Mk…": the key is then known even where the
// issuer's document is missing or silent, but not whose it is.
Answer named_by_fragment(const KeyQuestion& question, std::string_view controller,
                         KeyRefusal otherwise) {
  if (!controller.starts_with("https://")) return otherwise;
  auto key = key_of_multikey(fragment_of(question.method));
  if (!key) return otherwise;
  return FoundKey{*std::move(key), std::string(question.method), std::string(controller),
                  Vouched::by_nobody};
}

// The method says whose key it is; that one must list it (Controlled Identifiers 3.3 step 11).
std::optional<KeyRefusal> not_vouched(const VerificationMethod& method,
                                      const ControllerDocument& document,
                                      const KeyQuestion& question, StatedControllers stated) {
  if (method.controller == document.id())
    return document.lists(method.id, question.purpose)
               ? std::nullopt
               : std::optional(refusal(NoKey::purpose_refused, document.id()));
  const StatedController* owner = stated_of(stated, method.controller);
  if (describes_itself(method.controller))
    return refusal(NoKey::controller_refused, method.controller);
  if (owner == nullptr || !owner->document) return unresolved(owner, method.controller);
  if (!owner->document->lists(method.id, question.purpose))
    return refusal(NoKey::controller_refused, method.controller);
  return std::nullopt;
}

Answer find_in(const ControllerDocument& document, const KeyQuestion& question,
               StatedControllers stated) {
  const Listing* listing = document.find(question.method);
  if (listing == nullptr || !listing->method)
    return named_by_fragment(question, document.id(), refusal(NoKey::not_listed, document.id()));
  const VerificationMethod& method = *listing->method;
  if (method.problem != KeyProblem::none)
    return refusal(
        method.problem == KeyProblem::unsupported ? NoKey::key_unsupported : NoKey::key_malformed,
        document.id());
  if (auto refused = not_vouched(method, document, question, stated)) return *std::move(refused);
  if (auto refused = out_of_date(method, question)) return *std::move(refused);
  return FoundKey{*method.key, method.id, method.controller, Vouched::by_controller};
}

bool same_origin(std::string_view a, std::string_view b) {
  constexpr std::string_view kHttps = "https://";
  const auto origin = [&](std::string_view url) {
    return url.starts_with(kHttps) ? url.substr(0, url.find_first_of("/?#", kHttps.size()))
                                   : std::string_view();
  };
  return !origin(a).empty() && origin(a) == origin(b);
}

// The issuer's own document may list a key of somebody else; where it also describes that key, it
// must be the one that signed, and still good.
bool lists_key(const ControllerDocument& document, const KeyQuestion& question,
               const FoundKey& key) {
  if (!document.lists(key.method, question.purpose)) return false;
  const auto& described = document.find(key.method)->method;
  return !described || (described->key == key.key && !out_of_date(*described, question));
}

}  // namespace

std::variant<FoundKey, KeyRefusal> find_key(const KeyQuestion& question, StatedControllers stated) {
  const std::string_view controller = controller_of(question.method);
  if (question.method.size() > kIdentifierBytesMax) return refusal(NoKey::id_malformed, {});
  if (describes_itself(controller)) return find_self_described(question, controller);
  if (controller.starts_with("did:") && !parse_did_url(question.method))
    return refusal(NoKey::id_malformed, controller);
  if (!document_url(controller)) {
    const bool other = is_did(controller) && !controller.starts_with("did:web:");
    return refusal(other ? NoKey::method_unsupported : NoKey::id_malformed, controller);
  }
  // A did:web without "#" names a document, not a key.
  if (controller.starts_with("did:") && fragment_of(question.method).empty())
    return refusal(NoKey::id_malformed, controller);
  const StatedController* known = stated_of(stated, controller);
  if (known != nullptr && known->document) return find_in(*known->document, question, stated);
  return named_by_fragment(question, controller, unresolved(known, controller));
}

BindingAnswer bind(std::string_view issuer, const KeyQuestion& question, const FoundKey& key,
                   StatedControllers stated) {
  const bool same = issuer == key.controller;
  const auto bound_by = [&](std::string_view id) {
    const StatedController* by = stated_of(stated, id);
    const bool outdated = by != nullptr && by->good_until && question.at > *by->good_until;
    return BindingAnswer{outdated ? Binding::outdated : Binding::bound, {}};
  };
  if (same && key.vouched == Vouched::by_controller) return bound_by(issuer);
  if (describes_itself(issuer)) return {Binding::foreign, {}};
  const StatedController* known = stated_of(stated, issuer);
  if (known == nullptr || !known->document) return {Binding::unresolved, why_missing(known)};
  if (lists_key(*known->document, question, key)) return bound_by(issuer);
  // A profile that names no key at all denies nothing, to itself and to a key set beside it.
  if ((same || same_origin(issuer, key.controller)) && known->document->methods().empty())
    return {Binding::unresolved, Missing::malformed};
  return {Binding::foreign, {}};
}

}  // namespace cairn::did
