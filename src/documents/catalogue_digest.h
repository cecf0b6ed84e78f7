// What names published rules, whoever holds them in whatever files.
#pragma once

#include <span>
#include <string>

#include "base/result.h"
#include "documents/catalogue_json.h"

namespace cairn::documents {

/// "sha256:" and hexadecimal digits, of the lists of all files as one canonical object
/// (docs/reference/attestations.md, "Digest of the rules"). Checks nothing but the notation: for
/// files that read_catalogue() accepts. Errors name the file and the place.
Result<std::string> catalogue_digest(std::span<const NamedText> files);

}  // namespace cairn::documents
