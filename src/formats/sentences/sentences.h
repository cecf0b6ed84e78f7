// The sentences for people: catalogues/<name>.<language>.json, compiled in.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "formats/json/value.h"

namespace cairn::sentences {

/// The object of one catalogue in `language`, English where there is no such language. `name` must
/// be one of the catalogues. Safe from several threads.
const json::Value& catalogue(std::string_view name, std::string_view language);

/// Whether there is such a catalogue in just that language.
bool is_written_in(std::string_view name, std::string_view language);

/// Bytes of a value that may come from a stranger: it is cut to fit a line.
constexpr std::size_t kValueBytesMax = 120;

/// `pattern` with each "{name}" replaced by value_of("name"), which is cut to `value_bytes_max`.
std::string filled(std::string_view pattern,
                   const std::function<std::string(std::string_view)>& value_of,
                   std::size_t value_bytes_max = kValueBytesMax);

}  // namespace cairn::sentences
