// Hostile bundles: what is accepted is written again with the same parts, and the bytes that are
// written are those that are written from them again.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "formats/bundle/bundle.h"

using namespace cairn;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto document =
      json::read(std::string_view(reinterpret_cast<const char*>(data), size), bundle::kLimits);
  if (!document) return 0;
  const auto read = bundle::read_bundle(document->root());
  if (!read) {
    CAIRN_ASSERT(!read.error().message.empty());
    return 0;
  }
  const auto written = bundle::write_bundle(*read);
  CAIRN_ASSERT(written.has_value());
  const auto again = bundle::read_bundle(json::read(*written, bundle::kLimits)->root());
  CAIRN_ASSERT(again.has_value());
  CAIRN_ASSERT(bundle::write_bundle(*again).value() == *written);
  return 0;
}
