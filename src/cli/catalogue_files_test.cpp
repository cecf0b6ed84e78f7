// What every command makes of the files of a catalogue.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "support/command_line.h"
#include "support/temporary_folder.h"

using namespace cairn;
using test::cairn_with;

namespace {

using Words = std::vector<std::string>;

const char* const kConsortium = "examples/consortium";

// The consortium's folder, with what an audit of it would be about.
void copy_with_goal(const std::filesystem::path& to, const std::string& goal) {
  for (const auto& file : std::filesystem::directory_iterator(kConsortium))
    std::filesystem::copy(file, to);
  std::ofstream(to / "goal.yaml") << "goal: " << goal << "\n";
}

test::Run on(const std::string& catalogue, Words words) {
  words.insert(words.end(), {"--catalogue", catalogue});
  return cairn_with(words);
}

// Each with the day it is asked about, so that both answers are of the same.
std::vector<Words> commands() {
  const std::string record = "examples/amal/record.yaml";
  return {{"lint", "--at", "2026-11-28"},
          {"worth", "--at", "2026-11-28"},
          {"convert", "--level", "EQF 6", "--at", "2026-11-28"},
          {"recognise", "--record", record, "--at", "2026-11-28"},
          {"plan", "--goal", "examples/amal/cheapest.yaml", "--record", record},
          {"requirement", "text", "--goal", "riverside/certificate-data-analysis"},
          {"policy", "text"},
          {"case", "check", "examples/prior-learning/full.yaml", "--at", "2026-11-28"}};
}

}  // namespace

TEST_CASE("a goal beside a catalogue is passed over by what does not ask for it") {
  const test::TemporaryFolder folder;
  copy_with_goal(folder.path(), "riverside/certificate-data-analysis");
  for (const Words& words : commands()) {
    INFO(words[0]);
    const test::Run plain = on(kConsortium, words);
    const test::Run with_goal = on(folder.path().string(), words);
    CHECK(with_goal.err == plain.err);
    CHECK(with_goal.out == plain.out);
    CHECK(with_goal.exit == plain.exit);
  }
}

TEST_CASE("a goal that is no id, or is called otherwise, is refused") {
  for (const char* goal : {"[a]", "x\ngoals: x"}) {
    const test::TemporaryFolder folder;
    copy_with_goal(folder.path(), goal);
    const test::Run run = on(folder.path().string(), {"lint"});
    CHECK(run.exit == cli::ExitCode::malformed);
    CHECK(run.err.find("goal.yaml") != std::string::npos);
  }
}

TEST_CASE("the programmes of the registrar's guide have no findings, as folders") {
  int count = 0;
  for (const auto& entry : std::filesystem::directory_iterator("examples/programmes")) {
    if (!std::filesystem::exists(entry.path() / "goal.yaml")) continue;
    const std::string folder = entry.path().string();
    INFO(folder);
    const test::Run run = on(folder, {"lint", "--at", "2026-11-28"});
    CHECK(run.err.starts_with("Nothing found."));
    CHECK(run.out == "");
    CHECK(run.exit == cli::ExitCode::ok);
    ++count;
  }
  CHECK(count == 11);
}
