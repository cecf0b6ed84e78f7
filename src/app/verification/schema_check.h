// The check "schema": whether a credential fits the schemas of Open Badges and CLR that it names.
#pragma once

#include "formats/json/value.h"
#include "formats/openbadges/validate.h"
#include "formats/vc/verdict.h"

namespace cairn::verification {

/// Fetches nothing: 1EdTech's published schemas and our own are known as the class model of
/// formats/openbadges. The first problem decides. Skipped when no schema is named (`no_schema`);
/// unknown when all that could be checked hold but one is not known here (`schema_unchecked`).
vc::Check check_schema(const json::Value& credential);

/// The failed check that a finding of the class model makes.
vc::Check failed_by(const openbadges::Finding& finding);

}  // namespace cairn::verification
