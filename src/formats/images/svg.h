// Credentials in <openbadges:credential> elements of SVG pictures.
//
// Open Badges 3.0 section 5.3.2; <openbadges:assertion> of Open Badges 2. Entities other than XML's
// own five are never expanded, and nothing outside the file is read.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "formats/images/image.h"

namespace cairn::images {

/// As find_baked() in image.h. Refused besides: an encoding other than UTF-8, and a DOCTYPE that
/// declares anything.
Result<std::vector<Baked>> find_in_svg(std::string_view svg, const ImageLimits& limits = {});

/// As bake() in image.h; `credential` is trimmed and bakeable. The new element is the first of the
/// root, which gets the declaration of its prefix.
Result<std::string> bake_into_svg(std::string_view svg, std::string_view credential,
                                  Replace replace, const ImageLimits& limits = {});

}  // namespace cairn::images
