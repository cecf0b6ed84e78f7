// `cairn case check` from files to exit code: the examples as their readers are told they are, and
// input of every other kind.
#include <doctest/doctest.h>

#include <sstream>
#include <string>
#include <vector>

#include "cli/run.h"
#include "documents/case_words.h"
#include "documents/record_json.h"
#include "formats/json/reader.h"
#include "formats/json/writer.h"
#include "support/fixed_ports.h"
#include "support/vectors.h"

using namespace cairn;
using cli::ExitCode;

namespace {

struct Run {
  ExitCode exit;
  std::string out, err;
};

Run check(const std::string& file, const std::vector<std::string>& more = {},
          const std::string& given = {}) {
  std::vector<std::string> words = {"cairn", "case",        "check",
                                    file,    "--catalogue", "examples/consortium"};
  words.insert(words.end(), more.begin(), more.end());
  std::vector<const char*> arguments;
  for (const std::string& word : words) arguments.push_back(word.c_str());
  const test::FixedClock clock("2026-11-21T12:00:00Z");
  test::SeededRandom random;
  std::istringstream in(given);
  std::ostringstream out, err;
  cli::Session session{clock, random, in, out, err};
  const ExitCode exit = cli::run(arguments, session, {});
  return {exit, out.str(), err.str()};
}

std::string example(const char* name) {
  return std::string("examples/prior-learning/") + name + ".yaml";
}

bool has(const std::string& text, const char* part) {
  INFO(text);
  return text.find(part) != std::string::npos;
}

template <class T, std::size_t N>
void check_explained(const std::string& page, const documents::Word<T> (&words)[N]) {
  for (const documents::Word<T>& word : words) {
    const std::string quoted = "`" + std::string(word.text) + "`";
    CHECK_MESSAGE(page.find(quoted) != std::string::npos, quoted << " is not explained");
  }
}

// An example with `part` replaced by `other`, from the standard input.
Run changed(const char* name, const std::string& part, const std::string& other,
            const std::vector<std::string>& more = {}) {
  std::string text = test::read_file(example(name));
  const auto at = text.find(part);
  REQUIRE(at != std::string::npos);
  return check("-", more, text.replace(at, part.size(), other));
}

}  // namespace

TEST_CASE("the examples come to what they are named for") {
  CHECK(check(example("full")).exit == ExitCode::ok);
  CHECK(has(check(example("full")).out, "GRANTED IN FULL: Spreadsheet analysis\n"));
  CHECK(check(example("partial")).exit == ExitCode::no);
  CHECK(has(check(example("partial")).out, "GRANTED IN PART: 2/3 of"));
  CHECK(has(check(example("partial")).out,
            "unspecified credit, 2/3 credits (US semester), level EQF 4"));
  CHECK(check(example("refused")).exit == ExitCode::no);
  CHECK(has(check(example("refused")).out, "NOT GRANTED"));
  CHECK(check(example("appeal")).exit == ExitCode::ok);
  const Run broken = check(example("broken"));
  CHECK(broken.exit == ExitCode::no);
  CHECK(has(broken.out, "REFUSED: step 11 (judge, by assessor-lindqvist on 2026-10-05)"));
}

TEST_CASE("the day decides how far a case is, the last day of an appeal included") {
  const auto exit = [](const char* name, const char* day) {
    return check(example(name), {"--at", day}).exit;
  };
  CHECK(exit("appeal", "2026-10-11") == ExitCode::undecided);
  CHECK(exit("appeal", "2026-10-12") == ExitCode::no);         // decided in part
  CHECK(exit("appeal", "2026-11-11") == ExitCode::undecided);  // appealed, on the last day
  CHECK(exit("appeal", "2026-11-20") == ExitCode::ok);
  CHECK(has(check(example("partial"), {"--at", "2026-11-22"}).out, "can appeal"));
  CHECK(has(check(example("partial"), {"--at", "2026-11-23"}).out, "the decision is final"));
  CHECK(exit("full", "2026-09-01") == ExitCode::undecided);
  CHECK(exit("full", "2026-08-31") == ExitCode::malformed);
  CHECK(exit("full", "soon") == ExitCode::usage);

  // One day later than its last, the appeal itself is refused.
  const Run late = changed("appeal", "day: \"2026-11-11\"", "day: \"2026-11-12\"");
  CHECK(late.exit == ExitCode::no);
  CHECK(has(late.out, "The last day for it was 2026-11-11."));
}

