// Policies as JSON (docs/reference/formats.md, "Policy").
#pragma once

#include <string_view>

#include "base/result.h"
#include "documents/fields.h"
#include "domain/requirement/policy.h"

namespace cairn::documents {

/// Shape only; what a policy may say of a catalogue is read_catalogue()'s to check.
Result<requirement::Policy> read_policy(const json::Value& value, const Source& source);

/// "nation" and so on.
std::string_view word_of(requirement::Layer layer);

}  // namespace cairn::documents
