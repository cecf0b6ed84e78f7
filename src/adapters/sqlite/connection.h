// One SQLite connection and its statements. Private to adapters/sqlite.
#pragma once

#include <sqlite3.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "adapters/sql/port.h"

namespace cairn::sqlite {

enum class Access { read_write, read_only };

struct CloseHandle {
  void operator()(sqlite3* handle) const { sqlite3_close(handle); }
};
struct FinalizeHandle {
  void operator()(sqlite3_stmt* handle) const { sqlite3_finalize(handle); }
};
using StatementHandle = std::unique_ptr<sqlite3_stmt, FinalizeHandle>;

class Connection final : public sql::Connection {
 public:
  static Result<std::unique_ptr<Connection>> open(const std::string& path, Access access);
  /// Takes the handle over.
  explicit Connection(sqlite3* handle) : handle_(handle) {}

  sql::Dialect dialect() const override { return sql::Dialect::sqlite; }
  Result<std::unique_ptr<sql::Statement>> prepare(std::string_view sql) override;
  Result<void> execute(std::string_view script) override;

  /// Takes a finished statement back for the next prepare() of the same text.
  void give_back(StatementHandle handle);
  /// The last failure of this connection as an Error; SQL and values are not in it.
  Error last_error() const;

 private:
  std::unique_ptr<sqlite3, CloseHandle> handle_;
  std::multimap<std::string, StatementHandle, std::less<>> idle_;
};

}  // namespace cairn::sqlite
