// The way of the demonstration's learner, from a dropped badge to the next step, by the rules
// alone: what the pages show of it rests on these answers.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "documents/catalogue_json.h"
#include "documents/record_json.h"
#include "domain/audit/audit.h"
#include "domain/plan/plan.h"
#include "domain/recognition/propose.h"
#include "support/vectors.h"

using namespace cairn;

namespace {

const AchievementId kCertificate("riverside/certificate-data-analysis");
const AchievementId kDegree("riverside/bas-data-analytics");

Date day(std::string_view text) { return Date::parse(text).value(); }
const Date kToday = day("2026-11-23");

documents::CatalogueDocument consortium() {
  std::vector<documents::NamedText> files;
  for (const auto& entry : std::filesystem::directory_iterator("examples/consortium"))
    files.push_back({entry.path().filename().string(), test::read_file(entry.path())});
  auto document = documents::read_catalogue(files);
  REQUIRE_MESSAGE(document.has_value(), describe(document.error()));
  return std::move(document).value();
}

const documents::Person& person(const documents::CatalogueDocument& document, const char* id) {
  return *std::find_if(document.people.begin(), document.people.end(),
                       [&](const auto& candidate) { return candidate.id == id; });
}

/// The award that examples/badges/sql-for-analysts.* carries.
learning::Award dropped_badge() {
  learning::Award award;
  award.id = AwardId("dropped");
  award.achievement = AchievementId("meridian/sql-for-analysts");
  award.organization = OrganizationId("meridian");
  award.credit = {{Rational(2), credit::SystemId("ects")}};
  award.awarded = day("2026-10-15");
  return award;
}

struct Journey {
  documents::CatalogueDocument document = consortium();
  learning::Record before = person(document, "amal").record;
  learning::Record after = before;

  Journey() { after.awards.push_back(dropped_badge()); }

  std::vector<recognition::Decision> decisions() const {
    const auto proposed =
        recognition::propose(after, {document.catalogue, document.agreements}, kToday);
    REQUIRE(proposed.has_value());
    return recognition::decide(*proposed);
  }

  audit::Audit audited(const AchievementId& goal, const learning::Record& record) const {
    const auto programme = audit::Programme::compile(goal, document.catalogue);
    REQUIRE_MESSAGE(programme.has_value(), describe(programme.error()));
    auto audit = audit::evaluate(*programme, record, {.at = kToday});
    REQUIRE_MESSAGE(audit.has_value(), describe(audit.error()));
    return std::move(audit).value();
  }

  plan::Plan planned(const AchievementId& goal, plan::Objective objective,
                     const char* who = "amal") const {
    const auto& learner = person(document, who);
    const auto plan = plan::make_plan({.goal = goal,
                                       .start = kToday,
                                       .weekly_hours = learner.weekly_hours.value(),
                                       .objective = objective},
                                      who == std::string("amal") ? after : learner.record,
                                      {document.catalogue, document.agreements});
    REQUIRE_MESSAGE(plan.has_value(), describe(plan.error()));
    return *plan;
  }
};

}  // namespace

TEST_CASE("the dropped badge is recognised: 2 ECTS become 1 US semester credit, by name") {
  Journey journey;
  const auto decisions = journey.decisions();
  REQUIRE(decisions.size() == 1);
  const recognition::Decision& decision = decisions.front();
  CHECK(decision.agreement == AgreementId("meridian-riverside-data"));
  CHECK(decision.automatic);
  CHECK(decision.original == dropped_badge().credit);
  CHECK(decision.view.achievement == AchievementId("riverside/sql-queries"));
  CHECK(decision.view.credit ==
        std::vector<credit::Amount>{{Rational(1), credit::SystemId("us-semester")}});
  CHECK(decision.view.roots == std::vector<AwardId>{AwardId("dropped")});
}

