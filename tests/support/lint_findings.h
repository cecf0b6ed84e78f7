// What `cairn lint` finds in one requirement.
#pragma once

#include <doctest/doctest.h>

#include <string>

#include "support/command_line.h"

namespace cairn::test {

/// A catalogue whose diploma, at EQF level 5, has the requirement.
inline std::string catalogue(const std::string& requirement) {
  return R"(
organizations: [{id: uni, kind: university, name: {en: University}, creditSystem: ects}, {id: col, kind: college, name: {en: College}}]
gradeScales: [{id: letters, name: {en: Letters}, grades: [{value: A, points: "4"}, {value: F, points: "0", failing: true}]}]
achievements:
  - {id: a, organization: uni, kind: course, name: {en: Algebra, ar: الجبر}, codes: [MATH 310], attributes: [lab, {name: part, value: B}], cost: [{amount: "200", currency: EUR}], subjects: [maths], level: {framework: EQF, value: 5}, credit: [{amount: "6", system: ects}]}
  - {id: b, organization: uni, kind: course, name: {en: Biology}, level: {framework: EQF, value: 6}, credit: [{amount: "4", system: ects}]}
  - {id: low, organization: uni, kind: course, name: {en: Low}, level: {framework: EQF, value: 4}}
  - {id: gone, organization: uni, kind: course, name: {en: Gone}, state: withdrawn, credit: [{amount: "4", system: ects}]}
  - {id: d, organization: uni, kind: diploma, name: {en: D}, level: {framework: EQF, value: 5}, requirement: )" +
         requirement + "}\n";
}

/// The codes, in the order of nodes and codes, with a space between them.
inline std::string findings(const std::string& requirement) {
  const auto run = cairn_with({"lint", "--catalogue", "-", "--json"}, catalogue(requirement));
  CHECK(run.err == "");
  CHECK(run.exit == (run.out == "[]\n" ? cli::ExitCode::ok : cli::ExitCode::no));
  std::string codes;
  for (auto at = run.out.find("\"code\": \""); at != std::string::npos;
       at = run.out.find("\"code\": \"", at + 1)) {
    const auto begin = at + 9;
    codes += (codes.empty() ? "" : " ") + run.out.substr(begin, run.out.find('"', begin) - begin);
  }
  return codes;
}

}  // namespace cairn::test
