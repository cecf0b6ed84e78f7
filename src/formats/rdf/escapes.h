// The escapes of literals in canonical N-Quads (RDFC-1.0 section 5).
#pragma once

#include <string>
#include <string_view>

namespace cairn::rdf {

/// Whether a literal with this lexical form is written with an escape. Linear.
bool must_escape(std::string_view value);

/// As it stands between the quotes.
std::string escaped(std::string_view value);

}  // namespace cairn::rdf
