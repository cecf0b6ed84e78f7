// From the id of a verification method to its key, and to who answers for it.
//
// Controlled Identifiers 1.0 section 3.3 over documents that were stated beforehand (ADR 7);
// did:key v0.9 and did:jwk need none.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "base/time.h"
#include "formats/crypto/public_key.h"
#include "formats/did/controller_document.h"

namespace cairn::did {

/// How a document that is not there came to be missing.
enum class Missing : std::uint8_t {
  not_asked,    ///< nobody tried: offline
  unreachable,  ///< no answer, or one that says there is none
  refused,      ///< an address that must not be asked
  malformed,    ///< an answer that is no document of that id
  unreadable,   ///< an answer that is no JSON at all, such as a page for people
  later,        ///< an answer, had only after the moment that is asked about
};

/// What is known of one controller.
struct StatedController {
  std::string id;
  /// Shared with the cache that it came from. None: `missing` says why.
  std::shared_ptr<const ControllerDocument> document;
  Missing missing = Missing::not_asked;
  Instant fetched;  ///< when it was asked
  /// A document that was stored may have changed since: from then on it binds nobody any more.
  std::optional<Instant> good_until = {};
};

using StatedControllers = std::span<const StatedController>;

enum class NoKey : std::uint8_t {
  id_malformed,           ///< no DID URL, no https address, or its fragment does not fit
  method_unsupported,     ///< a DID method that is not known here
  key_unsupported,        ///< a kind of key that is not known here
  controller_unresolved,  ///< its document is missing; `missing` says why
  controller_malformed,   ///< what lies at its address is no document of that id
  not_listed,             ///< the document has no such method
  purpose_refused,        ///< it has, but not for this purpose
  key_malformed,          ///< the method has no readable key
  expired,                ///< the signature was made when the method had ended
  revoked,                ///< the method was taken back
  controller_refused,     ///< whoever the method says to belong to does not list it
};

struct KeyRefusal {
  NoKey reason = NoKey::id_malformed;
  std::string controller;         ///< whose document it is about; may be empty
  Missing missing = {};           ///< with controller_unresolved
  std::optional<Instant> moment;  ///< with expired and revoked
};

/// Who says that a found key is the controller's.
enum class Vouched : std::uint8_t {
  by_controller,  ///< its own identifier or document
  by_nobody,      ///< only the method id itself ("https://issuer#z6Mk…", the document missing)
};

struct FoundKey {
  crypto::PublicKey key;
  std::string method;  ///< its id, with the fragment
  std::string controller;
  Vouched vouched = Vouched::by_controller;
};

struct KeyQuestion {
  std::string_view method;  ///< the id; of a did:key or did:jwk also without its fragment
  Purpose purpose = Purpose::assertion_method;
  Instant at;                      ///< the moment the answer is for
  std::optional<Instant> made_at;  ///< when the signature says it was made; else `at` counts
  /// By when the signature is shown to have been there, whatever it says of itself.
  std::optional<Instant> there_by = {};
  /// The asker's clock, when `at` is an earlier moment: what was taken back since is known.
  std::optional<Instant> now = {};
};

/// The key that may sign for `purpose`. A revoked method is refused from its date on whatever the
/// signature says of its own date and for whatever moment is asked, since whoever stole a key can
/// write any date, unless the signature is shown to be older than that; an expired one only for
/// signatures made since.
std::variant<FoundKey, KeyRefusal> find_key(const KeyQuestion& question, StatedControllers stated);

/// Whether a key speaks for an issuer.
enum class Binding : std::uint8_t {
  bound,
  foreign,
  unresolved,
  outdated,  ///< bound by a stored document that is too old to say so
};

struct BindingAnswer {
  Binding binding = Binding::unresolved;
  Missing missing = {};  ///< with unresolved
};

/// Bound: the issuer is the key's controller, or its document lists the method for the purpose.
BindingAnswer bind(std::string_view issuer, const KeyQuestion& question, const FoundKey& key,
                   StatedControllers stated);

}  // namespace cairn::did
