// Requirement trees as JSON (docs/reference/formats.md, "Requirement node").
#pragma once

#include "base/result.h"
#include "documents/fields.h"
#include "domain/requirement/requirement.h"

namespace cairn::documents {

inline constexpr Word<requirement::Key> kKeys[] = {{"organization", requirement::Key::organization},
                                                   {"achievement", requirement::Key::achievement},
                                                   {"subject", requirement::Key::subject},
                                                   {"term", requirement::Key::term}};

/// Exactly one of credit, hours and awards.
Result<requirement::Quantity> read_quantity(const json::Value& value, const Source& source);

/// Shape only; what makes a tree impossible is the audit's to say. Depth is bounded by the parser
/// that made `value`.
Result<requirement::Node> read_requirement(const json::Value& value, const Source& source);

/// The canonical form: members in the order of formats.md, the shorter of two ways to say the same,
/// numbers in lowest terms, nothing that says nothing. Reading it gives the same tree.
void write_requirement(json::Writer& writer, const requirement::Node& node);

}  // namespace cairn::documents
