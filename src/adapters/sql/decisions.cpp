#include <map>

#include "adapters/sql/query.h"
#include "adapters/sql/repositories.h"
#include "adapters/sql/words.h"

namespace cairn::sql {
namespace {

class SqlDecisions final : public store::Decisions {
 public:
  explicit SqlDecisions(Connection& connection) : connection_(connection) {}

  Result<std::vector<recognition::Decision>> of(const store::PersonId& person) override {
    CAIRN_TRY(auto views, live_views(person));
    std::vector<recognition::Decision> found;
    CAIRN_CHECK(for_each(
        connection_,
        "SELECT d.tenant_id, d.id, d.agreement, d.agreement_version, d.term, d.view_id, d.decided,"
        " d.automatic, d.exact_amount, d.exact_system, d.precedent FROM decisions AS d JOIN subjects AS s"
        " ON s.tenant_id = d.tenant_id AND s.id = d.subject_id WHERE s.person_id = $1"
        " ORDER BY d.id",
        {person.text()}, [&](const Statement& row) -> Result<void> {
          auto view = views.find(std::string(row.text(5)));
          if (view == views.end()) return {};
          CAIRN_TRY(Date decided, date_of(row.text(6)));
          recognition::Decision decision;
          decision.id = DecisionId(std::string(row.text(1)));
          decision.agreement = AgreementId(std::string(row.text(2)));
          decision.agreement_version = static_cast<int>(row.integer(3));
          decision.term = std::string(row.text(4));
          decision.view = view->second;
          decision.decided = decided;
          decision.automatic = row.integer(7) != 0;
          if (!row.is_null(8)) {
            CAIRN_TRY(decision.exact, amount_of(row.text(8), row.text(9)));
          }
          decision.precedent = recognition::PrecedentId(std::string(row.text(10)));
          found.push_back(std::move(decision));
          return {};
        }));
    for (recognition::Decision& decision : found) CAIRN_CHECK(read_parts(decision));
    return found;
  }

  Result<std::optional<SubjectId>> subject(const OrganizationId& organization,
                                           const store::PersonId& person) override {
    std::optional<SubjectId> found;
    CAIRN_CHECK(for_each(connection_,
                         "SELECT id FROM subjects WHERE tenant_id = $1 AND person_id = $2",
                         {organization.text(), person.text()}, [&](const Statement& row) {
                           found = SubjectId(std::string(row.text(0)));
                           return Result<void>();
                         }));
    return found;
  }

  Result<void> add_subject(const OrganizationId& organization, const SubjectId& subject,
                           const store::PersonId& person) override {
    return run(connection_, "INSERT INTO subjects (tenant_id, id, person_id) VALUES ($1, $2, $3)",
               {organization.text(), subject.text(), person.text()});
  }

  Result<std::optional<SubjectId>> holder(const OrganizationId& organization,
                                          std::string_view digest) override {
    std::optional<SubjectId> found;
    CAIRN_CHECK(for_each(connection_,
                         "SELECT subject_id FROM holdings WHERE tenant_id = $1 AND credential = $2",
                         {organization.text(), digest}, [&](const Statement& row) {
                           found = SubjectId(std::string(row.text(0)));
                           return Result<void>();
                         }));
    return found;
  }

  Result<void> hold(const OrganizationId& organization, const SubjectId& subject,
                    std::string_view digest) override {
    CAIRN_TRY(auto held, holder(organization, digest));
    if (held == subject) return {};
    return run(connection_,
               "INSERT INTO holdings (tenant_id, credential, subject_id) VALUES ($1, $2, $3)",
               {organization.text(), digest, subject.text()});
  }

  Result<void> release(const OrganizationId& organization, const SubjectId& subject,
                       std::string_view digest) override {
    return run(connection_,
               "DELETE FROM holdings WHERE tenant_id = $1 AND credential = $2 AND subject_id = $3",
               {organization.text(), digest, subject.text()});
  }

  Result<void> add(const SubjectId& subject, const recognition::Decision& decision) override {
    const std::string& tenant = decision.view.organization.text();
    std::string decided = decision.decided.to_string();
    std::optional<std::string> exact, exact_system;
    if (decision.exact)
      exact = decision.exact->value.to_string(), exact_system = decision.exact->system.text();
    CAIRN_CHECK(run(connection_,
                    "INSERT INTO decisions (tenant_id, id, subject_id, agreement,"
                    " agreement_version, term, view_id, decided, automatic, exact_amount,"
                    " exact_system, precedent)"
                    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
                    {tenant, decision.id.text(), subject.text(), decision.agreement.text(),
                     decision.agreement_version, decision.term, decision.view.id.text(), decided,
                     decision.automatic ? 1 : 0, exact, exact_system, decision.precedent.text()}));
    for (const AwardId& award : decision.from)
      CAIRN_CHECK(run(connection_,
                      "INSERT INTO decision_sources (tenant_id, decision_id, award_id)"
                      " VALUES ($1, $2, $3)",
                      {tenant, decision.id.text(), award.text()}));
    int position = 0;
    for (const credit::Amount& amount : decision.original) {
      std::string value = amount.value.to_string();
      CAIRN_CHECK(run(connection_,
                      "INSERT INTO decision_originals (tenant_id, decision_id, position, system,"
                      " amount) VALUES ($1, $2, $3, $4, $5)",
                      {tenant, decision.id.text(), position++, amount.system.text(), value}));
    }
    return {};
  }

 private:
  Result<std::map<std::string, learning::Award>> live_views(const store::PersonId& person) {
    auto portfolios = portfolios_over(connection_);
    CAIRN_TRY(auto awards, portfolios->awards(person));
    std::map<std::string, learning::Award> views;
    for (store::KeptAward& kept : awards)
      if (kept.award.status == learning::AwardStatus::recognised)
        views.emplace(kept.award.id.text(), std::move(kept.award));
    return views;
  }

  Result<void> read_parts(recognition::Decision& decision) {
    const Parameters key{decision.view.organization.text(), decision.id.text()};
    CAIRN_CHECK(for_each(connection_,
                         "SELECT award_id FROM decision_sources"
                         " WHERE tenant_id = $1 AND decision_id = $2 ORDER BY award_id",
                         key, [&](const Statement& row) {
                           decision.from.emplace_back(std::string(row.text(0)));
                           return Result<void>();
                         }));
    return for_each(connection_,
                    "SELECT amount, system FROM decision_originals"
                    " WHERE tenant_id = $1 AND decision_id = $2 ORDER BY position",
                    key, [&](const Statement& row) -> Result<void> {
                      CAIRN_TRY(auto amount, amount_of(row.text(0), row.text(1)));
                      decision.original.push_back(std::move(amount));
                      return {};
                    });
  }

  Connection& connection_;
};

}  // namespace

std::unique_ptr<store::Decisions> decisions_over(Connection& connection) {
  return std::make_unique<SqlDecisions>(connection);
}

}  // namespace cairn::sql
