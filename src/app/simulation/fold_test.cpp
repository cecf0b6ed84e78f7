#include "app/simulation/fold.h"

#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>

#include "app/simulation/record_lines.h"
#include "support/listed_population.h"
#include "support/temporary_folder.h"

namespace cairn::simulation {
namespace {

constexpr int kMembers = 2'000;

// Member i is of the group i % 7.
test::Members members() {
  test::Members made(kMembers);
  for (int i = 0; i < kMembers; ++i)
    made[static_cast<std::size_t>(i)].attributes = {{"group", std::to_string(i % 7)},
                                                    {"number", std::to_string(i)}};
  return made;
}

Counter counter() {
  return [](const Member& member, Tally& tally) {
    const int number = std::stoi(member.attributes[1].second);
    return tally.add({member.attributes[0].second, "", ""},
                     {1, Rational::create(number, 3).value()});
  };
}

Folding folding(std::size_t threads) {
  Folding made;
  made.make_counter = counter;
  made.threads = threads;
  made.question = "how many";
  return made;
}

Counted counted(const Folding& asked) {
  test::ListedPopulation population(members(), 5);
  const auto done = fold(population, asked);
  REQUIRE(done);
  return *done;
}

Keeping keep_in(const std::filesystem::path& path) {
  return {[path]() -> Result<std::optional<std::string>> {
            std::ifstream in(path);
            if (!in) return std::optional<std::string>();
            return std::optional(
                std::string(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()));
          },
          [path](const std::string& text) -> Result<void> {
            const auto beside = std::filesystem::path(path).concat(".new");
            std::ofstream(beside) << text;
            std::filesystem::rename(beside, path);
            return {};
          }};
}

TEST_CASE("a population counts the same on one thread and on several") {
  const Counted alone = counted(folding(1)), together = counted(folding(4));
  CHECK(alone.records == kMembers);
  CHECK(alone.tally.cells().size() == 7);
  CHECK(together.records == alone.records);
  CHECK(together.tally == alone.tally);
}

TEST_CASE("of several errors the first in the population is told") {
  Folding failing = folding(4);
  failing.make_counter = [] {
    return [](const Member& member, Tally&) -> Result<void> {
      const int number = std::stoi(member.attributes[1].second);
      if (number == 303 || number == 311 || number == 1'999)
        return invalid("wrong", std::to_string(number));
      return {};
    };
  };
  for (int round = 0; round < 20; ++round) {
    test::ListedPopulation population(members(), 5);
    const auto failed = fold(population, failing);
    REQUIRE(!failed);
    CHECK(failed.error().where == "303");
  }
}

// The child is killed, not asked to end, after some checkpoints.
void run_and_be_killed(const std::filesystem::path& kept) {
  const pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    test::ListedPopulation population(members(), 5);
    Folding killed = folding(2);
    killed.keeping = keep_in(kept);
    killed.progress = [](std::int64_t records) {
      if (records >= 1'200) raise(SIGKILL);
    };
    (void)fold(population, killed);
    _exit(0);
  }
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  REQUIRE(WIFSIGNALED(status));
}

TEST_CASE("what was killed goes on to the same answer") {
  const test::TemporaryFolder folder;
  const auto kept = folder.path() / "kept";
  run_and_be_killed(kept);
  REQUIRE(std::filesystem::exists(kept));

  std::int64_t first = 0;
  Folding again = folding(2);
  again.keeping = keep_in(kept);
  again.progress = [&](std::int64_t records) {
    if (first == 0) first = records;
  };
  const Counted resumed = counted(again);
  CHECK(first == 965);  // 192 chunks were kept, and the next is the first that is counted
  const Counted uninterrupted = counted(folding(1));
  CHECK(resumed.records == uninterrupted.records);
  CHECK(resumed.tally == uninterrupted.tally);
}

TEST_CASE("another question or population is not gone on with") {
  const test::TemporaryFolder folder;
  const auto kept = folder.path() / "kept";
  run_and_be_killed(kept);

  Folding other = folding(1);
  other.keeping = keep_in(kept);
  other.question = "how much";
  test::ListedPopulation population(members(), 5);
  CHECK(fold(population, other).error().code == ErrorCode::conflict);

  test::Members fewer = members();
  fewer.pop_back();
  test::ListedPopulation changed(fewer, 5);
  Folding same = folding(1);
  same.keeping = keep_in(kept);
  CHECK(fold(changed, same).error().code == ErrorCode::conflict);

  std::ofstream(kept) << "{\"question\": \"how many\"}";
  CHECK(fold(population, same).error().code == ErrorCode::invalid);
}

TEST_CASE("a checkpoint comes back as it went") {
  Checkpoint checkpoint{"q", "p", "12:3", 7, {}};
  REQUIRE(checkpoint.tally.add({"a", "", "c"}, {5, Rational::create(7, 3).value()}));
  REQUIRE(checkpoint.tally.add({"", "", "same"}, {2, Rational(0)}));
  const std::string text = write_checkpoint(checkpoint);
  const Checkpoint read = read_checkpoint(text).value();
  CHECK(read.tally == checkpoint.tally);
  CHECK(read.records == 7);
  CHECK(write_checkpoint(read) == text);
  CHECK(!read_checkpoint("{}"));
  CHECK(!read_checkpoint(
      R"({"question":"q","population":"p","position":"x","records":"1/2","cells":[]})"));
}

TEST_CASE("lines are records with their facts, and errors name the line") {
  const LineChunk chunk(
      "{\"awards\": [], \"facts\": [{\"name\": \"campus\", \"value\": \"north\"}]}\n\n"
      "{\"awards\": []}\n{\"awards\": 3}",
      "records.jsonl", 41);
  std::vector<Member> read;
  const auto done = chunk.each([&](const Member& member) {
    read.push_back(member);
    return Result<void>();
  });
  REQUIRE(read.size() == 2);
  CHECK(read[0].attributes == std::vector<Attribute>{{"campus", "north"}});
  CHECK(read[1].attributes.empty());
  REQUIRE(!done);
  CHECK(done.error().where == "records.jsonl, line 44");
}

}  // namespace
}  // namespace cairn::simulation
