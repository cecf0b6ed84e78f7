// What a report says of a badge beside its checks: whether the files of its evidence are those that
// were signed, where it is renewed, and whether it was given to the asker.
#pragma once

#include "app/verification/report.h"
#include "app/verification/verifier.h"
#include "formats/json/value.h"
#include "formats/openbadges/identity.h"
#include "formats/vc/verdict.h"

namespace cairn::verification {

/// Evidence of the credential, each compared with the file that the question states for its id.
std::vector<EvidenceReport> find_evidence(const json::Value& credential, const Question& question);

/// `structure`, or its failure when a file that the question states for an evidence or a related
/// resource is not the one whose digest was signed.
vc::Check check_stated_files(vc::Check structure, const json::Value& credential,
                             const Question& question);

/// The kind of refresh service that is known here: "1EdTech Credential Refresh Service" of Open
/// Badges 3.0.
inline constexpr std::string_view kRefreshService = "1EdTechCredentialRefresh";

/// The first refreshService; nothing when there is none.
std::optional<RefreshReport> find_refresh(const json::Value& credential, std::string_view language);

RecipientReport recipient_report(openbadges::Recipient recipient, std::string_view language);

/// Whom the credential was given to, as JSON: what match_recipient() compares.
std::string write_recipient(const openbadges::Subject& subject);

}  // namespace cairn::verification
