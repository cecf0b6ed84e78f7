#include "oracle/plan_cases.h"

#include <string>
#include <utility>

#include "oracle/dice.h"
#include "oracle/nodes.h"

namespace cairn::oracle {

using learning::Achievement;
using learning::Award;
using learning::AwardStatus;
using learning::Offering;
using requirement::Node;

namespace {

const credit::SystemId kEcts("ects");
const OrganizationId kAcademy("academy");
const OrganizationId kUni("uni");

Date start_day() { return Date::parse("2026-11-23").value(); }

Achievement achievement(const std::string& id, const OrganizationId& organization) {
  Achievement made;
  made.id = AchievementId(id);
  made.organization = organization;
  return made;
}

Node holds(const std::string& id, const AchievementId& achievement) {
  return oracle::holds(id, achievement.text());
}

void add_organizations(PlanCase& made) {
  for (const OrganizationId& id : {kAcademy, kUni})
    made.catalogue.organizations.push_back(organization(id.text()));
}

class SmallPlan {
 public:
  explicit SmallPlan(std::uint64_t seed) : dice_(seed) {}

  PlanCase make(std::uint64_t sets_max) {
    made_.start = start_day();
    made_.goal = AchievementId("goal");
    made_.weekly_hours = 5 + dice_.below(6);
    add_organizations(made_);
    add_achievements();
    add_agreements();
    add_goal();
    for (int i = dice_.below(4); i > 0; --i) add_award(i);
    for (const AchievementId& id : plain_) add_offerings(id);
    dice_.shuffle(made_.catalogue.achievements);
    dice_.shuffle(made_.catalogue.offerings);
    while (set_count(made_, sets_max) >= sets_max) made_.catalogue.offerings.pop_back();
    return std::move(made_);
  }

 private:
  const AchievementId& some(const std::vector<AchievementId>& ids) {
    return ids[static_cast<std::size_t>(dice_.below(static_cast<int>(ids.size())))];
  }

  void add_achievements() {
    const int academy = 2 + dice_.below(3);
    const int uni = 2 + dice_.below(3);
    for (int i = 0; i < academy + uni; ++i) {
      const bool first = i < academy;
      Achievement a = achievement((first ? "a" : "u") + std::to_string(i), first ? kAcademy : kUni);
      a.credit = {ects(Rational::create(1 + dice_.below(6), 1 + dice_.below(2)).value())};
      if (i > 0 && dice_.chance(45)) a.prerequisites = prerequisite();
      if (dice_.chance(4)) a.state = learning::AchievementState::withdrawn;
      plain_.push_back(a.id);
      if (first) academy_.push_back(a.id);
      made_.catalogue.achievements.push_back(std::move(a));
    }
    // Asks for plain achievements of the academy, which no view gives, each once.
    Achievement stack = achievement("cert", kAcademy);
    stack.credit = {ects(Rational(1 + dice_.below(8)))};
    stack.requirement = all("cert", {holds("x", academy_[0]), holds("y", academy_[1])});
    made_.catalogue.achievements.push_back(std::move(stack));
  }

  Node prerequisite() {
    Node made = holds("p", some(plain_));
    if (plain_.size() > 1 && dice_.chance(40)) {
      std::vector<Node> children = {holds("p1", some(plain_)), holds("p2", some(plain_))};
      if (dice_.chance(30)) children.push_back(holds("p3", AchievementId("cert")));
      if (dice_.chance(60))
        made.rule = requirement::AtLeast{1, std::move(children)};
      else
        made.rule = requirement::All{std::move(children)};
    } else if (dice_.chance(20)) {
      made.rule = requirement::Sum{ects(Rational(1 + dice_.below(3))), {}, {}};
    }
    return made;
  }

