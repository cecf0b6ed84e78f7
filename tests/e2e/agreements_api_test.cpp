// Agreements through the API: their versions, and which of them decides.
#include <doctest/doctest.h>

#include <string>

#include "e2e/demonstration.h"

using namespace cairn;
using test::Answer;
using test::badge;
using test::Demonstration;

namespace {

// A version of the agreement that recognises Meridian's SQL badge, which is of October 2026, for 3
// credits, in force today.
std::string next_version(const std::string& members) {
  return R"({"agreements": [{"id": "meridian-riverside-data", "title": {"en": "Renewed"},
    "sender": "meridian", "receiver": "riverside", "validFrom": "2026-11-21", "automatic": true,
    "terms": [{"id": "sql", "from": ["meridian/sql-for-analysts"], "grant": {
      "achievement": "riverside/sql-queries", "credit": {"amount": "3", "system": "us-semester"}}}],
    )" + members +
         "}]}";
}

Answer import(Demonstration& demonstration, const std::string& document) {
  demonstration.sign_in("rut");
  Answer answer = demonstration.post("/imports", document);
  demonstration.sign_in("jonas");
  return answer;
}

}  // namespace

TEST_CASE("a version is published beside those before it, and only as the next one") {
  Demonstration demonstration;
  const std::size_t before = demonstration.get("/agreements").count({"items"});
  REQUIRE(import(demonstration, next_version(R"("version": 2)")).text({"changed"}) == "1");
  CHECK(import(demonstration, next_version(R"("version": 2)")).text({"unchanged"}) == "1");
  CHECK(demonstration.get("/agreements").count({"items"}) == before + 1);
  std::string seen;
  const Answer agreements = demonstration.get("/agreements");
  const json::Value items = agreements.at({"items"});
  for (const json::Value& each : items.items())
    if (each.text_of("id") == "meridian-riverside-data")
      seen += std::string(each.text_of("validFrom")) + " " +
              std::string(each.find("version")->number()) + ", ";
  CHECK(seen == "2025-01-01 1, 2026-11-21 2, ");
  for (const char* version : {"1", "2"}) {
    const Answer frozen = import(
        demonstration, next_version(R"("precedence": 1, "version": )" + std::string(version)));
    CHECK(frozen.status == 409);
    CHECK(frozen.text({"detail"}).find("version 3") != std::string::npos);
  }
}

TEST_CASE("a badge from before a new version counts by the old one") {
  Demonstration demonstration;
  REQUIRE(import(demonstration, next_version(R"("version": 2)")).status == 200);
  const Answer added = demonstration.post("/portfolio", badge("sql-for-analysts.json"));
  REQUIRE(added.count({"award", "decisions"}) == 1);
  CHECK(added.text({"award", "decisions", "0", "agreement", "version"}) == "1");
  CHECK(added.text({"award", "decisions", "0", "view", "credit", "0", "amount"}) == "1");
  CHECK(added.count({"award", "refusals"}) == 0);
}

TEST_CASE("a new version may take over what was earned since, but not what was decided") {
  Demonstration demonstration;
  const std::string taking_over = next_version(R"("version": 2, "awardsFrom": "2026-01-01")");
  SUBCASE("published before the badge comes in") {
    REQUIRE(import(demonstration, taking_over).status == 200);
    const Answer added = demonstration.post("/portfolio", badge("sql-for-analysts.json"));
    CHECK(added.text({"award", "decisions", "0", "agreement", "version"}) == "2");
    CHECK(added.text({"award", "decisions", "0", "view", "credit", "0", "amount"}) == "3");
  }
  SUBCASE("published after it was decided") {
    demonstration.sign_in("jonas");
    REQUIRE(demonstration.post("/portfolio", badge("sql-for-analysts.json")).status == 201);
    REQUIRE(import(demonstration, taking_over).status == 200);
    const Answer kept = demonstration.get("/portfolio");
    REQUIRE(kept.count({"awards", "0", "decisions"}) == 1);
    CHECK(kept.text({"awards", "0", "decisions", "0", "agreement", "version"}) == "1");
    CHECK(kept.text({"awards", "0", "decisions", "0", "agreement", "title", "en"}) ==
          "Meridian data badges at Riverside");
  }
}

TEST_CASE("a plan says by which version its steps will count") {
  Demonstration demonstration;
  const Answer published = import(demonstration, R"({"agreements": [{"id": "guild-riverside-exams",
    "version": 2, "title": {"en": "Renewed"}, "sender": "guild", "receiver": "riverside",
    "validFrom": "2026-12-01", "automatic": true, "terms": [{"id": "spreadsheets",
    "from": ["guild/spreadsheet-analyst"], "grant": {"achievement": "riverside/spreadsheet-analysis",
    "credit": {"amount": "2", "system": "us-semester"}}}]}]})");
  REQUIRE(published.status == 200);
  const auto counted_by = [&](const std::string& start) {
    const Answer plan = demonstration.post(
        "/plans", R"({"goal": "riverside/certificate-data-analysis", "objective": "cheapest",
          "weeklyHours": 20, "start": ")" +
                      start + "\"}");
    REQUIRE(plan.status == 200);
    std::string found;
    const json::Value steps = plan.at({"steps"});
    for (const json::Value& step : steps.items())
      for (const json::Value& use : step.find("uses")->items())
        if (const json::Value* agreement = use.find("agreement"))
          found += agreement->text_of("id") == "guild-riverside-exams"
                       ? std::string(agreement->find("version")->number())
                       : "";
    return found;
  };
  CHECK(counted_by("2026-11-30") == "1");
  CHECK(counted_by("2026-12-01") == "2");
}
