#include "formats/images/image.h"

#include <fmt/format.h>

#include <algorithm>

#include "formats/images/credential_text.h"
#include "formats/images/png.h"
#include "formats/images/svg.h"

namespace cairn::images {
namespace {

constexpr std::string_view kPngSignature{"\x89PNG\r\n\x1a\n", 8};
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

Error unknown_kind() { return invalid("neither a PNG nor an SVG picture", "byte 0"); }

}  // namespace

ImageKind kind_of(std::string_view bytes) {
  if (bytes.starts_with(kPngSignature)) return ImageKind::png;
  if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
  const std::size_t start = bytes.find_first_not_of(" \t\r\n");
  return start != std::string_view::npos && bytes[start] == '<' ? ImageKind::svg : ImageKind::none;
}

Result<std::vector<Baked>> find_baked(std::string_view image, const ImageLimits& limits) {
  switch (kind_of(image)) {
    case ImageKind::png:
      return find_in_png(image, limits);
    case ImageKind::svg:
      return find_in_svg(image, limits);
    case ImageKind::none:
      break;
  }
  return unknown_kind();
}

Result<Baked> choose(std::vector<Baked> baked, std::size_t pick) {
  if (pick > baked.size())
    return invalid(
        fmt::format("the picture holds {}, so there is no number {}", baked.size(), pick));
  if (pick > 0) return std::move(baked[pick - 1]);
  for (const BakedKind kind : {BakedKind::credential, BakedKind::assertion}) {
    const auto count = std::ranges::count(baked, kind, &Baked::kind);
    const auto first = std::ranges::find(baked, kind, &Baked::kind);
    if (count == 1) return std::move(*first);
    if (count > 1)
      return invalid(fmt::format("the picture holds several credentials ({}): say which", count),
                     std::ranges::find(first + 1, baked.end(), kind, &Baked::kind)->place);
  }
  return invalid("the picture holds no credential");
}

Result<Baked> unbake(std::string_view image, std::size_t pick, const ImageLimits& limits) {
  CAIRN_TRY(std::vector<Baked> baked, find_baked(image, limits));
  return choose(std::move(baked), pick);
}

Result<std::string> bake(std::string_view image, std::string_view credential, Replace replace,
                         const ImageLimits& limits) {
  const std::string_view text = trimmed(credential);
  CAIRN_CHECK(check_bakeable(text, limits));
  switch (kind_of(image)) {
    case ImageKind::png:
      return bake_into_png(image, text, replace, limits);
    case ImageKind::svg:
      return bake_into_svg(image, text, replace, limits);
    case ImageKind::none:
      break;
  }
  return unknown_kind();
}

}  // namespace cairn::images
