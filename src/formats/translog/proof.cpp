#include "formats/translog/proof.h"

#include <bit>
#include <map>
#include <utility>

#include "formats/translog/edge.h"

namespace cairn::translog {
namespace {

/// Hashes of the nodes of a tree of a fixed size, out of its tiles.
class Nodes {
 public:
  Nodes(std::uint64_t size, const ReadTile& read) : size_(size), read_(read) {}

  /// MTH(D[start:end]).
  Result<Hash> root_of(const Range& range) {
    const std::uint64_t count = range.end - range.start;
    if (std::has_single_bit(count) && range.start % count == 0)
      return complete(static_cast<unsigned>(std::countr_zero(count)), range.start / count);
    const std::uint64_t middle = range.start + std::bit_floor(count - 1);
    CAIRN_TRY(const Hash left, root_of({range.start, middle}));
    CAIRN_TRY(const Hash right, root_of({middle, range.end}));
    return node_hash(left, right);
  }

 private:
  /// The node over the leaves [index * 2^height, (index + 1) * 2^height).
  Result<Hash> complete(unsigned height, std::uint64_t index) {
    const unsigned level = height / kTileBits;
    const unsigned within = height % kTileBits;
    const std::uint64_t first = index << within;
    CAIRN_TRY(const std::vector<Hash>* tile, tile_at(level, first / kTileWidth));
    const auto begin = tile->begin() + static_cast<std::ptrdiff_t>(first % kTileWidth);
    return root_over({begin, begin + (std::ptrdiff_t{1} << within)});
  }

  Result<const std::vector<Hash>*> tile_at(unsigned level, std::uint64_t index) {
    const auto found = tiles_.find({level, index});
    if (found != tiles_.end()) return &found->second;
    const Tile tile{level, index, width_in_tree(level, index, size_)};
    CAIRN_TRY(std::vector<Hash> hashes, read_(tile));
    if (hashes.size() != tile.width)
      return Error{ErrorCode::corrupt, "a tile has another width", path_of(tile)};
    return &tiles_.emplace(std::pair(level, index), std::move(hashes)).first->second;
  }

  std::uint64_t size_;
  const ReadTile& read_;
  std::map<std::pair<unsigned, std::uint64_t>, std::vector<Hash>> tiles_;
};

}  // namespace

bool is_subtree(const Range& range) {
  if (range.start >= range.end) return false;
  const std::uint64_t count = range.end - range.start;
  if (count > std::uint64_t{1} << 63) return range.start == 0;
  return range.start % std::bit_ceil(count) == 0;
}

bool verify_inclusion(std::uint64_t index, std::uint64_t size, std::span<const Hash> path,
                      const Hash& leaf, const Hash& root) {
  if (index >= size) return false;
  std::uint64_t fn = index;
  std::uint64_t sn = size - 1;
  Hash hash = leaf;
  for (const Hash& step : path) {
    if (sn == 0) return false;
    if (fn % 2 == 1 || fn == sn) {
      hash = node_hash(step, hash);
      while (fn % 2 == 0 && fn != 0) {
        fn >>= 1;
        sn >>= 1;
      }
    } else {
      hash = node_hash(hash, step);
    }
    fn >>= 1;
    sn >>= 1;
  }
  return sn == 0 && hash == root;
}

bool verify_subtree_inclusion(std::uint64_t index, const Range& subtree, std::span<const Hash> path,
                              const Hash& leaf, const Hash& root) {
  return is_subtree(subtree) && index >= subtree.start &&
         verify_inclusion(index - subtree.start, subtree.end - subtree.start, path, leaf, root);
}

bool verify_subtree_consistency(const Range& subtree, const Hash& subtree_root, const Head& tree,
                                std::span<const Hash> path) {
  if (subtree.end > tree.size) return false;
  if (subtree.start == subtree.end) return path.empty() && subtree_root == empty_root();
  if (!is_subtree(subtree)) return false;
  std::uint64_t fn = subtree.start;
  std::uint64_t sn = subtree.end - 1;
  std::uint64_t tn = tree.size - 1;
  const auto shift = [&] { fn >>= 1, sn >>= 1, tn >>= 1; };
  const bool to_the_end = sn == tn;
  while (fn != sn && (to_the_end || sn % 2 == 1)) shift();
  if (fn != sn && path.empty()) return false;
  const Hash& seed = fn == sn ? subtree_root : path.front();
  Hash fr = seed;
  Hash sr = seed;
  for (const Hash& step : path.subspan(fn == sn ? 0 : 1)) {
    if (tn == 0) return false;
    if (sn % 2 == 1 || sn == tn) {
      if (fn < sn) fr = node_hash(step, fr);
      sr = node_hash(step, sr);
      while (sn % 2 == 0 && sn != 0) shift();
    } else {
      sr = node_hash(sr, step);
    }
    shift();
  }
  return tn == 0 && fr == subtree_root && sr == tree.root;
}

bool verify_consistency(const Head& from, const Head& to, std::span<const Hash> path) {
  if (from.size == 0 && from.root != empty_root()) return false;
  if (from.size == to.size) return path.empty() && from.root == to.root;
  return from.size > 0 && verify_subtree_consistency({0, from.size}, from.root, to, path);
}

Result<std::vector<Hash>> prove_inclusion(std::uint64_t index, std::uint64_t size,
                                          const ReadTile& read) {
  if (index >= size) return invalid("the tree has no leaf of that index");
  Nodes nodes(size, read);
  std::vector<Hash> path;
  Range range{0, size};
  while (range.end - range.start > 1) {
    const std::uint64_t middle = range.start + std::bit_floor(range.end - range.start - 1);
    const bool left = index < middle;
    CAIRN_TRY(const Hash sibling,
              nodes.root_of(left ? Range{middle, range.end} : Range{range.start, middle}));
    path.push_back(sibling);
    range = left ? Range{range.start, middle} : Range{middle, range.end};
  }
  return std::vector<Hash>(path.rbegin(), path.rend());
}

// SUBPROOF of RFC 6962 section 2.1.2, from the root down.
Result<std::vector<Hash>> prove_consistency(std::uint64_t from, std::uint64_t to,
                                            const ReadTile& read) {
  if (from == 0 || from > to)
    return invalid("consistency is proven from a smaller tree, not empty");
  Nodes nodes(to, read);
  std::vector<Hash> path;
  Range range{0, to};
  while (range.end != from) {
    const std::uint64_t middle = range.start + std::bit_floor(range.end - range.start - 1);
    const bool left = from <= middle;
    CAIRN_TRY(const Hash sibling,
              nodes.root_of(left ? Range{middle, range.end} : Range{range.start, middle}));
    path.push_back(sibling);
    range = left ? Range{range.start, middle} : Range{middle, range.end};
  }
  // The smaller tree's own root is known to who verifies.
  if (range.start != 0) {
    CAIRN_TRY(const Hash seed, nodes.root_of(range));
    path.push_back(seed);
  }
  return std::vector<Hash>(path.rbegin(), path.rend());
}

Result<Hash> root_of(std::uint64_t size, const ReadTile& read) {
  if (size == 0) return empty_root();
  return Nodes(size, read).root_of({0, size});
}

}  // namespace cairn::translog
