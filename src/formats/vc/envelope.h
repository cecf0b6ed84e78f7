// Credentials and presentations that are secured by an envelope, as objects around a data: URL.
//
// VC Data Model 2.0 sections 4.13.1 and 4.13.2; RFC 2397. What is inside the URL is not read here.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "formats/json/value.h"
#include "formats/vc/verdict.h"

namespace cairn::vc {

enum class Enveloped : std::uint8_t { credential, presentation };

/// Whether the object calls itself EnvelopedVerifiableCredential (or …Presentation).
bool is_enveloped(const json::Value& object, Enveloped what);

/// What the data: URL says. Texts are the document's.
struct Envelope {
  std::string_view media_type;  ///< without parameters
  std::string_view content;     ///< after the comma, still percent-encoded
};

/// The first rule that the object breaks: the context of the Data Model among its contexts, no type
/// but the envelope's, an id that is a data: URL of a media type for such envelopes, not empty.
std::optional<Check> check_envelope(const json::Value& object, Enveloped what);

/// The envelope of an object that passed check_envelope(); nothing otherwise.
std::optional<Envelope> envelope_of(const json::Value& object);

}  // namespace cairn::vc
