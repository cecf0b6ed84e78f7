#include <fmt/format.h>

#include <ostream>
#include <string>

#include "program/commands.h"
#include "program/instance.h"

namespace cairn::program {
namespace {

struct ImportOptions {
  std::string path;
  std::string data = "data";
  bool demonstration = false;
};

Result<void> import(const ImportOptions& options, cli::Session& session) {
  CAIRN_TRY(auto instance, Instance::open({options.data, {}}, session.clock, session.random));
  CAIRN_TRY(auto report,
            instance->import(options.path, options.demonstration ? catalogue::People::allowed
                                                                 : catalogue::People::refused));
  session.out << fmt::format("{} added, {} changed, {} unchanged\n", report.added, report.changed,
                             report.unchanged);
  return {};
}

}  // namespace

void add_import_command(CLI::App& app, cli::Session& session) {
  CLI::App* command =
      app.add_subcommand("import", "Publish the definitions of a catalogue file or folder");
  // Shared: the parser and the callback, both kept by CLI11, use the same options.
  const auto options = std::make_shared<ImportOptions>();
  command->add_option("PATH", options->path, "a catalogue document, or a folder of them")
      ->type_name("")
      ->required();
  command->add_option("--data", options->data, "the data folder; no server may be using it")
      ->type_name("FOLDER");
  command->add_flag("--demonstration", options->demonstration,
                    "take the list \"people\" too: they may sign in without proof");
  command->callback([options, &session] {
    if (auto done = import(*options, session); !done) session.fail(done.error());
  });
}

}  // namespace cairn::program
