#include "app/portfolio/particulars.h"

#include <algorithm>
#include <set>
#include <utility>

#include "app/portfolio/steps.h"
#include "app/store/learners.h"
#include "documents/record_json.h"
#include "domain/audit/exceptions.h"
#include "domain/audit/programme.h"
#include "domain/version/applicable.h"
#include "formats/json/reader.h"

namespace cairn::portfolio {
namespace {

// Some three hundred exceptions; who has more states something else.
constexpr json::Limits kParticularsLimits{64 * 1024, 4, 8 * 1024};

/// Achievements in whose trees an exception's node could be: its path begins with theirs.
std::vector<AchievementId> goals_of(const learning::Record& record,
                                    const learning::Catalogue& catalogue) {
  std::vector<AchievementId> goals;
  for (const learning::Achievement& achievement : catalogue.achievements)
    if (std::ranges::any_of(record.exceptions, [&](const requirement::Exception& exception) {
          return exception.node.text().starts_with(achievement.id.text());
        }))
      goals.push_back(achievement.id);
  return goals;
}

/// Today, and when exceptions begin later: any two that ever hold together do on one of them.
std::set<Date> days_of(const learning::Record& record, Date today) {
  std::set<Date> days{today};
  for (const requirement::Exception& exception : record.exceptions)
    if (today < exception.from) days.insert(exception.from);
  return days;
}

/// Whether audits on the day, of any goal, could go by the record.
Result<void> check_on(Date day, const learning::Record& record,
                      const learning::Catalogue& catalogue) {
  CAIRN_CHECK(version::applicable(catalogue, record, {day}));
  for (const AchievementId& goal : goals_of(record, catalogue)) {
    CAIRN_TRY(const auto applied, version::applicable(catalogue, record, {day, goal}));
    CAIRN_TRY(const auto programme, audit::Programme::compile(goal, applied.catalogue));
    CAIRN_CHECK(audit::exceptions_of(applied.record, programme.tree(), day));
  }
  return {};
}

}  // namespace

namespace steps {

Result<void> check_record(const learning::Record& record, const learning::Catalogue& catalogue,
                          Date today) {
  for (const Date day : days_of(record, today)) CAIRN_CHECK(check_on(day, record, catalogue));
  return {};
}

}  // namespace steps

Result<learning::Record> stated_of(const Ports& ports, std::string_view handle) {
  learning::Record found;
  CAIRN_CHECK(ports.store.read([&](store::Repositories& repositories) -> Result<void> {
    CAIRN_TRY(const auto learner, store::learner_named(repositories, handle));
    const store::PersonId& person = learner.id;
    CAIRN_TRY(const auto awards, repositories.portfolios().awards(person));
    CAIRN_TRY(auto stated, repositories.particulars().of(person));
    found = learning::with_particulars(recognising::record_of(awards).awards, std::move(stated));
    return {};
  }));
  return found;
}

Result<void> state_particulars(const Ports& ports, const Statement& statement) {
  CAIRN_TRY(const json::Document document, json::read(statement.json, kParticularsLimits));
  const auto snapshot = ports.published.snapshot();
  return ports.store.write([&](store::Repositories& repositories) -> Result<void> {
    CAIRN_TRY(const auto learner, store::learner_named(repositories, statement.handle));
    const store::PersonId& person = learner.id;
    CAIRN_TRY(const auto awards, repositories.portfolios().awards(person));
    const auto held = recognising::record_of(awards).awards;
    CAIRN_TRY(const learning::Particulars stated,
              documents::read_particulars(document.root(), {{}, statement.json}, held));
    const learning::Record record = learning::with_particulars(held, stated);
    CAIRN_CHECK(steps::check_record(record, snapshot->catalogue(), ports.clock.now().utc_date()));
    CAIRN_CHECK(repositories.particulars().put(person, stated));
    return repositories.journal().append({new_uuid7(ports.clock, ports.random), person.text(),
                                          ports.clock.now(), statement.author.text(),
                                          "particulars.state", person.text(), "{}"});
  });
}

}  // namespace cairn::portfolio
