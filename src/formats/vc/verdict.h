// The words of a verification: checks, their outcomes, the codes of their causes.
//
// Codes are stable and hold no language; app/verification turns them into sentences, and
// docs/reference/verification.md lists them.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <vector>

namespace cairn::vc {

enum class CheckName : std::uint8_t {
  structure,       ///< a Verifiable Credential of the Data Model 2.0
  proof,           ///< signed as it stands, by the key that its proof names
  issuer_binding,  ///< that key is the issuer's
  trust,           ///< the issuer is known to the asker
  validity,        ///< within validFrom and validUntil
  status,          ///< neither revoked nor suspended
  schema,          ///< fits its credentialSchema
  log,             ///< listed in a transparency log
};

enum class Outcome : std::uint8_t { pass, fail, unknown, skipped };
enum class Verdict : std::uint8_t { valid, invalid, unknown };

enum class Code : std::uint8_t {
  ok,
  // structure
  context_missing,
  version_unsupported,
  type_missing,
  issuer_missing,
  subject_missing,
  id_malformed,
  date_malformed,
  dates_reversed,
  entry_malformed,
  text_malformed,
  entry_repeated,
  digest_malformed,
  digest_mismatch,
  envelope_malformed,
  holder_malformed,
  credentials_malformed,
  credentials_too_many,
  // proof
  proof_missing,
  proof_malformed,
  proofs_too_many,
  suite_unsupported,
  purpose_mismatch,
  key_unsupported,
  key_unresolved,
  controller_unreadable,
  key_malformed,
  key_refused,
  key_expired,
  key_revoked,
  context_unknown,
  document_ambiguous,
  terms_redefined,
  too_complex,
  proof_mismatch,
  proof_expired,
  proof_from_future,
  proof_context_mismatch,
  previous_proof_missing,
  previous_proof_unverified,
  domain_mismatch,
  challenge_mismatch,
  part_not_genuine,
  token_type,
  algorithm_refused,
  algorithm_mismatch,
  header_critical,
  key_unnamed,
  claim_missing,
  claim_malformed,
  claim_mismatch,
  claim_forbidden,
  hosted_unfetched,
  hosted_differs,
  // issuer_binding
  issuer_mismatch,
  issuer_unresolved,
  issuer_outdated,
  holder_mismatch,
  // trust
  issuer_unknown,
  issuer_listed,
  issuer_lapsed,
  issuer_not_accredited,
  trust_list_expired,
  trust_list_outdated,
  // validity
  expired,
  not_yet_valid,
  // status, schema, log
  no_status,
  status_unreachable,
  revoked,
  suspended,
  status_message,
  status_refresh,
  status_undefined,
  status_malformed,
  status_unsupported,
  status_list_unverified,
  status_list_malformed,
  status_list_expired,
  status_outdated,
  status_issuer_mismatch,
  status_purpose_mismatch,
  status_list_too_short,
  status_out_of_range,
  no_schema,
  schema_unchecked,
  schema_member_missing,
  schema_value_null,
  schema_value_empty,
  schema_not_a_list,
  schema_not_single,
  schema_wrong_kind,
  schema_malformed,
  schema_type_missing,
  schema_member_unknown,
  schema_word_unknown,
  schema_reference_unknown,
  schema_value_not_allowed,
  schema_result_below_required,
  schema_subject_unidentified,
  no_log,
  log_proof_missing,
  log_split,
  log_proof_malformed,
  log_not_signed,
  log_not_included,
  // any
  known_later,  // what is known about it was learned after the moment asked about
  not_reached,  // another check failed before this one could be made
};

/// The names in JSON: "issuer_binding", "proof_mismatch".
const char* name_of(CheckName check);
const char* name_of(Code code);

/// What a sentence about a code needs to name: "place", "date", "issuer", "url", "detail",
/// "expected".
struct Parameter {
  std::string name;
  std::string value;
};

struct Check {
  CheckName check = CheckName::structure;
  Outcome outcome = Outcome::skipped;
  Code code = Code::not_reached;
  std::vector<Parameter> parameters;
  /// Of a check over several proofs: how each fared, in their order.
  std::vector<Check> proofs = {};
};

/// The checks that a verdict rests on.
class Required {
 public:
  constexpr Required() = default;
  constexpr Required(std::initializer_list<CheckName> checks) {
    for (const CheckName check : checks) add(check);
  }
  constexpr void add(CheckName check) { bits_ |= 1U << static_cast<unsigned>(check); }
  constexpr bool has(CheckName check) const { return bits_ >> static_cast<unsigned>(check) & 1U; }

 private:
  unsigned bits_ = 0;
};

/// Invalid when a required check failed, else unknown when one is unknown, else valid; a skipped
/// check asks for nothing. Trust that is required but not given makes the verdict unknown.
Verdict decide(const std::vector<Check>& checks, Required required);

}  // namespace cairn::vc
