// Hostile trust lists: what is accepted keeps its order, and finds each issuer that it names.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "formats/json/reader.h"
#include "formats/trust/trust_list.h"

using namespace cairn;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto document = json::read(std::string_view(reinterpret_cast<const char*>(data), size));
  if (!document) return 0;
  const auto list = trust::read_trust_list(document->root());
  if (!list) {
    CAIRN_ASSERT(!list.error().message.empty());
    return 0;
  }
  for (const trust::RecognisedIssuer& issuer : list->issuers)
    CAIRN_ASSERT(list->find(issuer.id) == &issuer);
  CAIRN_ASSERT(!trust::check_succession(*list, *list).has_value());
  return 0;
}
