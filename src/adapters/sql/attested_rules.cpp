// The published rules that attestations refer to.
#include <optional>
#include <string>

#include "adapters/sql/query.h"
#include "adapters/sql/repositories.h"

namespace cairn::sql {
namespace {

class SqlAttestedRules final : public store::AttestedRules {
 public:
  explicit SqlAttestedRules(Connection& connection) : connection_(connection) {}

  Result<std::optional<std::string>> find(std::string_view digest) override {
    std::optional<std::string> found;
    CAIRN_CHECK(for_each(connection_, "SELECT rules FROM attested_rules WHERE digest = $1",
                         {digest}, [&](const Statement& row) {
                           found.emplace(row.text(0));
                           return Result<void>();
                         }));
    return found;
  }

  Result<void> keep(std::string_view digest, std::string_view rules, Instant at) override {
    return run(connection_,
               "INSERT INTO attested_rules (digest, rules, kept_at) VALUES ($1, $2, $3)"
               " ON CONFLICT DO NOTHING",
               {digest, rules, at});
  }

 private:
  Connection& connection_;
};

}  // namespace

std::unique_ptr<store::AttestedRules> attested_rules_over(Connection& connection) {
  return std::make_unique<SqlAttestedRules>(connection);
}

}  // namespace cairn::sql
