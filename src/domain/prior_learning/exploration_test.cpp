// Every case that small worlds allow: a learner, an adviser, two officers, a few assessors, two
// levels, in time or late. What holds in each of them is the shape of the state machine.
#include <doctest/doctest.h>

#include <array>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "domain/prior_learning/possible.h"
#include "support/prior_learning.h"

using namespace cairn;
using namespace cairn::prior_learning;
using test::day;

namespace {

constexpr std::array kAssessors = {"a", "b", "c", "d", "e", "f"};
constexpr int kLate = 1000;  // past every deadline; a world has one such day

struct World {
  int assessors = 1;
  std::size_t people = kAssessors.size();  // how many assessors there are
};

// What two cases have to share to have the same future.
std::string key_of(const Case& now) {
  std::string key = std::to_string(static_cast<int>(now.state)) +
                    std::to_string(static_cast<int>(now.round)) + now.last.to_string();
  if (now.due) key += now.due->to_string();
  for (const Panel* panel : {&now.panel, &now.first_panel}) {
    key += "|";
    for (const Seat& seat : panel->seats)
      key += seat.assessor.text() + std::to_string(static_cast<int>(seat.seating));
    for (const Judgement& judgement : panel->judgements)
      key += judgement.assessor.text() + "=" + std::to_string(judgement.level);
  }
  key += "|" + std::to_string(now.evidence.size());
  if (now.decision)
    key += now.decision->officer.text() + std::to_string(static_cast<int>(now.decision->extent));
  return key;
}

void add(std::vector<Step>& steps, Date on, Role role, const char* who, Action action) {
  steps.push_back({on, {PersonId(who), role}, std::move(action)});
}

// Every step of the alphabet on the day `on`. Assessors are alike: they are appointed in order.
std::vector<Step> steps_on(Date on, const Case& now, const World& world) {
  std::vector<Step> steps;
  add(steps, on, Role::learner, "lina", Claim{{"analyse"}, true});
  add(steps, on, Role::adviser, "aida", Advise{});
  add(steps, on, Role::learner, "lina",
      Document{{"one", "One", on.plus_days(-1), "sha256:one", {"analyse"}}});
  add(steps, on, Role::learner, "lina", Submit{});
  add(steps, on, Role::learner, "lina", Appeal{{"analyse"}, "again"});
  add(steps, on, Role::learner, "lina", Withdraw{});
  const std::size_t seated = now.panel.seats.size() + now.first_panel.seats.size();
  for (const char* officer : {"omar", "olga"}) {
    if (seated < world.people)
      add(steps, on, Role::officer, officer, Appoint{PersonId(kAssessors.at(seated))});
    for (const Extent extent : {Extent::full, Extent::partial, Extent::none})
      add(steps, on, Role::officer, officer, Decide{extent, {}});
  }
  for (const Seat& seat : now.panel.seats) {
    const char* who = seat.assessor.text().c_str();
    add(steps, on, Role::officer, "olga", Release{seat.assessor});
    for (const bool conflict : {false, true})
      add(steps, on, Role::assessor, who, Declare{conflict});
    for (const int level : {1, 2})
      add(steps, on, Role::assessor, who, test::Walk::judgement("analyse", level));
  }
  return steps;
}

struct Explored {
  std::map<std::string, Case> cases;
  // By which cases one is reached, other than by withdrawing.
  std::map<std::string, std::set<std::string>> before;
  std::set<StepKind> taken;
};

Case opened(const World& world) {
  Opening opening = test::small_opening();
  opening.policy.rubric.assessors = world.assessors;
  return open(opening, test::small_catalogue()).value();
}

void check_possible(const Case& now, const std::set<std::pair<StepKind, Role>>& accepted) {
  std::set<std::pair<StepKind, Role>> listed;
  for (const Possible& one : possible(now)) listed.insert({one.step, one.role});
  CHECK(listed.empty() == is_final(now.state));
  for (const auto& step : accepted)
    if (step.first != StepKind::declare) CHECK(listed.contains(step));
}

Explored explore(const World& world) {
  Explored found;
  std::vector<std::string> waiting;
  const auto add_case = [&](const Case& one, const std::string& from) {
    std::string key = key_of(one);
    if (found.cases.emplace(key, one).second) waiting.push_back(key);
    found.before[key].insert(from);
  };
  add_case(opened(world), "");
  while (!waiting.empty()) {
    const std::string key = waiting.back();
    waiting.pop_back();
    const Case now = found.cases.at(key);
    std::set<std::pair<StepKind, Role>> accepted;
    for (const Date on : {now.last, day(kLate)}) {
      if (on != now.last && on_day(now, on).state != now.state) add_case(on_day(now, on), key);
      for (const Step& step : steps_on(on, now, world)) {
        const Answer answer = apply(now, step).value();
        if (!std::holds_alternative<Case>(answer)) continue;
        accepted.insert({kind_of(step), step.actor.role});
        add_case(std::get<Case>(answer), kind_of(step) == StepKind::withdraw ? "" : key);
      }
    }
    if (is_final(now.state)) CHECK(accepted.empty());
    check_possible(now, accepted);
    for (const auto& [kind, role] : accepted) found.taken.insert(kind);
  }
  return found;
}

// The cases from which one of `goals` can be reached.
std::set<std::string> leading_to(const Explored& explored, std::vector<std::string> goals) {
  std::set<std::string> reached(goals.begin(), goals.end());
  while (!goals.empty()) {
    const std::string key = goals.back();
    goals.pop_back();
    for (const std::string& from : explored.before.at(key))
      if (!from.empty() && reached.insert(from).second) goals.push_back(from);
  }
  return reached;
}

// Whether there are people enough for all the seats that the round can still need.
bool has_people(const Case& now, const World& world) {
  const std::size_t seated = now.panel.seats.size() + now.first_panel.seats.size();
  return seated + static_cast<std::size_t>(world.assessors) + 1 <= world.people;
}

}  // namespace

