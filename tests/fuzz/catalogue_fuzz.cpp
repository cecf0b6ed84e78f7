// Catalogues, planning requests, precedents and standing authorities: one text, read as YAML and as
// JSON. What is accepted has no id twice, and each grade that one of its tables gave converts to
// itself; what is refused says where.
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "documents/authority_json.h"
#include "documents/catalogue_json.h"
#include "documents/plan_json.h"
#include "documents/precedent_json.h"
#include "domain/grade/conversion.h"

using namespace cairn;

namespace {

void convert_at_home(const learning::Catalogue& catalogue) {
  for (const grade::DistributionTable& table : catalogue.grade_tables) {
    const grade::Side side{*catalogue.find_grade_scale(table.scale), table};
    for (const grade::DistributionTable::Entry& entry : table.shares) {
      const grade::Grade original{table.scale, entry.grade};
      const auto answer = grade::convert(original, side, side, grade::Policy::average);
      const auto* made = std::get_if<grade::Conversion>(&answer);
      CAIRN_ASSERT(made == nullptr ? entry.share.is_zero() : made->converted == original);
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  for (const char* name : {"file.yaml", "file.json"}) {
    const std::array files{documents::NamedText{name, text}};
    if (const auto read = documents::read_catalogue(files)) {
      for (const recognition::Agreement& agreement : read->agreements)
        CAIRN_ASSERT(!agreement.id.empty());
      convert_at_home(read->catalogue);
    } else {
      CAIRN_ASSERT(!read.error().message.empty());
    }
    const auto document = documents::read_document(files[0]);
    if (!document) continue;
    const auto request = documents::read_plan_request(document->root(), {name, text});
    CAIRN_ASSERT(request.has_value() || !request.error().message.empty());
    const auto precedents = documents::read_precedents(document->root(), {name, text});
    CAIRN_ASSERT(precedents.has_value() || !precedents.error().message.empty());
    const auto authorities = documents::read_authorities(document->root(), {name, text});
    CAIRN_ASSERT(authorities.has_value() || !authorities.error().message.empty());
  }
  return 0;
}
