#include "app/attestation/attest.h"

#include <algorithm>
#include <utility>

#include "app/attestation/claim.h"
#include "app/attestation/learner_record.h"
#include "app/attestation/part.h"
#include "app/awarding/issue.h"
#include "documents/catalogue_digest.h"
#include "documents/record_json.h"
#include "formats/json/reader.h"

namespace cairn::attestation {
namespace {

using documents::NamedText;

// Credentials with the awards that name them, side by side.
struct Gathered {
  std::vector<Carried> carried;
  std::vector<Part> parts;
};

bool is_source(const learning::Award& award, const verification::Report& report) {
  return award.source == report.badge->credential_id ||
         award.source == "credential:" + report.digest;
}

Result<void> require_good(const Part& part, const NamedText& file) {
  if (part.document.root().find("proof") == nullptr)
    return invalid("a credential in a token cannot be carried; expected one with an embedded proof",
                   file.name);
  if (part.report.badge->credential_id.empty())
    return invalid("a credential without an id cannot be carried", file.name);
  if (state_of(part.report) == PartState::invalid)
    return invalid("the credential is not valid; \"cairn verify\" says why", file.name);
  return {};
}

Result<void> require_agreement(const learning::Award& award, const Part& part,
                               const learning::Catalogue& catalogue, const NamedText& file) {
  std::string members;
  for (const std::string& each : disagreements(award, part, catalogue))
    members += (members.empty() ? "" : ", ") + each;
  if (members.empty()) return {};
  return invalid(
      "the award \"" + award.id.text() + "\" says something else than its credential: " + members,
      file.name);
}

Result<Gathered> gather(const AttestFiles& files, const version::Applicable& applied,
                        const AttestOptions& options, const verification::Verifier& verifier) {
  Gathered gathered;
  for (const NamedText& file : files.credentials) {
    auto part = verify_part(file.text, verifier, options.now);
    if (!part) return Error{part.error().code, describe(part.error()), file.name};
    CAIRN_CHECK(require_good(*part, file));
    const auto award = std::ranges::find_if(
        applied.record.awards, [&](const auto& each) { return is_source(each, part->report); });
    if (award == applied.record.awards.end())
      return invalid("no award of the record names this credential as its \"source\"", file.name);
    CAIRN_CHECK(require_agreement(*award, *part, applied.catalogue, file));
    gathered.carried.push_back({award->id, part->report.badge->credential_id});
    gathered.parts.push_back(std::move(*part));
  }
  if (gathered.parts.empty())
    return invalid("an attestation carries at least one credential that an award rests on");
  return gathered;
}

Result<std::string> subject_of(const std::vector<Part>& parts, const std::string& stated) {
  if (!stated.empty()) return stated;
  const std::string& first = parts.front().report.badge->subject_id;
  for (const Part& part : parts)
    if (first.empty() || part.report.badge->subject_id != first)
      return invalid(
          "the credentials do not name one and the same subject; state whom it is about");
  return first;
}

}  // namespace

Result<std::string> attest(const AttestFiles& files, const AttestOptions& options,
                           const verification::Verifier& verifier) {
  const audit::Options asked{.at = options.day,
                             .nodes_max = static_cast<std::uint64_t>(options.nodes_max)};
  CAIRN_TRY(const standing::AuditAnswer answer, standing::audit_files(files.audit, asked));
  CAIRN_TRY(const Gathered gathered, gather(files, answer.applied, options, verifier));
  CAIRN_TRY(const std::string subject, subject_of(gathered.parts, options.subject));
  CAIRN_TRY(std::string rules, documents::catalogue_digest(files.audit.requirements));
  CAIRN_TRY(const json::Document record, documents::read_document(files.audit.record));
  CAIRN_TRY(const json::Document said, json::read(answer.to_json()));
  const Claim claim{.goal = answer.programme.goal(),
                    .day = options.day,
                    .nodes_max = options.nodes_max,
                    .rules = std::move(rules),
                    .credentials = gathered.carried,
                    .record = record.root(),
                    .answer = said.root()};
  const std::string unsigned_record = write_learner_record({.claim = claim,
                                                            .answer = answer,
                                                            .parts = gathered.parts,
                                                            .id = options.id,
                                                            .subject = subject,
                                                            .issued = options.now});
  return awarding::issue(unsigned_record, files.key, {.created = options.now});
}

}  // namespace cairn::attestation
