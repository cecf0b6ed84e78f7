// Status lists and who took which index.
#include "adapters/sql/query.h"
#include "adapters/sql/repositories.h"

namespace cairn::sql {
namespace {

constexpr const char* kLists =
    "SELECT tenant_id, id, purpose, size, messages, entries, taken, revision, created_at"
    " FROM status_lists";
constexpr const char* kEntries =
    "SELECT e.tenant_id, e.list_id, e.position, l.purpose, e.credential, e.value, e.reason"
    " FROM status_entries e JOIN status_lists l"
    " ON l.tenant_id = e.tenant_id AND l.id = e.list_id";

store::StatusList list_of(const Statement& row) {
  store::StatusList list;
  list.tenant = row.text(0);
  list.id = row.text(1);
  list.purpose = row.text(2);
  list.size = static_cast<int>(row.integer(3));
  list.messages = row.text(4);
  list.entries = row.integer(5);
  list.taken = row.integer(6);
  list.revision = row.integer(7);
  list.created = instant_at(row, 8);
  return list;
}

store::StatusEntry entry_of(const Statement& row) {
  return {std::string(row.text(0)), std::string(row.text(1)),
          row.integer(2),           std::string(row.text(3)),
          std::string(row.text(4)), static_cast<std::uint32_t>(row.integer(5)),
          std::string(row.text(6))};
}

class SqlStatusLists final : public store::StatusLists {
 public:
  explicit SqlStatusLists(Connection& connection) : connection_(connection) {}

  Result<void> add(const store::StatusList& list) override {
    return run(connection_,
               "INSERT INTO status_lists (tenant_id, id, purpose, size, messages, entries, taken,"
               " revision, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
               {list.tenant, list.id, list.purpose, list.size, list.messages, list.entries,
                list.taken, list.revision, list.created});
  }

  Result<std::optional<store::StatusList>> find(std::string_view list) override {
    std::optional<store::StatusList> found;
    CAIRN_CHECK(for_each(connection_, std::string(kLists) + " WHERE id = $1", {list},
                         [&](const Statement& row) {
                           found = list_of(row);
                           return Result<void>();
                         }));
    return found;
  }

  Result<std::vector<store::StatusList>> of(std::string_view tenant) override {
    std::vector<store::StatusList> found;
    CAIRN_CHECK(for_each(connection_,
                         std::string(kLists) + " WHERE tenant_id = $1 ORDER BY created_at DESC, id",
                         {tenant}, [&](const Statement& row) {
                           found.push_back(list_of(row));
                           return Result<void>();
                         }));
    return found;
  }

  Result<bool> is_taken(const store::StatusList& list, std::int64_t index) override {
    bool taken = false;
    CAIRN_CHECK(for_each(connection_,
                         "SELECT 1 FROM status_entries"
                         " WHERE tenant_id = $1 AND list_id = $2 AND position = $3",
                         {list.tenant, list.id, index}, [&](const Statement&) {
                           taken = true;
                           return Result<void>();
                         }));
    return taken;
  }

  Result<void> take(const store::StatusEntry& entry, Instant at) override {
    CAIRN_CHECK(run(connection_,
                    "INSERT INTO status_entries (tenant_id, list_id, position, credential, value,"
                    " reason, taken_at, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $7)",
                    {entry.tenant, entry.list, entry.index, entry.credential,
                     std::int64_t{entry.value}, entry.reason, at}));
    return run(connection_,
               "UPDATE status_lists SET taken = taken + 1 WHERE tenant_id = $1 AND id = $2",
               {entry.tenant, entry.list});
  }

  Result<std::optional<store::StatusEntry>> entry(const store::StatusList& list,
                                                  std::int64_t index) override {
    std::optional<store::StatusEntry> found;
    CAIRN_CHECK(for_each(
        connection_,
        std::string(kEntries) + " WHERE e.tenant_id = $1 AND e.list_id = $2 AND e.position = $3",
        {list.tenant, list.id, index}, [&](const Statement& row) {
          found = entry_of(row);
          return Result<void>();
        }));
    return found;
  }

  Result<std::vector<store::StatusEntry>> entries_of(std::string_view tenant,
                                                     std::string_view credential) override {
    std::vector<store::StatusEntry> found;
    CAIRN_CHECK(for_each(connection_,
                         std::string(kEntries) + " WHERE e.tenant_id = $1 AND e.credential = $2"
                                                 " ORDER BY l.purpose, e.list_id, e.position",
                         {tenant, credential}, [&](const Statement& row) {
                           found.push_back(entry_of(row));
                           return Result<void>();
                         }));
    return found;
  }

  Result<void> change(const store::StatusEntry& entry, Instant at) override {
    bool changed = false;
    CAIRN_CHECK(for_each(
        connection_,
        "UPDATE status_entries SET value = $4, reason = $5, changed_at = $6"
        " WHERE tenant_id = $1 AND list_id = $2 AND position = $3"
        " RETURNING position",
        {entry.tenant, entry.list, entry.index, std::int64_t{entry.value}, entry.reason, at},
        [&](const Statement&) {
          changed = true;
          return Result<void>();
        }));
    if (!changed) return not_found("no credential has this entry of the status list");
    return run(connection_,
               "UPDATE status_lists SET revision = revision + 1 WHERE tenant_id = $1 AND id = $2",
               {entry.tenant, entry.list});
  }

  Result<std::vector<SetEntry>> set_entries(const store::StatusList& list) override {
    std::vector<SetEntry> found;
    CAIRN_CHECK(
        for_each(connection_,
                 "SELECT position, value FROM status_entries"
                 " WHERE tenant_id = $1 AND list_id = $2 AND value <> 0 ORDER BY position",
                 {list.tenant, list.id}, [&](const Statement& row) {
                   found.push_back({row.integer(0), static_cast<std::uint32_t>(row.integer(1))});
                   return Result<void>();
                 }));
    return found;
  }

 private:
  Connection& connection_;
};

}  // namespace

std::unique_ptr<store::StatusLists> status_lists_over(Connection& connection) {
  return std::make_unique<SqlStatusLists>(connection);
}

}  // namespace cairn::sql
