// Presentations, as JSON, in envelopes and in tokens, with all that is inside them: every outcome
// is a report or an error.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "app/verification/verifier.h"

using namespace cairn;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const verification::Verifier verifier;
  static const Instant kAt = Instant::parse("2026-11-21T12:00:00Z").value();
  const std::string_view file(reinterpret_cast<const char*>(data), size);
  verification::Question question{
      .file = file, .at = kAt, .known_issuers = {}, .also_required = {}};
  question.expected = verification::Expected::presentation;
  question.challenge = "abc";
  const auto report = verifier.verify(question);
  if (report) CAIRN_ASSERT(report->checks.size() == 8 && !verification::to_json(*report).empty());
  return 0;
}
