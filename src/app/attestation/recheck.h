// Checking an attestation: is it genuine, do its credentials bear it out, and does the audit give
// the same answer here?
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/attestation/backing.h"
#include "app/attestation/differences.h"
#include "app/verification/verifier.h"
#include "base/result.h"
#include "base/text.h"
#include "base/time.h"
#include "documents/catalogue_json.h"
#include "domain/audit/audit.h"

namespace cairn::attestation {

enum class Outcome : std::uint8_t { same, differs, refused, unknown };

/// Why an attestation is refused, or why it is unknown whether it would be.
enum class Problem : std::uint8_t {
  not_genuine,
  other_rules,
  part_missing,
  part_not_valid,
  award_differs,
};

/// The words of the JSON contract ("same", "other_rules").
const char* name_of(Outcome outcome);
const char* name_of(Problem problem);

struct Recheck {
  Outcome outcome = Outcome::unknown;
  std::vector<Problem> problems;  ///< each once; what is refused, or else what is unknown
  AchievementId goal;
  Date day;                                        ///< that the claim is for
  Date audited;                                    ///< that it was audited for here
  audit::Status named = audit::Status::undecided;  ///< that the claim says
  audit::Status found = audit::Status::undecided;
  LocalizedText goal_name;
  std::string subject;  ///< whom the attestation is about
  std::string issuer;
  LocalizedText organization;  ///< whose DID the issuer is, by the rules; empty: nobody's
  std::string code;            ///< of the check that decided about the attestation itself
  std::string message;         ///< its sentence; empty for what is good
  std::string rules_named;
  std::string rules_found;
  std::vector<Backing> awards;
  std::vector<Difference> differences;  ///< of the answers

  /// Whether a credential was issued to the attestation's subject, by just that id. Where not, the
  /// issuer of the attestation vouches that it is one person.
  bool is_holder(const Backing& backing) const { return backing.holder == subject; }
  std::string to_json() const;
};

struct RecheckQuestion {
  std::string_view file;
  std::span<const documents::NamedText> requirements;  ///< a `goal` in them is passed over
  std::optional<Date> day;                             ///< absent: the claim's
  Instant now;                                         ///< when the credentials have to be good
  std::string_view language = "en";  ///< of the sentences about credentials that are not
};

/// Invalid, with the place, when the file is no attestation; errors of Verifier::verify(), of
/// reading the catalogue, and of auditing by it.
Result<Recheck> recheck(const RecheckQuestion& question, const verification::Verifier& verifier);

}  // namespace cairn::attestation
