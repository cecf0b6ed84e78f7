// The class model and the reader of Open Badges 2 answer every JSON document: findings and elements
// have their places, and what is read as an assertion has its eight checks.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "formats/json/reader.h"
#include "formats/openbadges/assertion.h"
#include "formats/openbadges/identity.h"
#include "formats/openbadges/micro_credential.h"
#include "formats/openbadges/validate.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace cairn;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto document =
      json::read(text, {.bytes_max = 1 << 20, .depth_max = 64, .values_max = 50'000});
  if (!document) return 0;
  using openbadges::ClassId;
  for (const ClassId id : {ClassId::achievement_credential, ClassId::endorsement_credential,
                           ClassId::clr_credential}) {
    const auto findings = openbadges::validate(document->root(), id);
    CAIRN_ASSERT(findings.size() <= openbadges::kFindingsMax);
    for (const openbadges::Finding& finding : findings)
      CAIRN_ASSERT(finding.place.empty() || finding.place[0] == '/');
  }
  for (const auto& element : openbadges::find_elements(document->root()))
    CAIRN_ASSERT(!element || element->place.starts_with('/'));
  const std::vector<std::string> claimed = {"a@example.com", "did:example:learner"};
  static_cast<void>(openbadges::recipient_of(document->root(), claimed));
  if (!document->root().is_object()) return 0;
  const openbadges::Documents documents = {{"https://school.example/1", *document}};
  static_cast<void>(openbadges::read_assertion(document->root(), documents).has_value());
  CAIRN_ASSERT(
      openbadges::verify_assertion({document->root(), {}}, documents, {}, Instant()).size() == 8);
  return 0;
}
