// What the VC API says when it cannot answer: the error types of the standards, as URLs.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/result.h"

namespace cairn::vcapi {

/// VC Data Model 2.0 section 7.3, Data Integrity 1.0 section 4.6, VCALM 1.0 section 3.8.
enum class ProblemKind : std::uint8_t {
  parsing,           ///< PARSING_ERROR: no JSON, or not of the request's shape
  malformed_value,   ///< MALFORMED_VALUE_ERROR: a rule of the data model is broken
  unknown_option,    ///< UNKNOWN_OPTION_PROVIDED
  proof_generation,  ///< PROOF_GENERATION_ERROR
  refused,           ///< no standard names it: "about:blank", and the error says what it is
};

struct Problem {
  ProblemKind kind = ProblemKind::malformed_value;
  Error error;
};

const char* type_of(ProblemKind kind);   ///< the URL
const char* title_of(ProblemKind kind);  ///< "MALFORMED_VALUE_ERROR"

}  // namespace cairn::vcapi
