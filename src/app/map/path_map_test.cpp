// Maps: by which version of an agreement something leads to a goal, and what exceptions change.
#include "app/map/path_map.h"

#include <doctest/doctest.h>

#include <string>

using namespace cairn;

namespace {

Date day(const char* text) { return Date::parse(text).value(); }

// The university's course "sql" is the goal. Version 1 of its agreement with the academy takes
// "sql-badge" through 2025 and version 2 takes "sql-exam" from 2026 on.
struct World {
  learning::Catalogue catalogue;
  std::vector<recognition::Agreement> agreements;
  learning::Record record;

  World() {
    for (const char* id : {"sql", "sql-badge", "sql-exam"})
      catalogue.achievements.emplace_back().id = AchievementId(id);
    version(1, "2025-01-01", "sql-badge").valid_until = day("2025-12-31");
    version(2, "2026-01-01", "sql-exam");
  }

  recognition::Agreement& version(int number, const char* from, const char* names) {
    recognition::Agreement& made = agreements.emplace_back();
    made.id = AgreementId("data");
    made.version = number;
    made.sender = OrganizationId("academy");
    made.receiver = OrganizationId("uni");
    made.valid_from = day(from);
    recognition::Term& term = made.terms.emplace_back();
    term.id = "sql";
    term.from = {{AchievementId(names)}};
    term.grant.achievement = AchievementId("sql");
    return made;
  }

  learning::Award& award(const char* achievement, const char* awarded) {
    learning::Award& made = record.awards.emplace_back();
    made.id = AwardId(achievement);
    made.achievement = AchievementId(achievement);
    made.organization = OrganizationId("academy");
    made.awarded = day(awarded);
    return made;
  }

  learning::Achievement& achievement(const char* id) {
    learning::Achievement& made = catalogue.achievements.emplace_back();
    made.id = AchievementId(id);
    return made;
  }

  // A certificate for which "sql" and "python" are needed; "python" comes first.
  void add_certificate() {
    const auto holds = [](const char* id) {
      return requirement::Node{NodeId(id), {}, requirement::Holds{AchievementId(id)}};
    };
    achievement("python");
    catalogue.achievements[0].prerequisites = holds("python");
    achievement("certificate").requirement =
        requirement::Node{NodeId("all"), {}, requirement::All{{holds("python"), holds("sql")}}};
  }

  requirement::Exception& except(requirement::Exception::Kind kind, const char* node) {
    requirement::Exception& made = record.exceptions.emplace_back();
    made.id = requirement::ExceptionId("e" + std::to_string(record.exceptions.size()));
    made.kind = kind;
    made.node = NodeId(node);
    made.from = day("2026-01-01");
    return made;
  }

  map::State state(const char* id, const char* goal = "certificate") const {
    const auto drawn =
        map::draw(AchievementId(goal), {catalogue, agreements, record}, day("2026-06-01"));
    REQUIRE(drawn);
    for (const map::Node& node : drawn->nodes)
      if (node.achievement == AchievementId(id)) return node.state;
    FAIL("not on the map");
    return {};
  }

  // What leads to the goal by agreement in June 2026.
  std::string recognised() const {
    const auto drawn =
        map::draw(AchievementId("sql"), {catalogue, agreements, record}, day("2026-06-01"));
    REQUIRE(drawn);
    std::string found;
    for (const map::Edge& edge : drawn->edges)
      if (edge.type == map::EdgeType::recognised_as) found += edge.from.text() + ",";
    return found;
  }
};

}  // namespace

TEST_CASE("what is still to be earned leads where the version in force says") {
  World world;
  CHECK(world.recognised() == "sql-exam,");
  world.agreements[1].valid_until = day("2026-06-01");  // its last day
  CHECK(world.recognised() == "sql-exam,");
  world.agreements[1].valid_until = day("2026-05-31");
  CHECK(world.recognised() == "");
}

TEST_CASE("what was earned leads where the version of its day says, the last day included") {
  World world;
  learning::Award& badge = world.award("sql-badge", "2025-12-31");
  CHECK(world.recognised() == "sql-badge,sql-exam,");
  badge.awarded = day("2026-01-01");  // version 2 decides, and does not name it
  CHECK(world.recognised() == "sql-exam,");
  badge.awarded = day("2025-12-31");
  world.agreements[1].awards_from = day("2025-12-31");  // taken over
  CHECK(world.recognised() == "sql-exam,");
}

TEST_CASE("what counts no more is to be earned again") {
  World world;
  learning::Award& badge = world.award("sql-badge", "2025-12-31");
  badge.expires = day("2026-06-01");
  CHECK(world.recognised() == "sql-badge,sql-exam,");
  badge.expires = day("2026-05-31");
  CHECK(world.recognised() == "sql-exam,");
}

TEST_CASE("a group goes by its latest award") {
  World world;
  world.agreements[0].terms[0].from = {{AchievementId("sql-badge"), AchievementId("sql-exam")}};
  world.agreements[1].terms.clear();
  world.award("sql-badge", "2025-06-01");
  CHECK(world.recognised() == "");  // the exam is to be earned, under version 2
  learning::Award& exam = world.award("sql-exam", "2025-12-31");
  CHECK(world.recognised() == "sql-badge,sql-exam,");
  exam.awarded = day("2026-01-01");
  CHECK(world.recognised() == "");
}

TEST_CASE("what is waived on the way to a goal need not be taken, the last day included") {
  World world;
  world.add_certificate();
  CHECK(world.state("python") == map::State::available);
  auto& waiver = world.except(requirement::Exception::Kind::waive, "certificate/python");
  CHECK(world.state("python") == map::State::waived);
  CHECK(world.state("sql") == map::State::locked);  // which asks for it by itself
  CHECK(world.state("certificate") == map::State::missing);
  waiver.until = day("2026-06-01");
  CHECK(world.state("python") == map::State::waived);
  waiver.until = day("2026-05-31");
  CHECK(world.state("python") == map::State::available);
}

TEST_CASE("what stands below a waived node is waived with it, what is asked elsewhere is not") {
  World world;
  world.add_certificate();
  world.achievement("degree").requirement = requirement::Node{
      NodeId("all"),
      {},
      requirement::All{{{NodeId("c"), {}, requirement::Holds{AchievementId("certificate")}},
                        {NodeId("p"), {}, requirement::Holds{AchievementId("python")}}}}};
  world.except(requirement::Exception::Kind::waive, "degree/c");
  CHECK(world.state("certificate", "degree") == map::State::waived);
  CHECK(world.state("sql", "degree") == map::State::waived);
  CHECK(world.state("python", "degree") == map::State::available);
  world.except(requirement::Exception::Kind::waive, "degree/p");
  CHECK(world.state("python", "degree") == map::State::waived);
}

TEST_CASE("a waived prerequisite locks nothing") {
  World world;
  world.add_certificate();
  CHECK(world.state("sql") == map::State::locked);
  world.except(requirement::Exception::Kind::waive, "sql/prerequisites/python");
  CHECK(world.state("sql") == map::State::available);
}

TEST_CASE("what another award is accepted for is done, and what is held stays as it is") {
  World world;
  world.add_certificate();
  learning::Award& other = world.award("sql-exam", "2025-06-01");
  auto& met = world.except(requirement::Exception::Kind::substitute, "certificate/python");
  met.award = other.id;
  CHECK(world.state("python") == map::State::done);
  other.status = learning::AwardStatus::revoked;
  CHECK(world.state("python") == map::State::available);
  world.award("python", "2025-06-01");
  world.except(requirement::Exception::Kind::waive, "certificate/python");
  CHECK(world.state("python") == map::State::done);
}
