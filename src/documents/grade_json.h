// Grades, their scales and distribution tables as JSON (docs/reference/formats.md, "Grade scale",
// "Grade table").
#pragma once

#include "base/result.h"
#include "documents/fields.h"
#include "domain/grade/conversion.h"
#include "domain/grade/distribution.h"
#include "domain/grade/grade.h"

namespace cairn::documents {

inline constexpr Word<grade::Policy> kGradePolicies[] = {
    {"lowest", grade::Policy::lowest},
    {"average", grade::Policy::average},
    {"highest", grade::Policy::highest},
};
inline constexpr Word<grade::RefusalReason> kGradeRefusals[] = {
    {"other_scale", grade::RefusalReason::other_scale},
    {"unknown_grade", grade::RefusalReason::unknown_grade},
    {"failing", grade::RefusalReason::failing},
    {"never_given", grade::RefusalReason::never_given},
    {"no_distinction", grade::RefusalReason::no_distinction},
    {"other_field", grade::RefusalReason::other_field},
};

/// `{scale, value}`; whether the scale has such a grade is for who knows the scale.
Result<grade::Grade> read_grade(const json::Value& value, const Source& source);
void write_grade(json::Writer& writer, const grade::Grade& grade);

/// `{scale, atLeast}`: the grade that others are compared with.
Result<grade::Grade> read_grade_floor(const json::Value& value, const Source& source);
void write_grade_floor(json::Writer& writer, const grade::Grade& floor);

/// Refused beyond shape: what grade::check refuses.
Result<grade::Scale> read_grade_scale(const json::Value& value, const Source& source);
void write_grade_scale(json::Writer& writer, const grade::Scale& scale);

/// Refused beyond shape: what grade::check refuses without the scale.
Result<grade::DistributionTable> read_grade_table(const json::Value& value, const Source& source);
void write_grade_table(json::Writer& writer, const grade::DistributionTable& table);

}  // namespace cairn::documents
