#include <map>

#include "adapters/sql/query.h"
#include "adapters/sql/repositories.h"
#include "adapters/sql/words.h"

namespace cairn::sql {
namespace {

class SqlPortfolios final : public store::Portfolios {
 public:
  explicit SqlPortfolios(Connection& connection) : connection_(connection) {}

  Result<std::vector<store::KeptAward>> awards(const store::PersonId& person) override {
    return select("WHERE tenant_id = $1 AND removed_at IS NULL ORDER BY added_at DESC, id DESC", "",
                  {person.text()});
  }

  Result<std::optional<store::KeptAward>> find(const store::PersonId& person,
                                               const AwardId& id) override {
    CAIRN_TRY(auto found, select("WHERE tenant_id = $1 AND id = $2", "AND award_id = $2",
                                 {person.text(), id.text()}));
    if (found.empty()) return std::optional<store::KeptAward>();
    return std::optional(std::move(found.front()));
  }

  Result<void> add(const store::PersonId& person, const store::KeptAward& kept) override {
    const learning::Award& award = kept.award;
    std::string awarded = award.awarded.to_string();
    std::optional<std::string> expires;
    if (award.expires) expires = award.expires->to_string();
    std::optional<std::string> scale, grade;
    if (award.grade) scale = award.grade->scale.text(), grade = award.grade->value;
    CAIRN_CHECK(
        run(connection_,
            "INSERT INTO awards (tenant_id, id, achievement, version, organization, status,"
            " awarded, expires, source, known, added_at, grade_scale, grade, origin, assessment,"
            " term)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
            {person.text(), award.id.text(), award.achievement.text(), award.version,
             award.organization.text(), word_of(award.status), awarded, expires, award.source,
             kept.known ? 1 : 0, kept.added, scale, grade, word_of(award.origin), award.assessment,
             award.term}));
    for (const credit::Amount& amount : award.credit) {
      std::string value = amount.value.to_string();
      CAIRN_CHECK(run(connection_,
                      "INSERT INTO award_credits (tenant_id, award_id, system, amount)"
                      " VALUES ($1, $2, $3, $4)",
                      {person.text(), award.id.text(), amount.system.text(), value}));
    }
    for (const requirement::Attribute& attribute : award.attributes)
      CAIRN_CHECK(run(connection_,
                      "INSERT INTO award_attributes (tenant_id, award_id, name, value)"
                      " VALUES ($1, $2, $3, $4)",
                      {person.text(), award.id.text(), attribute.name, attribute.value}));
    const int counts = award.status == learning::AwardStatus::recognised ? 1 : 0;
    for (const AwardId& root : award.roots)
      CAIRN_CHECK(
          run(connection_,
              "INSERT INTO award_roots (tenant_id, award_id, root_id, receiver, counts)"
              " VALUES ($1, $2, $3, $4, $5)",
              {person.text(), award.id.text(), root.text(), award.organization.text(), counts}));
    return {};
  }

  Result<void> remove(const store::PersonId& person, const AwardId& id, Instant at) override {
    CAIRN_CHECK(run(connection_,
                    "UPDATE awards SET removed_at = $3 WHERE tenant_id = $1 AND removed_at IS NULL"
                    " AND (id = $2 OR (status = 'recognised' AND id IN (SELECT award_id"
                    " FROM award_roots WHERE tenant_id = $1 AND root_id = $2)))",
                    {person.text(), id.text(), at}));
    return run(connection_,
               "UPDATE award_roots SET counts = 0 WHERE tenant_id = $1 AND (award_id = $2 OR"
               " award_id IN (SELECT award_id FROM award_roots"
               " WHERE tenant_id = $1 AND root_id = $2))",
               {person.text(), id.text()});
  }

  Result<void> restore(const store::PersonId& person, const AwardId& id) override {
    CAIRN_CHECK(run(connection_,
                    "UPDATE awards SET removed_at = NULL WHERE tenant_id = $1 AND id = $2",
                    {person.text(), id.text()}));
    return run(connection_,
               "UPDATE award_roots SET counts = 1 WHERE tenant_id = $1 AND award_id = $2 AND"
               " EXISTS (SELECT 1 FROM awards WHERE tenant_id = $1 AND id = $2"
               " AND status = 'recognised')",
               {person.text(), id.text()});
  }

