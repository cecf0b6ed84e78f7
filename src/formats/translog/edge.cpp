#include "formats/translog/edge.h"

namespace cairn::translog {

// Pairing neighbours and carrying an odd last one up is MTH: its split is at the largest power of
// two, so that all but the last subtree of each height are complete.
Hash root_over(std::vector<Hash> hashes) {
  CAIRN_ASSERT(!hashes.empty());
  std::size_t count = hashes.size();
  while (count > 1) {
    for (std::size_t i = 0; i + 1 < count; i += 2)
      hashes[i / 2] = node_hash(hashes[i], hashes[i + 1]);
    if (count % 2 == 1) hashes[count / 2] = hashes[count - 1];
    count = (count + 1) / 2;
  }
  return hashes.front();
}

Result<Edge> Edge::from_tiles(std::uint64_t size, const ReadTile& read) {
  Edge edge;
  edge.size_ = size;
  for (unsigned level = 0; level < kTileLevels; ++level) {
    const std::uint64_t index = (size >> (kTileBits * level)) / kTileWidth;
    const unsigned width = width_in_tree(level, index, size);
    if (width == 0) continue;
    CAIRN_TRY(edge.levels_[level], read({level, index, width}));
    if (edge.levels_[level].size() != width)
      return Error{ErrorCode::corrupt, "a tile has another width", path_of({level, index, width})};
  }
  return edge;
}

Hash Edge::root() const {
  std::vector<Hash> row;
  for (const std::vector<Hash>& level : levels_) {
    if (level.empty()) continue;
    std::vector<Hash> above = level;
    if (!row.empty()) above.push_back(row.front());
    row = {root_over(std::move(above))};
  }
  return row.empty() ? empty_root() : row.front();
}

void Edge::append(const Hash& leaf, std::vector<TileHashes>& completed) {
  Hash hash = leaf;
  ++size_;
  for (unsigned level = 0; level < kTileLevels; ++level) {
    std::vector<Hash>& hashes = levels_[level];
    hashes.push_back(hash);
    if (hashes.size() < kTileWidth) return;
    hash = root_over(hashes);
    const std::uint64_t index = (size_ >> (kTileBits * level)) / kTileWidth - 1;
    completed.push_back({{level, index, kTileWidth}, std::exchange(hashes, {})});
    hashes.reserve(kTileWidth);
  }
}

std::vector<TileHashes> Edge::partial_tiles() const {
  std::vector<TileHashes> tiles;
  for (unsigned level = 0; level < kTileLevels; ++level) {
    if (levels_[level].empty()) continue;
    const std::uint64_t index = (size_ >> (kTileBits * level)) / kTileWidth;
    tiles.push_back({{level, index, static_cast<unsigned>(levels_[level].size())}, levels_[level]});
  }
  return tiles;
}

}  // namespace cairn::translog