  void add_agreements() {
    for (int i = dice_.below(3); i > 0; --i) {
      recognition::Agreement agreement;
      agreement.id = AgreementId("agreement" + std::to_string(i));
      agreement.sender = kAcademy;
      agreement.receiver = kUni;
      agreement.automatic = dice_.chance(85);
      agreement.valid_from = start_day().plus_days(dice_.chance(8) ? 5 : -100);
      if (dice_.chance(25)) agreement.valid_until = start_day().plus_days(dice_.below(30) - 8);
      for (int t = 1 + dice_.below(2); t > 0; --t) agreement.terms.push_back(term(t));
      made_.agreements.push_back(std::move(agreement));
    }
  }

  recognition::Term term(int number) {
    recognition::Term made;
    made.id = "t" + std::to_string(number);
    recognition::Group group{dice_.chance(25) ? AchievementId("cert") : some(academy_)};
    if (const AchievementId& second = some(academy_); dice_.chance(30) && second != group[0])
      group.push_back(second);
    made.from = {std::move(group)};
    if (const AchievementId& other = some(academy_);
        dice_.chance(30) && made.from[0] != recognition::Group{other})
      made.from.push_back({other});
    if (dice_.chance(75)) {
      const std::vector<AchievementId> uni(
          plain_.begin() + static_cast<std::ptrdiff_t>(academy_.size()), plain_.end());
      made.grant.achievement = some(uni);
    }
    if (dice_.chance(50))
      made.grant.credit = ects(Rational(1 + dice_.below(4)));
    else
      made.grant.rate = credit::Rate{
          kEcts, kEcts, Rational::create(1 + dice_.below(2), 1 + dice_.below(2)).value()};
    return made;
  }

  Node tree(int depth) {
    Node node = oracle::node("n" + std::to_string(++nodes_), {});
    const int kind = depth == 0 ? dice_.below(50) : dice_.below(100);
    if (kind < 30) {
      node.rule = requirement::Holds{dice_.chance(10) ? AchievementId("cert") : some(plain_), {}};
      return node;
    }
    if (kind < 50) {
      requirement::Sum rule{ects(Rational(1 + dice_.below(6))), {}, {}};
      if (dice_.chance(40)) rule.filter.organizations = {dice_.chance(50) ? kAcademy : kUni};
      if (dice_.chance(40))
        rule.filter.achievements = {some(plain_).text(), some(plain_).text(), some(plain_).text()};
      node.rule = std::move(rule);
      return node;
    }
    std::vector<Node> children;
    for (int i = 2 + dice_.below(2); i > 0; --i) children.push_back(tree(depth - 1));
    if (kind < 75)
      node.rule = requirement::All{std::move(children)};
    else
      node.rule = requirement::AtLeast{1 + dice_.below(2), std::move(children)};
    return node;
  }

  void add_goal() {
    Achievement goal = achievement("goal", kUni);
    goal.requirement = tree(2);
    made_.catalogue.achievements.push_back(std::move(goal));
  }

  void add_award(int number) {
    Award award;
    award.id = AwardId("r" + std::to_string(number));
    award.achievement = some(plain_);
    for (const Award& other : made_.record.awards)
      if (other.achievement == award.achievement) return;
    award.organization = made_.catalogue.find_achievement(award.achievement)->organization;
    award.credit = {ects(Rational(1 + dice_.below(4)))};
    award.awarded = start_day().plus_days(dice_.chance(8) ? 9 : -30);
    if (dice_.chance(35)) award.expires = start_day().plus_days(dice_.below(40) - 4);
    constexpr AwardStatus kStatuses[] = {AwardStatus::earned,      AwardStatus::earned,
                                         AwardStatus::earned,      AwardStatus::in_progress,
                                         AwardStatus::recognised,  AwardStatus::revoked,
                                         AwardStatus::in_progress, AwardStatus::planned};
    award.status = kStatuses[dice_.below(8)];
    if (award.status == AwardStatus::recognised && dice_.chance(50))
      award.roots = {AwardId("elsewhere")};
    made_.record.awards.push_back(std::move(award));
  }

