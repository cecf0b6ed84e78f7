// Badges as pictures: a credential put into a PNG or SVG, and taken out of one (Open Badges 3.0
// section 5.3).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace cairn::awarding {

/// What of that which a picture holds already goes: "nothing" (it must hold none), "credential"
/// (the one there is; an assertion of Open Badges 2 stays) or "everything".
inline constexpr std::string_view kReplaceWords[] = {"nothing", "credential", "everything"};

/// `credential` is a JSON object or a compact JWS. All other bytes of the picture stay. Invalid
/// when it is neither, or `replace` none of kReplaceWords; conflict when the picture holds what is
/// not to be replaced.
Result<std::string> bake(std::string_view picture, std::string_view credential,
                         std::string_view replace = "credential");

/// The credential, or the `pick`th (from 1) of list_baked(); 0 for the only one. An assertion of
/// Open Badges 2 when it is all there is.
Result<std::string> unbake(std::string_view picture, std::size_t pick = 0);

struct BakedEntry {
  std::string_view kind;  ///< "credential", or "assertion" of Open Badges 2
  std::string place;
  std::size_t bytes = 0;
};
Result<std::vector<BakedEntry>> list_baked(std::string_view picture);

}  // namespace cairn::awarding