TEST_CASE("a learner who does nothing lets the case lapse; who withdraws ends it") {
  std::string text = test::read_file(example("full"));
  text = text.substr(0, text.find("steps:")) + "steps: []\n";
  CHECK(check("-", {"--at", "2026-10-01"}, text).exit == ExitCode::undecided);
  const Run lapsed = check("-", {"--at", "2026-10-02"}, text);
  CHECK(lapsed.exit == ExitCode::no);
  CHECK(has(lapsed.out, "LAPSED"));
  CHECK(has(lapsed.out, "The learner’s last day was 2026-10-01."));
}

TEST_CASE("caps and what is credited already change what the judgements come to") {
  const Run capped = changed("full", "share: \"1/4\"", "share: \"1/20\"");
  CHECK(has(capped.out, "The judgements come to: in part."));
  const Run met = changed("full", "share: \"1/4\"", "share: \"1/10\"");
  CHECK(met.exit == ExitCode::ok);
  const Run credited =
      changed("full", "credited: []", "credited: [{outcome: spreadsheet-analysis-1, award: old}]");
  CHECK(has(credited.out, "REFUSED: step 1 (claim outcomes"));
  CHECK(has(credited.out, "is credited already by the award old."));
}

TEST_CASE("the award of the report is one of a record") {
  const Run run = check(example("partial"), {"--json"});
  const auto answer = json::read(run.out);
  REQUIRE(answer.has_value());
  CHECK(answer->root().text_of("state") == "appealable");
  const json::Value* decision = answer->root().find("decision");
  REQUIRE(decision != nullptr);
  CHECK(decision->text_of("fraction") == "2/3");
  json::Writer writer;
  writer.begin_object().key("awards").begin_array().value(*decision->find("award"));
  const std::string record = writer.end_array().end_object().take();
  const auto read = json::read(record);
  CHECK(documents::read_record(read->root(), {"", record}).has_value());
  CHECK(json::read(check(example("broken"), {"--json"}).out)->root().find("refused") != nullptr);
}

TEST_CASE("the reference explains every word that a case is told in") {
  const std::string page = test::read_file("docs/reference/prior-learning.md");
  check_explained(page, documents::kCaseStates);
  check_explained(page, documents::kCaseSteps);
  check_explained(page, documents::kExtents);
  check_explained(page, documents::kOutcomeResults);
  check_explained(page, documents::kCapScopes);
  check_explained(page, documents::kCaseRefusals);
}

TEST_CASE("what cannot be read or is not in the catalogue leaves 65 and names the place") {
  const Run unknown = changed("full", "goal: ", "gaol: ");
  CHECK(unknown.exit == ExitCode::malformed);
  CHECK(has(unknown.err, "no member \"gaol\""));
  CHECK(has(unknown.err, "line 9"));
  const Run nowhere = changed("full", "achievement: riverside/spreadsheet-analysis",
                              "achievement: riverside/cooking");
  CHECK(nowhere.exit == ExitCode::malformed);
  CHECK(has(nowhere.err, "no achievement \"riverside/cooking\""));
  CHECK(check("-", {}, "steps: [").exit == ExitCode::malformed);
  CHECK(check("-", {}, "# " + std::string(1024 * 1024, 'x')).exit == ExitCode::malformed);
  CHECK(check(example("nothing")).exit == ExitCode::no_such_file);
}
