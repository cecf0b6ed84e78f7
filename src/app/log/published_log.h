// What the outside may read of the log: its published files, and the proof of one digest.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace cairn::log {

/// Thread-safe.
class PublishedLog {
 public:
  virtual ~PublishedLog() = default;

  /// A file of the present origin: "checkpoint", "key" or a path as translog::parse_tile_path()
  /// reads it. Nothing when there is no such file.
  virtual Result<std::optional<std::string>> file(std::string_view path) const = 0;
  /// The proof file of what was logged for a digest. not_found when nothing was; unavailable while
  /// the leaf is pending.
  virtual Result<std::string> proof_of(const std::array<std::uint8_t, 32>& digest) const = 0;
};

}  // namespace cairn::log
