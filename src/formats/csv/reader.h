// Comma-separated values, read strictly (RFC 4180).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace cairn::csv {

struct Field {
  std::string text;
  int line = 1;    ///< where it begins, from 1
  int column = 1;  ///< in bytes, from 1

  /// "line 3, column 7".
  std::string place() const;
};

using Row = std::vector<Field>;

struct Limits {
  std::size_t bytes_max = 16 * 1024 * 1024;
  std::size_t fields_max = 1'000'000;
};

/// The rows of a text in UTF-8, header included, all with the same number of fields (section 2, 4).
/// Lines end in CRLF or LF; a field in quotes may hold commas, line ends and, doubled, quotes
/// (section 2, 5 to 7). A byte order mark is passed over. Refused, with line and column: no row at
/// all, another number of fields, a quote inside a field that does not begin with one, text after a
/// closing quote, a quote that is never closed, a lone CR or NUL, and what is not UTF-8;
/// ErrorCode::exhausted beyond `limits`. Linear.
Result<std::vector<Row>> read(std::string_view text, const Limits& limits = {});

}  // namespace cairn::csv
