// Badge pictures: finding the credential that is baked into one, and baking one in.
//
// Open Badges 3.0 section 5.3. The text inside is handed over as it stands: whether it is a
// credential at all is for others to say.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace cairn::images {

enum class ImageKind : std::uint8_t { none, png, svg };

struct ImageLimits {
  std::size_t bytes_max = 16 * 1024 * 1024;            ///< of the picture
  std::size_t parts_max = 100'000;                     ///< PNG chunks or SVG nodes
  int depth_max = 256;                                 ///< of SVG elements
  std::size_t credential_bytes_max = 4 * 1024 * 1024;  ///< after decompression
};

/// By the first bytes: the PNG signature, or "<" after white space and a byte order mark.
ImageKind kind_of(std::string_view bytes);

/// The credential in a PNG or SVG, at least one character. Invalid, with the place, when the
/// picture is damaged or no PNG or SVG, or holds none or several; exhausted beyond `limits`.
/// Linear.
Result<std::string> unbake(std::string_view image, const ImageLimits& limits = {});

/// The picture with `credential` (a JSON text or a compact JWS) in place of any that it held.
/// A PNG keeps all other chunks byte for byte up to its end, without what follows there; an SVG is
/// written anew from its tree. unbake() gives the credential back without white space at its ends
/// (in an SVG, with line ends as "\\n"). Invalid when `credential` has neither form; otherwise
/// errors as for unbake(), but none when the picture holds no or several credentials.
Result<std::string> bake(std::string_view image, std::string_view credential,
                         const ImageLimits& limits = {});

}  // namespace cairn::images
