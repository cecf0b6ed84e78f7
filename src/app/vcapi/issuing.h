// `POST /credentials/issue` of the VC API (VCALM 1.0 section 3.2.1) without its transport.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "app/vcapi/instance.h"
#include "app/vcapi/problem.h"
#include "base/time.h"
#include "formats/json/reader.h"

namespace cairn::rdf {
class ContextStore;
}

namespace cairn::vcapi {

inline constexpr json::Limits kBodyLimits = {
    .bytes_max = 4 * 1024 * 1024, .depth_max = 72, .values_max = 200'000};

/// From `{"credential", "options"}` to `{"verifiableCredential"}`, or why not. A credential that
/// names no issuer gets the instance's. Whatever a verification by the Data Model would refuse is
/// refused here too.
std::variant<std::string, Problem> issue(const Instance& instance, std::string_view body,
                                         const rdf::ContextStore& contexts, Instant now);

}  // namespace cairn::vcapi
