#include "oracle/recognition_networks.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "oracle/dice.h"

namespace cairn::oracle {
namespace {

using learning::Award;
using recognition::Agreement;
using recognition::GrantKind;
using recognition::Group;
using recognition::Term;

const Date kDay = Date::parse("2026-06-15").value();
const credit::SystemId kSemester("semester");
const credit::SystemId kQuarter("quarter");
const grade::ScaleId kLetters("letters");

constexpr int kCourses = 60;  // of each organization
constexpr int kQuarterReceivers = 9;

std::string sender(int number) { return name("college", number); }
std::string receiver(int number) { return name("university", number); }

AchievementId course(const std::string& organization, int number) {
  return AchievementId(organization + name("/c", number % kCourses));
}

class Network {
 public:
  explicit Network(const NetworkShape& shape) : shape_(shape), dice_(1) {}

  RecognitionCase make() {
    made_.day = kDay;
    add_catalogue();
    for (int s = 0; s < shape_.senders; ++s) {
      for (int r = 0; r < shape_.receivers; ++r) agree(sender(s), receiver(r));
      if (shape_.senders > 1) add(sender((s + 1) % shape_.senders), sender(s), "", shape_.terms);
    }
    for (int r = 0; r < shape_.receivers; ++r)
      for (const int other : {1, 2})
        if (other < shape_.receivers)
          add(receiver((r + other) % shape_.receivers), receiver(r), "", shape_.terms)
              .accepts_recognised = true;
    return std::move(made_);
  }

 private:
  void add_catalogue() {
    learning::Catalogue& catalogue = made_.catalogue;
    const auto system = [](const credit::SystemId& id, int hours) {
      return credit::System{id, {}, credit::SystemKind::credit, {Rational(hours), Rational(hours)}};
    };
    catalogue.credit_systems = {system(kQuarter, 30), system(kSemester, 45)};
    catalogue.grade_scales.push_back(
        {kLetters,
         {},
         {{"A", Rational(4), false}, {"B", Rational(3), false}, {"C", Rational(2), false}}});
    for (int s = 0; s < shape_.senders; ++s)
      add_organization(sender(s), s % 5 == 0 ? kQuarter : kSemester);
    for (int r = 0; r < shape_.receivers; ++r)
      add_organization(receiver(r), r < kQuarterReceivers ? kQuarter : kSemester);
  }

  void add_organization(const std::string& id, const credit::SystemId& system) {
    learning::Organization organization;
    organization.id = OrganizationId(id);
    organization.credit_system = system;
    made_.catalogue.organizations.push_back(std::move(organization));
    for (int c = 0; c < kCourses; ++c) {
      learning::Achievement achievement;
      achievement.id = course(id, c);
      achievement.organization = OrganizationId(id);
      made_.catalogue.achievements.push_back(std::move(achievement));
    }
  }

  void agree(const std::string& from, const std::string& to) {
    add(from, to, "", shape_.terms).accepts_recognised = dice_.chance(10);
    if (dice_.chance(25))
      add(from, to, "/department", (shape_.terms + 3) / 4).precedence = dice_.below(2);
  }

  Agreement& add(const std::string& from, const std::string& to, const std::string& part,
                 int terms) {
    Agreement made;
    made.id = AgreementId(from + "-" + to + part);
    made.sender = OrganizationId(from);
    made.receiver = OrganizationId(to);
    made.valid_from = kDay.plus_days(-300);
    // What the terms draw from; about two courses stand in each.
    const int pool = std::max(1, std::min(kCourses, 2 * shape_.terms / shape_.overlap));
    const int first = dice_.below(kCourses);
    for (int t = 0; t < terms; ++t) made.terms.push_back(term(t, made, first, pool));
    if (dice_.chance(20)) made.denials.push_back({course(from, first + dice_.below(pool)), {}});
    made_.agreements.push_back(std::move(made));
    return made_.agreements.back();
  }

  Term term(int number, const Agreement& agreement, int first, int pool) {
    Term made;
    made.id = name("t", number);
    for (int g = dice_.chance(30) ? 2 : 1; g > 0; --g) {
      Group group;
      for (int i = dice_.chance(40) ? 2 + dice_.below(2) : 1; i > 0; --i)
        group.push_back(course(agreement.sender.text(), first + dice_.below(pool)));
      std::ranges::sort(group);
      group.erase(std::ranges::unique(group).begin(), group.end());
      if (std::ranges::find(made.from, group) == made.from.end())
        made.from.push_back(std::move(group));
    }
    make_grant(agreement, made);
    if (dice_.chance(40)) made.where.grade = grade::Grade{kLetters, dice_.chance(80) ? "C" : "B"};
    if (dice_.chance(10)) made.awarded_within_days = 365 * 5;
    return made;
  }

  void make_grant(const Agreement& agreement, Term& term) {
    if (dice_.chance(3)) {
      term.grant.kind = GrantKind::waiver;
      term.grant.node = NodeId("degree/part");
      return;
    }
    const credit::SystemId& from = system_of(agreement.sender);
    const credit::SystemId& to = system_of(agreement.receiver);
    if (dice_.chance(70))
      term.grant.achievement = course(agreement.receiver.text(), dice_.below(kCourses));
    if (dice_.chance(40)) {
      term.grant.credit = credit::Amount{Rational(2 + dice_.below(4)), to};
      return;
    }
    const Rational factor = from == to          ? Rational(1)
                            : from == kSemester ? Rational::create(3, 2).value()
                                                : Rational::create(2, 3).value();
    term.grant.rate = credit::Rate{from, to, factor};
    if (dice_.chance(30))
      term.grant.rate->rounding = {credit::RoundingMode::down, Rational::create(1, 2).value()};
  }

  const credit::SystemId& system_of(const OrganizationId& id) {
    return made_.catalogue.find_organization(id)->credit_system;
  }

  const NetworkShape shape_;
  Dice dice_;
  RecognitionCase made_;
};

}  // namespace

RecognitionCase network_recognition(const NetworkShape& shape) { return Network(shape).make(); }

learning::Record network_record(const RecognitionCase& network, const NetworkShape& shape,
                                std::uint64_t seed) {
  Dice dice(seed);
  const int home = dice.below(shape.senders);
  std::array<std::vector<int>, 3> left;  // courses not yet taken at each college
  for (std::vector<int>& courses : left) {
    for (int c = 0; c < kCourses; ++c) courses.push_back(c);
    dice.shuffle(courses);
  }
  learning::Record record;
  for (int i = 0; i < shape.awards; ++i) {
    const int roll = dice.below(100);
    int at = roll < 60 ? 0 : roll < 85 ? 1 : 2;
    while (left[static_cast<std::size_t>(at)].empty()) at = (at + 1) % 3;
    std::vector<int>& courses = left[static_cast<std::size_t>(at)];
    const std::string college = sender((home + at * 37) % shape.senders);
    Award award;
    award.id = AwardId(name("w", i));
    award.achievement = course(college, courses.back());
    award.organization = OrganizationId(college);
    const credit::SystemId& system =
        network.catalogue.find_organization(award.organization)->credit_system;
    award.credit = {{Rational(2 + dice.below(4)), system}};
    award.grade = grade::Grade{kLetters, std::string(1, static_cast<char>('A' + dice.below(3)))};
    award.awarded = network.day.plus_days(-dice.below(365 * 6));
    record.awards.push_back(std::move(award));
    courses.pop_back();
  }
  return record;
}

}  // namespace cairn::oracle
