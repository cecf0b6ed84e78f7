// The program: composes adapters, use cases and faces. The only place that names adapters.
#include <iostream>
#include <span>

#include "adapters/system/system.h"
#include "cli/population_options.h"
#include "cli/run.h"
#include "program/commands.h"

int main(int argc, char** argv) {
  const cairn::adapters::SystemClock clock;
  cairn::adapters::SystemRandom random;
  cairn::cli::Session session{clock,     random,    std::cin,
                              std::cout, std::cerr, cairn::program::open_fetch};
  const auto with_store = [](auto add) {
    return
        [add](CLI::App& app, cairn::cli::Session& of) { add(app, of, cairn::program::open_store); };
  };
  const cairn::cli::AddCommand own[] = {with_store(cairn::cli::add_simulate_command),
                                        with_store(cairn::cli::add_lost_command),
                                        cairn::program::add_serve_command,
                                        cairn::program::add_import_command,
                                        cairn::program::add_key_rotation_command,
                                        cairn::program::add_log_command,
                                        cairn::program::add_anchor_commands};
  return static_cast<int>(
      cairn::cli::run(std::span(argv, static_cast<std::size_t>(argc)), session, own));
}
