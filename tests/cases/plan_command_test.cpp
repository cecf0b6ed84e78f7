// `cairn plan` from files to exit code: the demonstration consortium, and bad input of every kind.
#include <doctest/doctest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "cli/run.h"
#include "formats/json/reader.h"
#include "support/fixed_ports.h"
#include "support/temporary_folder.h"

using namespace cairn;
using cli::ExitCode;

namespace {

const char* const kCatalogue = R"(
organizations:
  - {id: academy, kind: employer, name: {en: Academy}}
  - {id: uni, kind: university, name: {en: University}}
achievements:
  - {id: academy/sql, organization: academy, kind: badge, name: {en: SQL badge},
     credit: [{amount: "2", system: ects}]}
  - {id: uni/sql, organization: uni, kind: course, name: {en: SQL}}
  - {id: uni/python, organization: uni, kind: course, name: {en: Python},
     prerequisites: {id: before, holds: uni/sql}}
  - id: uni/certificate
    organization: uni
    kind: certificate
    name: {en: Certificate}
    requirement: {id: parts, all: [{id: sql, holds: uni/sql}, {id: python, holds: uni/python}]}
offerings:
  - {id: sql, achievement: uni/sql, organization: uni, price: {amount: "300.00", currency: EUR},
     weeks: 4, hoursPerWeek: 5}
  - {id: python, achievement: uni/python, organization: uni,
     price: {amount: "400.00", currency: EUR}, weeks: 6, hoursPerWeek: 8}
)";

const char* const kAgreement = R"(agreements:
  - id: ID
    title: {en: T}
    sender: academy
    receiver: uni
    validFrom: "2026-01-01"
    automatic: true
    terms:
      - {id: t, from: [academy/sql],
         grant: {achievement: uni/sql, rate: {from: ects, to: ects, factor: "FACTOR"}}}
)";

const char* const kGoal =
    "{goal: uni/certificate, start: \"2026-11-23\", weeklyHours: 10, objective: cheapest}";

struct Outcome {
  ExitCode exit;
  std::string out;
  std::string err;
};

class Files {
 public:
  Files() {
    write("catalogue.yaml", kCatalogue);
    write("goal.yaml", kGoal);
    write("record.json", R"({"awards": []})");
  }
  void write(const std::string& name, const std::string& text) const {
    std::ofstream(folder_.path() / name, std::ios::binary) << text;
  }
  std::string path(const std::string& name) const { return (folder_.path() / name).string(); }

  Outcome plan(std::vector<std::string> more = {}) const {
    std::vector<std::string> words = {"cairn",       "plan",
                                      "--goal",      path("goal.yaml"),
                                      "--record",    path("record.json"),
                                      "--catalogue", path("catalogue.yaml")};
    words.insert(words.end(), more.begin(), more.end());
    return run(words);
  }
  static Outcome run(const std::vector<std::string>& words) {
    std::vector<const char*> arguments;
    for (const std::string& word : words) arguments.push_back(word.c_str());
    const test::FixedClock clock;
    test::SeededRandom random;
    std::istringstream in;
    std::ostringstream out;
    std::ostringstream err;
    cli::Session session{clock, random, in, out, err};
    const ExitCode exit = cli::run(arguments, session, {});
    return {exit, out.str(), err.str()};
  }

 private:
  test::TemporaryFolder folder_;
};

std::string agreement(const std::string& id, const std::string& factor) {
  std::string text = kAgreement;
  text.replace(text.find("ID"), 2, id);
  text.replace(text.find("FACTOR"), 6, factor);
  return text;
}

void refused(const Outcome& outcome, std::initializer_list<const char*> parts) {
  CHECK(outcome.exit == ExitCode::malformed);
  CHECK(outcome.out.empty());
  for (const char* part : parts)
    CHECK_MESSAGE(outcome.err.find(part) != std::string::npos, part << " in " << outcome.err);
}

}  // namespace

TEST_CASE("an optimal plan says its steps, reasons and totals") {
  const Files files;
  const Outcome outcome = files.plan();
  CHECK(outcome.exit == ExitCode::ok);
  for (const char* part :
       {"OPTIMAL: the cheapest way to Certificate: 700.00 EUR, 68 hours, 10 weeks",
        "2026-11-23 to 2026-12-20  SQL (sql)", "opens Python", "needed for uni/certificate/python"})
    CHECK_MESSAGE(outcome.out.find(part) != std::string::npos, outcome.out);
}

TEST_CASE("a plan and its obstacles are told in Arabic too") {
  const Files files;
  const Outcome optimal = files.plan({"--language", "ar"});
  for (const char* part :
       {"أرخص طريق إلى ", "700.00 EUR، 68 ساعة، 10 أسابيع، حتى ", "يفتح الطريق إلى "})
    CHECK_MESSAGE(optimal.out.find(part) != std::string::npos, optimal.out);
  CHECK(files.plan({"--language", "ar", "--nodes", "1"}).out.starts_with("غير مُبرهَن"));
  CHECK(files.plan({"--language", "de"}).exit == ExitCode::usage);
}

TEST_CASE("the same as JSON") {
  const Files files;
  const Outcome outcome = files.plan({"--json"});
  const auto document = json::read(outcome.out);
  REQUIRE(document);
  const json::Value& root = document->root();
  CHECK(root.text_of("status") == "optimal");
  REQUIRE(root.find("steps")->items().size() == 2);
  const json::Value& step = root.find("steps")->items()[1];
  CHECK(step.text_of("start") == "2026-12-21");
  CHECK(step.find("price")->text_of("amount") == "400.00");
  CHECK(step.find("uses")->items()[0].text_of("requirement") == "uni/certificate/python");
  CHECK(root.find("totals")->text_of("finish") == "2027-01-31");
}

