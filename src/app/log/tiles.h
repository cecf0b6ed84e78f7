// The port to the files of a transparency log: the tiles, entry bundles and checkpoint that the log
// publishes. adapters/tiles keeps them in a folder.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "formats/translog/tile.h"

namespace cairn::log {

/// Paths are relative, with "/". Thread-safe.
class Tiles {
 public:
  virtual ~Tiles() = default;

  /// Nothing when there is no such file.
  virtual Result<std::optional<std::string>> read(std::string_view path) const = 0;
  /// Writes a file that never changes. Durable, and whole or not there, when it returns. Does
  /// nothing when it is there with these bytes; conflict when it is there with others.
  virtual Result<void> create(std::string_view path, std::string_view bytes) = 0;
  /// Writes a file in the place of what was there. Durable when it returns; whoever reads sees the
  /// old bytes or the new ones.
  virtual Result<void> replace(std::string_view path, std::string_view bytes) = 0;
  /// Takes away a folder of files that are needed no more. May be lost in a crash.
  virtual Result<void> remove_folder(std::string_view path) = 0;
};

/// A log below a prefix ("" or "1/"), with the size of its published tree.
struct TreeFiles {
  std::string prefix;
  std::uint64_t size = 0;
};

/// Reads tiles of the tree and of those before it: of a partial tile the beginning of what the tree
/// has in that place, and where its partial tile is gone, of the full one. not_found when there is
/// neither, corrupt when the bytes are no such tile. `tiles` must outlive it.
translog::ReadTile tile_reader(const Tiles& tiles, TreeFiles tree);

/// The entries of a bundle, likewise.
Result<std::vector<std::string>> read_entries(const Tiles& tiles, std::string_view prefix,
                                              std::uint64_t index, unsigned width);

}  // namespace cairn::log
