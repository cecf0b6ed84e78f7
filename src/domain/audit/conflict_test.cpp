#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "domain/audit/audit.h"

namespace cairn::audit {
namespace {

using learning::Achievement;
using learning::Award;
using requirement::Node;

constexpr const char* kDay = "2026-11-21";

Achievement course(const std::string& id) {
  Achievement made;
  made.id = AchievementId(id);
  made.organization = OrganizationId("college");
  return made;
}

Award award(const std::string& id, const std::string& of) {
  Award made;
  made.id = AwardId(id);
  made.achievement = AchievementId(of);
  made.organization = OrganizationId("college");
  made.awarded = Date::parse("2026-01-31").value();
  return made;
}

// So many awards of these achievements.
struct Part {
  std::string id;
  int count = 1;
  std::vector<std::string> from;
};

Node node_of(const Part& part) {
  requirement::Sum sum;
  sum.minimum = requirement::Awards{part.count};
  sum.filter.achievements = part.from;
  return {NodeId(part.id), {}, std::move(sum)};
}

struct Asked {
  Programme programme;
  Audit audit;

  std::size_t count(ReasonCode code) const {
    return static_cast<std::size_t>(std::ranges::count(audit.reasons, code, &Reason::code));
  }
};

Asked ask(const std::vector<Part>& parts, const std::vector<Award>& awards,
          std::uint64_t nodes_max = Options{}.nodes_max) {
  learning::Catalogue catalogue;
  for (const char* id : {"a", "b", "c", "d", "e"}) catalogue.achievements.push_back(course(id));
  std::vector<Node> nodes;
  for (const Part& part : parts) nodes.push_back(node_of(part));
  Achievement goal = course("goal");
  goal.requirement = Node{NodeId("r"), {}, requirement::All{std::move(nodes)}};
  catalogue.achievements.push_back(std::move(goal));
  auto programme = Programme::compile(AchievementId("goal"), catalogue);
  REQUIRE(programme.has_value());
  auto audit = evaluate(*programme, {awards}, {Date::parse(kDay).value(), nodes_max});
  REQUIRE(audit.has_value());
  return {std::move(*programme), std::move(*audit)};
}

int missing_of(const std::vector<Part>& parts, const std::vector<Award>& awards) {
  return ask(parts, awards).audit.distance.missing;
}

int missing_alone(const std::vector<Part>& parts, const std::vector<Award>& awards) {
  int missing = 0;
  for (const Part& part : parts) missing += missing_of({part}, awards);
  return missing;
}

std::vector<Part> parts_of(const Reason& reason, const Programme& programme,
                           const std::vector<Part>& parts) {
  std::vector<Part> found;
  for (const int node : reason.nodes)
    for (const Part& part : parts)
      if (programme.nodes()[static_cast<std::size_t>(node)].id.text() == "goal/" + part.id)
        found.push_back(part);
  return found;
}

std::vector<Part> many(int count) {
  std::vector<Part> parts;
  for (int i = 0; i < count; ++i) parts.push_back({"p" + std::to_string(i), 1, {}});
  return parts;
}

std::vector<Award> awards_of_a(int count) {
  std::vector<Award> awards;
  for (int i = 0; i < count; ++i) awards.push_back(award(std::to_string(i), "a"));
  return awards;
}

// Below `end`, by the generator of Numerical Recipes.
std::size_t draw(std::uint32_t& state, std::size_t end) {
  state = state * 1'664'525U + 1'013'904'223U;
  return (state >> 8U) % end;
}

TEST_CASE("a conflict is one, and irreducibly, by its definition") {
  std::uint32_t state = 7;
  const std::vector<std::string> courses = {"a", "b", "c", "d", "e"};
  int conflicts = 0;
  for (int round = 0; round < 80; ++round) {
    std::vector<Part> parts;
    for (int i = 0; i < 6; ++i) {
      Part part{"p" + std::to_string(i), 1 + static_cast<int>(draw(state, 2)), {}};
      for (const std::string& course : courses)
        if (draw(state, 3) == 0) part.from.push_back(course);
      if (part.from.empty()) part.from.emplace_back("a");
      parts.push_back(std::move(part));
    }
    std::vector<Award> awards;
    for (int i = 0; i < 7; ++i)
      awards.push_back(award(std::to_string(i), courses[draw(state, courses.size())]));
    const Asked asked = ask(parts, awards);
    CHECK(asked.count(ReasonCode::wide_conflict) + asked.count(ReasonCode::unexplained) == 0);
    for (const Reason& reason : asked.audit.reasons) {
      if (reason.code != ReasonCode::conflict) continue;
      ++conflicts;
      INFO("round " << round);
      const std::vector<Part> fighting = parts_of(reason, asked.programme, parts);
      CHECK(missing_of(fighting, awards) > missing_alone(fighting, awards));
      for (std::size_t i = 0; i < fighting.size(); ++i) {
        std::vector<Part> others = fighting;
        others.erase(others.begin() + static_cast<std::ptrdiff_t>(i));
        CHECK(missing_of(others, awards) == missing_alone(others, awards));
      }
    }
  }
  CHECK(conflicts > 40);
}

TEST_CASE("of many leaves that want one award some conflicts are told, and the others named") {
  const Asked asked = ask(many(3'000), awards_of_a(1));
  CHECK(asked.count(ReasonCode::conflict) == 20);
  CHECK(asked.count(ReasonCode::wide_conflict) == 0);
  REQUIRE(asked.audit.reasons.back().code == ReasonCode::unexplained);
  CHECK(asked.audit.reasons.back().nodes.size() == 3'000 - 21);
}

TEST_CASE("a conflict that takes too much to make irreducible is told as what is proven") {
  const Asked whole = ask(many(30), awards_of_a(29));
  REQUIRE(whole.count(ReasonCode::conflict) == 1);
  CHECK(whole.audit.reasons.front().nodes.size() == 30);
  const Asked wide = ask(many(30), awards_of_a(29), 50);
  REQUIRE(wide.count(ReasonCode::wide_conflict) == 1);
  CHECK(wide.count(ReasonCode::conflict) == 0);
  CHECK(wide.audit.reasons.front().nodes.size() == 30);
  CHECK(wide.audit.reasons.front().awards.empty());
  const Asked nothing = ask(many(30), awards_of_a(29), 1);
  REQUIRE(nothing.count(ReasonCode::unexplained) == 1);
  CHECK(nothing.audit.reasons.size() == 1);
}

}  // namespace
}  // namespace cairn::audit
