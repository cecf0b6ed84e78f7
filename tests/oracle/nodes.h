// Short ways to write requirements and amounts in generators and tests.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/rational.h"
#include "domain/learning/organization.h"
#include "domain/requirement/requirement.h"

namespace cairn::oracle {

inline requirement::Node node(const std::string& id, requirement::Rule rule) {
  return {NodeId(id), {}, std::move(rule), {}, {}, {}};
}

inline requirement::Node holds(const std::string& id, const std::string& achievement) {
  return node(id, requirement::Holds{AchievementId(achievement), {}});
}

inline requirement::Node all(const std::string& id, std::vector<requirement::Node> children) {
  return node(id, requirement::All{std::move(children)});
}

inline credit::Amount ects(const Rational& value) { return {value, credit::SystemId("ects")}; }

/// From any of the named achievements, or from anything when none is named.
inline requirement::Node credit(const std::string& id, const Rational& minimum,
                                std::vector<std::string> achievements = {}) {
  requirement::Sum rule{ects(minimum), {}, {}};
  rule.filter.achievements = std::move(achievements);
  return node(id, std::move(rule));
}

/// One that grants ECTS.
inline learning::Organization organization(const std::string& id) {
  learning::Organization made;
  made.id = OrganizationId(id);
  made.credit_system = credit::SystemId("ects");
  return made;
}

}  // namespace cairn::oracle
