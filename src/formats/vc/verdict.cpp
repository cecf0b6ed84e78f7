#include "formats/vc/verdict.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace cairn::vc {
namespace {

// In the order of Code.
constexpr std::array kCodes = {
    "ok",
    "context_missing",
    "version_unsupported",
    "type_missing",
    "issuer_missing",
    "subject_missing",
    "id_malformed",
    "date_malformed",
    "dates_reversed",
    "entry_malformed",
    "text_malformed",
    "entry_repeated",
    "digest_malformed",
    "digest_mismatch",
    "envelope_malformed",
    "holder_malformed",
    "credentials_malformed",
    "credentials_too_many",
    "proof_missing",
    "proof_malformed",
    "proofs_too_many",
    "suite_unsupported",
    "purpose_mismatch",
    "key_unsupported",
    "key_unresolved",
    "controller_unreadable",
    "key_malformed",
    "key_refused",
    "key_expired",
    "key_revoked",
    "context_unknown",
    "document_ambiguous",
    "terms_redefined",
    "too_complex",
    "proof_mismatch",
    "proof_expired",
    "proof_from_future",
    "proof_context_mismatch",
    "previous_proof_missing",
    "previous_proof_unverified",
    "domain_mismatch",
    "challenge_mismatch",
    "part_not_genuine",
    "token_type",
    "algorithm_refused",
    "algorithm_mismatch",
    "header_critical",
    "key_unnamed",
    "claim_missing",
    "claim_malformed",
    "claim_mismatch",
    "claim_forbidden",
    "hosted_unfetched",
    "hosted_differs",
    "issuer_mismatch",
    "issuer_unresolved",
    "issuer_outdated",
    "holder_mismatch",
    "issuer_unknown",
    "issuer_listed",
    "issuer_lapsed",
    "issuer_not_accredited",
    "trust_list_expired",
    "trust_list_outdated",
    "expired",
    "not_yet_valid",
    "no_status",
    "status_unreachable",
    "revoked",
    "suspended",
    "status_message",
    "status_refresh",
    "status_undefined",
    "status_malformed",
    "status_unsupported",
    "status_list_unverified",
    "status_list_malformed",
    "status_list_expired",
    "status_outdated",
    "status_issuer_mismatch",
    "status_purpose_mismatch",
    "status_list_too_short",
    "status_out_of_range",
    "no_schema",
    "schema_unchecked",
    "schema_member_missing",
    "schema_value_null",
    "schema_value_empty",
    "schema_not_a_list",
    "schema_not_single",
    "schema_wrong_kind",
    "schema_malformed",
    "schema_type_missing",
    "schema_member_unknown",
    "schema_word_unknown",
    "schema_reference_unknown",
    "schema_value_not_allowed",
    "schema_result_below_required",
    "schema_subject_unidentified",
    "no_log",
    "log_proof_missing",
    "log_split",
    "log_proof_malformed",
    "log_not_signed",
    "log_not_included",
    "known_later",
    "not_reached",
};
static_assert(kCodes.size() == static_cast<std::size_t>(Code::not_reached) + 1);
static_assert(std::string_view(kCodes.back()) == "not_reached");

}  // namespace

const char* name_of(CheckName check) {
  switch (check) {
    case CheckName::structure:
      return "structure";
    case CheckName::proof:
      return "proof";
    case CheckName::issuer_binding:
      return "issuer_binding";
    case CheckName::trust:
      return "trust";
    case CheckName::validity:
      return "validity";
    case CheckName::status:
      return "status";
    case CheckName::schema:
      return "schema";
    case CheckName::log:
      return "log";
  }
  return "";
}

const char* name_of(Code code) { return kCodes[static_cast<std::size_t>(code)]; }

Verdict decide(const std::vector<Check>& checks, Required required) {
  const auto any = [&](Outcome outcome) {
    return std::ranges::any_of(checks, [&](const Check& check) {
      return check.outcome == outcome && required.has(check.check);
    });
  };
  if (any(Outcome::fail)) return Verdict::invalid;
  return any(Outcome::unknown) ? Verdict::unknown : Verdict::valid;
}

}  // namespace cairn::vc
