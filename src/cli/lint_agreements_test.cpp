// Each finding about agreements: where it is found, and where it just is not.
#include <doctest/doctest.h>

#include <string>

#include "support/command_line.h"

using namespace cairn;
using cli::ExitCode;
using test::cairn_with;

namespace {

// What stands in an agreement of the academy with the university, valid in 2026.
std::string agreement(const std::string& id, const std::string& rest) {
  return "  - {id: " + id +
         ", title: {en: T}, sender: academy, receiver: uni, validFrom: \"2026-01-01\", validUntil: "
         "\"2026-12-31\", " +
         rest + "}\n";
}

std::string term(const std::string& from, const std::string& more = "") {
  return "terms: [{id: t, from: " + from + ", grant: {credit: {amount: \"1\", system: ects}}" +
         more + "}]";
}

std::string findings(const std::string& agreements, const char* at = "2026-06-01") {
  const std::string catalogue = R"(
organizations:
  - {id: academy, kind: employer, name: {en: Academy}, creditSystem: ects}
  - {id: uni, kind: university, name: {en: University}, creditSystem: ects}
achievements:
  - {id: a, organization: academy, kind: badge, name: {en: A}, subjects: [maths]}
  - {id: b, organization: academy, kind: badge, name: {en: B}}
  - {id: gone, organization: academy, kind: badge, name: {en: Gone}, state: withdrawn}
  - {id: c, organization: uni, kind: course, name: {en: C}}
  - {id: d, organization: uni, kind: degree, name: {en: D}, requirement: {id: r, all: [{id: n, holds: c}]}, prerequisites: {id: p, holds: c}}
agreements:
)" + agreements;
  const auto run = cairn_with({"lint", "--catalogue", "-", "--json", "--at", at}, catalogue);
  CHECK(run.err == "");
  CHECK(run.exit == (run.out == "[]\n" ? ExitCode::ok : ExitCode::no));
  std::string codes;
  for (auto found = run.out.find("\"code\": \""); found != std::string::npos;
       found = run.out.find("\"code\": \"", found + 1)) {
    const auto begin = found + 9;
    codes += (codes.empty() ? "" : " ") + run.out.substr(begin, run.out.find('"', begin) - begin);
  }
  return codes;
}

}  // namespace

TEST_CASE("versions follow each other day by day") {
  const auto with = [](const std::string& until, const std::string& next) {
    const auto version = [](const std::string& days) {
      return "  - {id: x, title: {en: T}, sender: academy, receiver: uni, " + days + ", " +
             term("[a]") + "}\n";
    };
    return version("validFrom: \"2026-01-01\"" + until) +
           version("version: 2, validFrom: \"" + next + "\"");
  };
  CHECK(findings(with("", "2027-01-01")) == "");
  CHECK(findings(with(", validUntil: \"2026-12-31\"", "2027-01-01")) == "");
  CHECK(findings(with(", validUntil: \"2027-01-01\"", "2027-01-01")) == "overlap");
  CHECK(findings(with(", validUntil: \"2026-12-30\"", "2027-01-01")) == "gap");
  CHECK(findings(with(", validUntil: \"2026-12-30\"", "2027-01-01"), "2026-12-31") == "gap");
  CHECK(findings(with(", validUntil: \"2026-12-30\"", "2027-01-01"), "2027-01-01") == "");
}

TEST_CASE("names of what is gone, and of what is another's") {
  CHECK(findings(agreement("x", term("[a]"))) == "");
  CHECK(findings(agreement("x", term("[gone]"))) == "replaced");
  CHECK(findings(agreement("x", term("[gone]")), "2026-12-31") == "replaced");
  CHECK(findings(agreement("x", term("[gone]")), "2027-01-01") == "");
  CHECK(findings(agreement("x", term("[a, c]"))) == "other_provider");
}

