#include "cli/population_options.h"

#include <fcntl.h>
#include <unistd.h>

#include <filesystem>
#include <optional>
#include <ostream>

#include "app/verification/all_cores.h"
#include "cli/language_option.h"
#include "cli/line_population.h"

namespace cairn::cli {
namespace {

constexpr std::int64_t kRecordsPerLine = 16'384;

Result<std::optional<std::string>> load(Session& session, const std::string& path) {
  if (std::error_code ignored; !std::filesystem::exists(path, ignored))
    return std::optional<std::string>();
  CAIRN_TRY(std::string text, read_input(session, path));
  return std::optional(std::move(text));
}

// As a whole or not at all, also when the power goes: written beside it, then put in its place.
Result<void> save(Session& session, const std::string& path, const std::string& text) {
  const std::string beside = path + ".new";
  std::error_code failure;
  std::filesystem::remove(beside, failure);
  CAIRN_CHECK(write_output(session, beside, text, Access::owner));
  const int file = ::open(beside.c_str(), O_RDONLY | O_CLOEXEC);
  const bool is_kept = file >= 0 && ::fsync(file) == 0;
  if (file >= 0) ::close(file);
  if (is_kept) std::filesystem::rename(beside, path, failure);
  if (!is_kept || failure)
    return Error{ErrorCode::unavailable, "the file to go on from cannot be written", path};
  return {};
}

}  // namespace

void add_population_options(CLI::App& command, PopulationOptions& options) {
  auto* from = command.add_option_group("population");
  from->add_option("--records", options.records,
                   "Record documents in JSON, one a line; \"-\" is the input")
      ->type_name("FILE");
  from->add_option("--data", options.data, "A data folder; a server may be using it")
      ->type_name("FOLDER");
  from->require_option(1);
  command
      .add_option("--smallest", options.smallest, "Nothing is told about fewer records than this")
      ->capture_default_str()
      ->check(CLI::Range(1, 1'000'000));
  command.add_option("--jobs", options.jobs, "Threads (default: as many as the machine has cores)")
      ->check(CLI::Range(1, 256));
  command
      .add_option("--resume", options.resume,
                  "Keep in this file how far it is, and go on from there")
      ->type_name("FILE");
  command.add_flag("--quiet", options.quiet, "Do not tell how far it is");
  command.add_option("--at", options.at, "Day for which the answer holds (default: today)")
      ->type_name("DAY");
  add_language_option(command, options.language);
  command.add_flag("--json", options.json, "Print the answer as JSON");
}

Result<std::unique_ptr<simulation::Population>> open_population(const PopulationOptions& options,
                                                                Session& session,
                                                                const OpenStore& open_store,
                                                                Date at) {
  return options.data.empty() ? open_lines(session, options.records) : open_store(options.data, at);
}

simulation::Counting counting_of(const PopulationOptions& options, Session& session) {
  simulation::Counting counting;
  counting.threads = options.jobs == 0 ? verification::core_count() : options.jobs;
  if (!options.resume.empty())
    counting.keeping =
        simulation::Keeping{[&session, path = options.resume] { return load(session, path); },
                            [&session, path = options.resume](const std::string& text) {
                              return save(session, path, text);
                            }};
  if (options.quiet) return counting;
  counting.progress = [&session, told = std::int64_t{0}](std::int64_t records) mutable {
    if (records / kRecordsPerLine == told / kRecordsPerLine) return;
    told = records;
    session.err << records << " records\n" << std::flush;
  };
  return counting;
}

void forget_progress(const PopulationOptions& options) {
  if (std::error_code ignored; !options.resume.empty())
    std::filesystem::remove(options.resume, ignored);
}

}  // namespace cairn::cli
