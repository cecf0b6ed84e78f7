#include "app/standing/standing_files.h"

#include <utility>

#include "documents/record_json.h"
#include "documents/standing_json.h"
#include "formats/json/writer.h"

namespace cairn::standing {

std::string StandingAnswer::to_json() const {
  json::Writer writer(json::Style::indented);
  documents::write_standing(writer, *programmes, standing, applied.at);
  return writer.take();
}

Result<StandingAnswer> stand_by_files(const StandingFiles& files, const Options& options) {
  CAIRN_TRY(documents::CatalogueDocument document,
            documents::read_catalogue(files.catalogue, documents::GoalMember::ignored));
  CAIRN_TRY(const json::Document text, documents::read_document(files.record));
  CAIRN_TRY(learning::Record record,
            documents::read_record(text.root(), {files.record.name, files.record.text}));
  StandingAnswer answer;
  CAIRN_TRY(answer.applied,
            version::applicable(std::move(document.catalogue), std::move(record), {options.at}));
  answer.programmes = std::make_unique<const Programmes>(answer.applied.catalogue);
  CAIRN_TRY(answer.standing, stand(*answer.programmes, answer.applied.record, options));
  return answer;
}

}  // namespace cairn::standing
