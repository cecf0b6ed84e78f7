#include "app/prior_learning/case_files.h"

#include <algorithm>
#include <utility>

#include "documents/case_json.h"
#include "domain/prior_learning/apply.h"
#include "domain/prior_learning/possible.h"
#include "formats/json/writer.h"

namespace cairn::prior_learning {
namespace {

// A replay copies the case with each step.
constexpr std::size_t kHistoryBytesMax = 1024 * 1024;

Result<documents::CaseDocument> read_history(const documents::NamedText& file) {
  if (file.text.size() > kHistoryBytesMax)
    return exhausted("a case document has at most a megabyte", file.name);
  CAIRN_TRY(const json::Document document, documents::read_document(file));
  return documents::read_case(document.root(), {file.name, file.text});
}

}  // namespace

std::string CaseAnswer::to_json() const {
  json::Writer writer(json::Style::indented);
  documents::write_case_report(writer, report);
  return writer.take();
}

Result<CaseAnswer> check_case(const CaseFiles& files, Date at) {
  CAIRN_TRY(documents::CatalogueDocument catalogue,
            documents::read_catalogue(files.catalogue, documents::GoalMember::ignored));
  CAIRN_TRY(documents::CaseDocument document, read_history(files.history));
  const auto opened = open(document.opening, catalogue.catalogue);
  if (!opened) return invalid(opened.error().message, files.history.name);
  if (at < document.opening.opened)
    return invalid("the case is opened on " + document.opening.opened.to_string() +
                       "; ask for that day or a later one",
                   files.history.name);
  std::erase_if(document.steps, [&](const Step& step) { return step.day > at; });
  CAIRN_TRY(Replay replayed, replay(*opened, document.steps));
  documents::CaseReport report{std::move(replayed.reached), at, std::move(replayed.refused), {}};
  if (!report.refused) {
    report.reached = on_day(std::move(report.reached), at);
    report.next = possible(report.reached);
  }
  return CaseAnswer{std::move(report), std::move(document.steps), std::move(catalogue.catalogue)};
}

}  // namespace cairn::prior_learning
