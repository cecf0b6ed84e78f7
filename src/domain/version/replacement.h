// What answers for what is no longer taught (docs/reference/versions.md, section 3).
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "domain/ids/ids.h"
#include "domain/requirement/requirement.h"
#include "domain/requirement/version.h"

namespace cairn::version {

/// Old achievement -> what answers it, directly or over others; sorted.
using Answers = std::map<AchievementId, std::vector<AchievementId>>;

constexpr std::size_t kAnswersMax = 32;

/// For the requirements of the organization on the day. Exhausted where more than kAnswersMax
/// answer one.
Result<Answers> answers_for(const OrganizationId& organization,
                            std::span<const requirement::Replacement> replacements, Date day);

/// What a holds node as it was written is called below the one that takes its place:
/// "maths:written".
inline constexpr std::string_view kWritten = ":written";

/// The tree in which the old and the new count.
requirement::Node with_answers(requirement::Node tree, const Answers& answers);

}  // namespace cairn::version
