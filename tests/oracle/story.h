// Audits written down step by step, for tests of what a rule means.
#pragma once

#include <doctest/doctest.h>

#include <functional>
#include <string>
#include <utility>

#include "oracle/brute_force.h"
#include "oracle/cases.h"
#include "oracle/nodes.h"

namespace cairn::oracle {

inline Date date(const char* text) { return Date::parse(text).value(); }

inline requirement::Filter with(const std::function<void(requirement::Filter&)>& set) {
  requirement::Filter filter;
  set(filter);
  return filter;
}

inline grade::Grade points(const char* value) { return {grade::ScaleId("points"), value}; }

/// A goal of 60 ECTS and a record, written down step by step.
class Story {
 public:
  explicit Story(requirement::Node requirement) {
    case_.day = date("2026-11-21");
    case_.goal = AchievementId("goal");
    case_.catalogue.organizations = {organization("here"), organization("there")};
    case_.catalogue.grade_scales = {
        {grade::ScaleId("points"), {}, {{"A", 4}, {"B", 3}, {"C", 2}, {"P"}, {"F", 0, false}}}};
    achievement("goal", 60).requirement = std::move(requirement);
  }

  learning::Achievement& achievement(const std::string& id, int credit) {
    learning::Achievement made;
    made.id = AchievementId(id);
    made.organization = OrganizationId("here");
    made.credit = {ects(credit)};
    case_.catalogue.achievements.push_back(std::move(made));
    return case_.catalogue.achievements.back();
  }

  /// An award of that credit, of an achievement of its own unless one is named.
  learning::Award& award(const std::string& id, int credit, const std::string& of = {}) {
    const AchievementId named(of.empty() ? id : of);
    if (case_.catalogue.find_achievement(named) == nullptr) achievement(named.text(), credit);
    learning::Award made;
    made.id = AwardId(id);
    made.achievement = named;
    made.organization = OrganizationId("here");
    made.credit = {ects(credit)};
    made.awarded = date("2026-01-01");
    case_.record.awards.push_back(std::move(made));
    return case_.record.awards.back();
  }

  learning::Achievement& of(const std::string& award) {
    for (const learning::Award& each : case_.record.awards)
      if (each.id.text() == award)
        for (learning::Achievement& achievement : case_.catalogue.achievements)
          if (achievement.id == each.achievement) return achievement;
    FAIL("no such award: " << award);
    return case_.catalogue.achievements.front();
  }

  requirement::Node& requirement() { return *case_.catalogue.achievements.front().requirement; }
  Case& get() { return case_; }

  void fact(const char* name, const char* value) { case_.record.facts = {{name, value}}; }

  requirement::Exception& exception(requirement::Exception::Kind kind, const char* path) {
    requirement::Exception made;
    made.kind = kind;
    made.node = NodeId(path);
    made.from = date("2026-01-01");
    case_.record.exceptions = {made};
    return case_.record.exceptions.back();
  }

  Answer answer() const {
    return brute_force(case_.catalogue, case_.goal, case_.record, case_.day);
  }

  std::string distance() const { return text(answer().distance); }

  std::string text(const Deficit& deficit) const {
    return "(" + Rational::create(deficit.credit, answer().denominator).value().to_string() + ", " +
           std::to_string(deficit.missing) + ")";
  }

 private:
  Case case_;
};

}  // namespace cairn::oracle
