// `cairn audit` of what is too much for it: each limit from both sides, with its place.
#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "support/command_line.h"

using namespace cairn;
using cli::ExitCode;
using test::Run;

namespace {

// The audit of a degree with such a requirement, in a folder that is gone afterwards.
Run audit(const std::string& requirement, const std::string& record) {
  const auto folder =
      std::filesystem::temp_directory_path() / ("cairn-excess-" + std::to_string(getpid()));
  std::filesystem::create_directory(folder);
  const std::string rules = folder / "rules.yaml";
  const std::string awards = folder / "record.yaml";
  std::ofstream(rules) << R"(
goal: d
organizations:
  - {id: uni, kind: university, name: {en: Uni}, creditSystem: ects}
achievements:
  - {id: a, organization: uni, kind: course, name: {en: A}}
  - {id: d, organization: uni, kind: degree, name: {en: D}, requirement: )"
                       << requirement << "}\n";
  std::ofstream(awards) << record;
  Run made = test::cairn_with({"audit", "--requirements", rules, "--record", awards});
  std::filesystem::remove_all(folder);
  return made;
}

std::string award(const std::string& id, const std::string& credit, const std::string& rest = "") {
  return "  - {id: " + id +
         ", achievement: a, organization: uni, status: earned, awarded: 2026-01-31, credit: "
         "[{amount: \"" +
         credit + "\", system: ects}]" + rest + "}\n";
}

std::string at_least(const std::string& credit) {
  return "{id: r, credit: {minimum: {amount: \"" + credit + "\", system: ects}}}";
}

std::string adjusted(const std::string& value) {
  return "awards: []\nexceptions:\n  - {id: e, kind: adjust, node: d/r, value: \"" + value +
         "\", author: Dean, reason: Talent, from: 2026-01-01}\n";
}

void says(const Run& run, const std::string& part) {
  CHECK(run.exit == ExitCode::malformed);
  INFO(run.err);
  CHECK(run.err.find(part) != std::string::npos);
}

// So many leaves that take any award, as the children of an `all`.
std::string leaves(int count) {
  std::string all = "{id: all, all: [";
  for (int i = 0; i < count; ++i)
    all += (i == 0 ? "" : ", ") + ("{id: n" + std::to_string(i) + ", awards: {minimum: 1}}");
  return all + "]}";
}

std::string terms(int count) {
  std::string record = "awards:\n";
  for (int i = 0; i < count; ++i)
    record += award("a" + std::to_string(i), "1", ", term: t" + std::to_string(i));
  return record;
}

}  // namespace

TEST_CASE("an amount that is too large is named, with where it stands and what would do") {
  const std::string most = "1099511627776";
  const std::string more = "1099511627777";
  CHECK(audit(at_least("12"), "awards:\n" + award("a1", most)).exit == ExitCode::ok);
  says(audit(at_least("12"), "awards:\n" + award("a1", more)),
       "the amount " + more + " is too large to be compared exactly; at most " + most +
           " is accepted (at ");
  says(audit(at_least("12"), "awards:\n" + award("a1", more)), "record.yaml, award \"a1\")");
  CHECK(audit(at_least(most), "awards: []").exit == ExitCode::no);
  says(audit(at_least(more), "awards: []"), "(at d/r)");
  CHECK(audit(at_least("12"), adjusted(most)).exit == ExitCode::no);
  says(audit(at_least("12"), adjusted(more)), "record.yaml, exception \"e\")");
  says(audit(at_least("12"), "awards:\n" + award("a1", "1/1000000000") + award("a2", "1100")),
       "the amount 1100 is too large beside amounts in parts of 1000000000 to be compared exactly; "
       "at most 1099 is accepted");
}

TEST_CASE("an amount without a small common denominator is named") {
  CHECK(audit(at_least("12"), "awards:\n" + award("a1", "1/1000000000")).exit == ExitCode::no);
  says(audit(at_least("12"), "awards:\n" + award("a1", "3") + award("a2", "1/1000000001")),
       "the amount 1/1000000001 cannot be added up exactly with the others; all amounts need a "
       "common denominator of at most 1000000000 (at ");
  says(audit(at_least("12"), "awards:\n" + award("a1", "1/999999937") + award("a2", "1/7")),
       "record.yaml, award \"a2\")");
  says(audit(at_least("12"), adjusted("1/9223372036854775807")), "record.yaml, exception \"e\")");
}

TEST_CASE("too many awards for too many leaves are counted, and copies have their node") {
  says(audit(leaves(350), terms(300)),
       "the record's 300 awards and the leaves that accept them make more than 100000 pairs of an "
       "award and a leaf; at most so many are looked at (at d)");
  says(audit("{id: s, same: {by: term, of: " + leaves(300) + "}}", terms(200)),
       "with a copy for each value of the record, what is below \"same\" is too large: at most "
       "50000 nodes");
}
