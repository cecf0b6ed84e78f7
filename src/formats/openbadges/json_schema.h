// The class model (model.h) as JSON Schema, for those who validate with programs of their own.
//
// JSON Schema draft 2020-12. What a schema cannot say is left to validate.h: that results fit their
// descriptions, that references lead somewhere, that a date exists in the calendar.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "formats/openbadges/model.h"

namespace cairn::openbadges {

/// The schema of a class of credentials, as indented JSON; the same bytes every time.
std::string json_schema(ClassId id);

/// Its "$id", "urn:cairn:schema:openbadges:3.0:AchievementCredential": what a `credentialSchema` of
/// the type JsonSchema names.
std::string json_schema_id(ClassId id);

/// The class whose "$id" it is.
std::optional<ClassId> class_of_schema(std::string_view schema_id);

/// The class of credentials that has this name in the standard ("ClrCredential").
std::optional<ClassId> credential_class(std::string_view name);

}  // namespace cairn::openbadges
