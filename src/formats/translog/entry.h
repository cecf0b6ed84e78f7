// What Cairn puts into its log: salted digests, so that the log tells nothing about anybody.
//
// entry = SHA-256(salt || kind || digest), 32 bytes. The salt has 128 random bits and stays with
// who may know what was logged: it travels in the proof file's extra data, never in the log.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "formats/translog/hash.h"

namespace cairn::translog {

using Salt = std::array<std::uint8_t, 16>;

/// What happened; the number is the byte that is hashed.
enum class EntryKind : std::uint8_t { credential = 1, status_change = 2 };

/// What opens an entry to who knows the digest.
struct Opening {
  Salt salt{};
  EntryKind kind = EntryKind::credential;

  bool operator==(const Opening&) const = default;
};

Hash entry_of(const Opening& opening, const Hash& digest);

/// The extra data of a proof file: the salt and the kind, 17 bytes.
std::string write_opening(const Opening& opening);
Result<Opening> parse_opening(std::string_view extra);

}  // namespace cairn::translog
