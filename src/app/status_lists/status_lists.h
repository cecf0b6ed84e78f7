// Issuing status lists: giving credentials entries in them, and changing what the entries say.
//
// W3C Bitstring Status List 1.0. All functions work inside the caller's transaction, so that an
// entry and the credential that holds it are kept together or not at all.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/store/store.h"
#include "base/ports.h"
#include "base/result.h"
#include "formats/json/value.h"

namespace cairn::status_lists {

/// What a list is for. `messages` is the statusMessage array as JSON, needed from two bits on.
struct Kind {
  std::string purpose = "revocation";
  int size = 1;
  std::string messages = {};
};

/// A credential that gets one entry for each kind.
struct Reservation {
  std::string tenant;      ///< whose lists: an organization, or an instance of the VC API
  std::string credential;  ///< its id, not empty
  std::span<const Kind> kinds;
  /// What happens to an id that has entries already: a conflict, or others beside them (whoever
  /// signs documents for others cannot know that two with one id are one credential).
  enum class Repeated : std::uint8_t { refused, another } repeated = Repeated::refused;
};

/// One entry that was given to a credential.
struct Reserved {
  store::StatusList list;
  std::int64_t index = 0;
};

struct Ports {
  const Clock& clock;
  Random& random;
  std::string_view base;  ///< the URL before the id of a list: "https://school.example/status/"
};

/// Takes for each kind an index that is uniformly random among the free ones of the tenant's
/// present list; makes a list where there is none or three quarters of it are taken. conflict: the
/// credential has entries already. Invalid for a kind without a purpose, with a wrong size or
/// without the messages its size needs. Expected number of draws below 4.
Result<std::vector<Reserved>> reserve(store::Repositories& repositories,
                                      const Reservation& reservation, const Ports& ports);

/// The value of `credentialStatus` for what was reserved: one object, or an array of several.
/// `base` as in Ports.
json::Value credential_status(json::Arena& arena, std::span<const Reserved> reserved,
                              std::string_view base);

/// What is done to a credential. Revocation is final; a suspension can be taken back.
enum class Change : std::uint8_t { revoke, suspend, reinstate };

/// Why, as a code that the journal keeps.
enum class Reason : std::uint8_t {
  unspecified,
  issued_in_error,
  superseded,
  holder_request,
  integrity,        ///< the learning was not the holder's own
  key_compromised,  ///< the key that signed it
  under_review,
};
const char* name_of(Change change);
const char* name_of(Reason reason);
/// Invalid, naming those that there are.
Result<Change> change_of(std::string_view name);
Result<Reason> reason_of(std::string_view name);

struct ChangeRequest {
  std::string tenant;
  std::string credential;
  Change change = Change::revoke;
  Reason reason = Reason::unspecified;
  std::string actor = "system";  ///< person id for the journal
};

/// Carries the change out and writes it into the journal and the transparency log; doing again what
/// is done already changes nothing. not_found: the credential has no entry for it. conflict: it is
/// revoked, which nothing takes back.
Result<void> change(store::Repositories& repositories, const ChangeRequest& request,
                    const Ports& ports);

/// Sets the value of one entry by its place, for messages and for the VC API.
struct ValueRequest {
  std::string list;  ///< its id
  std::int64_t index = 0;
  std::uint32_t value = 0;
  Reason reason = Reason::unspecified;
  std::string actor = "system";
};
/// As change(), and invalid for a value that does not fit in the entry's bits.
Result<void> set_value(store::Repositories& repositories, const ValueRequest& request,
                       const Ports& ports);

}  // namespace cairn::status_lists
