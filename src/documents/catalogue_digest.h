// What names published rules, whoever holds them in whatever files.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "documents/catalogue_json.h"

namespace cairn::documents {

/// The rules of all files as one text: their lists as one canonical object
/// (docs/reference/attestations.md, "Digest of the rules"). Checks nothing but the notation: for
/// files that read_catalogue() accepts. Errors name the file and the place.
Result<std::string> one_catalogue(std::span<const NamedText> files);

/// "sha256:" and hexadecimal digits, of one_catalogue().
std::string digest_of_catalogue(std::string_view one);

/// Both: the digest of the rules in files. Errors of one_catalogue().
Result<std::string> catalogue_digest(std::span<const NamedText> files);

}  // namespace cairn::documents
