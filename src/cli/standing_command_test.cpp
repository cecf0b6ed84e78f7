#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "formats/json/reader.h"
#include "support/command_line.h"

using namespace cairn;
using cli::ExitCode;
using test::cairn_with;
using test::Run;

namespace {

Run standing(std::vector<std::string> more) {
  std::vector<std::string> arguments = {
      "standing", "--record",  "examples/amal/record.yaml", "--catalogue", "examples/consortium",
      "--at",     "2026-11-23"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return cairn_with(arguments);
}

}  // namespace

TEST_CASE("the nearest programmes are told with what is missing, and leave 0 when proven") {
  const Run run = standing({"--nearest", "2"});
  INFO(run.out << run.err);
  CHECK(run.exit == ExitCode::ok);
  CHECK(run.out.starts_with("1. INCOMPLETE: Meridian analyst: missing "));
  CHECK(run.out.find("\n  missing: ") != std::string::npos);
  CHECK(run.out.find("\n2. ") != std::string::npos);
  CHECK(run.out.find("\n3. ") == std::string::npos);
  CHECK(run.out.find(": missing at least ") != std::string::npos);
}

TEST_CASE("standing is told in Arabic") {
  const Run run = standing({"--nearest", "1", "--language", "ar"});
  CHECK(run.exit == ExitCode::ok);
  CHECK(run.out.starts_with("1. غير مكتمل: "));
  CHECK(run.out.find("\nالبرامج: ") != std::string::npos);
}

TEST_CASE("as JSON, all other programmes have a place and a bound") {
  const Run run = standing({"--nearest", "2", "--skip", "1", "--json"});
  CHECK(run.exit == ExitCode::ok);
  const auto answer = json::read(run.out);
  REQUIRE(answer.has_value());
  const json::Value& root = answer->root();
  CHECK(root.find("nearest")->items().size() == 2);
  CHECK(root.find("nearest")->items()[0].find("place")->number() == "2");
}

TEST_CASE("a wrong day, a wrong number and a missing file have their own exit codes") {
  CHECK(standing({"--nearest", "0"}).exit == ExitCode::usage);
  CHECK(cairn_with({"standing", "--record", "examples/amal/record.yaml", "--catalogue",
                    "examples/consortium", "--at", "soon"})
            .exit == ExitCode::usage);
  CHECK(cairn_with({"standing", "--record", "none.yaml", "--catalogue", "examples/consortium"})
            .exit == ExitCode::no_such_file);
}
