// Cases of prior learning: one text, read as YAML and as JSON. What is accepted is written and read
// the same, replayed, and told; a refused history names a step of its own.
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "app/prior_learning/case_files.h"
#include "app/prior_learning/case_sentences.h"
#include "documents/case_json.h"
#include "formats/json/reader.h"

using namespace cairn;

namespace {

constexpr std::string_view kCatalogue = R"(
organizations:
  - {id: riverside, kind: college, name: {en: Riverside}, creditSystem: us-semester}
achievements:
  - id: riverside/spreadsheet-analysis
    organization: riverside
    kind: micro-credential
    name: {en: Spreadsheet analysis}
    credit: [{amount: "1", system: us-semester}]
    outcomes:
      - {id: spreadsheet-analysis-1, statement: {en: Summarises a table}}
      - {id: spreadsheet-analysis-2, statement: {en: Explains a summary}}
  - id: riverside/certificate-data-analysis
    organization: riverside
    kind: certificate
    name: {en: Data analysis}
    credit: [{amount: "10", system: us-semester}]
)";

void rewrite(const documents::NamedText& file) {
  const auto document = documents::read_document(file);
  if (!document) return;
  const auto read = documents::read_case(document->root(), {file.name, file.text});
  if (!read) {
    CAIRN_ASSERT(!read.error().message.empty() && !read.error().where.empty());
    return;
  }
  json::Writer once;
  documents::write_case(once, *read);
  const std::string text = once.take();
  const auto again = documents::read_case(json::read(text)->root(), {"again", text});
  json::Writer twice;
  documents::write_case(twice, again.value());
  CAIRN_ASSERT(twice.take() == text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const std::array catalogue{documents::NamedText{"catalogue.yaml", std::string(kCatalogue)}};
  for (const char* name : {"case.yaml", "case.json"}) {
    const documents::NamedText file{name, text};
    rewrite(file);
    const auto answer =
        prior_learning::check_case({file, catalogue}, Date::parse("2026-11-21").value());
    if (!answer) continue;
    const auto& refused = answer->report.refused;
    CAIRN_ASSERT(!refused || refused->step < answer->steps.size());
    CAIRN_ASSERT(json::read(answer->to_json()).has_value());
    CAIRN_ASSERT(!prior_learning::sentences_of(*answer, "ar").empty());
  }
  return 0;
}
