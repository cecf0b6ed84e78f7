// The check "schema": whether a credential fits the schemas of Open Badges and CLR that it names.
#pragma once

#include "formats/json/value.h"
#include "formats/vc/verdict.h"

namespace cairn::verification {

/// Fetches nothing: 1EdTech's published schemas are known as the class model of
/// formats/openbadges. The first problem decides. Skipped when no schema is named
/// (`no_schema`), or only such as are not known here (`schema_unchecked`).
vc::Check check_schema(const json::Value& credential);

}  // namespace cairn::verification