  void add_offerings(const AchievementId& id) {
    for (int i = dice_.chance(90) ? 1 + (dice_.chance(25) ? 1 : 0) : 0; i > 0; --i) {
      Offering offering;
      offering.id = OfferingId(id.text() + "/" + std::to_string(i));
      offering.achievement = id;
      offering.organization = kUni;
      offering.price = {dice_.below(7), "EUR"};
      offering.weeks = 1 + dice_.below(3);
      offering.hours_per_week = 2 + dice_.below(5);
      if (dice_.chance(30))
        for (int s = 1 + dice_.below(3); s > 0; --s)
          offering.starts.push_back(start_day().plus_days(7 * (dice_.below(9) - 1)));
      made_.catalogue.offerings.push_back(std::move(offering));
    }
  }

  Dice dice_;
  PlanCase made_;
  std::vector<AchievementId> plain_;
  std::vector<AchievementId> academy_;
  int nodes_ = 0;
};

class BiggerPlan {
 public:
  explicit BiggerPlan(std::uint64_t seed) : dice_(seed) {}

  PlanCase make() {
    made_.start = start_day();
    made_.goal = AchievementId("goal");
    made_.weekly_hours = 10 + dice_.below(9);
    add_organizations(made_);
    Achievement goal = achievement("goal", kUni);
    std::vector<Node> groups;
    const int count = 3 + dice_.below(3);
    for (int g = 0; g < count; ++g) groups.push_back(group(g));
    goal.requirement = all("goal", std::move(groups));
    made_.catalogue.achievements.push_back(std::move(goal));
    return std::move(made_);
  }

 private:
  // Groups share no achievement, so no leaf competes with another.
  Node group(int number) {
    std::vector<AchievementId> members;
    for (int i = 2 + dice_.below(3); i > 0; --i) members.push_back(course());
    Node node = oracle::node("g" + std::to_string(number), {});
    if (dice_.chance(40)) {
      requirement::Sum rule{ects(Rational(4 + dice_.below(5))), {}, {}};
      for (const AchievementId& member : members) rule.filter.achievements.push_back(member.text());
      node.rule = std::move(rule);
      return node;
    }
    std::vector<Node> children;
    for (std::size_t i = 0; i < members.size(); ++i)
      children.push_back(holds("h" + members[i].text(), members[i]));
    const int all = static_cast<int>(children.size());
    node.rule = requirement::AtLeast{1 + dice_.below(all), std::move(children)};
    return node;
  }

  AchievementId course() {
    const int number = static_cast<int>(made_.catalogue.achievements.size());
    Achievement a = achievement("c" + std::to_string(10 + number), kUni);
    a.credit = {ects(Rational(2 + dice_.below(5)))};
    if (number > 0 && dice_.chance(50))
      a.prerequisites = holds("p", AchievementId("c" + std::to_string(10 + dice_.below(number))));
    for (int i = dice_.chance(30) ? 2 : 1; i > 0; --i) {
      Offering offering;
      offering.id = OfferingId(a.id.text() + "/" + std::to_string(i));
      offering.achievement = a.id;
      offering.organization = kUni;
      offering.price = {100 + 10 * dice_.below(40), "EUR"};
      offering.weeks = 1 + dice_.below(4);
      offering.hours_per_week = 3 + dice_.below(6);
      if (dice_.chance(25))
        for (int s = 0; s < 5; ++s)
          offering.starts.push_back(start_day().plus_days(7 * (dice_.below(3) + 4 * s)));
      made_.catalogue.offerings.push_back(std::move(offering));
    }
    made_.catalogue.achievements.push_back(std::move(a));
    return made_.catalogue.achievements.back().id;
  }

  Dice dice_;
  PlanCase made_;
};

}  // namespace

PlanCase small_plan(std::uint64_t seed, std::uint64_t sets_max) {
  return SmallPlan(seed).make(sets_max);
}

PlanCase bigger_plan(std::uint64_t seed) { return BiggerPlan(seed).make(); }

}  // namespace cairn::oracle
