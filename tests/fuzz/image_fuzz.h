// What holds for every picture, of whichever kind: one that can be read can be baked again, the new
// credential comes back, and baking it twice changes nothing.
#pragma once

#include <cstdint>
#include <string_view>

#include "formats/images/image.h"

namespace cairn::fuzz {

inline constexpr images::ImageLimits kImageLimits{
    .bytes_max = 1 << 20, .parts_max = 5'000, .depth_max = 64, .credential_bytes_max = 1 << 16};

/// `find` and `bake` are those of one kind.
template <class Find, class Bake>
void check_picture(std::string_view image, Find find, Bake bake) {
  constexpr std::string_view kCredential = R"({"a":"]]>&"})";
  const auto found = find(image, kImageLimits);
  if (found.has_value())
    for (const images::Baked& baked : *found) CAIRN_ASSERT(!baked.text.empty());
  else
    CAIRN_ASSERT(!found.error().message.empty());
  const auto baked = bake(image, kCredential, images::Replace::everything, kImageLimits);
  CAIRN_ASSERT(baked.has_value() || !found.has_value());
  if (!baked) return;
  const auto again = find(*baked, {});
  CAIRN_ASSERT(again.has_value() && again->size() == 1 && again->front().text == kCredential);
  const auto twice = bake(*baked, kCredential, images::Replace::credential, {});
  CAIRN_ASSERT(twice.has_value() && *twice == *baked);
}

}  // namespace cairn::fuzz
