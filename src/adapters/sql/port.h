// The statement-level port under which every repository is written once, for each database alike.
// A driver (adapters/sqlite, later adapters/postgres) implements these classes and must pass
// tests/conformance/sql_port_suite.h.
//
// SQL is written in what the dialects share: parameters as $1, $2, …; ON CONFLICT; RETURNING.
// Texts are UTF-8, instants are integer milliseconds, dates and exact numbers are text, documents
// are JSON text.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace cairn::sql {

using Bytes = std::span<const std::uint8_t>;

enum class Dialect { sqlite, postgres };

/// A prepared statement. Parameters and columns count from 1 and from 0, as the dialects do.
/// Belongs to its Connection and must not outlive it; used by one thread.
class Statement {
 public:
  virtual ~Statement() = default;

  // Values are copied. Binding an index that the statement does not have is a bug and asserts.
  virtual void bind_null(int index) = 0;
  virtual void bind_integer(int index, std::int64_t value) = 0;
  virtual void bind_text(int index, std::string_view text) = 0;
  virtual void bind_blob(int index, Bytes bytes) = 0;

  /// Runs up to the next row; false when there is none. conflict: a constraint refused it.
  virtual Result<bool> step() = 0;

  // Of the present row; views are valid until the next step().
  virtual bool is_null(int column) const = 0;
  virtual std::int64_t integer(int column) const = 0;
  virtual std::string_view text(int column) const = 0;
  virtual Bytes blob(int column) const = 0;
};

/// One connection, used by one thread at a time.
class Connection {
 public:
  virtual ~Connection() = default;

  virtual Dialect dialect() const = 0;
  /// Drivers keep statements they compiled; asking for the same text again is cheap.
  virtual Result<std::unique_ptr<Statement>> prepare(std::string_view sql) = 0;
  /// Runs a script of statements that give no rows.
  virtual Result<void> execute(std::string_view script) = 0;
};

using Work = std::function<Result<void>(Connection&)>;

/// A database: hands out connections for the length of one piece of work. Thread-safe.
class Database {
 public:
  virtual ~Database() = default;

  /// Runs `work` on one consistent snapshot. Writing in it fails.
  virtual Result<void> read(const Work& work) = 0;
  /// Runs `work` in one transaction; its error, or a failed commit, rolls everything back. When
  /// this returns success the change is durable.
  virtual Result<void> write(const Work& work) = 0;
};

}  // namespace cairn::sql
