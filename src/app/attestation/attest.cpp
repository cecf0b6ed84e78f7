#include "app/attestation/attest.h"

#include <algorithm>
#include <utility>

#include "app/attestation/carried_parts.h"
#include "app/attestation/sign_answer.h"
#include "app/awarding/signing_key.h"
#include "documents/catalogue_digest.h"

namespace cairn::attestation {
namespace {

using documents::NamedText;

bool is_source(const learning::Award& award, const verification::Report& report) {
  return award.source == report.badge->credential_id ||
         award.source == "credential:" + report.digest;
}

std::string sentence_of(Unfit why, const learning::Award& award, const Part& part,
                        const learning::Catalogue& catalogue) {
  switch (why) {
    case Unfit::not_valid:
      return "the credential is not valid; \"cairn verify\" says why";
    case Unfit::other_kind:
      return "no Open Badge of version 3";
    case Unfit::token:
      return "a credential in a token cannot be carried; expected one with an embedded proof";
    case Unfit::nameless:
      return "a credential without an id cannot be carried";
    case Unfit::repeated:
      return "another credential here has the same id";
    case Unfit::differs:
      break;
  }
  std::string members;
  for (const std::string& each : disagreements(award, part, catalogue))
    members += (members.empty() ? "" : ", ") + each;
  return "the award \"" + award.id.text() +
         "\" says something else than its credential: " + members;
}

Result<CarriedParts> gather(const AttestFiles& files, const version::Applicable& applied,
                            Instant now, const verification::Verifier& verifier) {
  CarriedParts gathered;
  for (const NamedText& file : files.credentials) {
    auto part = verify_part(file.text, verifier, now);
    if (!part) return Error{part.error().code, describe(part.error()), file.name};
    const auto award = std::ranges::find_if(
        applied.record.awards, [&](const auto& each) { return is_source(each, part->report); });
    if (award == applied.record.awards.end())
      return invalid("no award of the record names this credential as its \"source\"", file.name);
    if (const auto why = gathered.unfit(*part, *award, applied.catalogue))
      return invalid(sentence_of(*why, *award, *part, applied.catalogue), file.name);
    gathered.add(*award, std::move(*part));
  }
  if (gathered.parts.empty())
    return invalid("an attestation carries at least one credential that an award rests on");
  return gathered;
}

Result<std::string> subject_of(const std::vector<Part>& parts, const std::string& stated) {
  if (!stated.empty()) return stated;
  if (auto subject = one_subject(parts)) return *std::move(subject);
  return invalid("the credentials do not name one and the same subject; state whom it is about");
}

}  // namespace

Result<std::string> attest(const AttestFiles& files, const AttestOptions& options,
                           const verification::Verifier& verifier) {
  const audit::Options asked{.at = options.day,
                             .nodes_max = static_cast<std::uint64_t>(options.nodes_max)};
  CAIRN_TRY(const awarding::IssuingKey key, awarding::read_key_file(files.key));
  CAIRN_TRY(const standing::AuditAnswer answer, standing::audit_files(files.audit, asked));
  CAIRN_TRY(const CarriedParts inside, gather(files, answer.applied, options.now, verifier));
  CAIRN_TRY(std::string subject, subject_of(inside.parts, options.subject));
  CAIRN_TRY(std::string rules, documents::catalogue_digest(files.audit.requirements));
  CAIRN_TRY(const json::Document record, documents::read_document(files.audit.record));
  return sign_answer({.answer = answer,
                      .asked = asked,
                      .record = record.root(),
                      .inside = inside,
                      .rules = std::move(rules),
                      .id = options.id,
                      .subject = std::move(subject),
                      .issued = options.now},
                     key);
}

}  // namespace cairn::attestation
