// What the YAML reader accepts is a JSON tree: written as JSON it reads back the same, by the JSON
// reader and (JSON being YAML, long keys aside) its places lie inside the text.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "formats/json/reader.h"
#include "formats/json/writer.h"
#include "formats/yaml/reader.h"

namespace {

constexpr cairn::json::Limits kLimits{.bytes_max = 1 << 20, .depth_max = 64, .values_max = 10'000};

void check_places(const cairn::json::Value& value, std::size_t size) {
  CAIRN_ASSERT(value.offset() <= size);
  if (value.is_array())
    for (const cairn::json::Value& item : value.items()) check_places(item, size);
  if (value.is_object())
    for (const cairn::json::Member& member : value.members()) check_places(member.value, size);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto document = cairn::yaml::read(text, kLimits);
  if (!document) {
    CAIRN_ASSERT(!document.error().message.empty());
    return 0;
  }
  check_places(document->root(), size);
  const std::string json = write(document->root());
  const auto again = cairn::json::read(json);
  CAIRN_ASSERT(again.has_value());
  CAIRN_ASSERT(write(again->root()) == json);
  return 0;
}
