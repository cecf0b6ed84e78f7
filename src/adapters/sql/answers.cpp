// Answers that are kept for repeated requests.
#include "adapters/sql/query.h"
#include "adapters/sql/repositories.h"
#include "adapters/sql/words.h"

namespace cairn::sql {
namespace {

class SqlAnswers final : public store::Answers {
 public:
  explicit SqlAnswers(Connection& connection) : connection_(connection) {}

  Result<std::optional<store::KeptAnswer>> find(const store::PersonId& person, std::string_view key,
                                                Instant now) override {
    std::optional<store::KeptAnswer> found;
    CAIRN_CHECK(for_each(connection_,
                         "SELECT key, request, status, media_type, body, expires_at FROM answers"
                         " WHERE tenant_id = $1 AND key = $2 AND expires_at > $3",
                         {person.text(), key, now}, [&](const Statement& row) {
                           Bytes body = row.blob(4);
                           found = {std::string(row.text(0)),         std::string(row.text(1)),
                                    static_cast<int>(row.integer(2)), std::string(row.text(3)),
                                    {body.begin(), body.end()},       instant_at(row, 5)};
                           return Result<void>();
                         }));
    return found;
  }

  Result<void> put(const store::PersonId& person, const store::KeptAnswer& answer) override {
    CAIRN_CHECK(remove(person, answer.key));
    return run(
        connection_,
        "INSERT INTO answers (tenant_id, key, request, status, media_type, body, expires_at)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7)",
        {person.text(), answer.key, answer.request, answer.status, answer.media_type,
         Bytes(reinterpret_cast<const std::uint8_t*>(answer.body.data()), answer.body.size()),
         answer.expires});
  }

  Result<void> remove(const store::PersonId& person, std::string_view key) override {
    return run(connection_, "DELETE FROM answers WHERE tenant_id = $1 AND key = $2",
               {person.text(), key});
  }

  Result<void> remove_expired(Instant now) override {
    return run(connection_, "DELETE FROM answers WHERE expires_at <= $1", {now});
  }

 private:
  Connection& connection_;
};

}  // namespace

std::unique_ptr<store::Answers> answers_over(Connection& connection) {
  return std::make_unique<SqlAnswers>(connection);
}

}  // namespace cairn::sql
