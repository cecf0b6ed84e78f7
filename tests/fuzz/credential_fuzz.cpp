// The whole verification on hostile bytes: it ends with a report or an error, and says valid only
// for what was really signed (no fuzzer finds a signature).
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "app/verification/verifier.h"

using namespace cairn;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const verification::Verifier verifier;
  static const Instant kAt = Instant::parse("2026-11-21T12:00:00Z").value();
  const std::string_view file(reinterpret_cast<const char*>(data), size);
  const auto report =
      verifier.verify({.file = file, .at = kAt, .known_issuers = {}, .also_required = {}});
  if (report) CAIRN_ASSERT(report->checks.size() == 8 && !verification::to_json(*report).empty());
  return 0;
}
