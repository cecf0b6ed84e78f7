// Short forms to run statements: typed parameters in, typed columns out.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/sql/port.h"
#include "base/time.h"

namespace cairn::sql {

/// A parameter. Texts and bytes are only viewed: they must outlive the call.
class Parameter {
 public:
  Parameter(std::nullptr_t) {}                                              // NOLINT
  Parameter(std::int64_t value) : kind_(Kind::integer), integer_(value) {}  // NOLINT
  Parameter(int value) : kind_(Kind::integer), integer_(value) {}           // NOLINT
  Parameter(std::string_view text) : kind_(Kind::text), text_(text) {}      // NOLINT
  Parameter(const std::string& text) : kind_(Kind::text), text_(text) {}    // NOLINT
  Parameter(const char* text) : kind_(Kind::text), text_(text) {}           // NOLINT
  Parameter(Bytes bytes) : kind_(Kind::blob), bytes_(bytes) {}              // NOLINT
  Parameter(Instant time);                                                  // NOLINT
  Parameter(const std::optional<std::string>& text);                        // NOLINT
  Parameter(const std::optional<std::int64_t>& value);                      // NOLINT

  void bind_to(Statement& statement, int index) const;

 private:
  enum class Kind { null, integer, text, blob };
  Kind kind_ = Kind::null;
  std::int64_t integer_ = 0;
  std::string_view text_;
  Bytes bytes_;
};

using Parameters = std::vector<Parameter>;
/// Reads one row.
using Row = std::function<Result<void>(const Statement&)>;

/// Runs a statement and hands each row to `row`.
Result<void> for_each(Connection& connection, std::string_view sql, const Parameters& parameters,
                      const Row& row);

/// Runs a statement that gives no rows (or whose rows do not matter).
Result<void> run(Connection& connection, std::string_view sql, const Parameters& parameters);

Instant instant_at(const Statement& row, int column);
std::optional<std::string> optional_text_at(const Statement& row, int column);

}  // namespace cairn::sql
