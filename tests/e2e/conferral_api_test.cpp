// What is due to learners and awarding it, through the API.
#include <doctest/doctest.h>

#include <string>

#include "e2e/demonstration.h"

using namespace cairn;
using test::Answer;
using test::Demonstration;

namespace {

constexpr const char* kAmal = "/people/amal/conferrals";
constexpr const char* kAward = R"({"achievement": "riverside/analysis-start"})";

// A certificate that Amal's record completes, and what an officer says of it.
void publish(Demonstration& demonstration, const std::string& consumption = "retained",
             const std::string& authority_until = "2026-11-21") {
  demonstration.sign_in("rut");
  const Answer published = demonstration.post("/imports", R"({"achievements": [{
      "id": "riverside/analysis-start", "organization": "riverside", "kind": "certificate",
      "name": {"en": "Start in Analysis", "ar": "بداية في التحليل"},
      "credit": [{"amount": "3", "system": "us-semester"}], "consumption": ")" +
                                                              consumption +
                                                              R"(",
      "requirement": {"id": "r", "all": [{"id": "a", "holds": "riverside/data-literacy"},
                                         {"id": "b", "holds": "riverside/statistics"}]}}],
    "authorities": [{"id": "riverside-2026", "organization": "riverside", "officer": "Provost",
      "achievements": ["riverside/analysis-*"], "from": "2026-09-01", "until": ")" +
                                                              authority_until + R"("}]})");
  REQUIRE(published.status == 200);
}

// The conferral of the certificate among those of Amal.
json::Value conferral(const Answer& answer) {
  for (const json::Value& each : answer.at({"conferrals"}).items())
    if (each.find("achievement")->text_of("id") == "riverside/analysis-start") return each;
  return {};
}

std::size_t awards_of_amal(Demonstration& demonstration) {
  demonstration.sign_in("amal");
  const Answer portfolio = demonstration.get("/portfolio");
  return portfolio.count({"awards"});
}

}  // namespace

TEST_CASE("what is complete is due, and awarded under the standing authority") {
  Demonstration demonstration;
  const std::size_t before = awards_of_amal(demonstration);
  publish(demonstration);
  const Answer due = demonstration.get(kAmal);
  REQUIRE(due.status == 200);
  CHECK(conferral(due).text_of("outcome") == "granted");
  CHECK(conferral(due).find("authority")->text_of("officer") == "Provost");
  const Answer made = demonstration.post(kAmal, kAward);
  REQUIRE(made.status == 201);
  CHECK(made.text({"made", "authority"}) == "riverside-2026");
  CHECK(made.text({"made", "officer"}) == "Provost");
  CHECK(awards_of_amal(demonstration) == before + 1);
  const Answer portfolio = demonstration.get("/portfolio");
  bool told = false;
  for (const json::Value& item : portfolio.at({"awards"}).items())
    if (const json::Value* conferral = item.find("conferral")) {
      told = true;
      CHECK(conferral->text_of("officer") == "Provost");
      CHECK(item.find("award")->find("roots")->items().size() == 2);
    }
  CHECK(told);
}

TEST_CASE("awarding twice makes one award, also when its learner took it out of the portfolio") {
  Demonstration demonstration;
  publish(demonstration);
  const Answer first = demonstration.post(kAmal, kAward);
  const Answer second = demonstration.post(kAmal, kAward);
  CHECK(second.status == 200);
  const std::string award = first.text({"made", "award"});
  CHECK(second.text({"made", "award"}) == award);
  demonstration.sign_in("amal");
  REQUIRE(demonstration.ask("DELETE", "/api/v1/portfolio/" + award).status == 204);
  demonstration.sign_in("rut");
  CHECK(conferral(demonstration.get(kAmal)).text_of("reason") == "held");
  CHECK(demonstration.post(kAmal, kAward).status == 200);
}

TEST_CASE("taking out a badge leaves the certificate that was earned with it") {
  Demonstration demonstration;
  publish(demonstration);
  const std::string award = demonstration.post(kAmal, kAward).text({"made", "award"});
  demonstration.sign_in("amal");
  REQUIRE(demonstration.ask("DELETE", "/api/v1/portfolio/amal-statistics").status == 204);
  bool is_there = false;
  const Answer portfolio = demonstration.get("/portfolio");
  for (const json::Value& item : portfolio.at({"awards"}).items())
    is_there = is_there || item.find("award")->text_of("id") == award;
  CHECK(is_there);
}

TEST_CASE(
    "without an authority of the day it is proposed, and the officer's name stands beside it") {
  Demonstration demonstration;
  publish(demonstration, "retained", "2026-11-20");
  const Answer due = demonstration.get(kAmal);
  CHECK(conferral(due).text_of("reason") == "authority_idle");
  const Answer made = demonstration.post(kAmal, kAward);
  REQUIRE(made.status == 201);
  CHECK(made.text({"made", "officer"}) == "Rut Lindqvist");
  CHECK(made.at({"made"}).find("authority") == nullptr);
}

