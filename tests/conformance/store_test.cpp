// What the repositories keep comes back as it went, over SQLite.
#include <doctest/doctest.h>

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "adapters/sql/migrations.h"
#include "adapters/sql/population.h"
#include "adapters/sql/query.h"
#include "adapters/sql/store.h"
#include "adapters/sqlite/database.h"
#include "adapters/sqlite/migrations.h"
#include "support/fixed_ports.h"
#include "support/temporary_folder.h"

using namespace cairn;

namespace {

credit::Amount amount(const char* value, const char* system) {
  return {Rational::parse(value).value(), credit::SystemId(system)};
}

learning::Award award(const char* id, learning::AwardStatus status) {
  learning::Award made;
  made.id = AwardId(id);
  made.achievement = AchievementId("a");
  made.organization = OrganizationId("uni");
  made.status = status;
  made.awarded = Date::parse("2026-06-01").value();
  return made;
}

// A store in a folder of its own, migrated to the newest form.
struct FreshStore {
  test::TemporaryFolder folder;
  test::FixedClock clock;
  std::unique_ptr<sql::Database> database = sqlite::open(folder.path()).value();
  sql::SqlStore store{*database};

  FreshStore() { REQUIRE(sql::migrate(*database, sqlite::all_migrations(), clock)); }
};

store::Person person_called(const std::string& handle) {
  store::Person person;
  person.id = store::PersonId(handle);
  person.handle = handle;
  return person;
}

// A decision with what the rate gave before it was rounded, or nothing of the kind.
recognition::Decision decision(const char* id, const char* root,
                               const std::optional<credit::Amount>& exact) {
  recognition::Decision made;
  made.id = DecisionId(id);
  made.agreement = AgreementId("agreement");
  made.term = "t";
  made.from = {AwardId(root)};
  made.original = {amount("11/3", "ects")};
  made.exact = exact;
  made.view = award(id, learning::AwardStatus::recognised);
  made.view.credit = {amount("3/2", "us-semester")};
  made.view.roots = {AwardId(root)};
  made.decided = made.view.awarded;
  return made;
}

// Persons of whom a third has nothing, and the others two awards and one that they took out.
Result<void> add_persons(store::Repositories& repositories, int count, Instant now) {
  for (int i = 0; i < count; ++i) {
    store::Person person = person_called("person-" + std::to_string(1'000 + i));
    if (i % 2 == 0) person.goal = AchievementId("degree");
    CAIRN_CHECK(repositories.persons().add(person));
    if (i % 3 == 0) continue;
    learning::Award first = award("b", learning::AwardStatus::earned);
    first.credit = {amount("3/2", "ects"), amount("1", "us-semester")};
    first.grade = grade::Grade{grade::ScaleId("letters"), "A"};
    first.expires = Date::parse("2030-01-01").value();
    learning::Award removed = award("a", learning::AwardStatus::earned);
    removed.credit = {amount("9", "ects")};
    removed.attributes = {{"lab", {}}};
    first.attributes = {{"part", "B"}};
    learning::Award view = award("c", learning::AwardStatus::recognised);
    view.roots = {AwardId("b")};
    CAIRN_CHECK(repositories.portfolios().add(person.id, {removed, true, now, {}}));
    CAIRN_CHECK(repositories.portfolios().add(person.id, {first, true, now, {}}));
    CAIRN_CHECK(repositories.portfolios().add(person.id, {view, true, now, {}}));
    CAIRN_CHECK(repositories.portfolios().remove(person.id, removed.id, now));
    if (i % 5 != 0) continue;
    const requirement::Exception waived{.id = requirement::ExceptionId("x"),
                                        .node = NodeId("degree/project"),
                                        .award = {},
                                        .value = {},
                                        .author = "D",
                                        .reason = "r",
                                        .evidence = {},
                                        .from = first.awarded,
                                        .until = {}};
    CAIRN_CHECK(repositories.particulars().put(
        person.id,
        {{{"who", person.handle}}, {waived}, {{AchievementId("degree"), first.awarded, 2}}}));
  }
  return {};
}

// The awards of add_persons() as they went, but for the one that was taken out.
void check_awards(const std::vector<learning::Award>& awards) {
  REQUIRE(awards.size() == 2);
  CHECK(awards[0].id == AwardId("b"));
  REQUIRE(awards[0].credit.size() == 2);
  CHECK(awards[0].credit[0].value == Rational::parse("3/2").value());
  CHECK(awards[0].credit[1].system == credit::SystemId("us-semester"));
  CHECK(awards[0].grade->value == "A");
  CHECK(awards[0].attributes == std::vector<requirement::Attribute>{{"part", "B"}});
  CHECK(awards[1].attributes.empty());
  CHECK(awards[0].expires == Date::parse("2030-01-01").value());
  CHECK(awards[1].status == learning::AwardStatus::recognised);
  CHECK(awards[1].roots == std::vector{AwardId("b")});
  CHECK(awards[1].credit.empty());
}

}  // namespace

TEST_CASE("an award's grade and a decision's exact credit come back, and are absent where absent") {
  FreshStore fresh;
  sql::SqlStore& store = fresh.store;
  const store::Person person = person_called("p");
  learning::Award graded = award("graded", learning::AwardStatus::earned);
  graded.grade = grade::Grade{grade::ScaleId("de"), "1.3"};
  graded.assessment = "oral exam";
  graded.term = "2026-autumn";
  graded.attributes = {{"lab", {}}, {"part", "B"}, {"part", "C"}};
  const learning::Award plain = award("plain", learning::AwardStatus::earned);
  const auto rounded = decision("rounded", "graded", amount("11/6", "us-semester"));
  const auto stated = decision("stated", "plain", std::nullopt);
  const auto written = store.write([&](store::Repositories& repositories) -> Result<void> {
    CAIRN_CHECK(repositories.persons().add(person));
    for (const learning::Award& each : {graded, plain, rounded.view, stated.view})
      CAIRN_CHECK(repositories.portfolios().add(person.id, {each, true, fresh.clock.now(), {}}));
    const SubjectId subject("s");
    CAIRN_CHECK(repositories.decisions().add_subject(OrganizationId("uni"), subject, person.id));
    for (const recognition::Decision& each : {rounded, stated})
      CAIRN_CHECK(repositories.decisions().add(subject, each));
    return {};
  });
  REQUIRE_MESSAGE(written.has_value(), describe(written.error()));
  REQUIRE(store.read([&](store::Repositories& repositories) -> Result<void> {
    CAIRN_TRY(const auto first, repositories.portfolios().find(person.id, graded.id));
    CHECK(first->award.grade == graded.grade);
    CHECK(first->award.assessment == graded.assessment);
    CHECK(first->award.term == graded.term);
    CHECK(first->award.attributes == graded.attributes);
    CAIRN_TRY(const auto second, repositories.portfolios().find(person.id, plain.id));
    CHECK_FALSE(second->award.grade);
    CHECK(second->award.attributes.empty());
    CAIRN_TRY(const auto decisions, repositories.decisions().of(person.id));
    REQUIRE(decisions.size() == 2);
    CHECK(decisions[0].exact == rounded.exact);
    CHECK(decisions[0].view.credit == rounded.view.credit);
    CHECK_FALSE(decisions[1].exact);
    return {};
  }));
}

TEST_CASE("definitions outlive the table that learns new kinds") {
  constexpr std::size_t kBeforeGrades = 8;
  test::TemporaryFolder folder;
  test::FixedClock clock;
  auto database = sqlite::open(folder.path());
  REQUIRE(database);
  const auto all = sqlite::all_migrations();
  REQUIRE(sql::migrate(**database, std::span(all).first(kBeforeGrades), clock));
  sql::SqlStore store(**database);
  using store::DefinitionKind;
  const auto add = [&](DefinitionKind kind) {
    return store
        .write([&](store::Repositories& repositories) {
          return repositories.definitions().add({kind, "d", 2, "digest", "{}"}, clock.now());
        })
        .has_value();
  };
  REQUIRE(add(DefinitionKind::agreement));
  CHECK_FALSE(add(DefinitionKind::crosswalk));
  REQUIRE(sql::migrate(**database, all, clock));
  for (const auto kind : {DefinitionKind::credit_system, DefinitionKind::grade_scale,
                          DefinitionKind::grade_table, DefinitionKind::crosswalk})
    CHECK(add(kind));
  CHECK_FALSE(add(DefinitionKind::agreement));  // that version is there already
  REQUIRE(store.read([&](store::Repositories& repositories) -> Result<void> {
    CAIRN_TRY(const auto kept, repositories.definitions().find(DefinitionKind::agreement, "d"));
    CHECK((kept->version == 2 && kept->digest == "digest"));
    return {};
  }));
}

// What simulations read of a folder beside its server: the same awards as the repositories give.
TEST_CASE("persons with awards are a population, in pages that can be gone on with") {
  FreshStore fresh;
  sql::SqlStore& store = fresh.store;
  REQUIRE(store.write([&](store::Repositories& repositories) {
    return add_persons(repositories, 600, fresh.clock.now());
  }));

  auto beside = sqlite::open_to_read(fresh.folder.path());
  REQUIRE(beside);
  CHECK((*beside)->write([](sql::Connection&) { return Result<void>(); }).error().code ==
        ErrorCode::forbidden);
  const auto population =
      sql::population_of(std::move(*beside), "these", Date::parse("2026-06-01").value());
  std::vector<std::string> positions;
  int members = 0, with_goal = 0, with_particulars = 0;
  const auto read_all = [&] {
    for (;;) {
      const auto chunk = population->next();
      REQUIRE(chunk);
      if (*chunk == nullptr) break;
      positions.push_back(population->position());
      REQUIRE((*chunk)->each([&](const simulation::Member& member) -> Result<void> {
        ++members;
        with_goal += member.attributes.front().first == "goal" ? 1 : 0;
        check_awards(member.record.awards);
        with_particulars += member.record.facts.empty() ? 0 : 1;
        CHECK(member.record.facts.size() == member.record.exceptions.size());
        CHECK(member.record.facts.size() == member.record.entries.size());
        return {};
      }));
    }
  };
  read_all();
  CHECK(members == 400);
  CHECK(with_goal == 200);
  CHECK(with_particulars == 80);  // of 120 those that have awards
  REQUIRE(positions.size() == 3);
  members = 0;
  REQUIRE(population->go_to(positions[1]));
  read_all();
  CHECK(members == 59);  // of the last 88 persons
  CHECK(!population->go_to("somewhere"));
  CHECK(!sqlite::open_to_read(fresh.folder.path() / "nowhere"));
}

TEST_CASE("conferrals come back to their learner alone, and an award has one") {
  FreshStore fresh;
  sql::SqlStore& store = fresh.store;
  const store::Person learner = person_called("p");
  const store::Person other = person_called("q");
  const SubjectId subject("s");
  const Date day = Date::parse("2026-11-21").value();
  const store::KeptConferral under{OrganizationId("uni"), AwardId("a"), "standing", "Dean", day};
  const store::KeptConferral decided{OrganizationId("uni"), AwardId("b"), "", "Registrar", day};
  std::vector<store::KeptConferral> kept, others;
  REQUIRE(store.write([&](store::Repositories& repositories) -> Result<void> {
    for (const store::Person& person : {learner, other})
      CAIRN_CHECK(repositories.persons().add(person));
    CAIRN_CHECK(repositories.decisions().add_subject(under.organization, subject, learner.id));
    CAIRN_CHECK(repositories.conferrals().add(subject, decided));
    CAIRN_CHECK(repositories.conferrals().add(subject, under));
    CAIRN_TRY(kept, repositories.conferrals().of(learner.id));
    CAIRN_TRY(others, repositories.conferrals().of(other.id));
    return {};
  }));
  REQUIRE(kept.size() == 2);
  CHECK((kept[0].authority == "standing" && kept[0].officer == "Dean" && kept[0].decided == day));
  CHECK((kept[1].authority.empty() && kept[1].award == decided.award));
  CHECK(others.empty());
  CHECK_FALSE(store.write([&](store::Repositories& repositories) {
    return repositories.conferrals().add(subject, under);
  }));
}

TEST_CASE("attested rules are kept once, by their digest, and neither change nor go") {
  FreshStore fresh;
  const Instant now = fresh.clock.now();
  std::optional<std::string> found, unknown;
  REQUIRE(fresh.store.write([&](store::Repositories& repositories) -> Result<void> {
    CAIRN_CHECK(repositories.attested_rules().keep("sha256:1", "{\"a\":[]}", now));
    CAIRN_CHECK(repositories.attested_rules().keep("sha256:1", "others", now));
    CAIRN_TRY(found, repositories.attested_rules().find("sha256:1"));
    CAIRN_TRY(unknown, repositories.attested_rules().find("sha256:2"));
    return {};
  }));
  CHECK(found == "{\"a\":[]}");
  CHECK_FALSE(unknown);
  for (const char* change : {"UPDATE attested_rules SET rules = ''", "DELETE FROM attested_rules"})
    CHECK_FALSE(fresh.database->write(
        [&](sql::Connection& connection) { return sql::run(connection, change, {}); }));
}

TEST_CASE("a credential's file comes back byte for byte, to its learner alone") {
  FreshStore fresh;
  const store::Person learner = person_called("p");
  const store::Person other = person_called("q");
  store::Credential credential;
  credential.digest = "d";
  credential.award = AwardId("a");
  credential.original = std::string("\x89PNG\0\xFF", 6);
  std::string file;
  REQUIRE(fresh.store.write([&](store::Repositories& repositories) -> Result<void> {
    for (const store::Person& person : {learner, other})
      CAIRN_CHECK(repositories.persons().add(person));
    const auto earned = award("a", learning::AwardStatus::earned);
    CAIRN_CHECK(repositories.portfolios().add(learner.id, {earned, true, {}, std::nullopt}));
    CAIRN_CHECK(repositories.portfolios().add_credential(learner.id, credential));
    CAIRN_TRY(file, repositories.portfolios().original(learner.id, "d"));
    return {};
  }));
  CHECK(file == credential.original);
  CHECK(fresh.store
            .read([&](store::Repositories& repositories) -> Result<void> {
              CAIRN_TRY(file, repositories.portfolios().original(other.id, "d"));
              return {};
            })
            .error()
            .code == ErrorCode::not_found);
}

TEST_CASE("a population has what decisions granted besides awards, as long as it stands") {
  FreshStore fresh;
  sql::SqlStore& store = fresh.store;
  const store::Person person = person_called("p");
  const auto granted = [](const char* id, recognition::GrantKind kind) {
    recognition::Decision made = decision(id, "root", std::nullopt);
    made.kind = kind;
    made.view.expires = Date::parse("2026-12-31").value();
    if (kind != recognition::GrantKind::advanced_standing)
      made.exception = recognition::exception_of(made, NodeId("degree/" + std::string(id)), "r");
    else
      made.standing = learning::FactStatement{id, "2"};
    return made;
  };
  const auto waiver = granted("waiver", recognition::GrantKind::waiver);
  const auto met = granted("met", recognition::GrantKind::requirement);
  const auto standing = granted("year", recognition::GrantKind::advanced_standing);
  REQUIRE(store.write([&](store::Repositories& repositories) -> Result<void> {
    CAIRN_CHECK(repositories.persons().add(person));
    for (const auto& each : {award("root", learning::AwardStatus::earned), met.view})
      CAIRN_CHECK(repositories.portfolios().add(person.id, {each, true, fresh.clock.now(), {}}));
    const SubjectId subject("s");
    CAIRN_CHECK(repositories.decisions().add_subject(OrganizationId("uni"), subject, person.id));
    for (const recognition::Decision& each : {waiver, met, standing})
      CAIRN_CHECK(repositories.decisions().add(subject, each));
    return {};
  }));
  const auto on = [&](const char* day) {
    const auto population = sql::population_of(sqlite::open_to_read(fresh.folder.path()).value(),
                                               "these", Date::parse(day).value());
    learning::Record found;
    const auto chunk = population->next();
    REQUIRE((*chunk)->each([&](const simulation::Member& member) -> Result<void> {
      found = member.record;
      return {};
    }));
    return found;
  };
  const learning::Record held = on("2026-12-31");  // the last day
  REQUIRE(held.exceptions.size() == 2);
  CHECK(held.exceptions[0].id == met.exception->id);
  CHECK(held.exceptions[0].award == met.view.id);
  CHECK(held.exceptions[1].id == waiver.exception->id);
  CHECK(held.exceptions[1].until == waiver.view.expires);
  REQUIRE(held.facts.size() == 1);
  CHECK(held.facts[0].value == standing.standing->value);
  CHECK(on("2027-01-01").facts.empty());
  CHECK(on("2026-06-01").facts.size() == 1);  // the day of the decision
  CHECK(on("2026-05-31").facts.empty());
  REQUIRE(store.write([&](store::Repositories& repositories) -> Result<void> {
    CAIRN_CHECK(repositories.portfolios().remove(person.id, met.view.id, fresh.clock.now()));
    return repositories.particulars().put(person.id, {{{"year", "1"}}, {}, {}});
  }));
  const learning::Record later = on("2026-12-31");
  REQUIRE(later.exceptions.size() == 1);
  CHECK(later.exceptions[0].id == waiver.exception->id);
  REQUIRE(later.facts.size() == 1);
  CHECK(later.facts[0].value == "1");  // what is stated goes first
}

TEST_CASE("what a record holds besides awards comes back, as do origins of awards") {
  FreshStore fresh;
  sql::SqlStore& store = fresh.store;
  const store::Person person = person_called("p");
  learning::Award prior = award("prior", learning::AwardStatus::earned);
  prior.origin = AwardOrigin::prior_learning;
  requirement::Exception adjusted{.id = requirement::ExceptionId("x"),
                                  .kind = requirement::Exception::Kind::adjust,
                                  .node = NodeId("a/b"),
                                  .award = {},
                                  .value = Rational::parse("15/2").value(),
                                  .author = "D",
                                  .reason = "r",
                                  .evidence = {},
                                  .from = prior.awarded,
                                  .until = prior.awarded.plus_days(1)};
  const learning::Particulars stated{
      {{"hours", "120"}}, {adjusted}, {{AchievementId("a"), prior.awarded, 2}}};
  learning::Particulars read;
  std::vector<store::KeptAward> awards;
  const auto done = store.write([&](store::Repositories& repositories) -> Result<void> {
    CAIRN_CHECK(repositories.persons().add(person));
    CAIRN_CHECK(repositories.portfolios().add(person.id, {prior, true, fresh.clock.now(), {}}));
    CAIRN_CHECK(repositories.particulars().put(person.id, {{{"old", "1"}}, {}, {}}));
    CAIRN_CHECK(repositories.particulars().put(person.id, stated));
    CAIRN_TRY(read, repositories.particulars().of(person.id));
    CAIRN_TRY(awards, repositories.portfolios().awards(person.id));
    return {};
  });
  REQUIRE_MESSAGE(done.has_value(), describe(done.error()));
  REQUIRE(read.facts.size() == 1);
  CHECK(read.facts[0].value == "120");
  REQUIRE(read.exceptions.size() == 1);
  CHECK(read.exceptions[0].value == adjusted.value);
  CHECK(read.exceptions[0].until == adjusted.until);
  CHECK(read.exceptions[0].award.empty());
  REQUIRE(read.entries.size() == 1);
  CHECK(read.entries[0].version == 2);
  CHECK(awards.front().award.origin == AwardOrigin::prior_learning);
}
