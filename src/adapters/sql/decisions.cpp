#include <algorithm>
#include <map>
#include <string>

#include "adapters/sql/decision_rows.h"
#include "adapters/sql/query.h"
#include "adapters/sql/repositories.h"
#include "adapters/sql/words.h"
#include "domain/learning/roots.h"

namespace cairn::sql {

Result<recognition::Decision> read_decision(const Statement& row) {
  recognition::Decision decision;
  decision.id = DecisionId(std::string(row.text(1)));
  decision.agreement = AgreementId(std::string(row.text(3)));
  decision.agreement_version = static_cast<int>(row.integer(4));
  decision.term = std::string(row.text(5));
  CAIRN_TRY(decision.decided, date_of(row.text(7)));
  decision.automatic = row.integer(8) != 0;
  if (!row.is_null(9)) {
    CAIRN_TRY(decision.exact, amount_of(row.text(9), row.text(10)));
  }
  decision.precedent = recognition::PrecedentId(std::string(row.text(11)));
  CAIRN_TRY(decision.kind, grant_kind_of(row.text(12)));
  learning::Award& view = decision.view;
  view.id = AwardId(std::string(row.text(6)));
  view.organization = OrganizationId(std::string(row.text(2)));
  view.status = learning::AwardStatus::recognised;
  view.awarded = decision.decided;
  view.source = decision.id.text();
  if (!row.is_null(17)) {
    CAIRN_TRY(view.expires, date_of(row.text(17)));
  }
  if (!row.is_null(18))
    decision.original_grade =
        grade::Grade{grade::ScaleId(std::string(row.text(18))), std::string(row.text(19))};
  if (!row.is_null(20)) {
    CAIRN_TRY(decision.grade_refused, grade_refusal_of(row.text(20)));
  }
  if (!row.is_null(13))
    decision.exception = recognition::exception_of(decision, NodeId(std::string(row.text(13))),
                                                   std::string(row.text(14)));
  if (!row.is_null(15))
    decision.standing =
        learning::FactStatement{std::string(row.text(15)), std::string(row.text(16))};
  return decision;
}

namespace {

class SqlDecisions final : public store::Decisions {
 public:
  explicit SqlDecisions(Connection& connection) : connection_(connection) {}

  Result<std::vector<recognition::Decision>> of(const store::PersonId& person) override {
    CAIRN_TRY(const auto awards, live_awards(person));
    std::vector<recognition::Decision> found;
    CAIRN_CHECK(for_each(connection_,
                         std::string(kDecisionRows) + " WHERE s.person_id = $1 ORDER BY d.id",
                         {person.text()}, [&](const Statement& row) -> Result<void> {
                           CAIRN_TRY(recognition::Decision decision, read_decision(row));
                           if (recognition::makes_award(decision.kind)) {
                             const auto view = awards.find(decision.view.id);
                             if (view == awards.end()) return {};
                             decision.view = view->second;
                           }
                           found.push_back(std::move(decision));
                           return {};
                         }));
    for (recognition::Decision& decision : found) {
      CAIRN_CHECK(read_parts(decision));
      if (!recognition::makes_award(decision.kind)) add_roots(awards, decision);
    }
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
    CAIRN_CHECK(add_row(subject, decision));
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

  Result<void> remove(const recognition::Decision& decision) override {
    const Parameters key{decision.view.organization.text(), decision.id.text()};
    for (const char* parts : {"DELETE FROM decision_sources WHERE tenant_id = $1"
                              " AND decision_id = $2",
                              "DELETE FROM decision_originals WHERE tenant_id = $1"
                              " AND decision_id = $2"})
      CAIRN_CHECK(run(connection_, parts, key));
    return run(connection_, "DELETE FROM decisions WHERE tenant_id = $1 AND id = $2", key);
  }

 private:
  using Awards = std::map<AwardId, learning::Award>;

  Result<Awards> live_awards(const store::PersonId& person) {
    CAIRN_TRY(auto kept, portfolios_over(connection_)->awards(person));
    Awards awards;
    for (store::KeptAward& each : kept) {
      AwardId id = each.award.id;
      awards.emplace(std::move(id), std::move(each.award));
    }
    return awards;
  }

  Result<void> add_row(const SubjectId& subject, const recognition::Decision& decision) {
    const std::string decided = decision.decided.to_string();
    std::optional<std::string> exact, exact_system, node, reason, name, value, until;
    std::optional<std::string> scale, grade, refused;
    if (decision.exact)
      exact = decision.exact->value.to_string(), exact_system = decision.exact->system.text();
    if (decision.exception)
      node = decision.exception->node.text(), reason = decision.exception->reason;
    if (decision.standing) name = decision.standing->name, value = decision.standing->value;
    if (decision.view.expires) until = decision.view.expires->to_string();
    if (const auto& original = decision.original_grade)
      scale = original->scale.text(), grade = original->value;
    if (decision.grade_refused) refused = word_of(*decision.grade_refused);
    return run(connection_,
               "INSERT INTO decisions (tenant_id, id, subject_id, agreement, agreement_version,"
               " term, view_id, decided, automatic, exact_amount, exact_system, precedent, kind,"
               " node, reason, standing_name, standing_value, until, grade_scale, grade,"
               " grade_refused)"
               " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,"
               " $17, $18, $19, $20, $21)",
               {decision.view.organization.text(),
                decision.id.text(),
                subject.text(),
                decision.agreement.text(),
                decision.agreement_version,
                decision.term,
                decision.view.id.text(),
                decided,
                decision.automatic ? 1 : 0,
                exact,
                exact_system,
                decision.precedent.text(),
                word_of(decision.kind),
                node,
                reason,
                name,
                value,
                until,
                scale,
                grade,
                refused});
  }

  // Those of the awards that it was decided on.
  static void add_roots(const Awards& awards, recognition::Decision& decision) {
    std::vector<AwardId>& roots = decision.view.roots;
    for (const AwardId& id : decision.from) {
      const auto award = awards.find(id);
      const auto more = award == awards.end() ? std::vector{id} : learning::roots_of(award->second);
      roots.insert(roots.end(), more.begin(), more.end());
    }
    std::ranges::sort(roots);
    roots.erase(std::ranges::unique(roots).begin(), roots.end());
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
