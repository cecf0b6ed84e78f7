// Facts, exceptions and entries of a learner through the API, and what audits make of them.
#include <doctest/doctest.h>

#include <string>

#include "e2e/demonstration.h"

using namespace cairn;
using test::Answer;
using test::Demonstration;

namespace {

constexpr const char* kPath = "/people/amal/particulars";
const std::string kGoal = "goal=riverside/certificate-data-analysis";

Answer state(const Demonstration& demonstration, const std::string& body,
             const std::string& path = kPath) {
  return demonstration.ask("PUT", "/api/v1" + path, body);
}

const char* const kWaiver = R"({"facts": [{"name": "hours", "value": "120"}],
  "exceptions": [{"id": "no-python", "kind": "waive",
    "node": "riverside/certificate-data-analysis/python", "author": "Dean",
    "reason": "taught it for years", "from": "2026-11-01"}],
  "entries": [{"achievement": "riverside/certificate-data-analysis", "on": "2025-09-01"}]})";

// The status of the node whose path ends in `end`, in the audit of the signed-in learner.
std::string status_of(const json::Value& nodes, std::string_view end) {
  for (const json::Value& node : nodes.items()) {
    if (node.text_of("id").ends_with(end)) return std::string(node.text_of("status"));
    if (auto found = status_of(*node.find("children"), end); !found.empty()) return found;
  }
  return {};
}

}  // namespace

TEST_CASE("an administrator states an exception, and the learner's audit goes by it") {
  Demonstration demonstration;
  demonstration.sign_in("amal");
  Answer before = demonstration.get("/audit", kGoal);
  REQUIRE(before.status == 200);
  CHECK(status_of(before.at({"audit", "requirements"}), "/python") == "unsatisfied");
  demonstration.sign_in("rut");
  const Answer stated = state(demonstration, kWaiver);
  REQUIRE(stated.status == 200);
  CHECK(stated.text({"particulars", "exceptions", "0", "id"}) == "no-python");
  demonstration.sign_in("amal");
  Answer after = demonstration.get("/audit", kGoal);
  CHECK(status_of(after.at({"audit", "requirements"}), "/python") == "waived");
  const Answer own = demonstration.get("/particulars");
  CHECK(own.text({"particulars", "facts", "0", "value"}) == "120");
  CHECK(own.text({"particulars", "entries", "0", "on"}) == "2025-09-01");
  CHECK(own.text({"achievements", "0", "name", "en"}) == "Certificate in Data Analysis");
}

TEST_CASE("what is stated takes the place of what was stated before") {
  Demonstration demonstration;
  demonstration.sign_in("rut");
  REQUIRE(state(demonstration, kWaiver).status == 200);
  REQUIRE(state(demonstration, "{}").status == 200);
  const Answer read = demonstration.get(kPath);
  for (const char* kind : {"facts", "exceptions", "entries"})
    CHECK(read.count({"particulars", kind}) == 0);
}

TEST_CASE("only who has the right states or reads them, and only of learners") {
  Demonstration demonstration;
  CHECK(state(demonstration, kWaiver).status == 401);
  demonstration.sign_in("amal");
  CHECK(state(demonstration, kWaiver).status == 403);
  CHECK(demonstration.get(kPath).status == 403);
  CHECK(demonstration.get("/particulars").count({"particulars", "exceptions"}) == 0);
  demonstration.sign_in("rut");
  CHECK(demonstration.get("/particulars").status == 403);
  CHECK(state(demonstration, kWaiver, "/people/nobody/particulars").status == 404);
  CHECK(state(demonstration, kWaiver, "/people/rut/particulars").status == 404);
}

TEST_CASE("what no audit could go by is refused with its place, and nothing is kept") {
  Demonstration demonstration;
  demonstration.sign_in("rut");
  for (const char* body :
       {"{", R"({"facts": [{"name": "a", "value": "1"}, {"name": "a", "value": "2"}]})",
        R"({"exceptions": [{"id": "x", "kind": "block", "node": "n", "award": "not-hers",
           "author": "D", "reason": "r", "from": "2026-11-01"}]})",
        R"({"exceptions": [{"id": "x", "kind": "adjust", "value": "2", "author": "D", "reason": "r",
           "node": "riverside/certificate-data-analysis", "from": "2027-03-01"}]})",
        R"({"entries": [{"achievement": "a", "on": "yesterday"}]})", R"({"awards": []})"}) {
    const Answer refused = state(demonstration, body);
    CHECK(refused.status == 400);
    CHECK_FALSE(refused.text({"detail"}).empty());
  }
  CHECK(demonstration.get(kPath).count({"particulars", "facts"}) == 0);
}
