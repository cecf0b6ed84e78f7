// Strict YAML reading: a second way to write a JSON document, for files that people edit.
#pragma once

#include <string_view>

#include "formats/json/reader.h"
#include "formats/json/value.h"

namespace cairn::yaml {

/// Reads one YAML 1.1 document (UTF-8, no byte order mark) into the same tree that JSON gives.
/// Only the plain scalars null, true, false and JSON numbers are more than text: `no`, `~`,
/// `2026-11-21` and `010` are strings. Refused, each with line and column: anchors, aliases, tags,
/// directives, a second document, keys that are not scalars, duplicate keys, a missing value, and
/// whatever libyaml refuses; ErrorCode::exhausted beyond `limits`. Value::offset() is the byte
/// offset in `text`, so json::place_of() finds it. n log n in the members of one mapping, else
/// linear.
Result<json::Document> read(std::string_view text, const json::Limits& limits = {});

}  // namespace cairn::yaml