  Result<std::vector<AwardId>> removed_views(const store::PersonId& person,
                                             const AwardId& root) override {
    std::vector<AwardId> found;
    CAIRN_CHECK(for_each(connection_,
                         "SELECT award_id FROM award_roots AS r JOIN awards AS a ON a.tenant_id ="
                         " r.tenant_id AND a.id = r.award_id WHERE r.tenant_id = $1"
                         " AND a.status = 'recognised' AND r.root_id = $2 AND a.removed_at IS NOT "
                         "NULL ORDER BY award_id",
                         {person.text(), root.text()}, [&](const Statement& row) {
                           found.emplace_back(std::string(row.text(0)));
                           return Result<void>();
                         }));
    return found;
  }

  Result<std::vector<store::Credential>> credentials(const store::PersonId& person) override {
    std::vector<store::Credential> found;
    CAIRN_CHECK(
        for_each(connection_,
                 "SELECT digest, award_id, media_type, name, issuer, issuer_name,"
                 " credential_id, achievement, subject, awarded, verdict, added_at, recipient"
                 " FROM credentials WHERE tenant_id = $1 ORDER BY added_at DESC, digest",
                 {person.text()}, [&](const Statement& row) -> Result<void> {
                   CAIRN_TRY(auto credential, read_credential(row));
                   found.push_back(std::move(credential));
                   return {};
                 }));
    return found;
  }

  Result<std::string> original(const store::PersonId& person, std::string_view digest) override {
    std::optional<std::string> found;
    CAIRN_CHECK(for_each(connection_,
                         "SELECT original FROM credentials WHERE tenant_id = $1 AND digest = $2",
                         {person.text(), digest}, [&](const Statement& row) {
                           const Bytes bytes = row.blob(0);
                           found.emplace(bytes.begin(), bytes.end());
                           return Result<void>();
                         }));
    if (!found) return not_found("the person has no such credential", std::string(digest));
    return *std::move(found);
  }

  Result<std::optional<AwardId>> find_by_credential(const store::PersonId& person,
                                                    std::string_view issuer,
                                                    std::string_view id) override {
    return first_award(
        "SELECT award_id FROM credentials"
        " WHERE tenant_id = $1 AND issuer = $2 AND credential_id = $3",
        {person.text(), issuer, id});
  }

  Result<std::optional<AwardId>> find_by_content(const store::PersonId& person,
                                                 const store::Credential& like) override {
    std::string awarded = like.awarded.to_string();
    return first_award(
        "SELECT award_id FROM credentials WHERE tenant_id = $1 AND issuer = $2"
        " AND achievement = $3 AND subject = $4 AND awarded = $5 LIMIT 1",
        {person.text(), like.issuer, like.achievement, like.subject, awarded});
  }

  Result<void> add_credential(const store::PersonId& person,
                              const store::Credential& credential) override {
    std::string awarded = credential.awarded.to_string();
    return run(connection_,
               "INSERT INTO credentials (tenant_id, digest, award_id, media_type, name, issuer,"
               " issuer_name, credential_id, achievement, subject, awarded, verdict, original,"
               " added_at, recipient)"
               " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)"
               " ON CONFLICT DO NOTHING",
               {person.text(), credential.digest, credential.award.text(), credential.media_type,
                credential.name, credential.issuer, credential.issuer_name, credential.id,
                credential.achievement, credential.subject, awarded, credential.verdict,
                Bytes(reinterpret_cast<const std::uint8_t*>(credential.original.data()),
                      credential.original.size()),
                credential.added, credential.recipient});
  }

 private:
  using Credits = std::map<std::string, std::vector<credit::Amount>>;
  using Roots = std::map<std::string, std::vector<AwardId>>;
  using Attributes = std::map<std::string, std::vector<requirement::Attribute>>;

  /// `awards_where` restricts awards, `parts_where` what hangs on them; both see $1 as tenant.
  Result<std::vector<store::KeptAward>> select(std::string_view awards_where,
                                               std::string_view parts_where,
                                               const Parameters& parameters) {
    CAIRN_TRY(Credits credits, select_credits(parts_where, parameters));
    CAIRN_TRY(Roots roots, select_roots(parts_where, parameters));
    CAIRN_TRY(Attributes attributes, select_attributes(parts_where, parameters));
    std::vector<store::KeptAward> found;
    std::string sql =
        "SELECT id, achievement, version, organization, status, awarded, expires, source, known,"
        " added_at, removed_at, grade_scale, grade, origin, assessment, term FROM awards ";
    sql += awards_where;
    CAIRN_CHECK(for_each(connection_, sql, parameters, [&](const Statement& row) -> Result<void> {
      CAIRN_TRY(store::KeptAward kept, read_award(row));
      kept.award.credit = std::move(credits[kept.award.id.text()]);
      kept.award.roots = std::move(roots[kept.award.id.text()]);
      kept.award.attributes = std::move(attributes[kept.award.id.text()]);
      found.push_back(std::move(kept));
      return {};
    }));
    return found;
  }

