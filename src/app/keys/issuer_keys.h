// The signing keys of organizations: made once, kept sealed, opened only to sign.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "app/store/store.h"
#include "base/ports.h"
#include "base/result.h"
#include "formats/crypto/signing_key.h"

namespace cairn::keys {

/// Authenticated encryption with a key that is not in the data folder. Thread-safe.
class Sealer {
 public:
  virtual ~Sealer() = default;
  virtual std::vector<std::uint8_t> seal(std::span<const std::uint8_t> secret) const = 0;
  /// corrupt: sealed by another key, or changed since.
  virtual Result<std::vector<std::uint8_t>> open(std::span<const std::uint8_t> sealed) const = 0;
};

struct Ports {
  store::Store& store;
  const Sealer& sealer;
  const Clock& clock;
  Random& random;
};

/// Gives each organization that has none a did:key pair.
Result<void> ensure_issuer_keys(const Ports& ports, std::span<const OrganizationId> organizations);

/// Why a key is given up.
enum class Ending {
  retired,      ///< it signs no more; what it signed stays good
  compromised,  ///< somebody else may hold it: nothing that it signed counts from now on
};

/// Ends the active key of an organization and gives it a new one, whose did:key is the answer; both
/// stand in the journal. not_found: it has no active key.
Result<std::string> rotate(const Ports& ports, const OrganizationId& organization, Ending ending);

/// What is known of a key that somebody else may hold.
struct Compromise {
  OrganizationId organization;
  std::string did;  ///< the key
  Instant since;    ///< nothing that it signed from then on counts, whatever date it bears
};

/// Marks any key of an organization, a retired one too; an active one is replaced, and the new
/// one's did:key is the answer, which is empty otherwise. Stands in the journal. not_found: the
/// organization has no such key; invalid: a time to come; conflict: compromised at least that long.
Result<std::string> compromise(const Ports& ports, const Compromise& known);

/// corrupt: sealed by another key, or changed since.
Result<crypto::SigningKey> open_key(const Sealer& sealer, const store::SealedKey& key);

}  // namespace cairn::keys
