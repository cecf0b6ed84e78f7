// Catalogues and planning requests: one text, read as YAML and as JSON. What is accepted has no id
// twice; what is refused says where.
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "documents/catalogue_json.h"
#include "documents/plan_json.h"

using namespace cairn;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  for (const char* name : {"file.yaml", "file.json"}) {
    const std::array files{documents::NamedText{name, text}};
    if (const auto read = documents::read_catalogue(files))
      for (const recognition::Agreement& agreement : read->agreements)
        CAIRN_ASSERT(!agreement.id.empty());
    else
      CAIRN_ASSERT(!read.error().message.empty());
    const auto document = documents::read_document(files[0]);
    if (!document) continue;
    const auto request = documents::read_plan_request(document->root(), {name, text});
    CAIRN_ASSERT(request.has_value() || !request.error().message.empty());
  }
  return 0;
}
