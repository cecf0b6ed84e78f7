#include "formats/vc/verdict.h"

#include <algorithm>

namespace cairn::vc {

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

const char* name_of(Code code) {
  switch (code) {
    case Code::ok:
      return "ok";
    case Code::context_missing:
      return "context_missing";
    case Code::version_unsupported:
      return "version_unsupported";
    case Code::type_missing:
      return "type_missing";
    case Code::issuer_missing:
      return "issuer_missing";
    case Code::subject_missing:
      return "subject_missing";
    case Code::id_malformed:
      return "id_malformed";
    case Code::date_malformed:
      return "date_malformed";
    case Code::dates_reversed:
      return "dates_reversed";
    case Code::entry_malformed:
      return "entry_malformed";
    case Code::text_malformed:
      return "text_malformed";
    case Code::proof_missing:
      return "proof_missing";
    case Code::proof_malformed:
      return "proof_malformed";
    case Code::proofs_too_many:
      return "proofs_too_many";
    case Code::chain_unsupported:
      return "chain_unsupported";
    case Code::suite_unsupported:
      return "suite_unsupported";
    case Code::purpose_mismatch:
      return "purpose_mismatch";
    case Code::key_unsupported:
      return "key_unsupported";
    case Code::context_unknown:
      return "context_unknown";
    case Code::document_ambiguous:
      return "document_ambiguous";
    case Code::too_complex:
      return "too_complex";
    case Code::proof_mismatch:
      return "proof_mismatch";
    case Code::proof_expired:
      return "proof_expired";
    case Code::issuer_mismatch:
      return "issuer_mismatch";
    case Code::issuer_unresolved:
      return "issuer_unresolved";
    case Code::issuer_unknown:
      return "issuer_unknown";
    case Code::expired:
      return "expired";
    case Code::not_yet_valid:
      return "not_yet_valid";
    case Code::no_status:
      return "no_status";
    case Code::status_unreachable:
      return "status_unreachable";
    case Code::no_schema:
      return "no_schema";
    case Code::schema_unchecked:
      return "schema_unchecked";
    case Code::no_log:
      return "no_log";
    case Code::not_reached:
      return "not_reached";
  }
  return "";
}

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
