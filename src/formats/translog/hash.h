// The hashing of Merkle logs: RFC 6962 section 2.1 with SHA-256.
//
// Free functions over OpenSSL's plain SHA-256, whose state lies on the stack: a node is two blocks,
// and a context from the providers costs half as much again as hashing those.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace cairn::translog {

using Hash = std::array<std::uint8_t, 32>;

/// MTH({}), the root of the empty tree.
Hash empty_root();
/// SHA-256(0x00 || entry).
Hash leaf_hash(std::string_view entry);
/// SHA-256(0x01 || left || right).
Hash node_hash(const Hash& left, const Hash& right);
/// SHA-256 of the bytes alone.
Hash plain_hash(std::string_view bytes);

/// The bytes as text, for files.
inline std::string_view text_of(const Hash& hash) {
  return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

}  // namespace cairn::translog
