// The transparency log's leaves, positions and heads.
#include <algorithm>
#include <string>

#include "adapters/sql/query.h"
#include "adapters/sql/repositories.h"

namespace cairn::sql {
namespace {

/// A blob of exactly the array's length.
template <std::size_t kSize>
Result<std::array<std::uint8_t, kSize>> bytes_at(const Statement& row, int column) {
  const Bytes blob = row.blob(column);
  std::array<std::uint8_t, kSize> bytes;
  if (blob.size() != kSize)
    return Error{ErrorCode::corrupt, "a hash or salt of the log has another length", "log"};
  std::ranges::copy(blob, bytes.begin());
  return bytes;
}

std::int64_t integer(std::uint64_t number) { return static_cast<std::int64_t>(number); }

class SqlLog final : public store::Log {
 public:
  explicit SqlLog(Connection& connection) : connection_(connection) {}

  Result<std::int64_t> append(const store::LogHash& entry, const store::LogOpening& opening,
                              Instant at) override {
    std::int64_t id = 0;
    CAIRN_CHECK(for_each(connection_,
                         "INSERT INTO log_leaves (entry, added_at) VALUES ($1, $2) RETURNING id",
                         {Bytes(entry), at}, [&](const Statement& row) {
                           id = row.integer(0);
                           return Result<void>();
                         }));
    CAIRN_CHECK(
        run(connection_,
            "INSERT INTO log_openings (tenant_id, leaf_id, kind, digest, salt)"
            " VALUES ($1, $2, $3, $4, $5)",
            {opening.tenant, id, int{opening.kind}, Bytes(opening.digest), Bytes(opening.salt)}));
    return id;
  }

  Result<std::vector<FoundOpening>> openings(const store::LogHash& digest) override {
    std::vector<FoundOpening> found;
    CAIRN_CHECK(for_each(connection_,
                         "SELECT o.leaf_id, l.entry, o.tenant_id, o.kind, o.salt"
                         " FROM log_openings o JOIN log_leaves l ON l.id = o.leaf_id"
                         " WHERE o.digest = $1 ORDER BY o.leaf_id",
                         {Bytes(digest)}, [&](const Statement& row) -> Result<void> {
                           CAIRN_TRY(const auto entry, bytes_at<32>(row, 1));
                           CAIRN_TRY(const auto salt, bytes_at<16>(row, 4));
                           const auto kind = static_cast<std::uint8_t>(row.integer(3));
                           found.push_back({{row.integer(0), entry},
                                            {std::string(row.text(2)), kind, digest, salt}});
                           return {};
                         }));
    return found;
  }

  Result<std::optional<store::LogOrigin>> origin() override {
    std::optional<store::LogOrigin> found;
    CAIRN_CHECK(for_each(
        connection_, "SELECT number, name, sealed FROM log_origins ORDER BY number DESC LIMIT 1",
        {}, [&](const Statement& row) {
          const Bytes sealed = row.blob(2);
          found = {static_cast<int>(row.integer(0)),
                   std::string(row.text(1)),
                   {sealed.begin(), sealed.end()}};
          return Result<void>();
        }));
    return found;
  }

  Result<void> add_origin(const store::LogOrigin& origin, Instant at) override {
    return run(connection_,
               "INSERT INTO log_origins (number, name, sealed, opened_at) VALUES ($1, $2, $3, $4)",
               {origin.number, origin.name, Bytes(origin.sealed), at});
  }

  Result<std::vector<store::LogLeaf>> pending(int origin, int limit) override {
    std::vector<store::LogLeaf> leaves;
    CAIRN_CHECK(for_each(connection_,
                         "SELECT id, entry FROM log_leaves WHERE id >"
                         " (SELECT coalesce(max(leaf_id), 0) FROM log_positions WHERE origin = $1)"
                         " ORDER BY id LIMIT $2",
                         {origin, limit}, [&](const Statement& row) -> Result<void> {
                           CAIRN_TRY(const auto entry, bytes_at<32>(row, 1));
                           leaves.push_back({row.integer(0), entry});
                           return {};
                         }));
    return leaves;
  }

  Result<void> number(int origin, std::uint64_t first,
                      std::span<const store::LogLeaf> leaves) override {
    for (const store::LogLeaf& leaf : leaves)
      CAIRN_CHECK(run(connection_,
                      "INSERT INTO log_positions (origin, position, leaf_id) VALUES ($1, $2, $3)",
                      {origin, integer(first++), leaf.id}));
    return {};
  }

  Result<std::uint64_t> numbered(int origin) override {
    return number_of("SELECT coalesce(max(position) + 1, 0) FROM log_positions WHERE origin = $1",
                     {origin});
  }

  Result<std::vector<store::LogHash>> entries(int origin, std::uint64_t from, int limit) override {
    std::vector<store::LogHash> found;
    CAIRN_CHECK(for_each(connection_,
                         "SELECT l.entry FROM log_positions p JOIN log_leaves l ON l.id = p.leaf_id"
                         " WHERE p.origin = $1 AND p.position >= $2 ORDER BY p.position LIMIT $3",
                         {origin, integer(from), limit}, [&](const Statement& row) -> Result<void> {
                           CAIRN_TRY(const auto entry, bytes_at<32>(row, 0));
                           found.push_back(entry);
                           return {};
                         }));
    return found;
  }

  Result<std::optional<std::uint64_t>> position(int origin, std::int64_t leaf) override {
    std::optional<std::uint64_t> found;
    CAIRN_CHECK(for_each(connection_,
                         "SELECT position FROM log_positions WHERE origin = $1 AND leaf_id = $2",
                         {origin, leaf}, [&](const Statement& row) {
                           found = static_cast<std::uint64_t>(row.integer(0));
                           return Result<void>();
                         }));
    return found;
  }

  Result<std::optional<store::LogHead>> head(int origin) override {
    return head_of("SELECT size, root FROM log_heads WHERE origin = $1 ORDER BY size DESC LIMIT 1",
                   {origin});
  }

  Result<std::optional<store::LogHead>> head_of_size(int origin, std::uint64_t size) override {
    return head_of("SELECT size, root FROM log_heads WHERE origin = $1 AND size = $2",
                   {origin, integer(size)});
  }

  Result<void> add_head(int origin, const store::LogHead& head, Instant at) override {
    return run(connection_,
               "INSERT INTO log_heads (origin, size, root, committed_at) VALUES ($1, $2, $3, $4)",
               {origin, integer(head.size), Bytes(head.root), at});
  }

 private:
  Result<std::uint64_t> number_of(std::string_view sql, const Parameters& parameters) {
    std::uint64_t number = 0;
    CAIRN_CHECK(for_each(connection_, sql, parameters, [&](const Statement& row) {
      number = static_cast<std::uint64_t>(row.integer(0));
      return Result<void>();
    }));
    return number;
  }

  Result<std::optional<store::LogHead>> head_of(std::string_view sql,
                                                const Parameters& parameters) {
    std::optional<store::LogHead> found;
    CAIRN_CHECK(for_each(connection_, sql, parameters, [&](const Statement& row) -> Result<void> {
      CAIRN_TRY(const auto root, bytes_at<32>(row, 1));
      found = {static_cast<std::uint64_t>(row.integer(0)), root};
      return {};
    }));
    return found;
  }

  Connection& connection_;
};

}  // namespace

std::unique_ptr<store::Log> log_over(Connection& connection) {
  return std::make_unique<SqlLog>(connection);
}

}  // namespace cairn::sql
