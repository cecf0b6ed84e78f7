#include "app/standing/audit_files.h"

#include <utility>

#include "documents/audit_json.h"
#include "documents/record_json.h"
#include "formats/json/writer.h"

namespace cairn::standing {

std::string AuditAnswer::to_json() const {
  json::Writer writer(json::Style::indented);
  documents::write_audit(writer, programme, audit);
  return writer.take();
}

Result<AuditAnswer> audit_files(const AuditFiles& files, const audit::Options& options) {
  CAIRN_TRY(documents::CatalogueDocument document,
            documents::read_catalogue(files.requirements, documents::GoalMember::required));
  CAIRN_TRY(const json::Document text, documents::read_document(files.record));
  CAIRN_TRY(const learning::Record record,
            documents::read_record(text.root(), {files.record.name, files.record.text}));
  CAIRN_TRY(audit::Programme programme,
            audit::Programme::compile(document.goal, document.catalogue));
  CAIRN_TRY(audit::Audit audit, audit::evaluate(programme, record, options));
  return AuditAnswer{std::move(programme), std::move(audit), std::move(document.catalogue)};
}

}  // namespace cairn::standing
