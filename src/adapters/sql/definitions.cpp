#include "adapters/sql/query.h"
#include "adapters/sql/repositories.h"
#include "adapters/sql/words.h"

namespace cairn::sql {
namespace {

class SqlDefinitions final : public store::Definitions {
 public:
  explicit SqlDefinitions(Connection& connection) : connection_(connection) {}

  Result<std::vector<store::Definition>> latest(store::DefinitionKind kind) override {
    return select(
        "SELECT kind, id, version, digest, document FROM definitions AS d WHERE kind = $1"
        " AND version = (SELECT max(version) FROM definitions WHERE kind = d.kind AND id = d.id)"
        " ORDER BY id",
        {word_of(kind)});
  }

  Result<std::vector<store::Definition>> all(store::DefinitionKind kind) override {
    return select(
        "SELECT kind, id, version, digest, document FROM definitions WHERE kind = $1"
        " ORDER BY id, version",
        {word_of(kind)});
  }

  Result<std::optional<store::Definition>> find(store::DefinitionKind kind,
                                                const std::string& id) override {
    CAIRN_TRY(auto found, select("SELECT kind, id, version, digest, document FROM definitions"
                                 " WHERE kind = $1 AND id = $2 ORDER BY version DESC LIMIT 1",
                                 {word_of(kind), id}));
    if (found.empty()) return std::optional<store::Definition>();
    return std::optional(std::move(found.front()));
  }

  Result<void> add(const store::Definition& definition, Instant at) override {
    return run(connection_,
               "INSERT INTO definitions (kind, id, version, digest, document, added_at)"
               " VALUES ($1, $2, $3, $4, $5, $6)",
               {word_of(definition.kind), definition.id, definition.version, definition.digest,
                definition.document, at});
  }

 private:
  Result<std::vector<store::Definition>> select(std::string_view sql,
                                                const Parameters& parameters) {
    std::vector<store::Definition> found;
    CAIRN_CHECK(for_each(connection_, sql, parameters, [&](const Statement& row) -> Result<void> {
      CAIRN_TRY(auto kind, definition_kind_of(row.text(0)));
      found.push_back({kind, std::string(row.text(1)), static_cast<int>(row.integer(2)),
                       std::string(row.text(3)), std::string(row.text(4))});
      return {};
    }));
    return found;
  }

  Connection& connection_;
};

}  // namespace

std::unique_ptr<store::Definitions> definitions_over(Connection& connection) {
  return std::make_unique<SqlDefinitions>(connection);
}

}  // namespace cairn::sql
