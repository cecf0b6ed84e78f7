// Records: awards, facts and exceptions.
#include "documents/record_json.h"

#include <doctest/doctest.h>

#include <string>

#include "formats/json/writer.h"
#include "formats/yaml/reader.h"

using namespace cairn;
using namespace cairn::documents;
using requirement::Exception;

namespace {

Result<learning::Record> record_of(const std::string& text) {
  const auto document = yaml::read(text);
  REQUIRE_MESSAGE(document, text);
  return read_record(document->root(), {"f", text});
}

bool refuses(const std::string& text, std::initializer_list<const char*> parts) {
  const auto record = record_of(text);
  REQUIRE(!record);
  const std::string answer = describe(record.error());
  INFO(answer);
  for (const char* part : parts) CHECK(answer.find(part) != std::string::npos);
  return answer.find("(at f, line") != std::string::npos;
}

std::string with_award(const std::string& members) {
  return "awards:\n  - {id: w, achievement: a, organization: o, awarded: 2026-01-01, " + members +
         "}\n";
}

std::string with_exception(const std::string& members) {
  return with_award("status: earned") +
         "exceptions:\n  - {id: e, node: a/b, author: Dean, reason: illness, from: 2026-01-01, " +
         members + "}\n";
}

}  // namespace

TEST_CASE("an award comes from study, prior learning or recognition") {
  CHECK(record_of(with_award("status: earned"))->awards[0].origin == AwardOrigin::study);
  const auto prior = record_of(with_award("status: earned, origin: prior-learning"));
  REQUIRE(prior);
  CHECK(learning::origin_of(prior->awards[0]) == AwardOrigin::prior_learning);
  const auto recognised = record_of(with_award("status: recognised"));
  REQUIRE(recognised);
  CHECK(learning::origin_of(recognised->awards[0]) == AwardOrigin::recognition);
  CHECK(refuses(with_award("status: recognised, origin: study"), {"leave \"origin\" out"}));
  CHECK(refuses(with_award("status: earned, origin: recognition"), {"status \"recognised\""}));
  CHECK(refuses(with_award("status: earned, origin: life"), {"study, prior-learning"}));
}

TEST_CASE("a record states each fact once") {
  const auto record = record_of("awards: []\nfacts: [{name: hours, value: \"120\"}]\n");
  REQUIRE(record);
  CHECK(record->facts[0].value == "120");
  CHECK(refuses("awards: []\nfacts: [{name: f, value: a}, {name: f, value: b}]\n",
                {"\"f\" occurs twice", "line 2"}));
  CHECK(refuses("awards: []\nfacts: [{name: f, value: 1}]\n", {"text in quotes"}));
  CHECK(refuses("awards: []\nfacts: [{name: f, value: \"\"}]\n", {"must not be empty"}));
}

TEST_CASE("an exception has what its kind needs, and nothing else") {
  const auto waived = record_of(with_exception("kind: waive, evidence: minutes-12"));
  REQUIRE(waived);
  CHECK(waived->exceptions[0].kind == Exception::Kind::waive);
  CHECK(waived->exceptions[0].evidence == "minutes-12");
  CHECK_FALSE(waived->exceptions[0].until);
  const auto adjusted =
      record_of(with_exception("kind: adjust, value: \"15/2\", until: 2026-01-01"));
  REQUIRE(adjusted);
  CHECK(adjusted->exceptions[0].value == Rational::create(15, 2).value());
  for (const char* kind : {"substitute", "force", "block"}) {
    const auto named = record_of(with_exception(std::string("award: w, kind: ") + kind));
    REQUIRE(named);
    CHECK(named->exceptions[0].award == AwardId("w"));
    CHECK(refuses(with_exception(std::string("kind: ") + kind), {"needs \"award\""}));
  }
  CHECK(refuses(with_exception("kind: adjust"), {"needs \"value\""}));
  CHECK(refuses(with_exception("kind: waive, award: w"), {"kinds substitute, force and block"}));
  CHECK(refuses(with_exception("kind: waive, value: \"3\""), {"kind adjust"}));
  CHECK(refuses(with_exception("kind: insert"), {"waive, substitute, force, block, adjust"}));
}

