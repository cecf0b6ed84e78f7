// The commands that the program composes itself because they need adapters.
#pragma once

#include <CLI/App.hpp>

#include "cli/session.h"

namespace cairn::program {

/// `cairn serve`: the server on an embedded SQLite folder.
void add_serve_command(CLI::App& app, cli::Session& session);

/// `cairn log check|prove|verify`.
void add_log_command(CLI::App& app, cli::Session& session);

/// `cairn import PATH --data DIR`.
void add_import_command(CLI::App& app, cli::Session& session);

}  // namespace cairn::program
