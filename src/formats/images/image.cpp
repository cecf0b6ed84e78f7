#include "formats/images/image.h"

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

Result<std::string> unbake(std::string_view image, const ImageLimits& limits) {
  switch (kind_of(image)) {
    case ImageKind::png:
      return unbake_png(image, limits);
    case ImageKind::svg:
      return unbake_svg(image, limits);
    case ImageKind::none:
      break;
  }
  return unknown_kind();
}

Result<std::string> bake(std::string_view image, std::string_view credential,
                         const ImageLimits& limits) {
  switch (kind_of(image)) {
    case ImageKind::png:
      return bake_png(image, credential, limits);
    case ImageKind::svg:
      return bake_svg(image, credential, limits);
    case ImageKind::none:
      break;
  }
  return unknown_kind();
}

}  // namespace cairn::images
