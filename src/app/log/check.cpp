#include "app/log/check.h"

#include "formats/translog/edge.h"

namespace cairn::log {
namespace {

using translog::kTileWidth;

Error corrupt(std::string what, std::string where) {
  return {ErrorCode::corrupt, std::move(what), std::move(where)};
}

/// The tree as it grows, each finished tile held against the published one.
class Rebuilt {
 public:
  Rebuilt(const Tiles& tiles, std::uint64_t size) : read_(tile_reader(tiles, {"", size})) {}

  Result<void> append(const std::string& entry) {
    completed_.clear();
    edge_.append(translog::leaf_hash(entry), completed_);
    return compare(completed_);
  }
  Result<void> finish(const translog::Head& head) {
    CAIRN_CHECK(compare(edge_.partial_tiles()));
    if (edge_.root() != head.root)
      return corrupt("the entries do not give the root that the checkpoint signs", "checkpoint");
    return {};
  }
  std::uint64_t tiles() const { return tiles_; }

 private:
  Result<void> compare(const std::vector<translog::TileHashes>& made) {
    for (const translog::TileHashes& each : made) {
      CAIRN_TRY(const auto published, read_(each.tile));
      if (published != each.hashes)
        return corrupt("a tile is not what its entries give", path_of(each.tile));
      ++tiles_;
    }
    return {};
  }

  translog::ReadTile read_;
  translog::Edge edge_;
  std::vector<translog::TileHashes> completed_;
  std::uint64_t tiles_ = 0;
};

Result<void> rebuild(const Tiles& tiles, const translog::Head& head, const Progress& progress,
                     Rebuilt& rebuilt) {
  for (std::uint64_t first = 0; first < head.size; first += kTileWidth) {
    const std::uint64_t index = first / kTileWidth;
    const unsigned width = translog::width_in_tree(0, index, head.size);
    CAIRN_TRY(const auto entries, read_entries(tiles, "", index, width));
    for (const std::string& entry : entries) CAIRN_CHECK(rebuilt.append(entry));
    if (progress) progress(first + width, head.size);
  }
  return rebuilt.finish(head);
}

Result<std::string> checkpoint_note(const Tiles& tiles) {
  CAIRN_TRY(auto note, tiles.read("checkpoint"));
  if (!note) return not_found("the folder is no log: it has no checkpoint", "checkpoint");
  return *note;
}

}  // namespace

Result<translog::Checkpoint> published_checkpoint(const Tiles& tiles,
                                                  const translog::NoteKey& key) {
  CAIRN_TRY(const std::string note, checkpoint_note(tiles));
  return translog::open_checkpoint(note, key);
}

Result<Recheck> recheck(const Tiles& tiles, const translog::NoteKey& key,
                        const Progress& progress) {
  CAIRN_TRY(const std::string note, checkpoint_note(tiles));
  Recheck answer;
  const auto opened = translog::open_checkpoint(note, key);
  if (!opened) {
    answer.wrong = opened.error();
    return answer;
  }
  answer.checkpoint = *opened;
  Rebuilt rebuilt(tiles, opened->head.size);
  const auto done = rebuild(tiles, opened->head, progress, rebuilt);
  answer.tiles = rebuilt.tiles();
  if (!done && done.error().code != ErrorCode::corrupt) return done.error();
  if (!done) answer.wrong = done.error();
  return answer;
}

Result<bool> extends(const Tiles& tiles, const translog::NoteKey& key,
                     const std::string& older_note) {
  CAIRN_TRY(const auto older, translog::open_checkpoint(older_note, key));
  CAIRN_TRY(const auto now, published_checkpoint(tiles, key));
  if (older.head.size > now.head.size) return false;
  if (older.head.size == 0) return older.head.root == translog::empty_root();
  CAIRN_TRY(const auto path, translog::prove_consistency(older.head.size, now.head.size,
                                                         tile_reader(tiles, {"", now.head.size})));
  return translog::verify_consistency(older.head, now.head, path);
}

Result<std::optional<std::uint64_t>> find_entry(const Tiles& tiles, std::uint64_t size,
                                                const translog::Hash& entry) {
  for (std::uint64_t first = 0; first < size; first += kTileWidth) {
    const std::uint64_t index = first / kTileWidth;
    CAIRN_TRY(const auto entries,
              read_entries(tiles, "", index, translog::width_in_tree(0, index, size)));
    for (std::size_t i = 0; i < entries.size(); ++i)
      if (entries[i] == translog::text_of(entry)) return std::optional(first + i);
  }
  return std::optional<std::uint64_t>();
}

}  // namespace cairn::log
