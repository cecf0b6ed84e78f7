// The texts that the formats of transparency logs share: standard base64 and decimal numbers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "formats/translog/hash.h"

namespace cairn::translog {

/// RFC 4648 section 4, with padding.
std::string base64_encode(std::string_view bytes);
/// Refuses missing padding, foreign characters and left-over bits that are not zero.
Result<std::string> base64_decode(std::string_view text);
/// Exactly 32 bytes.
Result<Hash> parse_hash(std::string_view base64);

/// ASCII decimal without leading zeroes, below 2^63: a tree of more leaves cannot be.
Result<std::uint64_t> parse_decimal(std::string_view text);

/// Takes the text before the next newline off, and the newline; nothing when there is none.
std::optional<std::string_view> take_line(std::string_view& text);

/// The error with the place where it is, which what was called did not know.
Error at(Error error, const char* where);

}  // namespace cairn::translog
