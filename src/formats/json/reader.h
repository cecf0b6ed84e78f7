// Strict JSON reading (RFC 8259 over UTF-8 without a byte order mark).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "formats/json/value.h"

namespace cairn::json {

struct Limits {
  std::size_t bytes_max = 16 * 1024 * 1024;
  std::size_t depth_max = 128;
  std::size_t values_max = 1'000'000;
};

/// Reads one JSON text. Refused, each with line and column: anything RFC 8259 refuses, invalid
/// UTF-8, lone surrogates, a byte order mark, duplicate keys, anything after the value; and
/// ErrorCode::exhausted beyond `limits`. The text is copied, so it need not outlive the document.
/// Linear in the text (n log n in the members of one object).
Result<Document> read(std::string_view text, const Limits& limits = {});

/// Counted from 1; columns in code points.
struct Position {
  int line = 1;
  int column = 1;
};

/// Of a byte offset.
Position position_of(std::string_view text, std::size_t offset);
/// The same as "line 3, column 7".
std::string place_of(std::string_view text, std::size_t offset);

}  // namespace cairn::json
