#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "formats/json/reader.h"
#include "support/temporary_folder.h"
#include "support/without_store.h"

using namespace cairn;
using cli::ExitCode;
using test::Run;

namespace {

const char* const kBefore = "examples/programmes/association-credit";
const char* const kAfter = "examples/simulation/higher-cap.yaml";
const char* const kRecords = "examples/simulation/records.jsonl";

Run simulate(const std::vector<std::string>& more, const std::string& input = "") {
  std::vector<std::string> arguments = {"simulate", "--before", kBefore,     "--after",
                                        kAfter,     "--at",     "2026-11-28"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return test::cairn_without_store(arguments, input);
}

std::string text_of(const std::filesystem::path& path) {
  std::ifstream in(path);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST_CASE("the answer is the same on however many threads, and by group it adds up") {
  const Run one = simulate({"--records", kRecords, "--by", "campus", "--json", "--jobs", "1"});
  INFO(one.err);
  CHECK(one.exit == ExitCode::ok);
  CHECK(simulate({"--records", kRecords, "--by", "campus", "--json", "--jobs", "3"}).out ==
        one.out);
  const auto answer = json::read(one.out);
  REQUIRE(answer);
  CHECK(answer->root().find("all")->find("records")->number() == "60");
  std::int64_t sum = 0;
  for (const json::Value& row : answer->root().find("groups")->items()[0].find("rows")->items())
    sum += std::stoll(std::string(row.find("records")->number()));
  CHECK(sum == 60);
}

TEST_CASE("a population is grouped by an attribute once") {
  const Run twice = simulate({"--records", kRecords, "--by", "campus", "--by", "campus"});
  CHECK(twice.exit == ExitCode::malformed);
  CHECK(twice.err.find("grouped by \"campus\" twice") != std::string::npos);
}

TEST_CASE("too few records are not told") {
  std::ifstream file(kRecords);
  std::string nine, line;
  for (int i = 0; i < 9 && std::getline(file, line); ++i) nine += line + "\n";
  const Run few = simulate({"--records", "-"}, nine);
  CHECK(few.exit == ExitCode::ok);
  CHECK(few.out == "TOO FEW: nothing is told about fewer than 10 records\n");
  CHECK(simulate({"--records", "-", "--smallest", "1"}, nine)
            .out.starts_with("CHANGE of Bachelor in Accounting on "));
}

TEST_CASE("what is not a record is refused with its line") {
  const Run run = simulate({"--records", "-"}, "{\"awards\": []}\n{\"awards\": [{}]}\n");
  CHECK(run.exit == ExitCode::malformed);
  CHECK(run.err.find("input, line 2") != std::string::npos);
  CHECK(run.out.empty());
}

TEST_CASE("a population is from one place, which must be there") {
  CHECK(simulate({}).exit == ExitCode::usage);
  CHECK(simulate({"--records", kRecords, "--data", "data"}).exit == ExitCode::usage);
  const Run nothing = simulate({"--records", "nothing.jsonl"});
  CHECK(nothing.exit == ExitCode::no_such_file);
  CHECK(nothing.err.find("no such file, or it cannot be read") != std::string::npos);
  const Run folder = simulate({"--records", "examples"});
  CHECK(folder.exit == ExitCode::no_such_file);
  CHECK(folder.err.find("a folder where a file was expected") != std::string::npos);
  CHECK(simulate({"--data", "data"}).exit == ExitCode::no_such_file);
  CHECK(simulate({"--records", kRecords, "--at", "soon"}).exit == ExitCode::usage);
}

TEST_CASE("what is to be gone on with is kept until the answer, and not for the input") {
  const test::TemporaryFolder folder;
  const std::string kept = folder.path() / "kept";
  // 70 chunks of 256 empty records, then a broken line: what was counted is kept.
  std::string lines;
  for (int i = 0; i < 70 * 256; ++i) lines += "{\"awards\": []}\n";
  const std::string records = folder.path() / "records.jsonl";
  std::ofstream(records) << lines << "{\n";
  const Run broken = simulate({"--records", records, "--resume", kept, "--quiet"});
  CHECK(broken.exit == ExitCode::malformed);
  CHECK(broken.err.find("line 17921") != std::string::npos);
  CHECK(text_of(kept).find("\"records\":\"16384\"") != std::string::npos);
  // Another question is not gone on with.
  const Run other = simulate({"--records", records, "--resume", kept, "--by", "campus"});
  CHECK(other.exit == ExitCode::malformed);
  CHECK(other.err.find("another question") != std::string::npos);
  // Nor is the population once it has changed.
  std::ofstream(records) << lines;
  const Run changed = simulate({"--records", records, "--resume", kept});
  CHECK(changed.err.find("has changed") != std::string::npos);
  std::filesystem::remove(kept);
  const Run whole = simulate({"--records", records, "--resume", kept});
  CHECK(whole.exit == ExitCode::ok);
  CHECK(whole.err == "16384 records\n");
  CHECK(!std::filesystem::exists(kept));
  CHECK(simulate({"--records", "-", "--resume", kept}, lines).exit == ExitCode::malformed);
}

TEST_CASE("a change is told in the reader's language, with credit in words") {
  const Run english = simulate({"--records", kRecords, "--by", "campus"});
  CHECK(
      english.out.find("  60 records\n    25: nearer after it, together 100 credits (US semester) "
                       "nearer\n    35: as far as before, or nothing of theirs helps before or "
                       "after\n  campus harbour: 28 records\n") != std::string::npos);
  const Run arabic = simulate({"--records", kRecords, "--by", "campus", "--language", "ar"});
  CHECK(arabic.out.find("  60 سجلًا\n    25: أقرب بعده، ومجموع ما اقتربوا: 100 ") !=
        std::string::npos);
  CHECK(simulate({"--records", kRecords, "--language", "de"}).exit == ExitCode::usage);
}

TEST_CASE("what could be signed is told in the reader's language") {
  const auto toward = [](const char* language) {
    return test::cairn_without_store(
               {"lost", "--catalogue", std::string(kBefore) + "/programme.yaml", "--goal",
                "kestrel/bachelor-accounting", "--receiver", "kestrel", "--records", kRecords,
                "--at", "2026-11-28", "--language", language})
        .out;
  };
  CHECK(
      toward("en").find(
          "TOWARD Bachelor in Accounting\n  (1) the limit from-outside of Bachelor in Accounting: "
          "12 credits (US semester) instead of 8 credits (US semester)\n      signed by Kestrel "
          "University: 100 credits (US semester) less, 14 parts more, 25 records nearer\n  best "
          "(1), 1 signature: ") != std::string::npos);
  CHECK(toward("ar").find("  الأفضل (1)، توقيع واحد: ") != std::string::npos);
}

TEST_CASE("lost credit, the best agreement first") {
  const std::string catalogue = std::string(kBefore) + "/programme.yaml";
  const Run run =
      test::cairn_without_store({"lost", "--catalogue", catalogue, "--receiver", "kestrel",
                                 "--records", kRecords, "--at", "2026-11-28"});
  INFO(run.err);
  CHECK(run.exit == ExitCode::ok);
  CHECK(run.out.starts_with(
      "LOST at Kestrel University on 2026-11-28\n  1. an agreement with millpond: "));
  CHECK(test::cairn_without_store(
            {"lost", "--catalogue", catalogue, "--receiver", "nobody", "--records", kRecords})
            .exit == ExitCode::malformed);
}

// The cap of 8 credits is the rule that examples/simulation/higher-cap.yaml changes to 12: what
// `cairn simulate` counts of that change, 25 records nearer by 100 credits, it would save.
TEST_CASE("what could be signed toward a goal, as much as the same change simulated") {
  const std::string catalogue = std::string(kBefore) + "/programme.yaml";
  const auto lost = [&](const std::vector<std::string>& more, const std::string& input = "") {
    std::vector<std::string> arguments = {
        "lost", "--catalogue", catalogue, "--goal", "kestrel/bachelor-accounting",
        "--at", "2026-11-28"};
    arguments.insert(arguments.end(), {"--receiver", "kestrel", "--json"});
    arguments.insert(arguments.end(), more.begin(), more.end());
    return test::cairn_without_store(arguments, input);
  };
  const Run run = lost({"--records", kRecords, "--jobs", "1"});
  INFO(run.err);
  REQUIRE(run.exit == ExitCode::ok);
  CHECK(lost({"--records", kRecords, "--jobs", "3"}).out == run.out);
  const auto answer = json::read(run.out);
  REQUIRE(answer);
  const json::Value* toward = answer->root().find("toward");
  REQUIRE(toward != nullptr);
  const json::Value& relief = toward->find("reliefs")->items()[0];
  CHECK(relief.find("limit")->string() == "from-outside");
  CHECK(relief.find("from")->string() == "8");
  CHECK(relief.find("to")->string() == "12");
  CHECK(relief.find("alone")->find("records")->number() == "25");
  CHECK(relief.find("alone")->find("credit")->string() == "100");
  const json::Value& best = toward->find("choices")->items()[0];
  CHECK(best.find("signatures")->number() == "1");
  CHECK(best.find("saved")->find("credit")->string() == "100");
  // It is read twice.
  CHECK(lost({"--records", "-"}, text_of(kRecords)).exit == ExitCode::malformed);
  CHECK(test::cairn_without_store({"lost", "--catalogue", catalogue, "--receiver", "kestrel",
                                   "--goal", "nothing", "--records", kRecords})
            .exit == ExitCode::malformed);
}

}  // namespace