TEST_CASE("grants of what is not the receiver's") {
  const auto granting = [](const std::string& grant) {
    return agreement("x", "terms: [{id: t, from: [a], grant: " + grant + "}]");
  };
  const std::string one = ", credit: {amount: \"1\", system: ects}}";
  CHECK(findings(granting("{achievement: c" + one)) == "");
  CHECK(findings(granting("{achievement: b" + one)) == "other_receiver");
  CHECK(findings(granting("{achievement: b" + one), "2026-12-31") == "other_receiver");
  CHECK(findings(granting("{achievement: b" + one), "2027-01-01") == "");
  CHECK(findings(granting("{block: d" + one)) == "");
  CHECK(findings(granting("{block: b" + one)) == "other_receiver no_parts");
  CHECK(findings(granting("{credit: {amount: \"1\", system: ects}}")) == "");
  CHECK(findings(granting("{waiver: d/n}")) == "");
}

TEST_CASE("terms that never apply") {
  const std::string denying = ", denied: [{achievement: a, reason: {en: R}}]";
  CHECK(findings(agreement("x", term("[a]") + denying)) == "denied");
  CHECK(findings(agreement("x", term("[[a], [b]]") + denying)) == "");
  CHECK(findings(agreement("x", "precedence: 1, " + term("[a]")) +
                 agreement("y", "denied: [{achievement: a, reason: {en: R}}]")) == "");
  CHECK(findings(agreement("x", term("[b]", ", where: {subjects: [maths]}"))) == "unmet");
  CHECK(findings(agreement("x", term("[[a], [b]]", ", where: {subjects: [maths]}"))) == "");
}

TEST_CASE("what a higher agreement always sets aside") {
  const std::string higher = agreement("y", "precedence: 1, " + term("[a]"));
  CHECK(findings(agreement("x", term("[a, b]")) + higher) == "shadowed");
  CHECK(findings(agreement("x", term("[[a], [b]]")) + higher) == "");
  CHECK(findings(agreement("x", term("[a, b]")) +
                 agreement("y", "precedence: 1, " + term("[a]", ", where: {subjects: [maths]}"))) ==
        "");
  CHECK(findings(agreement("x", term("[a, b]")) +
                 agreement("y", "precedence: 1, requiresSignatures: true, " + term("[a]"))) == "");
}

TEST_CASE("chains that circle") {
  const auto both = [](const char* accepts) {
    return "  - {id: x, title: {en: T}, sender: academy, receiver: uni, validFrom: \"2026-01-01\", "
           "acceptsRecognised: true, terms: [{id: t, from: [a], grant: {achievement: c, credit: "
           "{amount: \"1\", system: ects}}}]}\n  - {id: y, title: {en: T}, sender: uni, receiver: "
           "academy, validFrom: \"2026-01-01\", acceptsRecognised: " +
           std::string(accepts) +
           ", terms: [{id: t, from: [c], grant: {achievement: a, credit: {amount: \"1\", system: "
           "ects}}}]}\n";
  };
  CHECK(findings(both("true")) == "circle circle");
  CHECK(findings(both("false")) == "");
}

TEST_CASE("blocks without parts, and nodes that are not there") {
  const auto granting = [](const std::string& grant) {
    return agreement("x", "terms: [{id: t, from: [a], grant: " + grant + "}]");
  };
  CHECK(findings(granting("{block: c, credit: {amount: \"1\", system: ects}}")) == "no_parts");
  CHECK(findings(granting("{block: d, credit: {amount: \"1\", system: ects}}")) == "");
  CHECK(findings(granting("{waiver: d/m}")) == "unknown_node");
  CHECK(findings(granting("{waiver: d/n}")) == "");
  CHECK(findings(granting("{waiver: d/prerequisites/p}")) == "");
  CHECK(findings(granting("{waiver: d/prerequisites/q}")) == "unknown_node");
  CHECK(findings(granting("{waiver: c/prerequisites/p}")) == "unknown_node");
  CHECK(findings(granting("{requirement: e/n}")) == "unknown_node");
}
