// Rulings through the API: the same facts get the same answer, whoever holds the award.
#include <doctest/doctest.h>

#include <string>

#include "e2e/demonstration.h"

using namespace cairn;
using test::Answer;
using test::Demonstration;

namespace {

// An award of Meridian's SQL badge. No agreement names it at Nordhaven.
void give(Demonstration& demonstration, const std::string& handle, const std::string& id,
          const std::string& source = "") {
  learning::Award award;
  award.id = AwardId(id);
  award.achievement = AchievementId("meridian/sql-for-analysts");
  award.organization = OrganizationId("meridian");
  award.credit = {{Rational(2), credit::SystemId("ects")}};
  award.awarded = Date::parse("2026-09-01").value();
  award.source = source;
  demonstration.give(handle, award);
}

std::string ruling(const std::string& person, const std::string& award,
                   const std::string& answer = R"("grant": {"credit": {"amount": "2",
                     "system": "ects"}})") {
  return R"({"person": ")" + person + R"(", "award": ")" + award +
         R"(", "receiver": "nordhaven", "reason": "The syllabus covers the first module.", )" +
         answer + "}";
}

const char* const kRefused = R"("refused": true)";
const char* const kExplained = R"("refused": true, "explanation": "The module changed in autumn.")";

Answer rule(Demonstration& demonstration, const std::string& body) {
  demonstration.sign_in("rut");
  return demonstration.post("/precedents", body);
}

// Proposals by precedent in the portfolio of the learner, and which decided.
std::string proposed_to(Demonstration& demonstration, const std::string& person) {
  demonstration.sign_in(person);
  std::string found;
  const Answer portfolio = demonstration.get("/portfolio");
  const json::Value proposals = portfolio.at({"proposals"});
  for (const json::Value& each : proposals.items())
    if (const json::Value* precedent = each.find("precedent")) {
      CHECK(each.find("agreement") == nullptr);
      found += std::string(precedent->find("receiver")->text_of("id")) + " " +
               std::string(precedent->text_of("decided")) + ",";
    }
  return found;
}

}  // namespace

TEST_CASE(
    "a ruling is proposed to the next learner with the same facts, and decided by accepting") {
  Demonstration demonstration;
  give(demonstration, "jonas", "jonas-sql");
  give(demonstration, "amal", "amal-sql");
  CHECK(proposed_to(demonstration, "amal") == "");
  const Answer made = rule(demonstration, ruling("jonas", "jonas-sql"));
  REQUIRE(made.status == 200);
  CHECK(made.text({"facts", "content"}) == "version 1");
  CHECK(made.body.find("jonas") == std::string::npos);  // nothing of it is about a person
  CHECK(proposed_to(demonstration, "jonas") == "nordhaven 2026-11-21,");
  CHECK(proposed_to(demonstration, "amal") == "nordhaven 2026-11-21,");
  CHECK(proposed_to(demonstration, "salma") == "");

  demonstration.sign_in("amal");
  std::string proposal;
  const Answer open = demonstration.get("/portfolio");
  const json::Value proposals = open.at({"proposals"});
  for (const json::Value& each : proposals.items())
    if (each.find("precedent") != nullptr) proposal = std::string(each.text_of("id"));
  const Answer decided = demonstration.accept(proposal);
  REQUIRE(decided.status == 200);
  CHECK(decided.text({"precedent", "id"}) == made.text({"id"}));
  const Answer after = demonstration.get("/portfolio");
  const json::Value awards = after.at({"awards"});
  for (const json::Value& item : awards.items())
    if (item.find("award")->text_of("id") == "amal-sql") {
      bool by_precedent = false;
      for (const json::Value& each : item.find("decisions")->items())
        by_precedent = by_precedent || each.find("precedent") != nullptr;
      CHECK(by_precedent);
    }
}

TEST_CASE("the same answer again keeps nothing, another needs an explanation") {
  Demonstration demonstration;
  give(demonstration, "jonas", "jonas-sql");
  give(demonstration, "amal", "amal-sql");
  const Answer first = rule(demonstration, ruling("jonas", "jonas-sql"));
  CHECK(rule(demonstration, ruling("amal", "amal-sql")).text({"id"}) == first.text({"id"}));
  CHECK(demonstration.get("/precedents").count({"items"}) == 1);
  const Answer unexplained = rule(demonstration, ruling("amal", "amal-sql", kRefused));
  CHECK(unexplained.status == 409);
  CHECK(unexplained.text({"detail"}).find(first.text({"id"})) != std::string::npos);
  const Answer explained = rule(demonstration, ruling("amal", "amal-sql", kExplained));
  REQUIRE(explained.status == 200);
  CHECK(explained.text({"deviates", "from"}) == first.text({"id"}));
  CHECK(proposed_to(demonstration, "jonas") == "");  // the later one is the answer
  bool refused = false;
  const Answer portfolio = demonstration.get("/portfolio");
  const json::Value awards = portfolio.at({"awards"});
  for (const json::Value& item : awards.items())
    for (const json::Value& each : item.find("refusals")->items())
      refused = refused || (each.text_of("reason") == "precedent_refuses" &&
                            each.find("precedent")->text_of("id") == explained.text({"id"}));
  CHECK(refused);
}

TEST_CASE("other facts get no answer, and what nobody signed is confirmed by who rules") {
  Demonstration demonstration;
  give(demonstration, "jonas", "jonas-sql", "stated:sha256:syllabus");
  give(demonstration, "amal", "amal-sql");
  const Answer made = rule(demonstration, ruling("jonas", "jonas-sql"));
  REQUIRE(made.status == 200);
  CHECK(made.text({"basis"}) == "stated");
  CHECK_FALSE(made.text({"confirmedBy"}).empty());
  CHECK(made.text({"facts", "content"}) == "sha256:syllabus");
  CHECK(proposed_to(demonstration, "jonas") != "");
  CHECK(proposed_to(demonstration, "amal") == "");
}

TEST_CASE("only who has the right rules, and only on what was earned") {
  Demonstration demonstration;
  give(demonstration, "jonas", "jonas-sql");
  CHECK(demonstration.post("/precedents", ruling("jonas", "jonas-sql")).status == 401);
  demonstration.sign_in("jonas");
  CHECK(demonstration.post("/precedents", ruling("jonas", "jonas-sql")).status == 403);
  CHECK(demonstration.get("/precedents").count({"items"}) == 0);
  CHECK(rule(demonstration, ruling("nobody", "jonas-sql")).status == 404);
  CHECK(rule(demonstration, ruling("jonas", "amal-sql")).status == 404);
  CHECK(rule(demonstration, ruling("salma", "salma-threats")).status == 409);  // in progress
  CHECK(rule(demonstration, ruling("jonas", "jonas-sql", R"("refused": false)")).status == 400);
  CHECK(rule(demonstration, ruling("jonas", "jonas-sql", R"("grant": {})")).status == 400);
  CHECK(rule(demonstration, "{").status == 400);
  CHECK(demonstration.get("/precedents").count({"items"}) == 0);
}
