// The right edge of a growing Merkle tree: all that is needed to append to it and to know its root.
#pragma once

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include "base/result.h"
#include "formats/translog/tile.h"

namespace cairn::translog {

struct TileHashes {
  Tile tile;
  std::vector<Hash> hashes;
};

/// The partial tiles of a tree, at most 255 hashes in each of eight levels, whatever its size.
class Edge {
 public:
  Edge() = default;
  /// The edge of a tree of `size` leaves from its tiles: one tile a level.
  static Result<Edge> from_tiles(std::uint64_t size, const ReadTile& read);

  std::uint64_t size() const { return size_; }
  /// Some eight times 255 hashes at most.
  Hash root() const;

  /// Adds a leaf's hash. Tiles that it makes full are appended to `completed`. One node is hashed a
  /// leaf, on average.
  void append(const Hash& leaf, std::vector<TileHashes>& completed);

  /// The partial tiles that a checkpoint of this size needs.
  std::vector<TileHashes> partial_tiles() const;

 private:
  std::uint64_t size_ = 0;
  std::array<std::vector<Hash>, kTileLevels> levels_;
};

/// MTH over hashes of complete subtrees of one height, of which the last may stand for a smaller
/// one (RFC 6962 section 2.1). `hashes` is not empty.
Hash root_over(std::vector<Hash> hashes);

}  // namespace cairn::translog
