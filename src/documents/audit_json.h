// Audits as JSON: the contract that the command line and the HTTP API share (`Audit` in
// api/openapi.yaml).
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "documents/fields.h"
#include "domain/audit/alternatives.h"
#include "domain/audit/audit.h"
#include "domain/audit/programme.h"
#include "domain/audit/what_if.h"
#include "domain/version/applicable.h"

namespace cairn::documents {

/// "complete", "complete_if_in_progress_passes", "incomplete" or "undecided".
std::string_view status_text(audit::Status status);
/// The other way; nothing for another word.
std::optional<audit::Status> status_named(std::string_view text);

/// "satisfied", "in_progress", "waived", "unsatisfied" or "not_needed".
std::string_view word_of(audit::NodeStatus status);
/// "conflict", "expired" …
std::string_view word_of(audit::ReasonCode code);
/// "today", "entered" …
std::string_view word_of(version::Why why);

/// Whether one of the programme's trees has the node.
bool has_node(const audit::Programme& programme, const NodeId& node);

/// The exceptions in force on nodes of the programme's trees, by id; they point into `applied`,
/// which is what the programme was compiled from.
std::vector<const requirement::Exception*> exceptions_in(const audit::Programme& programme,
                                                         const version::Applicable& applied);

/// `{credit?, missing}`.
void write_distance(json::Writer& writer, const audit::Distance& distance);

/// A list: of each leaf `{code, node, need? | fact? | amount?, achievements}`, with `outlook`, by
/// the same index, also `{alternatives, outOfReach?}`.
void write_missing(json::Writer& writer, const audit::Programme& programme,
                   std::span<const audit::Missing> missing,
                   std::span<const audit::Outlook> outlook = {});

/// The members `status, distance, missing, reasons, assumed` of an object.
void write_audit_summary(json::Writer& writer, const audit::Programme& programme,
                         const audit::Audit& audit);

/// `{status, requirements, prerequisites, missing, reasons, assumed, versions, policies, moved,
/// exceptions?, objective, bound?, nodes, whatIf?}`. `audit` must be of `programme`.
/// `applied` is what the programme was compiled from; of it only what concerns its tree is written.
/// `outlook` as in write_missing; `what_if`, where somebody asked, is of this audit.
void write_audit(json::Writer& writer, const audit::Programme& programme, const audit::Audit& audit,
                 const version::Applicable& applied, std::span<const audit::Outlook> outlook = {},
                 const audit::WhatIf* what_if = nullptr);

}  // namespace cairn::documents
