// Tiles of a Merkle tree: C2SP tlog-tiles with 256 hashes to a tile.
//
// A tile of level L holds hashes of complete subtrees of 256^L leaves. What a tree of some size
// needs beyond its full tiles are partial tiles, at most one in each level.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "formats/translog/hash.h"

namespace cairn::translog {

inline constexpr unsigned kTileBits = 8;
inline constexpr unsigned kTileWidth = 1U << kTileBits;
/// A tree has below 2^63 leaves.
inline constexpr unsigned kTileLevels = 8;

struct Tile {
  unsigned level = 0;
  std::uint64_t index = 0;
  unsigned width = kTileWidth;  ///< 1 to 256; a partial tile when less than 256

  bool is_full() const { return width == kTileWidth; }
  bool operator==(const Tile&) const = default;
};

/// "tile/1/x001/x234/067.p/12", below the prefix of the log.
std::string path_of(const Tile& tile);
/// "tile/entries/x001/067.p/12": the entries of a tile of level 0.
std::string entries_path_of(std::uint64_t index, unsigned width);
/// The folder "tile/1/x001/x234/067.p" that holds the partial tiles of a tile's place.
std::string partials_path_of(const Tile& tile);
std::string entries_partials_path_of(std::uint64_t index);

/// What a path below the prefix names.
struct TilePath {
  bool entries = false;  ///< an entry bundle; `tile.level` is 0
  Tile tile;
};
/// Invalid for what is not written exactly as path_of() and entries_path_of() write it.
Result<TilePath> parse_tile_path(std::string_view path);

/// How many hashes the tile at this place has in a tree of `size` leaves: 0 to 256.
unsigned width_in_tree(unsigned level, std::uint64_t index, std::uint64_t size);

std::string encode_tile(std::span<const Hash> hashes);
/// Invalid unless the bytes are exactly that many hashes.
Result<std::vector<Hash>> decode_tile(std::string_view bytes, unsigned width);

/// Fetches the hashes of one tile. Implementations may give the full tile's beginning for a partial
/// one.
using ReadTile = std::function<Result<std::vector<Hash>>(const Tile&)>;

/// Entry bundles: each entry after its length as a big-endian uint16.
inline constexpr std::size_t kEntryBytesMax = 65535;
void append_entry(std::string& bundle, std::string_view entry);
/// Views into `bundle`. Invalid unless there are exactly `width` entries.
Result<std::vector<std::string_view>> split_bundle(std::string_view bundle, unsigned width);

}  // namespace cairn::translog
