// Whether a JSON object is a Verifiable Credential of the W3C Data Model 2.0 (15 May 2025).
//
// Checked are the rules that need no JSON-LD: section 4.3 (contexts), 4.4 (identifiers), 4.5
// (types), 4.6 (names), 4.7 (issuer), 4.8 (subject), 4.9 (validity), 4.10 to 5.5 (members that need
// a type), 5.3 (related resources). That every term is defined shows when the proof is checked.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"
#include "formats/json/value.h"
#include "formats/vc/verdict.h"

namespace cairn::vc {

inline constexpr std::string_view kContextV2 = "https://www.w3.org/ns/credentials/v2";

/// The first rule that the credential breaks, with the place (a JSON Pointer) as "place"; a pass
/// when there is none. `proof` is not looked at.
Check check_structure(const json::Value& credential);

/// The issuer's id, whether given as text or as an object; "" when there is none.
std::string_view issuer_id(const json::Value& credential);

/// Whether the text is an absolute URL: a scheme, a colon, and no character that RFC 3986 forbids.
bool is_url(std::string_view text);

/// A member of a node that may hold one value or an array of them, as a span over either.
std::span<const json::Value> one_or_more(const json::Value* member);

}  // namespace cairn::vc
