// The claim of an attestation, which comes from whoever signed it: what reads is written back to
// the same, whatever record and answer it holds, and differs from itself nowhere.
#include <cstdint>
#include <string>
#include <string_view>

#include "app/attestation/claim.h"
#include "app/attestation/differences.h"
#include "formats/json/reader.h"

using namespace cairn;

namespace {

std::string written(const attestation::Claim& claim) {
  json::Writer writer;
  attestation::write_claim(writer, claim);
  return writer.take();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto document = json::read(text);
  if (!document) return 0;
  const auto claim = attestation::read_claim(document->root(), text);
  if (!claim) {
    CAIRN_ASSERT(!claim.error().message.empty());
    return 0;
  }
  const std::string once = written(*claim);
  const auto reread = json::read(once);
  CAIRN_ASSERT(reread.has_value());
  const auto again = attestation::read_claim(reread->root(), once);
  CAIRN_ASSERT(again.has_value() && written(*again) == once);
  CAIRN_ASSERT(attestation::find_differences(claim->answer, again->answer).empty());
  return 0;
}