TEST_CASE("an authority that is published as revoked grants no longer") {
  Demonstration demonstration;
  publish(demonstration);
  REQUIRE(conferral(demonstration.get(kAmal)).text_of("reason") == "authorized");
  const Answer revoked =
      demonstration.post("/imports", R"({"authorities": [{"id": "riverside-2026", "version": 2,
      "organization": "riverside", "officer": "Provost", "achievements": ["riverside/analysis-*"],
      "from": "2026-09-01", "until": "2026-11-21",
      "revoked": {"on": "2026-11-21", "by": "Board", "reason": "new rules"}}]})");
  REQUIRE(revoked.status == 200);
  CHECK(conferral(demonstration.get(kAmal)).text_of("reason") == "authority_idle");
}

TEST_CASE("what is not due is refused with its reason, and nothing is kept") {
  Demonstration demonstration;
  const std::size_t before = awards_of_amal(demonstration);
  publish(demonstration);
  const Answer refused =
      demonstration.post(kAmal, R"({"achievement": "riverside/certificate-data-analysis"})");
  CHECK(refused.status == 409);
  CHECK(refused.text({"conferral", "reason"}) == "incomplete");
  CHECK(demonstration.post(kAmal, R"({"achievement": "riverside/statistics"})").status == 404);
  CHECK(demonstration.post(kAmal, R"({"achievement": 5})").status == 400);
  CHECK(demonstration.post("/people/nobody/conferrals", kAward).status == 404);
  CHECK(demonstration.post("/people/rut/conferrals", kAward).status == 404);
  CHECK(awards_of_amal(demonstration) == before);
}

TEST_CASE("only who has the right sees what is due, or awards it") {
  Demonstration demonstration;
  publish(demonstration);
  demonstration.sign_in("amal");
  CHECK(demonstration.get("/conferrals").status == 403);
  CHECK(demonstration.get(kAmal).status == 403);
  CHECK(demonstration.post(kAmal, kAward).status == 403);
  const Demonstration nobody;
  CHECK(nobody.get("/conferrals").status == 401);
  CHECK(nobody.get(kAmal).status == 401);
  CHECK(nobody.post(kAmal, kAward).status == 401);
}

TEST_CASE("learners to whom something is due come page by page, one achievement or all") {
  Demonstration demonstration;
  publish(demonstration, "absorbed");
  const std::string only = "achievement=riverside/analysis-start";
  const Answer all = demonstration.get("/conferrals", only);
  REQUIRE(all.count({"items"}) == 1);
  CHECK(all.text({"items", "0", "learner", "id"}) == "amal");
  CHECK(all.text({"items", "0", "conferrals", "0", "consumption"}) == "absorbed");
  CHECK(all.count({"items", "0", "conferrals", "0", "consumes"}) == 2);
  CHECK(demonstration.get("/conferrals", only + "&limit=1").text({"next"}) == "amal");
  CHECK(demonstration.get("/conferrals", only + "&limit=1&cursor=amal").count({"items"}) == 0);
}

TEST_CASE("the demonstration has something due, under an authority of its own") {
  Demonstration demonstration;
  demonstration.sign_in("rut");
  const Answer due = demonstration.get("/conferrals");
  REQUIRE(due.count({"items"}) == 1);
  CHECK(due.text({"items", "0", "learner", "id"}) == "salma");
  REQUIRE(due.count({"items", "0", "conferrals"}) == 1);
  CHECK(due.text({"items", "0", "conferrals", "0", "achievement", "id"}) ==
        "meridian/operations-track");
  CHECK(due.text({"items", "0", "conferrals", "0", "outcome"}) == "granted");
}

TEST_CASE("what a certificate absorbed counts no more toward the same organization's") {
  Demonstration demonstration;
  publish(demonstration, "absorbed");
  demonstration.sign_in("amal");
  const std::string goal = "goal=riverside/certificate-data-analysis";
  const auto distance = [&] {
    return demonstration.get("/audit", goal).text({"audit", "objective", "credit", "amount"});
  };
  const std::string before = distance();
  demonstration.sign_in("rut");
  REQUIRE(demonstration.post(kAmal, kAward).status == 201);
  demonstration.sign_in("amal");
  CHECK(distance() != before);
  const Answer audit = demonstration.get("/audit", goal);
  bool told = false;
  for (const json::Value& reason : audit.at({"audit", "reasons"}).items())
    told = told || reason.text_of("code") == "consumed";
  CHECK(told);
}
