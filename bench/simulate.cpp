// The native side of `./dev bench simulate`: a change of one programme over the persons of a data
// folder, forty awards each, read from its rows. Prints one row for each number of persons, with
// the plain work beside it: two audits of each of some records, one after the other on one thread.
//   bench_simulate COUNT [COUNT ...]
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "adapters/sql/migrations.h"
#include "adapters/sql/population.h"
#include "adapters/sql/query.h"
#include "adapters/sqlite/database.h"
#include "adapters/sqlite/migrations.h"
#include "app/simulation/counters.h"
#include "app/simulation/fold.h"
#include "domain/audit/audit.h"
#include "domain/simulation/change.h"
#include "domain/simulation/table.h"
#include "oracle/cases.h"
#include "support/fixed_ports.h"

using namespace cairn;

namespace {

constexpr int kAwards = 40;
constexpr int kModules = 44;  // of oracle::shaped_case
constexpr int kOthers = 60;
constexpr int kPersonsPerWrite = 2'000;

[[noreturn]] void end(const Error& error) {
  std::fprintf(stderr, "%s\n", describe(error).c_str());
  std::exit(1);
}

// A degree as institutions write it, with other courses besides.
simulation::Rules rules(int electives) {
  oracle::Case made = oracle::shaped_case(1);
  for (int i = 0; i < kOthers; ++i) {
    learning::Achievement other;
    other.id = AchievementId(oracle::name("other", 100 + i));
    other.organization = OrganizationId("o0");
    other.credit = {{Rational(1 + i % 4), credit::SystemId("ects")}};
    made.catalogue.achievements.push_back(std::move(other));
  }
  for (learning::Achievement& achievement : made.catalogue.achievements)
    if (achievement.id == made.goal)
      for (requirement::Node& node :
           std::get<requirement::All>(achievement.requirement->rule).children)
        if (node.id == NodeId("electives"))
          std::get<requirement::Sum>(node.rule).minimum =
              credit::Amount{Rational(electives), credit::SystemId("ects")};
  return {made.goal, std::move(made.catalogue), {}};
}

// Which courses a person passed: 40 to 99 percent of those of the degree, and others.
std::vector<int> courses(oracle::Dice& dice) {
  std::vector<int> own(kModules), others(kOthers), chosen;
  for (int i = 0; i < kModules; ++i) own[static_cast<std::size_t>(i)] = i;
  for (int i = 0; i < kOthers; ++i) others[static_cast<std::size_t>(i)] = kModules + i;
  const int percent = 40 + dice.below(60);
  for (const int course : own)
    if (dice.chance(percent) && std::ssize(chosen) < kAwards) chosen.push_back(course);
  dice.shuffle(others);
  const auto missing = static_cast<std::ptrdiff_t>(kAwards) - std::ssize(chosen);
  chosen.insert(chosen.end(), others.begin(), others.begin() + missing);
  return chosen;
}

// As long as the UUIDs of a store, and in the order of the numbers.
std::string id_of(int person, int award) {
  const std::string number = oracle::name("", 100'000'000 + person);
  return "018f" + number.substr(0, 4) + "-" + number.substr(4, 4) + "-7" + number.substr(8) +
         "00-8000-0000000" + oracle::name("", 10'000 + award);
}

Result<void> add_person(sql::Connection& connection, int person) {
  oracle::Dice dice(static_cast<std::uint64_t>(person));
  const std::string tenant = id_of(person, 0);
  CAIRN_CHECK(sql::run(connection,
                       "INSERT INTO persons (tenant_id, handle, name, role, language,"
                       " demonstration) VALUES ($1, $1, $1, 'learner', $2, 0)",
                       {tenant, person % 3 == 0 ? "ar" : "en"}));
  int number = 0;
  for (const int course : courses(dice)) {
    const std::string id = id_of(person, ++number);
    const std::string achievement = course < kModules
                                        ? oracle::name("m", 10 + course)
                                        : oracle::name("other", 100 + course - kModules);
    const std::string awarded =
        Date::parse("2026-01-01").value().plus_days(-200 + dice.below(300)).to_string();
    CAIRN_CHECK(sql::run(connection,
                         "INSERT INTO awards (tenant_id, id, achievement, version, organization,"
                         " status, awarded, source, known, added_at)"
                         " VALUES ($1, $2, $3, 1, 'o0', 'earned', $4, $2, 1, 0)",
                         {tenant, id, achievement, awarded}));
    const std::string amount = std::to_string(1 + course % 4);
    CAIRN_CHECK(sql::run(connection,
                         "INSERT INTO award_credits (tenant_id, award_id, system, amount)"
                         " VALUES ($1, $2, 'ects', $3)",
                         {tenant, id, amount}));
  }
  return {};
}

void make_folder(const std::filesystem::path& folder, int persons) {
  const test::FixedClock clock;
  auto database = sqlite::open(folder);
  if (!database) end(database.error());
  if (const auto done = sql::migrate(**database, sqlite::all_migrations(), clock); !done)
    end(done.error());
  for (int from = 0; from < persons; from += kPersonsPerWrite) {
    const auto written = (*database)->write([&](sql::Connection& connection) -> Result<void> {
      for (int i = from; i < std::min(from + kPersonsPerWrite, persons); ++i)
        CAIRN_CHECK(add_person(connection, i));
      return {};
    });
    if (!written) end(written.error());
  }
}

std::unique_ptr<simulation::Population> population_in(const std::filesystem::path& folder,
                                                      Date day) {
  auto database = sqlite::open_to_read(folder);
  if (!database) end(database.error());
  return sql::population_of(std::move(*database), "bench", day);
}

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

// CPU microseconds for a record: two audits, nothing else.
double time_plain(const simulation::Rules& before, const simulation::Rules& after, Date day) {
  const auto first = audit::Programme::compile(before.goal, before.catalogue);
  const auto second = audit::Programme::compile(after.goal, after.catalogue);
  const audit::Options options{day, 20'000, audit::Explain::nothing};
  oracle::Dice dice(7);
  constexpr int kRecords = 2'000;
  std::vector<learning::Record> records(kRecords);
  for (learning::Record& record : records)
    for (const int course : courses(dice)) {
      learning::Award award;
      award.id = AwardId(oracle::name("w", 1'000 + course));
      award.achievement =
          AchievementId(course < kModules ? oracle::name("m", 10 + course)
                                          : oracle::name("other", 100 + course - kModules));
      award.organization = OrganizationId("o0");
      award.credit = {{Rational(1 + course % 4), credit::SystemId("ects")}};
      award.awarded = day.plus_days(-100);
      record.awards.push_back(std::move(award));
    }
  const std::clock_t began = std::clock();
  for (const learning::Record& record : records)
    if (!audit::evaluate(*first, record, options) || !audit::evaluate(*second, record, options))
      std::abort();
  return static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC / kRecords * 1e6;
}

// In a process of its own, so that its memory is its own too.
void measure(const std::filesystem::path& folder, int persons) {
  const simulation::Rules before = rules(12), after = rules(14);
  const Date day = Date::parse("2026-06-15").value();
  const double plain = time_plain(before, after, day);
  const auto began = std::chrono::steady_clock::now();
  rusage at_start{}, at_end{};
  getrusage(RUSAGE_SELF, &at_start);
  const auto change = simulation::Change::create(before, after, {day});
  const std::vector<std::string> by = {"language"};
  simulation::Folding folding;
  folding.threads = std::max(1U, std::thread::hardware_concurrency());
  folding.make_counter = [&] { return simulation::change_counter(*change, by); };
  const auto population = population_in(folder, day);
  const auto counted = simulation::fold(*population, folding);
  if (!counted) end(counted.error());
  getrusage(RUSAGE_SELF, &at_end);
  const double wall =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  const double cpu = seconds(at_end.ru_utime) + seconds(at_end.ru_stime) -
                     seconds(at_start.ru_utime) - seconds(at_start.ru_stime);
  const auto tables = simulation::tables_of(counted->tally, 10);
  const auto cell = [&](simulation::EffectKind kind) {
    return tables->all.cells[static_cast<std::size_t>(kind)].records;
  };
  std::printf(
      "{\"records\": %d, \"threads\": %zu, \"wall_s\": %.2f, \"cpu_s\": %.2f, \"plain_us\": %.1f, "
      "\"peak_mb\": %.1f, \"farther\": %lld, \"undone\": %lld, \"undecided\": %lld}\n",
      static_cast<int>(counted->records), folding.threads, wall, cpu, plain,
      static_cast<double>(at_end.ru_maxrss) / 1024,
      static_cast<long long>(cell(simulation::EffectKind::farther)),
      static_cast<long long>(cell(simulation::EffectKind::undone)),
      static_cast<long long>(cell(simulation::EffectKind::undecided)));
  std::fflush(stdout);
  if (counted->records != persons) std::exit(1);
}

}  // namespace

int main(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    const int persons = std::atoi(argv[i]);
    const auto folder = std::filesystem::temp_directory_path() /
                        ("cairn-bench-simulate-" + std::to_string(getpid()));
    make_folder(folder, persons);
    if (const pid_t child = fork(); child == 0) {
      measure(folder, persons);
      return 0;
    } else {
      int status = 0;
      waitpid(child, &status, 0);
      std::filesystem::remove_all(folder);
      if (status != 0) return 1;
    }
  }
  return 0;
}
