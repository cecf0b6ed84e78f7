// The SQLite driver of the port in adapters/sql: one folder, one process, write-ahead log.
#pragma once

#include <filesystem>
#include <memory>

#include "adapters/sql/port.h"

namespace cairn::sqlite {

/// Opens (and makes) `folder`/cairn.sqlite with mode 0700 on the folder, and holds the folder's
/// lock as long as the database lives. One connection writes, a small pool reads.
/// conflict: another process holds the lock.
Result<std::unique_ptr<sql::Database>> open(const std::filesystem::path& folder);

/// The same folder only to be read, beside whoever holds its lock; write() is forbidden. not_found
/// when there is no database.
Result<std::unique_ptr<sql::Database>> open_to_read(const std::filesystem::path& folder);

}  // namespace cairn::sqlite
