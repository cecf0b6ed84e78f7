// One call of CBC, Debian's mixed-integer solver, as both independent encodings make it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace cairn::oracle {

/// Debian's CBC 2.10.8 now and then calls an optimum what is none when it preprocesses.
enum class Preprocess { yes, no };

/// The proven optimum of `program` (LP format), rounded to the integer it must be; nothing when CBC
/// did not prove one within `seconds`. Writes `file`, and the solution beside it.
std::optional<std::int64_t> cbc_optimum(const std::string& program,
                                        const std::filesystem::path& file, int seconds,
                                        Preprocess preprocess = Preprocess::yes);

}  // namespace cairn::oracle
