// Versions of requirements, and replacements, as JSON (docs/reference/formats.md, "Versions",
// "Replacement").
#pragma once

#include <string>

#include "base/result.h"
#include "documents/fields.h"
#include "domain/requirement/version.h"

namespace cairn::documents {

/// Its digest is made from its requirement. Refused beyond shape: a stated digest that differs.
Result<requirement::Version> read_version(const json::Value& value, const Source& source);
Result<requirement::Replacement> read_replacement(const json::Value& value, const Source& source);

/// "sha256:…" of the canonical notation without white space (docs/reference/versions.md).
std::string digest_of(const requirement::Node& requirement);

}  // namespace cairn::documents
