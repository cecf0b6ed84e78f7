#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "formats/json/reader.h"
#include "support/command_line.h"

using namespace cairn;
using cli::ExitCode;
using test::Run;

namespace {

// `cairn audit` of two documents; the folder is gone afterwards.
Run audit(const std::string& requirements, const std::string& record,
          const std::vector<std::string>& more = {}) {
  const auto folder =
      std::filesystem::temp_directory_path() / ("cairn-audit-" + std::to_string(getpid()));
  std::filesystem::create_directory(folder);
  std::ofstream(folder / "requirements.yaml") << requirements;
  std::ofstream(folder / "record.yaml") << record;
  const std::string first = folder / "requirements.yaml", second = folder / "record.yaml";
  std::vector<std::string> arguments = {"audit", "--requirements", first, "--record", second};
  arguments.insert(arguments.end(), more.begin(), more.end());
  Run made = test::cairn_with(arguments);
  std::filesystem::remove_all(folder);
  return made;
}

const char* const kCertificate = R"(
goal: certificate
organizations:
  - {id: college, kind: college, name: {en: College}, country: IE, website: "https://c.example", creditSystem: ects}
achievements:
  - {id: charts, organization: college, kind: micro-credential, name: {en: Charts}, credit: [{amount: "3", system: ects}]}
  - {id: tables, organization: college, kind: micro-credential, name: {en: Tables}, credit: [{amount: "4", system: ects}]}
  - id: certificate
    organization: college
    kind: certificate
    name: {en: Certificate}
    credit: [{amount: "10", system: ects}]
    requirement:
      id: all
      all:
        - {id: a, holds: tables}
        - {id: b, credit: {minimum: {amount: "6", system: ects}}}
)";

std::string award(const char* id, const char* of, const char* amount, const char* rest = "") {
  return "  - {id: " + std::string(id) + ", achievement: " + of +
         ", organization: college, status: earned, awarded: 2026-01-31, credit: [{amount: \"" +
         amount + "\", system: ects}]" + rest + "}\n";
}

bool contains(const std::string& text, const char* part) {
  return text.find(part) != std::string::npos;
}

TEST_CASE("an incomplete record is told what is missing, and leaves 1") {
  const Run run =
      audit(kCertificate, "awards:\n" + award("w1", "tables", "4") + award("w2", "charts", "3") +
                              award("w3", "charts", "3", ", roots: [w2]"));
  CHECK(run.exit == ExitCode::no);
  CHECK(run.err == "");
  CHECK(run.out ==
        "INCOMPLETE: Certificate: missing 1 part and 3 ECTS credits\n"
        "  [ ] Certificate\n"
        "    [ ] all of these (1 of 2)\n"
        "      [x] Tables  <- w1\n"
        "      [ ] at least 6 ECTS credits (3 of 6)  <- w2\n"
        "  missing: 3 ECTS credits of at least 6 ECTS credits (certificate/b)\n"
        "  certificate/a, certificate/b: cannot all be met, since they need the same awards: w1\n");
}

TEST_CASE("what would change if more were earned stands below the audit") {
  const std::string record = "awards:\n" + award("w1", "tables", "4");
  const Run run = audit(kCertificate, record, {"--if", "charts"});
  CHECK(run.exit == ExitCode::no);  // of the record as it is
  CHECK(run.out.ends_with(
      "WHAT IF EARNED AS WELL: Charts\n"
      "  INCOMPLETE: Certificate: missing 1 part and 3 ECTS credits\n"
      "  at least 6 ECTS credits (certificate/b): not satisfied (3 of 6); now not satisfied (0 of "
      "6)\n"
      "  Charts: applied to certificate/b; now to nothing\n"));
  CHECK(contains(audit(kCertificate, record, {"--if", "tables"}).out, "  nothing else changes\n"));
  CHECK(contains(audit(kCertificate, record, {"--if", "charts", "--language", "ar"}).out,
                 "\nلو نيل أيضًا: Charts\n"));
  const Run unknown = audit(kCertificate, record, {"--if", "maps"});
  CHECK(unknown.out == "");
  CHECK(contains(unknown.err, "what if: the catalogue has no such achievement (at maps)"));
}

