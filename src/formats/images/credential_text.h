// What may be baked into a picture, and what of the old may go.
#pragma once

#include <span>
#include <string_view>

#include "base/result.h"
#include "formats/images/image.h"

namespace cairn::images {

/// Without the white space of XML and JSON at both ends.
std::string_view trimmed(std::string_view text);

/// `text` (trimmed) has the outer form of a JSON object or of a compact JWS, and is within limits.
/// Such a text survives in both kinds of pictures.
Result<void> check_bakeable(std::string_view text, const ImageLimits& limits);

/// Whether what is there, by its kinds, may be replaced as asked.
Result<void> check_replaceable(std::span<const BakedKind> there, Replace replace);

/// Whether one of the kind goes.
bool goes(BakedKind kind, Replace replace);

}  // namespace cairn::images
