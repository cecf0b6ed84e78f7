// What commands that count a population have in common: where its records are, how to count, and
// how the answer is told.
#pragma once

#include <CLI/App.hpp>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "app/simulation/fold.h"
#include "app/simulation/population.h"
#include "app/simulation/sentences.h"
#include "app/simulation/simulate.h"
#include "cli/day_option.h"
#include "cli/session.h"

namespace cairn::cli {

/// The way into a data folder, only to be read, with what holds on the day.
using OpenStore = std::function<Result<std::unique_ptr<simulation::Population>>(
    const std::string& folder, Date at)>;

struct PopulationOptions {
  std::string records;
  std::string data;
  std::size_t jobs = 0;  ///< 0: as many as the machine has cores
  std::string resume;
  bool quiet = false;
  std::int64_t smallest = 10;
  std::string at;  ///< the day for which the answer holds; empty: today
  std::string language = "en";
  bool json = false;
};

void add_population_options(CLI::App& command, PopulationOptions& options);

Result<std::unique_ptr<simulation::Population>> open_population(const PopulationOptions& options,
                                                                Session& session,
                                                                const OpenStore& open_store,
                                                                Date at);

/// Tells how far it is on the session's `err` now and then, unless it is to be quiet.
simulation::Counting counting_of(const PopulationOptions& options, Session& session);

/// After the answer: there is nothing left to go on with.
void forget_progress(const PopulationOptions& options);

/// Asks for the answer of the day and prints it, as JSON or in sentences, or the error.
template <class Answer>
void ask_and_tell(const PopulationOptions& options, Session& session,
                  const std::function<Result<Answer>(Date)>& ask) {
  const auto at = day_asked_for(options.at, session);
  if (!at) return;
  const Result<Answer> answer = ask(*at);
  if (!answer) return session.fail(answer.error());
  if (options.json)
    session.out << answer->to_json() << "\n";
  else
    print_lines(session.out, simulation::sentences_of(*answer, options.language), 0);
  forget_progress(options);
}

void add_simulate_command(CLI::App& app, Session& session, const OpenStore& open_store);
void add_lost_command(CLI::App& app, Session& session, const OpenStore& open_store);

}  // namespace cairn::cli
