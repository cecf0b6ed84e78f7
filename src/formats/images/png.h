// Credentials in text chunks of PNG pictures. Pixels are never decoded.
//
// PNG (ISO/IEC 15948) sections 5 and 11.3.4; Open Badges 3.0 section 5.3.1.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "formats/images/image.h"

namespace cairn::images {

/// As find_baked() in image.h, for what kind_of() calls a PNG. Every chunk's CRC is checked up to
/// IEND. Read are iTXt chunks, also compressed ones, which Open Badges forbids to write, and the
/// tEXt and zTXt chunks of the first badges.
Result<std::vector<Baked>> find_in_png(std::string_view png, const ImageLimits& limits = {});

/// As bake() in image.h; `credential` is trimmed and bakeable. The new chunk is the one after IHDR.
Result<std::string> bake_into_png(std::string_view png, std::string_view credential,
                                  Replace replace, const ImageLimits& limits = {});

}  // namespace cairn::images
