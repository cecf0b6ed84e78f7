// Whether a JSON object is a Verifiable Presentation (VC Data Model 2.0 section 4.13; 1.1 is read).
#pragma once

#include <string_view>

#include "formats/json/value.h"
#include "formats/vc/verdict.h"

namespace cairn::vc {

/// More credentials than this in one presentation are not looked at: each may cost a verification.
inline constexpr std::size_t kCredentialsMax = 64;

/// Whether the object calls itself a presentation, well-formed or not.
bool is_presentation(const json::Value& document);

/// The id of the holder, given as text or object; "" when there is none.
std::string_view holder_id(const json::Value& presentation);

/// The first rule that the presentation breaks, as check_structure() of a credential. Of its
/// credentials it is looked at whether they are objects, and whether envelopes are well-formed;
/// each has a verdict of its own.
Check check_presentation_structure(const json::Value& presentation);

}  // namespace cairn::vc
