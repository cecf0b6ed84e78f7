// Inclusion and consistency proofs: made from tiles, verified without them.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/result.h"
#include "formats/translog/hash.h"
#include "formats/translog/tile.h"

namespace cairn::translog {

/// RFC 9162 section 2.1.3.2. False for an index that is not below the size.
bool verify_inclusion(std::uint64_t index, std::uint64_t size, std::span<const Hash> path,
                      const Hash& leaf, const Hash& root);

/// A tree's head: what a checkpoint signs.
struct Head {
  std::uint64_t size = 0;
  Hash root{};

  bool operator==(const Head&) const = default;
};

/// RFC 9162 section 2.1.4.2. Of equal sizes the roots must be equal and the path empty; an empty
/// tree has the one root that it can have, and nothing can be proven from it to a larger one.
bool verify_consistency(const Head& from, const Head& to, std::span<const Hash> path);

/// The leaves [start, end).
struct Range {
  std::uint64_t start = 0;
  std::uint64_t end = 0;
};

/// draft-ietf-plants-merkle-tree-certs, section 4.1: whether the leaves are those of a subtree, its
/// start a multiple of the next power of two.
bool is_subtree(const Range& range);
/// Section 4.3.2: the leaf `index` of the whole tree is in the subtree with that root.
bool verify_subtree_inclusion(std::uint64_t index, const Range& subtree, std::span<const Hash> path,
                              const Hash& leaf, const Hash& root);
/// Section 4.4.3: the subtree with that root is in the tree. The empty subtree is in every tree.
bool verify_subtree_consistency(const Range& subtree, const Hash& subtree_root, const Head& tree,
                                std::span<const Hash> path);

// Proofs from tiles (RFC 6962 sections 2.1.1 and 2.1.2): ask `read` for at most three tiles a
// level, each once. Invalid for an index or size beyond the tree.

Result<std::vector<Hash>> prove_inclusion(std::uint64_t index, std::uint64_t size,
                                          const ReadTile& read);
Result<std::vector<Hash>> prove_consistency(std::uint64_t from, std::uint64_t to,
                                            const ReadTile& read);
/// The root of a tree of `size` leaves.
Result<Hash> root_of(std::uint64_t size, const ReadTile& read);

}  // namespace cairn::translog
