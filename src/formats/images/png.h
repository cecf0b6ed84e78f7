// Credentials in iTXt chunks of PNG pictures. Pixels are never decoded.
//
// PNG (ISO/IEC 15948) sections 5 and 11.3.4.5; Open Badges 3.0 section 5.3.1.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "formats/images/image.h"

namespace cairn::images {

/// As unbake() and bake() in image.h, for what kind_of() calls a PNG. Every chunk's CRC is checked
/// up to IEND. A compressed text is read, though Open Badges forbids writing one.
Result<std::string> unbake_png(std::string_view png, const ImageLimits& limits = {});
Result<std::string> bake_png(std::string_view png, std::string_view credential,
                             const ImageLimits& limits = {});

}  // namespace cairn::images
