#include <doctest/doctest.h>

#include <fstream>
#include <string>
#include <vector>

#include "support/command_line.h"
#include "support/temporary_folder.h"

using namespace cairn;
using cli::ExitCode;
using test::cairn_with;

namespace {

test::Run award(const std::vector<std::string>& more, const std::string& authorities = "") {
  std::vector<std::string> arguments = {
      "award", "--catalogue", "examples/programmes/certificates-to-masters", "--record",
      "examples/programmes/learners/certificates-to-masters.yaml"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return cairn_with(arguments, authorities);
}

bool says(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a certificate is awarded under a standing authority, on what it was earned with") {
  const auto run =
      award({"--authorities", "examples/awarding/lakeshore.yaml", "--at", "2026-11-28"});
  CHECK(run.err == "");
  CHECK(run.exit == ExitCode::ok);
  CHECK(says(run.out,
             "GRANTED: Certificate in Data: under the standing authority of Registrar of "
             "Lakeshore (certificates-2026)\n  stands on mapping-2025, programming-2025 and "
             "statistics-2025\n"));
  CHECK(says(run.out,
             "REFUSED: Master in Public Data: missing 2 parts and 30 ECTS credits\n"
             "  missing: Public budgets (lakeshore/msc-public-data/government/budgets)\n"
             "  missing: Thesis (lakeshore/msc-public-data/thesis)\n"));
}

TEST_CASE("what the record has not begun is counted, and told only as JSON") {
  const auto run = award({"--at", "2026-11-28"});
  CHECK(!says(run.out, "Responsibility"));
  CHECK(run.out.ends_with("\n1 more is not begun\n"));
  const auto json = award({"--at", "2026-11-28", "--json"});
  CHECK(says(json.out, "\"begun\": false"));
  CHECK(says(json.out, "\"node\": \"lakeshore/msc-public-data/thesis\""));
}

TEST_CASE("how far audits may search can be said") {
  CHECK(award({"--nodes", "0"}).exit == ExitCode::usage);
  CHECK(award({"--at", "2026-11-28", "--nodes", "1"}).exit == ExitCode::ok);
}

TEST_CASE("outside of the authority's days, or without one, it is proposed") {
  const auto late =
      award({"--authorities", "examples/awarding/lakeshore.yaml", "--at", "2027-09-01"});
  CHECK(late.exit == ExitCode::ok);
  CHECK(says(late.out,
             "PROPOSED: Certificate in Data: the standing authority of Registrar of "
             "Lakeshore (certificates-2026) does not hold on this day"));
  const auto none = award({"--at", "2026-11-28", "--json"});
  CHECK(none.exit == ExitCode::ok);
  CHECK(says(none.out, "\"reason\": \"no_authority\""));
  CHECK(says(none.out, "\"roots\""));
}

TEST_CASE("it is said in Arabic, too") {
  const auto run = award({"--authorities", "examples/awarding/lakeshore.yaml", "--at", "2026-11-28",
                          "--language", "ar"});
  CHECK(says(run.out, "مُنِح: "));
  CHECK(says(run.out, "  يقوم على mapping-2025"));
  CHECK(!says(run.out, "GRANTED"));
}

TEST_CASE("what it uses up is said, and who else would have needed that") {
  const auto of = [](const char* consumption) {
    const test::TemporaryFolder folder;
    const std::string record = folder.path() / "record.yaml";
    std::ofstream(record) << R"(
awards:
  - {id: a1, achievement: a, organization: uni, status: earned, awarded: 2026-01-01}
  - {id: b1, achievement: b, organization: uni, status: earned, awarded: 2026-01-01}
)";
    const std::string text = R"(
organizations: [{id: uni, kind: university, name: {en: University}, creditSystem: ects}]
achievements:
  - {id: a, organization: uni, kind: course, name: {en: A}}
  - {id: b, organization: uni, kind: course, name: {en: B}}
  - {id: first, organization: uni, kind: certificate, name: {en: First}, consumption: )" +
                             std::string(consumption) +
                             R"(, requirement: {id: r, all: [{id: x, holds: a}, {id: y, holds: b}]}}
  - {id: second, organization: uni, kind: certificate, name: {en: Second}, requirement: {id: r, holds: a}}
)";
    return cairn_with({"award", "--catalogue", "-", "--record", record, "--at", "2026-06-01"}, text)
        .out;
  };
  CHECK(says(of("absorbed"), "PROPOSED: First: with it, Second would no longer be due"));
  CHECK(says(of("absorbed"), "  uses up a1 and b1: they count no more toward what University"));
  CHECK(says(of("reissued"), "  stands in the place of a1 and b1: their credentials are"));
  CHECK(says(of("retained"), "PROPOSED: First: no standing authority names it"));
  CHECK(!says(of("retained"), "uses up"));
}

TEST_CASE("nothing is due before anything was earned") {
  const auto run = award({"--at", "2020-01-01"});
  CHECK(run.exit == ExitCode::no);
  CHECK(!says(run.out, "GRANTED"));
}

TEST_CASE("a document of authorities is refused with its place") {
  const auto refused = [](const std::string& authority) {
    const auto run = award({"--authorities", "-"}, "authorities: [" + authority + "]\n");
    CHECK(run.exit == ExitCode::malformed);
    return run.err;
  };
  const std::string start = "{id: x, organization: lakeshore, officer: Dean, from: 2026-09-01";
  CHECK(says(refused(start + "}"), "at least one achievement"));
  CHECK(says(refused(start + ", achievements: [x], until: 2026-08-31}"), "before the first"));
  const std::string whole = start + ", achievements: [x]}";
  CHECK(says(refused(whole + ", " + whole), "have the id \"x\""));
}
