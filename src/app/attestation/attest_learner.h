// Attesting what is stored: the audit of a learner's record by the published rules, signed by the
// organization whose programme it is.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/attestation/backing.h"
#include "app/attestation/carried_parts.h"
#include "app/attestation/find_key.h"
#include "app/catalogue/snapshot.h"
#include "app/store/store.h"
#include "app/verification/verifier.h"
#include "base/ports.h"
#include "base/result.h"
#include "base/time.h"

namespace cairn::attestation {

/// All must outlive the use case.
struct Ports {
  store::Store& store;
  const catalogue::Snapshot& snapshot;
  const verification::Verifier& verifier;
  const FindKey& find_key;
  const Clock& clock;
  Random& random;
  std::string_view rules_base;  ///< the URL before the digest of published rules; may be empty
};

/// Who asks for what.
struct Request {
  const store::PersonId& asker;
  std::string_view handle;  ///< of the learner
  AchievementId goal;
  std::optional<Date> day = {};  ///< not after today; absent: today
  /// Whom it is about, a URI, where the asker vouches for that; empty: as all credentials name it.
  std::string subject = {};
};

/// Why nothing was attested.
enum class Refusal : std::uint8_t {
  not_valid,         ///< a credential of an award is not valid any more: `unfit` says whose
  no_credential,     ///< no award of the record rests on a credential that can be carried
  several_subjects,  ///< the credentials do not name one and the same, and nobody said whom
};

struct Attested {
  std::optional<Refusal> refusal;
  std::string attestation;         ///< the signed learner record, JSON; empty: refused
  std::string rules;               ///< their digest
  OrganizationId organization;     ///< that signs
  std::vector<Backing> awards;     ///< all of the record, in its order
  std::map<AwardId, Unfit> unfit;  ///< of awards whose credential is not carried: why
};

/// How many credentials one attestation looks at.
inline constexpr std::size_t kCredentialsMax = 200;

/// Signs, keeps the rules for whoever checks (store::AttestedRules), and enters it into the journal
/// and the transparency log. not_found: no such learner, goal, or key of the goal's organization;
/// invalid: a day to come, or a goal that cannot be audited; exhausted: more than kCredentialsMax
/// credentials, or more than verifiers read.
Result<Attested> attest_learner(const Ports& ports, const Request& request);

}  // namespace cairn::attestation
