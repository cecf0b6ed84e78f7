// Tables of equivalences, and what an achievement is worth where.
#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "formats/json/reader.h"
#include "support/command_line.h"

using namespace cairn;
using cli::ExitCode;
using test::cairn_with;

namespace {

bool says(const std::string& text, std::string_view part) {
  INFO(text);
  CHECK(text.find(part) != std::string::npos);
  return text.find(part) != std::string::npos;
}

// A table of one row below its header, with one cell replaced.
std::string table(const std::string& from, const std::string& grant,
                  const std::string& valid = "2026-01-01") {
  return "agreement,sender,receiver,validFrom,from,grant\nx,s,r," + valid + "," + from + "," +
         grant + "\n";
}

std::string refusal(const std::string& text) {
  const auto run = cairn_with({"agreement", "import", "-"}, text);
  CHECK(run.exit == ExitCode::malformed);
  CHECK(run.out == "");
  return run.err;
}

std::string imported(const std::string& text) {
  const auto run = cairn_with({"agreement", "import", "-"}, text);
  CHECK(run.err == "");
  CHECK(run.exit == ExitCode::ok);
  return run.out;
}

}  // namespace

TEST_CASE("a table of equivalences becomes agreements that are read like any other") {
  const auto made = cairn_with({"agreement", "import", "examples/recognition/equivalences.csv"});
  REQUIRE(made.exit == ExitCode::ok);
  const auto document = json::read(made.out);
  REQUIRE(document);
  const auto agreements = document->root().find("agreements")->items();
  REQUIRE(agreements.size() == 1);
  CHECK(agreements[0].find("terms")->items().size() == 2);
  CHECK(agreements[0].find("terms")->items()[1].find("id")->string() == "statistics");
  CHECK(agreements[0].find("denied")->items().size() == 1);
  const auto worth =
      cairn_with({"worth", "lumen/data-intensive", "--catalogue", "examples/recognition/consortium",
                  "--agreements", "-", "--at", "2027-06-01"},
                 made.out);
  CHECK(worth.exit == ExitCode::ok);
  says(worth.out,
       "Harbour College: Data in one month counts as Introduction to databases, 3 credits (US "
       "semester)");
}

TEST_CASE("each form of a grant is understood, and nothing else") {
  says(imported(table("a + b | c", "6 ects")), "\"amount\": \"6\"");
  says(imported(table("a", "1/2 us per ects as r/c")), "\"factor\": \"1/2\"");
  says(imported(table("a", "60 ects as block r/y")), "\"block\": \"r/y\"");
  says(imported(table("a", "requirement r/d/p")), "\"requirement\": \"r/d/p\"");
  says(imported(table("a", "waiver r/d/p")), "\"waiver\": \"r/d/p\"");
  for (const char* wrong : {"ects 6", "0 ects", "-1 ects", "6", "6 ects as", "6 ects as a b",
                            "6 ects for a", "1 us per", "6  ects"}) {
    INFO(wrong);
    says(refusal(table("a", wrong)), "line 2, column 20");
  }
}

TEST_CASE("what a table cannot say is refused at its cell") {
  says(refusal(table("a + ", "6 ects")), "line 2, column 18");
  says(refusal(table("a + a", "6 ects")), "named twice");
  says(refusal(table("a", "6 ects", "soon")), "expected a date");
  says(refusal(table("a", "")), "a row needs \"grant\"");
  says(refusal("agreement,colour\nx,red\n"), "line 1, column 11");
  says(refusal("agreement,agreement\nx,y\n"), "is there twice");
  says(refusal("agreement,from\nx,a\n"), "needs \"sender\"");
  says(refusal(table("a", "6 ects") + "x,s,other,2026-01-01,b,1 ects\n"), "line 3, column 5");
  says(refusal(table("a", "6 ects") + "x,s,r\n"), "has 3 fields");
}

TEST_CASE("what an achievement is worth where, and where it is denied") {
  const auto worth = [](std::vector<std::string> more) {
    std::vector<std::string> arguments = {"worth"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    for (const char* each :
         {"--catalogue", "examples/recognition/consortium", "--at", "2026-11-28"})
      arguments.emplace_back(each);
    return cairn_with(arguments);
  };
  const auto data = worth({"lumen/data-1"});
  CHECK(data.exit == ExitCode::ok);
  says(data.out,
       "Arden University: Data I and Data II (only awards with the grade merit or better "
       "on Lumen marks) count together as Databases, 6 ECTS credits");
  says(data.out, "Arden University: Data I counts as elective credit, 2 ECTS credits");
  says(data.out,
       "Harbour College: Data I and Data II count together as Introduction to databases, 3 credits "
       "(US semester)");
  says(worth({"lumen/ethics"}).out,
       "Arden University: for Data ethics, “Ethics (Bachelor in Data Science)” is waived");
  says(worth({"lumen/first-aid"}).out, "does not count: It is safety at work");
  CHECK(worth({"arden/databases"}).exit == ExitCode::no);
  CHECK(worth({"nothing"}).exit == ExitCode::malformed);
  const auto all = json::read(worth({"--json", "--receiver", "arden"}).out);
  REQUIRE(all);
  CHECK(all->root().items().size() == 9);
}