TEST_CASE("the badge brings the certificate nearer by exactly one credit") {
  Journey journey;
  const auto before = journey.audited(kCertificate, journey.before);
  journey.after.awards.push_back(journey.decisions().front().view);
  const auto after = journey.audited(kCertificate, journey.after);
  CHECK(before.status == audit::Status::incomplete);
  CHECK(after.status == audit::Status::incomplete);
  CHECK(before.distance.credit.to_string() == "5");
  CHECK(after.distance.credit.to_string() == "4");
  CHECK(after.distance.system == credit::SystemId("us-semester"));
  const auto expired = std::find_if(after.reasons.begin(), after.reasons.end(), [](const auto& r) {
    return r.code == audit::ReasonCode::expired;
  });
  REQUIRE(expired != after.reasons.end());
  CHECK(expired->awards == std::vector<AwardId>{AwardId("amal-conduct")});
}

TEST_CASE("the cheapest and the fastest way to the certificate differ, and both are proven") {
  const Journey journey;
  const auto cheapest = journey.planned(kCertificate, plan::Objective::cheapest);
  const auto fastest = journey.planned(kCertificate, plan::Objective::fastest);
  for (const auto& plan : {cheapest, fastest}) {
    CHECK(plan.status == plan::Status::optimal);
    CHECK(plan.steps.size() >= 2);
    CHECK(plan.steps.size() <= 6);
  }
  CHECK(cheapest.totals.price.minor < fastest.totals.price.minor);
  CHECK(fastest.totals.finish < cheapest.totals.finish);
}

TEST_CASE("every learner of the demonstration has a proven way to the nearest exit") {
  const Journey journey;
  for (const char* who : {"amal", "jonas", "salma", "miriam"}) {
    CAPTURE(who);
    const auto& learner = person(journey.document, who);
    const auto exits =
        plan::open_exits(learner.goal, learner.record,
                         {journey.document.catalogue, journey.document.agreements}, kToday);
    REQUIRE(exits.has_value());
    REQUIRE_FALSE(exits->empty());
    CAPTURE(exits->front().text());
    for (const auto objective : {plan::Objective::cheapest, plan::Objective::fastest})
      CHECK(journey.planned(exits->front(), objective, who).status == plan::Status::optimal);
  }
}

TEST_CASE("an award at one receiver that two agreements name waits for a person") {
  const Journey journey;
  const auto& salma = person(journey.document, "salma").record;
  const auto proposed = recognition::propose(
      salma, {journey.document.catalogue, journey.document.agreements}, kToday);
  REQUIRE(proposed.has_value());
  CHECK(recognition::decide(*proposed).empty());
  const auto competing = std::count_if(proposed->proposals.begin(), proposed->proposals.end(),
                                       [](const auto& p) { return !p.competing.empty(); });
  CHECK(competing == 2);
  const auto ended =
      std::find_if(proposed->refusals.begin(), proposed->refusals.end(), [](const auto& refusal) {
        return refusal.reason == recognition::RefusalReason::agreement_ended;
      });
  REQUIRE(ended != proposed->refusals.end());
  CHECK(ended->agreement == AgreementId("guild-nordhaven-2021"));
}

TEST_CASE("the files of examples/amal say what the consortium says") {
  const std::vector<documents::NamedText> file{
      {"certificate.yaml", test::read_file("examples/amal/certificate.yaml")}};
  const auto extract = documents::read_catalogue(file, documents::GoalMember::required);
  REQUIRE_MESSAGE(extract.has_value(), describe(extract.error()));
  CHECK(extract->goal == kCertificate);
  const std::string text = test::read_file("examples/amal/record.yaml");
  const auto tree = documents::read_document({"record.yaml", text});
  REQUIRE(tree.has_value());
  const auto record = documents::read_record(tree->root(), {"record.yaml", text});
  REQUIRE_MESSAGE(record.has_value(), describe(record.error()));

  const auto programme = audit::Programme::compile(kCertificate, extract->catalogue);
  REQUIRE_MESSAGE(programme.has_value(), describe(programme.error()));
  const auto alone = audit::evaluate(*programme, *record, {.at = kToday});
  REQUIRE(alone.has_value());
  const auto whole = Journey().audited(kCertificate, *record);
  CHECK(alone->distance == whole.distance);
  CHECK(alone->distance.credit.to_string() == "4");
  CHECK(alone->missing.size() == whole.missing.size());
}
