#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <optional>
#include <string>

#include "app/simulation/record_lines.h"
#include "app/simulation/simulate.h"
#include "support/listed_population.h"

namespace cairn::simulation {
namespace {

const char* const kCatalogue = "examples/programmes/association-credit/programme.yaml";

std::string text_of(const char* path) {
  std::ifstream in(path);
  return {std::istreambuf_iterator<char>(in), {}};
}

// The records of the examples, often enough for several files to go on from in each count.
test::Members members() {
  test::Members once, all;
  const LineChunk chunk(text_of("examples/simulation/records.jsonl"), "records", 1);
  REQUIRE(chunk.each([&](const Member& member) -> Result<void> {
    once.push_back(member);
    return {};
  }));
  for (int i = 0; i < 12; ++i) all.insert(all.end(), once.begin(), once.end());
  return all;
}

Result<LostAnswer> ask(const std::optional<Keeping>& keeping) {
  const documents::NamedText catalogue{kCatalogue, text_of(kCatalogue)};
  LostQuestion question;
  question.catalogue = {&catalogue, 1};
  question.receiver = OrganizationId("kestrel");
  question.at = Date::parse("2026-11-28").value();
  question.goal = AchievementId("kestrel/bachelor-accounting");
  test::ListedPopulation population(members(), 5);
  Counting counting;
  counting.keeping = keeping;
  return find_lost(question, population, counting);
}

// Keeps files in memory, and ends after so many, as if it were killed.
Keeping keep_in(std::optional<std::string>& kept, int& saves_left) {
  return {[&kept] { return Result<std::optional<std::string>>(kept); },
          [&kept, &saves_left](const std::string& text) -> Result<void> {
            kept = text;
            if (--saves_left == 0) return invalid("killed");
            return {};
          }};
}

TEST_CASE("of two counts either can be gone on with, and the answer has the same bytes") {
  const auto whole = ask(std::nullopt);
  REQUIRE(whole);
  REQUIRE(!whole->ranking->choices.empty());
  // 144 chunks: two files in the first count, one between them, and two in the second.
  for (int saves = 1; saves <= 5; ++saves) {
    CAPTURE(saves);
    std::optional<std::string> kept;
    int saves_left = saves;
    const auto killed = ask(keep_in(kept, saves_left));
    REQUIRE(!killed);
    CHECK(killed.error().message == "killed");
    CHECK((kept->find(" saved\"") != std::string::npos) == (saves > 2));
    const auto answer = ask(keep_in(kept, saves_left));
    REQUIRE(answer);
    CHECK(answer->to_json() == whole->to_json());
  }
}

}  // namespace
}  // namespace cairn::simulation
