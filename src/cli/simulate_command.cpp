// `cairn simulate`: what a change of the rules does to a population, before it is adopted.
#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "app/simulation/simulate.h"
#include "cli/catalogue_files.h"
#include "cli/population_options.h"

namespace cairn::cli {
namespace {

using simulation::Cell;
using simulation::ChangeAnswer;
using simulation::EffectKind;
using simulation::Row;

struct Options {
  std::string before;
  std::string after;
  std::uint64_t nodes_max = simulation::Asked{}.nodes_max;
  bool recognise = false;
  std::vector<std::string> by;
  PopulationOptions population;
};

struct Sentence {
  EffectKind kind;
  const char* text;
  const char* credit;  ///< what the credit is, or nullptr where there is none
};

// The order in which they are told: who gains, who loses, the rest.
constexpr std::array kSentences = {
    Sentence{EffectKind::completed, "complete only after the change", " nearer"},
    Sentence{EffectKind::nearer, "nearer after it", " nearer"},
    Sentence{EffectKind::undone, "complete only before it", " farther"},
    Sentence{EffectKind::farther, "farther after it", " farther"},
    Sentence{EffectKind::same, "as far as before", nullptr},
    Sentence{EffectKind::untouched, "nothing of theirs helps before or after", nullptr},
    Sentence{EffectKind::undecided, "not proven within the budget", nullptr},
};

std::string count_of(std::int64_t records) {
  return std::to_string(records) + (records == 1 ? " record" : " records");
}

// The effects that are told as one number.
std::string withheld_in(const ChangeAnswer& answer) {
  std::string text;
  for (const Sentence& sentence : kSentences)
    if (std::ranges::find(answer.tables.withheld, sentence.kind) != answer.tables.withheld.end())
      text += (text.empty() ? "" : ", or ") + std::string(sentence.text);
  return text;
}

void print_row(std::ostream& out, const ChangeAnswer& answer, const Row& row) {
  for (const Sentence& sentence : kSentences) {
    const Cell& cell = row.cells[static_cast<std::size_t>(sentence.kind)];
    if (cell.records == 0) continue;
    out << "    " << cell.records << ": " << sentence.text;
    if (sentence.credit != nullptr && !answer.system.empty())
      out << ", together " << cell.credit.to_string() << " " << answer.system.text()
          << sentence.credit;
    out << "\n";
  }
  if (row.withheld > 0) out << "    " << row.withheld << ": " << withheld_in(answer) << "\n";
}

void print(std::ostream& out, const ChangeAnswer& answer) {
  if (!answer.tables.is_told) {
    out << "TOO FEW: nothing is told about fewer than " << answer.smallest << " records\n";
    return;
  }
  out << "CHANGE of " << answer.goal.text() << " on " << answer.at.to_string() << "\n  "
      << count_of(answer.tables.all.records) << "\n";
  print_row(out, answer, answer.tables.all);
  for (const auto& [attribute, rows] : answer.tables.groups)
    for (const Row& row : rows) {
      out << "  " << printable(attribute) << " ";
      if (row.is_others)
        out << "of other values";
      else
        out << (row.value.empty() ? "not stated" : printable(row.value));
      out << ": " << count_of(row.records) << "\n";
      print_row(out, answer, row);
    }
}

Result<ChangeAnswer> simulate(const Options& options, Session& session, const OpenStore& open_store,
                              Date at) {
  CAIRN_TRY(const auto before, read_catalogue_files(session, options.before));
  CAIRN_TRY(const auto after, read_catalogue_files(session, options.after));
  CAIRN_TRY(const auto population, open_population(options.population, session, open_store, at));
  const auto recognise = options.recognise ? simulation::Recognise::yes : simulation::Recognise::no;
  return simulation::simulate(
      {before, after, {at, options.nodes_max, recognise}, options.by, options.population.smallest},
      *population, counting_of(options.population, session));
}

void run(const Options& options, Session& session, const OpenStore& open_store) {
  ask_and_tell<ChangeAnswer>(
      options.population, session,
      [&](Date at) { return simulate(options, session, open_store, at); }, print);
}

}  // namespace

void add_simulate_command(CLI::App& app, Session& session, const OpenStore& open_store) {
  auto options = std::make_shared<Options>();  // shared with the callback, which outlives this call
  CLI::App* command = app.add_subcommand(
      "simulate", "What a change of the rules does to a population of records, by group");
  command
      ->add_option("--before", options->before,
                   "Catalogue document with a goal, or a folder of them: the rules as they are")
      ->required();
  command->add_option("--after", options->after, "The same: the rules as they would be")
      ->required();
  add_population_options(*command, options->population);
  command->add_option("--by", options->by, "Group by this attribute; may be repeated");
  command->add_flag("--recognise", options->recognise,
                    "Audit with what the agreements of each side would grant");
  command->add_option("--nodes", options->nodes_max, "Search nodes before an audit is undecided")
      ->check(CLI::Range(1, 1'000'000'000));
  command->callback([options, &session, open_store] { run(*options, session, open_store); });
}

}  // namespace cairn::cli
