// Hostile XML lists: what is accepted is in order, has its dates, and recognises nobody without a
// stretch of time.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "formats/trust/etsi_list.h"

using namespace cairn;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto list =
      trust::read_etsi_list(std::string_view(reinterpret_cast<const char*>(data), size));
  if (!list) {
    CAIRN_ASSERT(!list.error().message.empty());
    return 0;
  }
  CAIRN_ASSERT(list->period.until.has_value() && list->sequence > 0);
  for (const trust::RecognisedIssuer& issuer : list->issuers) {
    CAIRN_ASSERT(list->find(issuer.id) == &issuer);
    CAIRN_ASSERT(!issuer.accreditations.empty() && issuer.period.from);
  }
  CAIRN_ASSERT(!trust::check_succession(*list, *list).has_value());
  return 0;
}
