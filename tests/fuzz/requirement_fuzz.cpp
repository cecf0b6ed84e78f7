// `cairn audit` on hostile documents: a requirements document, a line "----", a record. What is
// accepted is audited within its budget, and the answer keeps its own laws.
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "app/standing/audit_files.h"
#include "documents/record_json.h"
#include "formats/json/reader.h"
#include "formats/json/writer.h"

using namespace cairn;

namespace {

// What is read of a record besides its awards is written back to what reads the same.
void check_particulars(const std::string& text) {
  const documents::NamedText file{"record.yaml", text};
  const auto document = documents::read_document(file);
  if (!document) return;
  const auto stated = documents::read_particulars(document->root(), {file.name, file.text}, {});
  if (!stated) return;
  json::Writer once;
  documents::write_particulars(once, *stated);
  const std::string written = once.take();
  const auto reread = json::read(written);
  CAIRN_ASSERT(reread.has_value());
  const auto again = documents::read_particulars(reread->root(), {{}, written}, {});
  json::Writer twice;
  CAIRN_ASSERT(again.has_value());
  documents::write_particulars(twice, *again);
  CAIRN_ASSERT(twice.take() == written);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto cut = text.find("\n----\n");
  const std::string_view first = text.substr(0, cut);
  const std::string_view second =
      cut == std::string_view::npos ? std::string_view("awards: []") : text.substr(cut + 6);
  const std::array requirements{documents::NamedText{"requirements.yaml", std::string(first)}};
  check_particulars(std::string(second));
  const auto answer = standing::audit_files({requirements, {"record.yaml", std::string(second)}},
                                            {Date::parse("2026-11-21").value(), 50});
  if (!answer) {
    CAIRN_ASSERT(!answer.error().message.empty());
    return 0;
  }
  const audit::Audit& audit = answer->audit;
  CAIRN_ASSERT(audit.bound <= audit.distance);
  CAIRN_ASSERT((audit.status == audit::Status::complete) == audit.distance.is_zero());
  CAIRN_ASSERT(audit.nodes.size() == answer->programme.nodes().size());
  CAIRN_ASSERT(json::read(answer->to_json()).has_value());
  return 0;
}
