// What the JSON reader accepts, the writer writes so that it reads back the same, in each style;
// and the canonical form is a fixed point of canonicalization.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "formats/json/reader.h"
#include "formats/json/writer.h"

namespace {

using cairn::json::Style;
using cairn::json::Value;

constexpr cairn::json::Limits kLimits{.bytes_max = 1 << 20, .depth_max = 64, .values_max = 10'000};

void check_style(const Value& value, Style style) {
  const std::string text = write(value, style);
  const auto again = cairn::json::read(text, kLimits);
  CAIRN_ASSERT(again.has_value());
  CAIRN_ASSERT(write(again->root(), style) == text);
}

void check_canonical(const Value& value) {
  const auto text = canonicalize(value);
  if (!text) return;  // a number beyond the doubles
  const auto again = cairn::json::read(*text, kLimits);
  CAIRN_ASSERT(again.has_value());
  const auto twice = canonicalize(again->root());
  CAIRN_ASSERT(twice.has_value() && *twice == *text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto document = cairn::json::read(text, kLimits);
  if (!document) {
    CAIRN_ASSERT(!document.error().message.empty());
    return 0;
  }
  check_style(document->root(), Style::compact);
  check_style(document->root(), Style::indented);
  check_canonical(document->root());
  return 0;
}
