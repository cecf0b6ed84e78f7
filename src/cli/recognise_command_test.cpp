#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "formats/json/reader.h"
#include "support/command_line.h"

using namespace cairn;
using cli::ExitCode;

namespace {

test::Run recognise(const char* record, std::vector<std::string> more,
                    const std::string& input = {}) {
  std::vector<std::string> arguments = {"recognise", "--catalogue",
                                        "examples/recognition/consortium", "--record", record};
  if (std::ranges::find(more, "--at") == more.end())
    more.insert(more.end(), {"--at", "2026-11-28"});
  for (std::string& each : more) arguments.push_back(std::move(each));
  return test::cairn_with(arguments, input);
}

bool says(const std::string& text, std::string_view part) {
  INFO(text);
  CHECK(text.find(part) != std::string::npos);
  return text.find(part) != std::string::npos;
}

constexpr const char* kNoor = "examples/recognition/noor.yaml";
constexpr const char* kPrecedents = "examples/recognition/precedents.yaml";

}  // namespace

TEST_CASE("the best recognition at one receiver is chosen among what competes") {
  const test::Run run = recognise(kNoor, {"--receiver", "arden"});
  CHECK(run.exit == ExitCode::ok);
  says(run.out, "Arden University: 11 ECTS credits, and no choice gives more.\n");
  says(run.out, "6 ECTS credits as Databases, for data-1 and data-2");
  says(run.out, "5 ECTS credits as Statistics, for statistics");
  says(run.out, "“Ethics (Bachelor in Data Science)” is waived, for ethics");
  says(run.out, "Left out because it competes:\n    6 ECTS credits as Data analysis");
  says(run.out, "denied by agreement lumen-arden: It is safety at work");
  says(run.out,
       "Databases [agreement harbour-arden, version 1, term databases]: agreement lumen-arden, "
       "version 2, takes precedence.");
}

TEST_CASE("a chain shows its steps and what it loses, where conditions leave no other way") {
  const test::Run run = recognise("examples/recognition/passes.yaml", {"--receiver", "arden"});
  CHECK(run.exit == ExitCode::ok);
  says(run.out, "only awards with the grade merit or better on Lumen marks are accepted.");
  says(run.out,
       "by way of Harbour College: 3 ECTS credits and 4 ECTS credits become 3.5 credits "
       "(US semester) there");
  says(run.out, "5.5 ECTS credits as Databases");
  says(run.out, "lost on the way: 1.5 ECTS credits");
}

TEST_CASE("the same facts get the same answer, and other receivers' answers are shown") {
  const test::Run run = recognise(kNoor, {"--receiver", "arden", "--precedents", kPrecedents});
  says(run.out, "Arden University: 16 ECTS credits");
  says(run.out, "1 ECTS credit as elective credit, for workshop, by precedent arden-2026-017");
  says(run.out, "4 ECTS credits as elective credit, for maps, by precedent arden-2026-031");
  says(run.out, "workshop: Harbour College refused it (harbour-2026-004)");
}

TEST_CASE("across receivers each award counts once") {
  const test::Run run = recognise(kNoor, {});
  CHECK(run.exit == ExitCode::ok);
  says(run.out, "Harbour College: 3 credits (US semester)");
  says(run.out, "Each award once across all receivers: 275 hours of learning");
}

TEST_CASE("a term that is refused as a whole names what it would have been for") {
  const test::Run run = recognise(kNoor, {"--receiver", "arden", "--at", "2035-01-01"});
  INFO(run.out);
  CHECK(run.out.find("\n   [") == std::string::npos);
  says(run.out,
       "  Data I and Data II or Data in one month [agreement lumen-arden, version 2, term "
       "databases]: the agreement ended on 2029-08-31.");
}

TEST_CASE("the answer as JSON has the proposals in the form of a record") {
  const test::Run run = recognise(kNoor, {"--json"});
  const auto answer = json::read(run.out);
  REQUIRE(answer);
  CHECK(answer->root().find("outcome")->string() == "recognised");
  CHECK(answer->root().find("receivers")->items().size() == 2);
  CHECK(answer->root().find("across")->find("total")->find("unit")->string() == "hours");
  const json::Value& first = answer->root().find("proposals")->items()[0];
  CHECK(first.find("award")->find("status")->string() == "recognised");
}

TEST_CASE("nothing to recognise, too small a budget and wrong input have exit codes of their own") {
  const test::Run nothing = recognise("-", {}, "awards: []");
  CHECK(nothing.exit == ExitCode::no);
  says(nothing.out, "Nothing is recognised.");
  CHECK(recognise(kNoor, {"--at", "soon"}).exit == ExitCode::usage);
  CHECK(recognise(kNoor, {"--receiver", "nobody"}).exit == ExitCode::malformed);
  CHECK(recognise("examples/nobody.yaml", {}).exit == ExitCode::no_such_file);
  const test::Run wrong =
      recognise(kNoor, {"--precedents", "examples/recognition/consortium/agreements.yaml"});
  CHECK(wrong.exit == ExitCode::malformed);
  says(wrong.err, "agreements.yaml, line");
}

TEST_CASE("the answer is in Arabic, too") {
  says(recognise(kNoor, {"--receiver", "arden", "--language", "ar"}).out, "لم يُعترف به:");
}
