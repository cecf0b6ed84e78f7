#include "app/standing/audit_files.h"

#include <utility>

#include "documents/audit_json.h"
#include "documents/record_json.h"
#include "formats/json/writer.h"

namespace cairn::standing {

namespace {

void state_entry(learning::Record& record, learning::Entry entry) {
  std::erase_if(record.entries,
                [&](const learning::Entry& each) { return each.achievement == entry.achievement; });
  record.entries.push_back(std::move(entry));
}

// What is wrong with an award or an exception stands in the record.
Error in_file(Error error, std::string_view record) {
  if (error.where.starts_with("award \"") || error.where.starts_with("exception \""))
    error.where = std::string(record) + ", " + error.where;
  return error;
}

}  // namespace

std::string AuditAnswer::to_json(std::span<const audit::Outlook> outlook,
                                 const audit::WhatIf* what_if) const {
  json::Writer writer(json::Style::indented);
  documents::write_audit(writer, programme, audit, applied, outlook, what_if);
  return writer.take();
}

Result<AuditAnswer> audit_record(documents::CatalogueDocument document, learning::Record record,
                                 const audit::Options& options) {
  CAIRN_TRY(version::Applicable applied,
            version::applicable(std::move(document.catalogue), std::move(record),
                                {options.at, document.goal}));
  CAIRN_TRY(audit::Programme programme,
            audit::Programme::compile(document.goal, applied.catalogue));
  CAIRN_TRY(audit::Audit audit, audit::evaluate(programme, applied.record, options));
  return AuditAnswer{std::move(programme), std::move(audit), std::move(applied)};
}

Result<AuditAnswer> audit_files(const AuditFiles& files, const audit::Options& options,
                                const std::optional<Date>& entered) {
  CAIRN_TRY(documents::CatalogueDocument document,
            documents::read_catalogue(files.requirements, documents::GoalMember::required));
  CAIRN_TRY(const json::Document text, documents::read_document(files.record));
  CAIRN_TRY(learning::Record record,
            documents::read_record(text.root(), {files.record.name, files.record.text}));
  if (entered) state_entry(record, {document.goal, *entered, std::nullopt});
  Result<AuditAnswer> made = audit_record(std::move(document), std::move(record), options);
  if (!made) return in_file(std::move(made).error(), files.record.name);
  return made;
}

}  // namespace cairn::standing
