// The audit of `cairn audit`: from files to an answer. Nothing is stored.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "base/result.h"
#include "base/time.h"
#include "documents/catalogue_json.h"
#include "domain/audit/alternatives.h"
#include "domain/audit/audit.h"
#include "domain/audit/programme.h"
#include "domain/audit/what_if.h"
#include "domain/version/applicable.h"

namespace cairn::standing {

/// The files of one question: docs/reference/formats.md, "Files of the command line".
struct AuditFiles {
  std::span<const documents::NamedText> requirements;
  documents::NamedText record;
};

struct AuditAnswer {
  audit::Programme programme;
  audit::Audit audit;
  version::Applicable applied;  ///< what it went by; its catalogue says what ids stand for

  /// `outlook` is of each of what is missing, or empty; `what_if` is of the audit, or null.
  std::string to_json(std::span<const audit::Outlook> outlook = {},
                      const audit::WhatIf* what_if = nullptr) const;
};

/// Audits a record against the goal of a catalogue. Errors name the node of the requirement.
Result<AuditAnswer> audit_record(documents::CatalogueDocument document, learning::Record record,
                                 const audit::Options& options);

/// Reads the files and audits on the day `options.at`, for a learner who entered the goal on the
/// day `entered`; without one, as the record says. Errors name the file and the place in it, or the
/// node of the requirement.
Result<AuditAnswer> audit_files(const AuditFiles& files, const audit::Options& options,
                                const std::optional<Date>& entered = {});

}  // namespace cairn::standing
