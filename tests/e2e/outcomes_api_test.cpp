// What agreements grant besides credit, through the API: waivers, requirements met, advanced
// standing, in the portfolio and in the audit.
#include <doctest/doctest.h>

#include <string>

#include "e2e/demonstration.h"

using namespace cairn;
using test::Answer;
using test::badge;
using test::Demonstration;

namespace {

const std::string kGoal = "goal=riverside/certificate-data-analysis";
const std::string kNode = "riverside/certificate-data-analysis/python";

/// A demonstration in which Riverside grants this for Meridian's SQL badge, which Jonas has, and
/// for which nothing else is granted.
void begin(Demonstration& demonstration, const std::string& grant) {
  demonstration.sign_in("rut");
  const Answer published = demonstration.post(
      "/imports",
      R"({"agreements": [{"id": "besides", "title": {"en": "Besides credit"}, "sender": "meridian",
        "receiver": "riverside", "validFrom": "2026-01-01", "terms": [
        {"id": "t", "from": ["meridian/sql-for-analysts"], "grant": )" +
          grant + R"(}]}, {"id": "meridian-riverside-data", "version": 2, "title": {"en": "Ended"},
        "sender": "meridian", "receiver": "riverside", "validFrom": "2026-01-01",
        "awardsFrom": "2020-01-01", "denied": [{"achievement": "meridian/python-bootcamp",
        "reason": {"en": "Ended."}}]}]})");
  REQUIRE(published.status == 200);
  demonstration.sign_in("jonas");
  REQUIRE(demonstration.post("/portfolio", badge("sql-for-analysts.json")).status == 201);
}

std::string only_proposal(const Demonstration& demonstration) {
  const Answer portfolio = demonstration.get("/portfolio");
  return portfolio.count({"proposals"}) == 1 ? portfolio.text({"proposals", "0", "id"}) : "";
}

// The status of the node in the audit of the signed-in learner.
std::string status_in(const json::Value& nodes) {
  for (const json::Value& node : nodes.items()) {
    if (node.text_of("id") == kNode) return std::string(node.text_of("status"));
    if (auto found = status_in(*node.find("children")); !found.empty()) return found;
  }
  return {};
}

std::string status(const Demonstration& demonstration) {
  const Answer answer = demonstration.get("/audit", kGoal);
  const json::Value nodes = answer.at({"audit", "requirements"});
  return status_in(nodes);
}

// The state of what the node asks for on the map of the signed-in learner.
std::string on_map(const Demonstration& demonstration) {
  const Answer map = demonstration.get("/map", kGoal);
  const json::Value nodes = map.at({"nodes"});
  for (const json::Value& node : nodes.items())
    if (node.text_of("id") == "riverside/python-basics") return std::string(node.text_of("state"));
  return {};
}

}  // namespace

TEST_CASE("a waiver waits for the learner, and the audit goes by it with its agreement") {
  Demonstration demonstration;
  begin(demonstration, R"({"waiver": ")" + kNode + "\"}");
  CHECK(status(demonstration) == "unsatisfied");
  const std::string proposal = only_proposal(demonstration);
  const Answer decided = demonstration.accept(proposal);
  REQUIRE(decided.status == 200);
  CHECK(decided.text({"grants"}) == "waiver");
  CHECK(decided.text({"node", "id"}) == kNode);
  CHECK(decided.text({"node", "of", "id"}) == "riverside/certificate-data-analysis");
  CHECK(status(demonstration) == "waived");
  CHECK(on_map(demonstration) == "waived");
  const Answer audit = demonstration.get("/audit", kGoal);
  CHECK(audit.text({"exceptions", "0", "reason"}) == "besides@1/t");
  CHECK(audit.text({"exceptions", "0", "author"}) == "riverside");
  const Answer portfolio = demonstration.get("/portfolio");
  CHECK(portfolio.text({"awards", "0", "decisions", "0", "agreement", "id"}) == "besides");
  CHECK(portfolio.count({"proposals"}) == 0);
  CHECK(demonstration.accept(proposal).status == 404);

  // It stands on the award, goes with it, and is proposed again with it.
  const std::string id = portfolio.text({"awards", "0", "award", "id"});
  REQUIRE(demonstration.ask("DELETE", "/api/v1/portfolio/" + id).status == 204);
  CHECK(status(demonstration) == "unsatisfied");
  CHECK(on_map(demonstration) == "locked");
  REQUIRE(demonstration.post("/portfolio/" + id + "/restore", "").status == 200);
  CHECK(status(demonstration) == "unsatisfied");
  CHECK(only_proposal(demonstration) == proposal);
}

TEST_CASE("a requirement met is accepted at its node, and uses its roots up") {
  Demonstration demonstration;
  begin(demonstration, R"({"requirement": ")" + kNode + "\"}");
  REQUIRE(demonstration.accept(only_proposal(demonstration)).status == 200);
  CHECK(status(demonstration) == "satisfied");
  CHECK(on_map(demonstration) == "done");
  CHECK(demonstration.get("/portfolio").text({"awards", "0", "decisions", "0", "grants"}) ==
        "requirement");
}

TEST_CASE("advanced standing is kept with its fact, and proposed once") {
  Demonstration demonstration;
  begin(demonstration, R"({"advancedStanding": {"name": "year", "value": "2"}})");
  const Answer decided = demonstration.accept(only_proposal(demonstration));
  REQUIRE(decided.status == 200);
  CHECK(decided.text({"standing", "value"}) == "2");
  CHECK(only_proposal(demonstration) == "");
  CHECK(
      demonstration.get("/portfolio").text({"awards", "0", "decisions", "0", "standing", "name"}) ==
      "year");
}

TEST_CASE("what no audit could go by is not granted") {
  Demonstration demonstration;
  begin(demonstration, R"({"requirement": "riverside/certificate-data-analysis/spreadsheets"})");
  const Answer refused = demonstration.accept(only_proposal(demonstration));
  CHECK(refused.status == 400);
  CHECK(demonstration.get("/portfolio").count({"awards", "0", "decisions"}) == 0);
}
