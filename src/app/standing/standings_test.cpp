#include "app/standing/standings.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace cairn::standing {
namespace {

using learning::Achievement;
using learning::Award;

const Date kDay = Date::parse("2026-11-21").value();

Achievement achievement(const char* id, int amount) {
  Achievement made;
  made.id = AchievementId(id);
  made.credit = {{Rational(amount), credit::SystemId("ects")}};
  return made;
}

Achievement programme(const char* id, AchievementKind kind, const std::vector<const char*>& parts) {
  Achievement made = achievement(id, 3 * static_cast<int>(parts.size()));
  made.kind = kind;
  requirement::All all;
  for (const char* part : parts)
    all.children.push_back({NodeId(part), {}, requirement::Holds{AchievementId(part)}});
  made.requirement = requirement::Node{NodeId("all"), {}, std::move(all)};
  return made;
}

Award award(const char* of) {
  Award made;
  made.id = AwardId(std::string("award of ") + of);
  made.achievement = AchievementId(of);
  made.awarded = Date::parse("2026-01-31").value();
  return made;
}

learning::Catalogue catalogue() {
  Achievement draft = programme("draft", AchievementKind::certificate, {"a"});
  draft.state = learning::AchievementState::draft;
  learning::Catalogue made;
  made.achievements = {achievement("a", 3),
                       achievement("b", 3),
                       achievement("c", 3),
                       programme("degree", AchievementKind::degree, {"a", "b", "c", "diploma"}),
                       programme("diploma", AchievementKind::diploma, {"a", "b"}),
                       programme("certificate", AchievementKind::certificate, {"c"}),
                       draft};
  return made;
}

std::vector<std::string> goals(const std::vector<Standing>& standings) {
  std::vector<std::string> ids;
  for (const Standing& standing : standings) ids.push_back(standing.programme.goal().text());
  return ids;
}

TEST_CASE("programmes stand in the order of what is missing, untouched ones last") {
  const auto found = standings(catalogue(), {{award("a")}}, kDay);
  CHECK(goals(found) == std::vector<std::string>{"diploma", "degree", "certificate"});
  CHECK(found[0].percent == 50);
  CHECK(found[0].audit.distance.credit == Rational(3));
  CHECK(found[1].percent == 20);
  CHECK(found[2].percent == 0);
}

TEST_CASE("a complete programme comes first and is at 100") {
  const auto found = standings(catalogue(), {{award("c")}}, kDay);
  CHECK(goals(found) == std::vector<std::string>{"certificate", "degree", "diploma"});
  CHECK(found[0].percent == 100);
  CHECK(found[0].audit.status == audit::Status::complete);
}

TEST_CASE("drafts, and achievements without a requirement, are no programmes") {
  CHECK(standings(catalogue(), {}, kDay).size() == 3);
}

}  // namespace
}  // namespace cairn::standing
