#include <doctest/doctest.h>

#include <string>

#include "support/command_line.h"

using namespace cairn;
using cli::ExitCode;
using test::cairn_with;

namespace {

const char* const kCatalogue = R"(
organizations:
  - {id: uni, kind: university, name: {en: University, ar: الجامعة}, creditSystem: ects}
achievements:
  - {id: db, organization: uni, kind: course, name: {en: Databases, ar: قواعد البيانات}}
  - id: diploma
    organization: uni
    kind: diploma
    name: {en: Diploma, ar: دبلوم}
    requirement: {id: r, any: [{id: a, holds: db}, {id: b, awards: {minimum: 3}}]}
)";

}  // namespace

TEST_CASE("a requirement of a catalogue is said in the reader's language") {
  const auto english =
      cairn_with({"requirement", "text", "--catalogue", "-", "--goal", "diploma"}, kCatalogue);
  CHECK(english.err == "");
  CHECK(english.exit == ExitCode::ok);
  CHECK(english.out == "one of these:\n  Databases\n  at least 3 awards\n");
  const auto arabic = cairn_with(
      {"requirement", "text", "--catalogue", "-", "--goal", "diploma", "--language", "ar"},
      kCatalogue);
  CHECK(arabic.out == "واحد مما يلي:\n  قواعد البيانات\n  الحد الأدنى: 3 إنجازات\n");
}

TEST_CASE("a requirement document is said by its ids, and written canonically") {
  const std::string document = "{awards: {minimum: 1, from: {achievements: [db]}}, id: r}";
  CHECK(cairn_with({"requirement", "text", "-"}, document).out == "at least 1 award from db\n");
  CHECK(cairn_with({"requirement", "canonical", "-"}, document).out ==
        "{\n  \"id\": \"r\",\n  \"awards\": {\n    \"minimum\": 1,\n    \"from\": {\n      "
        "\"achievements\": [\n        \"db\"\n      ]\n    }\n  }\n}\n");
}

TEST_CASE("what cannot be shown is refused") {
  CHECK(cairn_with({"requirement", "text"}).exit == ExitCode::usage);
  CHECK(cairn_with({"requirement", "text", "--goal", "diploma"}).exit == ExitCode::usage);
  const auto unknown =
      cairn_with({"requirement", "text", "--catalogue", "-", "--goal", "no"}, kCatalogue);
  CHECK(unknown.exit != ExitCode::ok);
  CHECK(unknown.err.find("no achievement \"no\"") != std::string::npos);
  const auto earned =
      cairn_with({"requirement", "text", "--catalogue", "-", "--goal", "db"}, kCatalogue);
  CHECK(earned.err.find("has no requirement") != std::string::npos);
  const auto wrong = cairn_with({"requirement", "canonical", "-"}, "{id: r, hold: x}");
  CHECK(wrong.exit == ExitCode::malformed);
  CHECK(wrong.err.find("line 1") != std::string::npos);
}
