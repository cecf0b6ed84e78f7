#include <optional>
#include <utility>

#include "adapters/sql/query.h"
#include "adapters/sql/repositories.h"
#include "adapters/sql/words.h"

namespace cairn::sql {
namespace {

class SqlConferrals final : public store::Conferrals {
 public:
  explicit SqlConferrals(Connection& connection) : connection_(connection) {}

  Result<std::vector<store::KeptConferral>> of(const store::PersonId& person) override {
    std::vector<store::KeptConferral> found;
    CAIRN_CHECK(for_each(
        connection_,
        "SELECT c.tenant_id, c.award_id, c.authority, c.officer, c.decided FROM conferrals AS c"
        " JOIN subjects AS s ON s.tenant_id = c.tenant_id AND s.id = c.subject_id"
        " WHERE s.person_id = $1 ORDER BY c.award_id",
        {person.text()}, [&](const Statement& row) -> Result<void> {
          store::KeptConferral kept;
          kept.organization = OrganizationId(std::string(row.text(0)));
          kept.award = AwardId(std::string(row.text(1)));
          kept.authority = optional_text_at(row, 2).value_or("");
          kept.officer = std::string(row.text(3));
          CAIRN_TRY(kept.decided, date_of(row.text(4)));
          found.push_back(std::move(kept));
          return {};
        }));
    return found;
  }

  Result<void> add(const SubjectId& subject, const store::KeptConferral& conferral) override {
    const std::string decided = conferral.decided.to_string();
    std::optional<std::string> authority;
    if (!conferral.authority.empty()) authority = conferral.authority;
    return run(connection_,
               "INSERT INTO conferrals (tenant_id, award_id, subject_id, authority, officer,"
               " decided) VALUES ($1, $2, $3, $4, $5, $6)",
               {conferral.organization.text(), conferral.award.text(), subject.text(), authority,
                conferral.officer, decided});
  }

 private:
  Connection& connection_;
};

}  // namespace

std::unique_ptr<store::Conferrals> conferrals_over(Connection& connection) {
  return std::make_unique<SqlConferrals>(connection);
}

}  // namespace cairn::sql
