// `cairn agreement import`: an institution's own table of equivalences as agreements.
#include <memory>
#include <string>

#include "cli/catalogue_files.h"
#include "cli/run.h"
#include "documents/agreement_json.h"
#include "documents/agreement_table.h"
#include "formats/json/writer.h"

namespace cairn::cli {
namespace {

struct Options {
  std::string table;
  std::string out = "-";
};

Result<void> import_agreements(const Options& options, Session& session) {
  CAIRN_TRY(const documents::NamedText file, read_named(session, options.table));
  CAIRN_TRY(const auto agreements, documents::read_agreement_table(file));
  json::Writer writer(json::Style::indented);
  writer.begin_object().key("agreements").begin_array();
  for (const recognition::Agreement& each : agreements) documents::write_agreement(writer, each);
  writer.end_array().end_object();
  return write_output(session, options.out, writer.take() + "\n");
}

}  // namespace

void add_agreement_command(CLI::App& app, Session& session) {
  auto options = std::make_shared<Options>();  // shared with the callback, which outlives this call
  CLI::App* command = app.add_subcommand("agreement", "Articulation agreements");
  command->require_subcommand(1);
  CLI::App* import =
      command->add_subcommand("import", "Agreements from an institution's own table");
  import->add_option("table", options->table, "CSV with a header, or .json: a list of objects")
      ->type_name("")
      ->required();
  import->add_option("--out", options->out, "File to write (default: print)")->type_name("FILE");
  import->callback([options, &session] {
    if (const auto done = import_agreements(*options, session); !done) session.fail(done.error());
  });
}

}  // namespace cairn::cli
