// A SVG that can be read can be baked again: the new credential comes back, and baking it twice
// changes nothing.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "formats/images/svg.h"

namespace {

constexpr cairn::images::ImageLimits kLimits{
    .bytes_max = 1 << 20, .parts_max = 5'000, .depth_max = 64, .credential_bytes_max = 1 << 16};
constexpr std::string_view kCredential = R"({"a":"]]>&"})";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view image(reinterpret_cast<const char*>(data), size);
  const auto found = cairn::images::unbake_svg(image, kLimits);
  CAIRN_ASSERT(found.has_value() ? !found->empty() : !found.error().message.empty());
  const auto baked = cairn::images::bake_svg(image, kCredential, kLimits);
  CAIRN_ASSERT(baked.has_value() || !found.has_value());
  if (!baked) return 0;
  const auto again = cairn::images::unbake_svg(*baked);
  CAIRN_ASSERT(again.has_value() && *again == kCredential);
  const auto twice = cairn::images::bake_svg(*baked, kCredential);
  CAIRN_ASSERT(twice.has_value() && *twice == *baked);
  return 0;
}