TEST_CASE("every state is reached, final ones have no step and all others have one") {
  for (const World& world : {World{1, 5}, World{2, 6}}) {
    CAPTURE(world.assessors);
    const Explored explored = explore(world);
    CHECK(explored.cases.size() > 500);
    std::set<State> states;
    std::vector<std::string> decided;
    for (const auto& [key, one] : explored.cases) {
      states.insert(one.state);
      if (one.state == State::closed) decided.push_back(key);
      CHECK((one.round == Round::first || one.decision.has_value()));
      if (one.state == State::withdrawn || one.state == State::lapsed)
        CHECK_FALSE(one.decision.has_value());
    }
    // One assessor alone is never disputed.
    CHECK(states.size() == (world.assessors == 1 ? 10 : 11));
    CHECK(states.contains(State::reconciliation) == (world.assessors == 2));
    CHECK(explored.taken.size() == std::variant_size_v<Action>);
    // While there are people to appoint, no case that runs is cut off from a decision.
    const std::set<std::string> leading = leading_to(explored, decided);
    for (const auto& [key, one] : explored.cases)
      if (!is_final(one.state) && has_people(one, world)) CHECK(leading.contains(key));
  }
}

TEST_CASE("whoever was appointed once is never appointed again, nor has another role") {
  const Explored explored = explore({2, 5});
  for (const auto& [key, one] : explored.cases) {
    std::set<std::string> people;
    for (const Party& party : one.parties) CHECK(people.insert(party.person.text()).second);
    for (const Seat& seat : one.panel.seats)
      CHECK(seat_of(one.first_panel, seat.assessor) == nullptr);
    for (const Judgement& judgement : one.panel.judgements)
      CHECK(seat_of(one.panel, judgement.assessor)->seating == Seating::serving);
  }
}
