// What commands that count a population have in common: where its records are, and how to count.
#pragma once

#include <CLI/App.hpp>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "app/simulation/fold.h"
#include "app/simulation/population.h"
#include "app/simulation/simulate.h"
#include "cli/session.h"

namespace cairn::cli {

/// The way into a data folder, only to be read.
using OpenStore =
    std::function<Result<std::unique_ptr<simulation::Population>>(const std::string& folder)>;

struct PopulationOptions {
  std::string records;
  std::string data;
  std::size_t jobs = 0;  ///< 0: as many as the machine has cores
  std::string resume;
  bool quiet = false;
  std::int64_t smallest = 10;
};

void add_population_options(CLI::App& command, PopulationOptions& options);

Result<std::unique_ptr<simulation::Population>> open_population(const PopulationOptions& options,
                                                                Session& session,
                                                                const OpenStore& open_store);

/// Tells how far it is on the session's `err` now and then, unless it is to be quiet.
simulation::Counting counting_of(const PopulationOptions& options, Session& session);

/// After the answer: there is nothing left to go on with.
void forget_progress(const PopulationOptions& options);

void add_simulate_command(CLI::App& app, Session& session, const OpenStore& open_store);
void add_lost_command(CLI::App& app, Session& session, const OpenStore& open_store);

}  // namespace cairn::cli
