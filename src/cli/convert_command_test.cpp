#include <doctest/doctest.h>

#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "app/conversion/answer_json.h"
#include "app/conversion/conversion_sentences.h"
#include "cli/run.h"
#include "documents/grade_json.h"
#include "formats/json/reader.h"
#include "support/fixed_ports.h"

using namespace cairn;
using cli::ExitCode;

namespace {

struct Run {
  ExitCode exit;
  std::string out, err;
};

constexpr const char* kConsortium = "examples/consortium";

Run convert(std::vector<const char*> more, const char* catalogue = kConsortium,
            const std::string& input = {}) {
  std::vector<const char*> arguments = {"cairn", "convert", "--catalogue", catalogue};
  arguments.insert(arguments.end(), more.begin(), more.end());
  const test::FixedClock clock;
  test::SeededRandom random;
  std::istringstream in(input);
  std::ostringstream out, err;
  cli::Session session{clock, random, in, out, err};
  const ExitCode exit = cli::run(arguments, session, {});
  return {exit, out.str(), err.str()};
}

bool says(const std::string& text, std::string_view part) {
  INFO(text);
  CHECK(text.find(part) != std::string::npos);
  return text.find(part) != std::string::npos;
}

constexpr const char* kTerm = "meridian-riverside-data/sql";

}  // namespace

TEST_CASE("credit converts by the rate of an agreement that is in force") {
  const Run run = convert({"--credit", "6 ects", "--by", kTerm});
  CHECK(run.exit == ExitCode::ok);
  says(run.out, "6 ECTS credits = 3 credits (US semester)\n");
  says(run.out, "by agreement meridian-riverside-data, version 1, term sql");
  says(run.out, "150 to 180 hours");
  CHECK(convert({"--credit", "6 ects", "--by", kTerm, "--at", "2025-01-01"}).exit == ExitCode::ok);
  const Run early = convert({"--credit", "6 ects", "--by", kTerm, "--at", "2024-12-31"});
  CHECK(early.exit == ExitCode::no);
  says(early.out, "REFUSED: the agreement is not in force yet on that day");
  says(convert({"--credit", "6 ects", "--by", kTerm, "--at", "2029-01-01"}).out,
       "the agreement is no longer in force");
}

TEST_CASE("several amounts convert together, and round once") {
  const std::string catalogue = R"({
    "organizations": [{"id": "s", "kind": "college", "name": {"en": "S"}},
                      {"id": "r", "kind": "college", "name": {"en": "R"}}],
    "achievements": [{"id": "a", "organization": "s", "kind": "course", "name": {"en": "A"}}],
    "agreements": [{"id": "g", "version": 4, "title": {"en": "G"}, "sender": "s", "receiver": "r",
      "validFrom": "2026-01-01", "terms": [{"id": "t", "from": ["a"], "grant": {"rate": {
      "from": "ects", "to": "us-semester", "factor": "1/2",
      "rounding": {"mode": "down", "step": "1"}}}}]}]})";
  const auto answer = [&](const std::vector<const char*>& amounts) {
    std::vector<const char*> arguments{"--by", "g/t", "--json"};
    for (const char* amount : amounts) arguments.insert(arguments.end(), {"--credit", amount});
    const Run run = convert(arguments, "-", catalogue);
    REQUIRE_MESSAGE(run.exit == ExitCode::ok, run.err);
    auto document = json::read(run.out);
    REQUIRE(document);
    return std::move(*document);
  };
  const json::Document both = answer({"3 ects", "3 ects"});
  CHECK(both.root().text_of("outcome") == "converted");
  CHECK(both.root().find("original")->text_of("amount") == "6");
  CHECK(both.root().find("converted")->text_of("amount") == "3");
  const json::Document one = answer({"3 ects"});
  CHECK(one.root().find("exact")->text_of("amount") == "3/2");
  CHECK(one.root().find("converted")->text_of("amount") == "1");
  CHECK(one.root().find("by")->text_of("agreement") == "g");
}

TEST_CASE("a grade converts by two tables and a policy") {
  const auto by = [](const char* policy) {
    return convert({"--grade", "2.0 de", "--from", "nordhaven-computing", "--to",
                    "riverside-computing", "--policy", policy});
  };
  // 177/640 to 268/640 of the group (27.7 to 41.9 %) beside A- to 38 % and B+ to 54 %.
  CHECK(by("highest").exit == ExitCode::ok);
  says(by("highest").out, "2.0 on German grades, 1.0 is best = A- on US letter grades\n");
  says(by("average").out, "2.0 on German grades, 1.0 is best = A- on US letter grades\n");
  says(by("lowest").out, "2.0 on German grades, 1.0 is best = B+ on US letter grades\n");
  says(by("lowest").out, "177/640 to 67/160 of its group; overlaps A- and B+; policy: the lowest");
  CHECK(by("best").exit == ExitCode::usage);
  CHECK(by("0").exit == ExitCode::usage);
}

