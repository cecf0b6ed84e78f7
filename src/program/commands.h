// The commands that the program composes itself because they need adapters.
#pragma once

#include <CLI/App.hpp>
#include <memory>
#include <string>

#include "app/facts/fetch.h"
#include "app/simulation/population.h"
#include "base/result.h"
#include "cli/session.h"

namespace cairn::program {

/// The guarded client as the port that commands fetch through.
Result<std::unique_ptr<facts::Fetch>> open_fetch(const facts::FetchSettings& settings);

/// A data folder as the population of simulations, only to be read.
Result<std::unique_ptr<simulation::Population>> open_store(const std::string& folder, Date at);

/// `cairn serve`: the server on an embedded SQLite folder.
void add_serve_command(CLI::App& app, cli::Session& session);

/// `cairn log check|prove|verify`.
void add_log_command(CLI::App& app, cli::Session& session);

/// `cairn log anchor|verify-anchor`; after `cairn log` was added.
void add_anchor_commands(CLI::App& app, cli::Session& session);

/// `cairn key rotate|compromise ORGANIZATION … --data DIR`; after `cairn key` was added.
void add_key_rotation_command(CLI::App& app, cli::Session& session);

/// `cairn import PATH --data DIR`.
void add_import_command(CLI::App& app, cli::Session& session);

}  // namespace cairn::program
