// IRIs: their form, and resolving references (RFC 3986 section 5.2, RFC 3987).
#pragma once

#include <string>
#include <string_view>

namespace cairn::rdf {

/// Starts with a scheme and a colon.
bool has_scheme(std::string_view text);

/// An absolute IRI that may stand in RDF: a scheme, and none of the characters that RFC 3987 keeps
/// out everywhere (controls, space, < > " { } | \ ^ `), and one "#" at most.
bool is_well_formed_iri(std::string_view text);

/// BCP 47 in form: letters and digits in subtags of 1 to 8, the first of letters only.
bool is_well_formed_language(std::string_view text);

/// RFC 3986 section 5.2.2 with 5.2.4, no normalization. Returns the reference itself when `base`
/// has no scheme.
std::string resolve_iri(std::string_view base, std::string_view reference);

}  // namespace cairn::rdf
