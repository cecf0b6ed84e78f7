// Badge pictures: finding the credential that is baked into one, and baking one in.
//
// Open Badges 3.0 section 5.3; Open Badges Baking Specification 2.0. The text inside is handed over
// as it stands: whether it is a credential at all is for others to say.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace cairn::images {

enum class ImageKind : std::uint8_t { none, png, svg };

struct ImageLimits {
  std::size_t bytes_max = 16 * 1024 * 1024;            ///< of the picture
  std::size_t parts_max = 100'000;                     ///< PNG chunks or SVG nodes
  int depth_max = 256;                                 ///< of SVG elements
  std::size_t credential_bytes_max = 4 * 1024 * 1024;  ///< after decompression
  std::size_t credentials_max = 16;                    ///< in one picture
};

/// By the first bytes: the PNG signature, or "<" after white space and a byte order mark.
ImageKind kind_of(std::string_view bytes);

enum class BakedKind : std::uint8_t {
  credential,  ///< of Open Badges 3.0: keyword openbadgecredential, element openbadges:credential
  assertion,   ///< of Open Badges 2: keyword openbadges, element openbadges:assertion
};

/// A text found in a picture: JSON, a compact JWS or, in old badges, a URL. Never empty.
struct Baked {
  BakedKind kind = BakedKind::credential;
  std::string text;
  std::string place;  ///< "byte 33, chunk iTXt"
};

/// All that is baked into a PNG or SVG, in the order of the file. Invalid, with the place, when the
/// picture or one of them is damaged, or it is no PNG or SVG; exhausted beyond `limits`. Linear.
Result<std::vector<Baked>> find_baked(std::string_view image, const ImageLimits& limits = {});

/// The one that was asked for: `pick` counts from 1 in the order of find_baked(). With 0 the only
/// credential, or the only assertion when there is no credential; invalid when several could be
/// meant, or nothing is there.
Result<Baked> choose(std::vector<Baked> baked, std::size_t pick);

/// find_baked() and choose().
Result<Baked> unbake(std::string_view image, std::size_t pick = 0, const ImageLimits& limits = {});

/// What of that which a picture holds already goes when a credential is baked in.
enum class Replace : std::uint8_t {
  nothing,     ///< refuses (ErrorCode::conflict) when anything is there
  credential,  ///< the one credential; several are refused, an assertion stays
  everything,
};

/// The picture with `credential` (a JSON text or a compact JWS) inside; all bytes but those of what
/// was put in and what was taken out stay as they were. unbake() gives the credential back without
/// white space at its ends (in an SVG, with line ends as "\n"). Invalid when `credential` has
/// neither form; otherwise errors as for find_baked().
Result<std::string> bake(std::string_view image, std::string_view credential,
                         Replace replace = Replace::credential, const ImageLimits& limits = {});

}  // namespace cairn::images
