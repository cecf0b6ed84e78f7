// A small catalogue, a case about it, and the walk through a case that tests take. Days count from
// 1 January 2026, on which the case is opened; each state has ten.
#pragma once

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "domain/prior_learning/apply.h"

namespace cairn::test {

namespace prior = prior_learning;

inline Date day(int number) { return Date::parse("2026-01-01").value().plus_days(number); }

inline Rational exact(const char* text) { return Rational::parse(text).value(); }

inline credit::Amount ects(const char* amount) { return {exact(amount), credit::SystemId("ects")}; }

inline learning::Catalogue small_catalogue() {
  learning::Achievement sheets;
  sheets.id = AchievementId("sheets");
  sheets.organization = OrganizationId("college");
  sheets.outcomes = {{"analyse", {}, {}}, {"chart", {}, {}}};
  sheets.credit = {ects("3")};
  sheets.level = {"EQF", 5};
  sheets.valid_days = 365;
  learning::Achievement certificate;
  certificate.id = AchievementId("certificate");
  certificate.organization = OrganizationId("college");
  certificate.credit = {ects("30")};
  return {{}, {sheets, certificate}, {}};
}

/// Two assessors, levels 0 to 4, met from 2, one level of difference; `analyse` weighs 2,
/// `chart` 1.
inline prior::Opening small_opening() {
  prior::Opening opening;
  opening.id = prior::CaseId("case-1");
  opening.organization = OrganizationId("college");
  opening.learner = prior::PersonId("lina");
  opening.achievement = AchievementId("sheets");
  opening.outcomes = {{"analyse", 2}, {"chart", 1}};
  opening.goal = AchievementId("certificate");
  opening.award = AwardId("award-1");
  opening.opened = day(0);
  opening.policy.days = {10, 10, 10, 10, 10, 10, 10, 10};
  opening.policy.evidence_days = 100;
  return opening;
}

/// A case that is led step by step.
class Walk {
 public:
  explicit Walk(const prior::Opening& opening = small_opening())
      : now(prior::open(opening, small_catalogue()).value()) {}

  /// Nothing when the step was taken, else why not; `refusal` has the rest then.
  std::optional<prior::RefusalCode> take(int on, prior::Role role, const char* who,
                                         prior::Action action) {
    auto answer = prior::apply(now, {day(on), {prior::PersonId(who), role}, std::move(action)});
    REQUIRE(answer.has_value());
    if (auto* refused = std::get_if<prior::Refusal>(&*answer)) {
      refusal = std::move(*refused);
      return refusal.code;
    }
    now = std::get<prior::Case>(std::move(*answer));
    return std::nullopt;
  }
  void must(int on, prior::Role role, const char* who, prior::Action action) {
    const auto code = take(on, role, who, std::move(action));
    REQUIRE_MESSAGE(!code.has_value(), "refused with code " << static_cast<int>(*code));
  }

  /// The ways to the states, all on one day.
  void to_documentation(int on = 0, std::vector<std::string> outcomes = {"analyse", "chart"}) {
    must(on, prior::Role::learner, "lina", prior::Claim{std::move(outcomes), true});
    must(on, prior::Role::adviser, "aida", prior::Advise{"go on"});
  }
  void to_appointment(int on = 0, std::vector<std::string> outcomes = {"analyse", "chart"}) {
    to_documentation(on, outcomes);
    must(on, prior::Role::learner, "lina",
         prior::Document{{"portfolio", "Portfolio", day(on), "sha256:aa", outcomes}});
    must(on, prior::Role::learner, "lina", prior::Submit{});
  }
  void seat(int on, const char* assessor, const char* officer = "omar") {
    must(on, prior::Role::officer, officer, prior::Appoint{prior::PersonId(assessor)});
    must(on, prior::Role::assessor, assessor, prior::Declare{false});
  }
  void to_assessment(int on = 0, std::vector<std::string> outcomes = {"analyse", "chart"}) {
    to_appointment(on, std::move(outcomes));
    seat(on, "ben");
    seat(on, "chen");
  }
  std::optional<prior::RefusalCode> judge(int on, const char* assessor, const char* outcome,
                                          int level) {
    return take(on, prior::Role::assessor, assessor, judgement(outcome, level));
  }
  /// Both assessors give the same level to both outcomes.
  void to_decision(int analyse, int chart, int on = 0) {
    to_assessment(on);
    for (const char* assessor : {"ben", "chen"}) {
      CHECK(judge(on, assessor, "analyse", analyse) == std::nullopt);
      CHECK(judge(on, assessor, "chart", chart) == std::nullopt);
    }
    REQUIRE(now.state == prior::State::decision);
  }
  std::optional<prior::RefusalCode> decide(int on, prior::Extent extent,
                                           const char* officer = "omar") {
    return take(on, prior::Role::officer, officer, prior::Decide{extent, std::nullopt});
  }

  /// With all five qualities found.
  static prior::Judge judgement(const char* outcome, int level) {
    using prior::Quality;
    prior::Judgement made;
    made.outcome = outcome;
    made.level = level;
    made.found = {Quality::valid, Quality::authentic, Quality::reliable, Quality::current,
                  Quality::sufficient};
    return {made};
  }

  prior::Case now;
  prior::Refusal refusal;
};

}  // namespace cairn::test
