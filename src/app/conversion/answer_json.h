// Answers of conversions as JSON (docs/reference/credit-and-grades.md): each has the member
// `outcome`, "converted" or "refused"; a refusal has its `reason` besides.
#pragma once

#include <string>
#include <string_view>

#include "app/conversion/conversion.h"
#include "domain/framework/crosswalk.h"

namespace cairn::conversion {

std::string to_json(const ByAgreement& answer);
std::string to_json(const grade::Conversion& answer);
std::string to_json(const framework::Level& original, const framework::EqfLevel& answer);
std::string refusal_json(std::string_view reason);

/// The words of the reference page.
std::string_view word_of(grade::Policy policy);
std::string_view word_of(CreditRefusal reason);
std::string_view word_of(grade::RefusalReason reason);
std::string_view word_of(framework::RefusalReason reason);

}  // namespace cairn::conversion