TEST_CASE("a grade that says too little is refused with its reason") {
  const auto to_letters = [](const char* grade, const char* from) {
    return convert(
        {"--grade", grade, "--from", from, "--to", "guild-exams", "--policy", "average", "--json"});
  };
  const Run failing = to_letters("5.0 de", "nordhaven-computing");
  CHECK(failing.exit == ExitCode::no);
  says(failing.out, "\"refused\"");
  says(failing.out, "\"failing\"");
  says(to_letters("2.15 de", "nordhaven-computing").out, "unknown_grade");
  says(to_letters("A us-letters", "nordhaven-computing").out, "other_scale");
  says(to_letters("pass pass-fail", "meridian-academy").out, "no_distinction");
  CHECK(to_letters("2.0 de", "nowhere").exit == ExitCode::malformed);
  says(to_letters("2.0 de", "nowhere").err, "no grade table \"nowhere\"");
}

TEST_CASE("a level has its EQF level on the day asked for") {
  const Run run = convert({"--level", "NFQ 8"});
  CHECK(run.exit == ExitCode::ok);
  CHECK(run.out == "NFQ 8 = EQF 6\n  by crosswalk nfq-ireland, version 1\n");
  CHECK(convert({"--level", "EQF 5"}).out == "EQF 5 = EQF 5\n");
  says(convert({"--level", "SCQF 11", "--json"}).out, "\"scqf-scotland\"");
  const Run early = convert({"--level", "NFQ 8", "--at", "2009-05-31"});
  CHECK(early.exit == ExitCode::no);
  says(early.out, "was in force on that day");
  says(convert({"--level", "SCQF 2"}).out, "refers that level to no level");
  says(convert({"--level", "AQF 7"}).out, "has no crosswalk from that framework");
}

TEST_CASE("conversions are told in Arabic") {
  const Run credit = convert({"--credit", "6 ects", "--by", kTerm, "--language", "ar"});
  says(credit.out, "6 أرصدة ECTS = 3 ساعات معتمدة أمريكية فصلية\n");
  says(credit.out, "من 150 إلى 180 ساعة");
  says(convert({"--level", "SCQF 2", "--language", "ar"}).out, "مرفوض: لا يقابل ذلك المستوى");
  CHECK(convert({"--level", "NFQ 8", "--language", "xx"}).exit == ExitCode::usage);
}

TEST_CASE("every reason of a refusal has its sentence") {
  const learning::Catalogue none;
  for (const char* language : {"en", "ar"}) {
    const conversion::ConversionText text(none, language);
    const auto says_why = [&](std::string_view reason) {
      CHECK(text.refused(reason).front().find(reason) == std::string::npos);
    };
    for (const auto& word : documents::kGradeRefusals) says_why(word.text);
    using framework::RefusalReason;
    for (const auto reason : {RefusalReason::no_crosswalk, RefusalReason::not_on_that_day,
                              RefusalReason::not_referenced})
      says_why(conversion::word_of(reason));
  }
}

TEST_CASE("what cannot be asked is said") {
  for (const std::vector<const char*>& usage : std::vector<std::vector<const char*>>{
           {},
           {"--credit", "6 ects"},
           {"--by", kTerm},
           {"--credit", "6 ects", "--by", kTerm, "--level", "NFQ 8"},
           {"--grade", "2.0 de", "--from", "nordhaven-computing", "--to", "guild-exams"},
           {"--level", "NFQ 8", "--at", "yesterday"}})
    CHECK(convert(usage).exit == ExitCode::usage);
  const auto malformed = [](const char* credit, const char* by) {
    const Run run = convert({"--credit", credit, "--by", by});
    CHECK(run.exit == ExitCode::malformed);
    return run.err;
  };
  says(malformed("6", kTerm), "such as \"6 ects\"");
  says(malformed("six ects", kTerm), "exact number");
  says(malformed("-6 ects", kTerm), "negative");
  says(malformed("6 us-quarter", kTerm), "us-quarter");
  says(malformed("6 ects", "nothing/sql"), "no agreement \"nothing\"");
  says(malformed("6 ects", "meridian-riverside-data/none"), "no term \"none\"");
  says(malformed("6 ects", "guild-riverside-exams/spreadsheets"), "states its credit");
  says(convert({"--level", "NFQ eight"}).err, "such as \"NFQ 8\"");
  CHECK(convert({"--level", "NFQ 8"}, "examples/nowhere").exit == ExitCode::no_such_file);
}
