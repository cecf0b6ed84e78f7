// Achievements as JSON (docs/reference/formats.md, "Achievement").
#pragma once

#include <string_view>

#include "base/result.h"
#include "documents/fields.h"
#include "domain/learning/achievement.h"

namespace cairn::documents {

Result<learning::Achievement> read_achievement(const json::Value& value, const Source& source);

std::string_view word_of(learning::Consumption consumption);

}  // namespace cairn::documents
