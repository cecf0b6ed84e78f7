// Checking a log again from its published files alone.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "app/log/tiles.h"
#include "formats/translog/checkpoint.h"

namespace cairn::log {

/// Called after each bundle.
using Progress = std::function<void(std::uint64_t entries, std::uint64_t of)>;

struct Recheck {
  translog::Checkpoint checkpoint;
  std::uint64_t tiles = 0;  ///< compared, entry bundles not counted
  /// What is wrong: corrupt, with the file. Nothing when every tile and the root follow from the
  /// entries and the checkpoint is the key's.
  std::optional<Error> wrong;
};

/// Recomputes the tree from the entry bundles and compares every tile and the root: time linear in
/// the size, memory constant. An error when a file is missing or cannot be read.
Result<Recheck> recheck(const Tiles& tiles, const translog::NoteKey& key, const Progress& progress);

/// Whether the log still extends the tree of an older checkpoint by the same key. An error when the
/// older one is not the key's, or a file is missing.
Result<bool> extends(const Tiles& tiles, const translog::NoteKey& key,
                     const std::string& older_note);

/// The published checkpoint, opened with the key.
Result<translog::Checkpoint> published_checkpoint(const Tiles& tiles, const translog::NoteKey& key);

/// The place of an entry, by looking through the bundles; nothing when the log lacks it.
Result<std::optional<std::uint64_t>> find_entry(const Tiles& tiles, std::uint64_t size,
                                                const translog::Hash& entry);

}  // namespace cairn::log
