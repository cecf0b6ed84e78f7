// Credentials in <openbadges:credential> elements of SVG pictures.
//
// Open Badges 3.0 section 5.3.2. Entities other than XML's own five are never expanded, and nothing
// outside the file is read.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "formats/images/image.h"

namespace cairn::images {

/// As unbake() and bake() in image.h. Refused besides: an encoding other than UTF-8, and a DOCTYPE
/// that declares anything.
Result<std::string> unbake_svg(std::string_view svg, const ImageLimits& limits = {});
Result<std::string> bake_svg(std::string_view svg, std::string_view credential,
                             const ImageLimits& limits = {});

}  // namespace cairn::images