TEST_CASE("a record with everything needs no plan; one badge counts by its agreement") {
  const Files files;
  files.write("catalogue.yaml", kCatalogue + agreement("a", "1/2"));
  files.write("record.json", R"({"awards": [{"id": "b", "achievement": "academy/sql",
    "organization": "academy", "status": "earned", "awarded": "2026-06-01",
    "credit": [{"amount": "2", "system": "ects"}]}]})");
  const Outcome one = files.plan();
  CHECK(one.exit == ExitCode::ok);
  CHECK(one.out.find("400.00 EUR, 48 hours, 6 weeks") != std::string::npos);
  files.write("goal.yaml",
              "{goal: uni/sql, start: \"2026-11-23\", weeklyHours: 10, objective: fastest}");
  CHECK(files.plan().out.find("COMPLETE") != std::string::npos);
}

TEST_CASE("no plan says why, with exit code 1; out of budget says the bound, with 3") {
  const Files files;
  const Outcome unproven = files.plan({"--nodes", "1"});
  CHECK(unproven.exit == ExitCode::undecided);
  CHECK(unproven.out.find("no plan can be better than: 700.00 EUR") != std::string::npos);
  files.write(
      "goal.yaml",
      "{goal: uni/certificate, start: \"2026-11-23\", weeklyHours: 7, objective: cheapest}");
  const Outcome none = files.plan();
  CHECK(none.exit == ExitCode::no);
  CHECK(none.out.find("uni/certificate/python: Python: every offering of it takes more") !=
        std::string::npos);
}

TEST_CASE("contradicting agreements, circles and impossible goals are refused with their place") {
  const Files files;
  files.write("catalogue.yaml", kCatalogue + agreement("one", "1/2"));
  CHECK(files.plan().exit == ExitCode::ok);
  std::string two = agreement("two", "1");
  two.erase(0, two.find('\n') + 1);
  files.write("catalogue.yaml", kCatalogue + agreement("one", "1/2") + two);
  refused(files.plan(), {"\"one\"", "\"two\"", "line 22, column 5", "line 31, column 5"});

  std::string circle = kCatalogue;
  circle.replace(circle.find("name: {en: SQL}}"), 16,
                 "name: {en: SQL}, prerequisites: {id: p, holds: uni/python}}");
  files.write("catalogue.yaml", circle);
  refused(files.plan(), {"wait for each other", "uni/sql", "uni/python", "catalogue.yaml, line 8"});

  std::string impossible = kCatalogue;
  impossible.replace(impossible.find("all: ["), 6, "atLeast: {count: 3, of: [");
  impossible.replace(impossible.find("holds: uni/python}]}\n"), 21, "holds: uni/python}]}}\n");
  files.write("catalogue.yaml", impossible);
  refused(files.plan(), {"uni/certificate", "catalogue.yaml, line 11"});
}

TEST_CASE("malformed files are refused with line and column") {
  const Files files;
  files.write("goal.yaml", "goal: uni/certificate\nstart: tomorrow\n");
  refused(files.plan(), {"\"start\" must be a date", "goal.yaml, line 2, column 8"});
  files.write("goal.yaml",
              "{goal: uni/none, start: \"2026-11-23\", weeklyHours: 1, "
              "objective: cheapest}");
  refused(files.plan(), {"uni/none", "goal.yaml"});
  files.write("goal.yaml", std::string(kGoal) + "\n--- 1\n");
  refused(files.plan(), {"second document", "line 2"});
  files.write("goal.yaml", kGoal);
  files.write("record.json", R"({"awards": [{"id": "b"}, {"id": "b"}])");
  refused(files.plan(), {"record.json, line 1"});
  files.write("record.json", R"({"awards": [], "awards": []})");
  refused(files.plan(), {"\"awards\" occurs twice"});
  files.write("record.json", std::string(100'000, '['));
  refused(files.plan(), {"nested deeper"});
  files.write("record.json", "\xff\xfe{");
  refused(files.plan(), {"record.json, line 1, column 1"});
}

TEST_CASE("a missing file is exit code 66, wrong usage 64") {
  const Files files;
  const Outcome outcome =
      Files::run({"cairn", "plan", "--goal", files.path("none.yaml"), "--record",
                  files.path("record.json"), "--catalogue", files.path("catalogue.yaml")});
  CHECK(outcome.exit == ExitCode::no_such_file);
  CHECK(Files::run({"cairn", "plan"}).exit == ExitCode::usage);
  CHECK(Files::run({"cairn", "plan", "--catalogue"}).exit == ExitCode::usage);
}

TEST_CASE("a folder is a catalogue, and every exit of the consortium is planned with proof") {
  const Files files;
  for (const char* exit :
       {"riverside/certificate-data-analysis", "nordhaven/certificate-network-security"})
    for (const char* objective : {"cheapest", "fastest"}) {
      files.write("goal.yaml",
                  std::string("{goal: ") + exit +
                      ", start: \"2026-11-23\", weeklyHours: 20, objective: " + objective + "}");
      const Outcome outcome =
          Files::run({"cairn", "plan", "--goal", files.path("goal.yaml"), "--record",
                      files.path("record.json"), "--catalogue", "examples/consortium"});
      INFO(exit << " " << objective << " " << outcome.err);
      CHECK(outcome.exit == ExitCode::ok);
      CHECK(outcome.out.starts_with("OPTIMAL"));
    }
}