TEST_CASE("an exception says who, why and when, about an award that is there") {
  CHECK(
      refuses(with_exception("kind: waive, until: 2025-12-31"), {"\"until\" is before", "line 4"}));
  CHECK(refuses(with_exception("kind: block, award: v"), {"\"e\"", "\"v\"", "not in the record"}));
  CHECK(
      refuses("awards: []\nexceptions: [{id: e, kind: waive, node: n, reason: r, from: "
              "2026-01-01}]\n",
              {"needs \"author\""}));
  CHECK(
      refuses("awards: []\nexceptions: [{id: e, kind: waive, node: n, author: a, from: "
              "2026-01-01}]\n",
              {"needs \"reason\""}));
  const std::string one = "{id: e, kind: waive, node: n, author: a, reason: r, from: 2026-01-01}";
  CHECK(refuses("awards: []\nexceptions: [" + one + ", " + one + "]\n", {"\"e\" occurs twice"}));
}

TEST_CASE("awards stand on originals, over however many steps") {
  const auto roots_of_last = [](const std::string& awards) {
    const auto record = record_of("awards:\n" + awards);
    REQUIRE(record);
    return record->awards.back().roots;
  };
  const auto award = [](const std::string& id, const std::string& roots) {
    return "  - {id: " + id +
           ", organization: o, status: recognised, awarded: 2026-02-01, roots: [" + roots + "]}\n";
  };
  const std::vector<AwardId> two{AwardId("a"), AwardId("b")};
  CHECK(roots_of_last(award("c", "a, b")) == two);
  CHECK(roots_of_last(award("c", "b") + award("d", "a, c")) == two);
  CHECK(roots_of_last(award("e", "d") + award("d", "c, a") + award("c", "a, b") +
                      award("z", "e, c")) == two);
  // An award may name itself; whoever names it then stands on it and on what else it names.
  CHECK(roots_of_last(award("a", "a, b") + award("c", "a")) == two);
  CHECK(refuses("awards:\n" + award("a", "b") + award("b", "a"), {"stands on itself", "\"a\""}));
  CHECK(refuses("awards:\n" + award("x", "a") + award("a", "b") + award("b", "c") + award("c", "a"),
                {"\"a\" stands on itself"}));
  std::string ladder;
  for (int i = 1; i < 460; ++i)
    ladder +=
        award("l" + std::to_string(i), "l" + std::to_string(i - 1) + ", m" + std::to_string(i));
  CHECK(refuses("awards:\n" + ladder, {"more than 100000 roots"}));
}

TEST_CASE("a whole record is written as it is read") {
  const std::string text =
      "awards:\n"
      "  - {id: w, achievement: a, organization: o, status: earned, awarded: 2026-01-01,"
      " origin: prior-learning, version: 2, expires: 2027-01-01, credit: [{amount: 3/2, system: "
      "s}],"
      " grade: {scale: letters, value: B}, source: x, assessment: exam}\n"
      "  - {id: v, organization: p, status: recognised, awarded: 2026-02-01, roots: [w]}\n"
      "facts: [{name: hours, value: \"120\"}]\n"
      "exceptions:\n"
      "  - {id: e, kind: adjust, value: \"2\", node: a/b, author: Dean, reason: illness,"
      " from: 2026-01-01}\n"
      "entries: [{achievement: d, on: 2025-09-01, version: 3}]\n";
  const auto written = [](const learning::Record& record) {
    json::Writer writer;
    write_record(writer, record);
    return writer.take();
  };
  const auto record = record_of(text);
  REQUIRE(record);
  const std::string once = written(*record);
  const auto again = record_of(once);  // JSON is YAML, too
  REQUIRE(again);
  CHECK(written(*again) == once);
  REQUIRE(again->awards.size() == 2);
  const learning::Award& award = again->awards[0];
  CHECK((award.origin == AwardOrigin::prior_learning && award.version == 2));
  CHECK((award.grade && award.grade->value == "B" && award.grade->scale.text() == "letters"));
  CHECK((award.expires == record->awards[0].expires && award.credit == record->awards[0].credit));
  CHECK((award.source == "x" && award.assessment == "exam"));
  CHECK(again->awards[1].roots == record->awards[1].roots);
  CHECK((again->facts.size() == 1 && again->entries.size() == 1));
  CHECK(again->exceptions[0].value == Rational(2));
}
