#include "app/log/tiles.h"

#include <algorithm>

namespace cairn::log {
namespace {

/// The bytes of the partial file, else of the full one.
Result<std::string> read_either(const Tiles& tiles, const std::string& exact,
                                const std::string& full) {
  CAIRN_TRY(auto bytes, tiles.read(exact));
  if (!bytes && full != exact) {
    CAIRN_TRY(bytes, tiles.read(full));
  }
  if (!bytes) return not_found("the log lacks a tile", exact);
  return *bytes;
}

Error corrupt(Error error, std::string where) {
  return {ErrorCode::corrupt, std::move(error.message), std::move(where)};
}

}  // namespace

translog::ReadTile tile_reader(const Tiles& tiles, TreeFiles tree) {
  return [&tiles, tree = std::move(tree)](
             const translog::Tile& asked) -> Result<std::vector<translog::Hash>> {
    using translog::kTileWidth;
    const unsigned width = translog::width_in_tree(asked.level, asked.index, tree.size);
    const std::string path =
        tree.prefix + translog::path_of({asked.level, asked.index, std::max(width, 1U)});
    if (width < asked.width) return not_found("the log is not that large", path);
    CAIRN_TRY(const std::string bytes,
              read_either(tiles, path,
                          tree.prefix + translog::path_of({asked.level, asked.index, kTileWidth})));
    auto hashes = translog::decode_tile(bytes, width);
    if (!hashes) hashes = translog::decode_tile(bytes, kTileWidth);
    if (!hashes) return corrupt(hashes.error(), path);
    hashes->resize(asked.width);
    return hashes;
  };
}

Result<std::vector<std::string>> read_entries(const Tiles& tiles, std::string_view prefix,
                                              std::uint64_t index, unsigned width) {
  const std::string path = std::string(prefix) + translog::entries_path_of(index, width);
  const std::string full =
      std::string(prefix) + translog::entries_path_of(index, translog::kTileWidth);
  CAIRN_TRY(const std::string bundle, read_either(tiles, path, full));
  auto entries = translog::split_bundle(bundle, width);
  if (!entries) entries = translog::split_bundle(bundle, translog::kTileWidth);
  if (!entries) return corrupt(entries.error(), path);
  return std::vector<std::string>(entries->begin(), entries->begin() + width);
}

}  // namespace cairn::log
