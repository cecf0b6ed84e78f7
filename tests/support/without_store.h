// The command line with its commands over populations, where no store can be opened.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "cli/population_options.h"
#include "support/command_line.h"

namespace cairn::test {

/// `cairn ARGUMENTS` with `simulate` and `lost`, as cairn_with() runs it.
inline Run cairn_without_store(const std::vector<std::string>& arguments,
                               const std::string& input = "") {
  const auto no_store = [](const std::string& folder,
                           Date) -> Result<std::unique_ptr<simulation::Population>> {
    return not_found("no store in this test", folder);
  };
  const std::array<cli::AddCommand, 2> more = {
      [&](CLI::App& app, cli::Session& session) {
        cli::add_simulate_command(app, session, no_store);
      },
      [&](CLI::App& app, cli::Session& session) { cli::add_lost_command(app, session, no_store); }};
  return cairn_with(arguments, input, more);
}

}  // namespace cairn::test
