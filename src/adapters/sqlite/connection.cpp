#include "adapters/sqlite/connection.h"

#include <fmt/format.h>

namespace cairn::sqlite {
namespace {

constexpr std::size_t kIdleStatementsMax = 128;
constexpr int kBusyMilliseconds = 5000;

class Statement final : public sql::Statement {
 public:
  Statement(Connection& connection, StatementHandle handle)
      : connection_(connection), handle_(std::move(handle)) {}
  ~Statement() override { connection_.give_back(std::move(handle_)); }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  void bind_null(int index) override { done(sqlite3_bind_null(get(), place(index))); }
  void bind_integer(int index, std::int64_t value) override {
    done(sqlite3_bind_int64(get(), place(index), value));
  }
  void bind_text(int index, std::string_view text) override {
    done(sqlite3_bind_text64(get(), place(index), text.data() ? text.data() : "", text.size(),
                             SQLITE_TRANSIENT, SQLITE_UTF8));
  }
  void bind_blob(int index, sql::Bytes bytes) override {
    if (bytes.empty())
      done(sqlite3_bind_zeroblob(get(), place(index), 0));
    else
      done(sqlite3_bind_blob64(get(), place(index), bytes.data(), bytes.size(), SQLITE_TRANSIENT));
  }

  Result<bool> step() override {
    int code = sqlite3_step(get());
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    return connection_.last_error();
  }

  bool is_null(int column) const override {
    return sqlite3_column_type(get(), column) == SQLITE_NULL;
  }
  std::int64_t integer(int column) const override { return sqlite3_column_int64(get(), column); }
  std::string_view text(int column) const override {
    // The value is asked for once: a connection is of one thread at a time, so that unprotected
    // values are as good (sqlite.org/c3ref/value.html).
    sqlite3_value* value = sqlite3_column_value(get(), column);
    const unsigned char* text = sqlite3_value_text(value);
    if (!text) return {};
    return {reinterpret_cast<const char*>(text),
            static_cast<std::size_t>(sqlite3_value_bytes(value))};
  }
  sql::Bytes blob(int column) const override {
    const void* bytes = sqlite3_column_blob(get(), column);
    if (!bytes) return {};
    return {static_cast<const std::uint8_t*>(bytes),
            static_cast<std::size_t>(sqlite3_column_bytes(get(), column))};
  }

 private:
  sqlite3_stmt* get() const { return handle_.get(); }
  /// "$7" is a name to SQLite, numbered by first appearance; the port means the number.
  int place(int index) const {
    int place = sqlite3_bind_parameter_index(get(), fmt::format("${}", index).c_str());
    CAIRN_ASSERT(place > 0);
    return place;
  }
  static void done(int code) { CAIRN_ASSERT(code == SQLITE_OK); }

  Connection& connection_;
  StatementHandle handle_;
};

ErrorCode code_of(int sqlite_code) {
  switch (sqlite_code) {
    case SQLITE_CONSTRAINT:
      return ErrorCode::conflict;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return ErrorCode::corrupt;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
      return ErrorCode::unavailable;
    default:
      return ErrorCode::internal;
  }
}

}  // namespace

Result<std::unique_ptr<Connection>> Connection::open(const std::string& path, Access access) {
  sqlite3* handle = nullptr;
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READWRITE;
  if (access == Access::read_write) flags |= SQLITE_OPEN_CREATE;
  int code = sqlite3_open_v2(path.c_str(), &handle, flags, nullptr);
  auto connection = std::make_unique<Connection>(handle);
  if (code != SQLITE_OK) return connection->last_error();
  sqlite3_extended_result_codes(handle, 1);
  sqlite3_busy_timeout(handle, kBusyMilliseconds);
  // FULL: a commit that was answered survives a loss of power, not only of the process.
  CAIRN_CHECK(
      connection->execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                          "PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF;"));
  if (access == Access::read_only) CAIRN_CHECK(connection->execute("PRAGMA query_only=ON;"));
  return connection;
}

Result<std::unique_ptr<sql::Statement>> Connection::prepare(std::string_view sql) {
  auto idle = idle_.find(sql);
  if (idle != idle_.end()) {
    StatementHandle handle = std::move(idle->second);
    idle_.erase(idle);
    return std::unique_ptr<sql::Statement>(std::make_unique<Statement>(*this, std::move(handle)));
  }
  sqlite3_stmt* handle = nullptr;
  int code = sqlite3_prepare_v3(handle_.get(), sql.data(), static_cast<int>(sql.size()),
                                SQLITE_PREPARE_PERSISTENT, &handle, nullptr);
  if (code != SQLITE_OK) return last_error();
  return std::unique_ptr<sql::Statement>(
      std::make_unique<Statement>(*this, StatementHandle(handle)));
}

Result<void> Connection::execute(std::string_view script) {
  std::string text(script);
  if (sqlite3_exec(handle_.get(), text.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
    return last_error();
  return {};
}

void Connection::give_back(StatementHandle handle) {
  if (!handle) return;
  sqlite3_reset(handle.get());
  sqlite3_clear_bindings(handle.get());
  if (idle_.size() >= kIdleStatementsMax) return;
  std::string text = sqlite3_sql(handle.get());
  idle_.emplace(std::move(text), std::move(handle));
}

Error Connection::last_error() const {
  int extended = sqlite3_extended_errcode(handle_.get());
  return {code_of(extended & 0xff), fmt::format("SQLite: {}", sqlite3_errmsg(handle_.get())),
          "database"};
}

}  // namespace cairn::sqlite
