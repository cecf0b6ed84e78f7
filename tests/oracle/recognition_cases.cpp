#include "oracle/recognition_cases.h"

#include <algorithm>
#include <string>
#include <utility>

#include "oracle/dice.h"

namespace cairn::oracle {
namespace {

using learning::Award;
using learning::AwardStatus;
using recognition::Agreement;
using recognition::GrantKind;
using recognition::Group;
using recognition::Term;

const Date kDay = Date::parse("2026-06-15").value();
const credit::SystemId kEcts("ects");
const credit::SystemId kUs("us");
const grade::ScaleId kMarks("marks");

credit::System hours(const credit::SystemId& id, int least) {
  return {id, {}, credit::SystemKind::credit, {Rational(least), Rational(least + 5)}};
}

class Generator {
 public:
  explicit Generator(std::uint64_t seed) : dice_(seed) {}

  RecognitionCase small() {
    made_.day = kDay;
    add_catalogue();
    const int awards = 2 + dice_.below(5);
    for (int i = 0; i < awards; ++i) made_.record.awards.push_back(award(i));
    if (dice_.chance(25)) add_recognised();
    for (int i = 1 + dice_.below(6); i > 0; --i) {
      made_.agreements.push_back(agreement(i));
      for (int v = dice_.chance(35) ? 1 + dice_.below(2) : 0; v > 0; --v)
        made_.agreements.push_back(next_version());
    }
    return std::move(made_);
  }

  RecognitionCase crowded(int awards, int terms) {
    made_.day = kDay;
    made_.catalogue.credit_systems = {hours(kEcts, 25)};
    add_organization("sender", kEcts);
    add_organization("receiver", kEcts);
    for (int i = 0; i < awards; ++i) {
      add_achievement(name("s", i), "sender");
      Award award;
      award.id = AwardId(name("w", i));
      award.achievement = AchievementId(name("s", i));
      award.organization = OrganizationId("sender");
      award.credit = {{Rational(1 + dice_.below(6)), kEcts}};
      award.awarded = kDay.plus_days(-100);
      made_.record.awards.push_back(std::move(award));
    }
    Agreement all;
    all.id = AgreementId("all");
    all.sender = OrganizationId("sender");
    all.receiver = OrganizationId("receiver");
    all.valid_from = kDay.plus_days(-300);
    for (int t = 0; t < terms; ++t) all.terms.push_back(crowded_term(t, awards, terms));
    made_.agreements.push_back(std::move(all));
    return std::move(made_);
  }

 private:
  void add_organization(const std::string& id, const credit::SystemId& system) {
    learning::Organization organization;
    organization.id = OrganizationId(id);
    organization.credit_system = system;
    made_.catalogue.organizations.push_back(std::move(organization));
  }

  void add_achievement(const std::string& id, const std::string& organization) {
    learning::Achievement achievement;
    achievement.id = AchievementId(id);
    achievement.organization = OrganizationId(organization);
    if (dice_.chance(50)) achievement.subjects = {"law"};
    made_.catalogue.achievements.push_back(std::move(achievement));
  }

  void add_catalogue() {
    made_.catalogue.credit_systems = {hours(kEcts, 25), hours(kUs, 40)};
    made_.catalogue.grade_scales.push_back(
        {kMarks,
         {},
         {{"A", Rational(3), false}, {"B", Rational(2), false}, {"C", Rational(1), false}}});
    for (int o = 0; o < 3; ++o) {
      add_organization(name("o", o), o == 1 ? kUs : kEcts);
      for (int a = 0; a < 2; ++a) add_achievement(name("o", o) + name("/a", a), name("o", o));
    }
  }

  const learning::Achievement& some_achievement() {
    return dice_.one_of(made_.catalogue.achievements);
  }

  AchievementId of(const OrganizationId& organization) {
    return AchievementId(organization.text() + name("/a", dice_.below(2)));
  }

  Rational amount() { return Rational::create(1 + dice_.below(9), 1 + dice_.below(3)).value(); }

  Award award(int number) {
    const learning::Achievement& achievement = some_achievement();
    Award made;
    made.id = AwardId(name("w", number));
    made.achievement = achievement.id;
    made.organization = dice_.chance(8) ? OrganizationId("o0") : achievement.organization;
    made.credit = {{amount(), dice_.chance(80) ? kEcts : kUs}};
    made.awarded = kDay.plus_days(dice_.chance(8) ? 3 : -dice_.below(60));
    if (dice_.chance(15)) made.expires = kDay.plus_days(dice_.below(20) - 5);
    if (dice_.chance(50))
      made.grade = grade::Grade{kMarks, std::string(1, static_cast<char>('A' + dice_.below(3)))};
    if (dice_.chance(10)) made.status = AwardStatus::in_progress;
    if (dice_.chance(15)) {  // stacked on parts that others may stand on, too
      made.roots = {AwardId(name("p", dice_.below(3))), AwardId(name("q", dice_.below(2)))};
      std::ranges::sort(made.roots);
    }
    return made;
  }

  void add_recognised() {
    Award made;
    made.id = AwardId("recognised");
    made.organization = OrganizationId(name("o", dice_.below(3)));
    if (dice_.chance(50)) made.achievement = of(made.organization);
    made.status = AwardStatus::recognised;
    made.credit = {{amount(), kEcts}};
    made.awarded = kDay.plus_days(-1);
    made.roots = {dice_.one_of(made_.record.awards).id};
    made_.record.awards.push_back(std::move(made));
  }