  static Result<store::Credential> read_credential(const Statement& row) {
    store::Credential credential;
    credential.digest = std::string(row.text(0));
    credential.award = AwardId(std::string(row.text(1)));
    credential.media_type = std::string(row.text(2));
    credential.name = std::string(row.text(3));
    credential.issuer = std::string(row.text(4));
    credential.issuer_name = std::string(row.text(5));
    credential.id = optional_text_at(row, 6);
    credential.achievement = std::string(row.text(7));
    credential.subject = std::string(row.text(8));
    CAIRN_TRY(credential.awarded, date_of(row.text(9)));
    credential.verdict = std::string(row.text(10));
    credential.added = instant_at(row, 11);
    credential.recipient = std::string(row.text(12));
    return credential;
  }

  static Result<store::KeptAward> read_award(const Statement& row) {
    store::KeptAward kept;
    learning::Award& award = kept.award;
    award.id = AwardId(std::string(row.text(0)));
    award.achievement = AchievementId(std::string(row.text(1)));
    award.version = static_cast<int>(row.integer(2));
    award.organization = OrganizationId(std::string(row.text(3)));
    CAIRN_TRY(award.status, award_status_of(row.text(4)));
    CAIRN_TRY(award.awarded, date_of(row.text(5)));
    if (!row.is_null(6)) {
      CAIRN_TRY(award.expires, date_of(row.text(6)));
    }
    award.source = std::string(row.text(7));
    kept.known = row.integer(8) != 0;
    kept.added = instant_at(row, 9);
    if (!row.is_null(10)) kept.removed = instant_at(row, 10);
    if (!row.is_null(11))
      award.grade =
          grade::Grade{grade::ScaleId(std::string(row.text(11))), std::string(row.text(12))};
    CAIRN_TRY(award.origin, origin_of(row.text(13)));
    award.assessment = std::string(row.text(14));
    award.term = std::string(row.text(15));
    return kept;
  }

  Result<Credits> select_credits(std::string_view where, const Parameters& parameters) {
    return select_by_award<Credits>(
        "amount, system FROM award_credits", where, "system", parameters,
        [](const Statement& row) { return amount_of(row.text(1), row.text(2)); });
  }

  Result<Roots> select_roots(std::string_view where, const Parameters& parameters) {
    return select_by_award<Roots>(
        "root_id FROM award_roots", where, "root_id", parameters,
        [](const Statement& row) { return Result<AwardId>(AwardId(std::string(row.text(1)))); });
  }

  Result<Attributes> select_attributes(std::string_view where, const Parameters& parameters) {
    return select_by_award<Attributes>(
        "name, value FROM award_attributes", where, "name, value", parameters,
        [](const Statement& row) {
          return Result<requirement::Attribute>(
              requirement::Attribute{std::string(row.text(1)), std::string(row.text(2))});
        });
  }

  // What a table beside that of awards holds for each of them, read from the second column on.
  template <class ByAward, class Read>
  Result<ByAward> select_by_award(std::string_view from, std::string_view where,
                                  std::string_view order, const Parameters& parameters, Read read) {
    ByAward found;
    std::string sql = "SELECT award_id, ";
    sql.append(from).append(" WHERE tenant_id = $1 ").append(where);
    sql.append(" ORDER BY award_id, ").append(order);
    CAIRN_CHECK(for_each(connection_, sql, parameters, [&](const Statement& row) -> Result<void> {
      CAIRN_TRY(auto value, read(row));
      found[std::string(row.text(0))].push_back(std::move(value));
      return {};
    }));
    return found;
  }

  Result<std::optional<AwardId>> first_award(std::string_view sql, const Parameters& parameters) {
    std::optional<AwardId> found;
    CAIRN_CHECK(for_each(connection_, sql, parameters, [&](const Statement& row) {
      found = AwardId(std::string(row.text(0)));
      return Result<void>();
    }));
    return found;
  }

  Connection& connection_;
};

}  // namespace

std::unique_ptr<store::Portfolios> portfolios_over(Connection& connection) {
  return std::make_unique<SqlPortfolios>(connection);
}

}  // namespace cairn::sql