TEST_CASE("of long lists the first ones are told, and how many more there are") {
  std::string parts;
  for (int i = 10; i < 40; ++i) parts += "{id: p" + std::to_string(i) + ", holds: tables}, ";
  const std::string goal = R"(
goal: many
organizations:
  - {id: college, kind: college, name: {en: College}, country: IE, website: "https://c.example", creditSystem: ects}
achievements:
  - {id: tables, organization: college, kind: course, name: {en: Tables}}
  - {id: many, organization: college, kind: course, name: {en: Many}, requirement: {id: r, all: [)" +
                           parts + "]}}\n";
  const std::string record = "awards:\n" + award("w1", "tables", "4");
  CHECK(contains(audit(goal, record).out,
                 "  many/p31, many/p32, many/p33, many/p34, many/p35, and 4 more: not looked into, "
                 "since the search for reasons is limited\n"));
  CHECK(contains(audit(goal, record, {"--language", "ar"}).out, "، و4 غيرها: لم يُبحث في سببها"));
}

TEST_CASE("an audit is told in Arabic, its amounts as decimals") {
  const Run run = audit(
      kCertificate,
      "awards:\n" + award("w1", "tables", "4") + award("w2", "charts", "3.5", ", roots: [w2]"),
      {"--language", "ar"});
  CHECK(run.exit == ExitCode::no);
  CHECK(run.out.starts_with("غير مكتمل: Certificate: الناقص جزء واحد و2.5 من أرصدة ECTS\n"));
  CHECK(contains(run.out, "\n  ناقص: 2.5 من أرصدة ECTS من: "));
  CHECK(audit(kCertificate, "awards: []", {"--language", "xx"}).exit == ExitCode::usage);
}

TEST_CASE("what could still be earned stands below what is missing, and what is out of reach") {
  const std::string none = "awards: []\n";
  const Run run = audit(kCertificate, none);
  CHECK(contains(run.out,
                 "  missing: Tables (certificate/a)\n"
                 "    nearest: Tables (4 ECTS credits): then missing 1 part and 6 ECTS credits\n"));
  const std::string record = "awards:\n" + award("w1", "tables", "4") + award("w2", "charts", "3");
  const std::string withdrawn =
      std::string(kCertificate) +
      "  - {id: old, organization: college, kind: course, name: {en: Old},"
      " credit: [{amount: \"3\", system: ects}], state: withdrawn}\n"
      "  - {id: late, organization: college, kind: certificate, name: {en: "
      "Late}, requirement: {id: r, holds: old}}\n";
  const auto at = withdrawn.find("goal: certificate");
  REQUIRE(at != std::string::npos);
  std::string late = withdrawn;
  late.replace(at, std::string("goal: certificate").size(), "goal: late");
  CHECK(contains(audit(late, record).out, "    out of reach: nothing that can still be earned"));
  CHECK(contains(audit(late, record, {"--language", "ar"}).out, "    بعيد المنال: "));
  CHECK(contains(audit(kCertificate, none, {"--language", "ar"}).out,
                 "    الأقرب: Tables (4 أرصدة ECTS): ويبقى الناقص "));
  const auto answer = json::read(audit(kCertificate, none, {"--json"}).out);
  REQUIRE(answer.has_value());
  const json::Value& leaf = answer->root().find("missing")->items()[0];
  CHECK(leaf.find("alternatives")->items()[0].text_of("achievement") == "tables");
  CHECK(leaf.find("outOfReach") == nullptr);
}

TEST_CASE("a complete record leaves 0, also as JSON") {
  const std::string record = "awards:\n" + award("w1", "tables", "4") + award("w2", "charts", "3") +
                             award("w3", "charts", "3");
  CHECK(audit(kCertificate, record).exit == ExitCode::ok);
  const Run run = audit(kCertificate, record, {"--json"});
  CHECK(run.exit == ExitCode::ok);
  const auto answer = json::read(run.out);
  REQUIRE(answer.has_value());
  CHECK(answer->root().text_of("status") == "complete");
}

TEST_CASE("the day decides what has expired") {
  const std::string record = "awards:\n" + award("w1", "tables", "4", ", expires: 2026-06-30") +
                             award("w2", "charts", "3") + award("w3", "charts", "3");
  CHECK(audit(kCertificate, record, {"--at", "2026-06-30"}).exit == ExitCode::ok);
  const Run late = audit(kCertificate, record, {"--at", "2026-07-01"});
  CHECK(late.exit == ExitCode::no);
  CHECK(contains(late.out, "w1: would count, but has expired"));
  CHECK(audit(kCertificate, record, {"--at", "soon"}).exit == ExitCode::usage);
}

TEST_CASE("what cannot be read or meant leaves 65 and names the place") {
  const Run cyclic = audit(R"(
goal: a
organizations:
  - {id: college, kind: college, name: {en: C}, country: IE, website: "https://c.example", creditSystem: ects}
achievements:
  - {id: a, organization: college, kind: certificate, name: {en: A}, requirement: {id: r, holds: b}}
  - {id: b, organization: college, kind: certificate, name: {en: B}, requirement: {id: r, holds: a}}
)",
                           "awards: []\n");
  CHECK(cyclic.exit == ExitCode::malformed);
  INFO(cyclic.err);
  CHECK((contains(cyclic.err, "\"a\"") && contains(cyclic.err, "\"b\"")));
  const Run twice = audit(kCertificate, "awards: []\nawards: []\n");
  CHECK(twice.exit == ExitCode::malformed);
  CHECK(contains(twice.err, "line 2"));
  CHECK(audit("goal: [", "awards: []\n").exit == ExitCode::malformed);
}

}  // namespace
