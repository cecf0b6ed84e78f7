#include "formats/images/png.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "fuzz/image_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view image(reinterpret_cast<const char*>(data), size);
  cairn::fuzz::check_picture(image, cairn::images::find_in_png, cairn::images::bake_into_png);
  return 0;
}