  Agreement agreement(int number) {
    Agreement made;
    made.id = AgreementId(name("g", number));
    const int sender = dice_.below(3);
    made.sender = OrganizationId(name("o", sender));
    made.receiver = OrganizationId(name("o", (sender + 1 + dice_.below(2)) % 3));
    made.valid_from = kDay.plus_days(dice_.chance(8) ? 1 : -dice_.below(50));
    if (dice_.chance(20)) made.valid_until = kDay.plus_days(dice_.below(8) - 2);
    if (dice_.chance(30)) made.precedence = dice_.below(3) - 1;
    made.accepts_recognised = dice_.chance(60);
    if (dice_.chance(20)) sign(made);
    if (dice_.chance(20)) made.denials.push_back({of(made.sender), {}});
    for (int t = 1 + dice_.below(2); t > 0; --t) made.terms.push_back(term(t, made));
    return made;
  }

  // Of the last agreement: that begins on the same day or later, after a gap, or before the other
  // would have ended; some take over what was earned before them.
  Agreement next_version() {
    Agreement& last = made_.agreements.back();
    Agreement made = last;
    ++made.version;
    made.valid_from = last.valid_from.plus_days(dice_.chance(15) ? 0 : 1 + dice_.below(30));
    if (dice_.chance(60)) last.valid_until = last.valid_from.plus_days(dice_.below(30));
    made.valid_until.reset();
    if (dice_.chance(20)) made.valid_until = made.valid_from.plus_days(dice_.below(40));
    made.awards_from.reset();
    if (dice_.chance(40)) made.awards_from = kDay.plus_days(-dice_.below(60));
    if (dice_.chance(30)) made.requires_signatures = false;
    if (dice_.chance(50)) made.denials.clear();
    if (dice_.chance(70)) made.terms = {term(1 + dice_.below(2), made)};
    return made;
  }

  void sign(Agreement& agreement) {
    agreement.requires_signatures = true;
    for (const auto side : {recognition::Side::sender, recognition::Side::receiver})
      if (dice_.chance(85))
        agreement.signatures.push_back({"office", side, kDay.plus_days(dice_.below(12) - 10)});
  }

  Term term(int number, const Agreement& agreement) {
    Term made;
    made.id = name("t", number);
    for (int g = dice_.chance(35) ? 2 : 1; g > 0; --g) {
      Group group{of(agreement.sender)};
      if (const AchievementId second = of(agreement.sender); dice_.chance(35) && second != group[0])
        group.push_back(second);
      std::ranges::sort(group);
      if (std::ranges::find(made.from, group) == made.from.end()) made.from.push_back(group);
    }
    make_grant(agreement, made.grant);
    if (dice_.chance(15)) made.awarded_within_days = dice_.below(60);
    if (dice_.chance(20)) made.where = condition();
    return made;
  }

  requirement::Filter condition() {
    requirement::Filter filter;
    if (dice_.chance(60))
      filter.grade = grade::Grade{kMarks, "B"};
    else
      filter.subjects = {"law"};
    if (dice_.chance(30)) filter.awarded = requirement::AwardedRange{{}, {}, dice_.below(40)};
    return filter;
  }

  void make_grant(const Agreement& agreement, recognition::Grant& grant) {
    const int kind = dice_.below(20);
    if (kind < 10) grant.achievement = of(agreement.receiver);
    if (kind == 15) grant = {GrantKind::block, of(agreement.receiver), {}, {}};
    if (kind == 16) grant = {GrantKind::requirement, {}, NodeId("degree/part"), {}};
    if (kind == 17) grant = {GrantKind::waiver, {}, NodeId("degree/part"), {}};
    if (kind == 18) grant = {GrantKind::advanced_standing, {}, {}, {"entry", "second-year"}};
    if (kind == 17 || kind == 18 || (kind == 16 && dice_.chance(50))) return;
    const credit::SystemId& to = agreement.receiver == OrganizationId("o1") ? kUs : kEcts;
    if (dice_.chance(40)) {
      grant.credit = credit::Amount{amount(), dice_.chance(90) ? to : kUs};
      return;
    }
    grant.rate = credit::Rate{dice_.chance(75) ? kEcts : kUs, to, amount()};
    if (dice_.chance(40))
      grant.rate->rounding = {credit::RoundingMode::down, Rational::create(1, 2).value()};
  }

  Term crowded_term(int number, int awards, int terms) {
    Term made;
    made.id = name("t", number);
    Group group;
    for (int i = 1 + dice_.below(3); i > 0; --i) group.emplace_back(name("s", dice_.below(awards)));
    std::ranges::sort(group);
    group.erase(std::ranges::unique(group).begin(), group.end());
    made.from = {group};
    if (dice_.chance(60)) {
      const std::string id = name("r", dice_.below(terms));
      if (made_.catalogue.find_achievement(AchievementId(id)) == nullptr)
        add_achievement(id, "receiver");
      made.grant.achievement = AchievementId(id);
    }
    made.grant.credit = credit::Amount{
        Rational::create(static_cast<std::int64_t>(group.size()) * (2 + dice_.below(9)), 2).value(),
        kEcts};
    return made;
  }

  Dice dice_;
  RecognitionCase made_;
};

}  // namespace

RecognitionCase small_recognition(std::uint64_t seed) { return Generator(seed).small(); }

RecognitionCase crowded_recognition(std::uint64_t seed, int awards, int terms) {
  return Generator(seed).crowded(awards, terms);
}

}  // namespace cairn::oracle
