// `POST /credentials/verify` and `/presentations/verify` of the VC API (VCALM 1.0 section 3.3)
// without their transport.
#pragma once

#include <cstdint>
#include <string_view>
#include <variant>

#include "app/vcapi/instance.h"
#include "app/vcapi/options.h"
#include "app/vcapi/problem.h"
#include "app/verification/verifier.h"
#include "formats/json/value.h"
#include "formats/json/writer.h"

namespace cairn::vcapi {

enum class Verified : std::uint8_t { credential, presentation };

struct Verification {
  bool verified = false;
  verification::Report report = {};
  Binding binding = Binding::required;
  bool proof_asked = true;  ///< not of a `presentation` that its holder did not sign
  VerifyOptions options = {};
  json::Document request;
};

/// From `{"verifiableCredential", "options"}` or `{"verifiablePresentation", "options"}` (or
/// `{"presentation"}`, unsigned) to a verdict, or why there is none.
std::variant<Verification, Problem> verify(const Instance& instance, std::string_view body,
                                           Verified what, const verification::Verifier& verifier,
                                           Instant now);

/// The members of the answer: verified, checks, warnings, errors, problemDetails, and what was
/// asked to be returned.
void write_members(json::Writer& out, const Verification& verification);

}  // namespace cairn::vcapi
