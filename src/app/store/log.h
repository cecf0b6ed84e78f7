// What the transparency log keeps in the store: its truth. The tiles can be made again from it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace cairn::store {

using LogHash = std::array<std::uint8_t, 32>;

/// One tree of the log. A new origin is opened when the store was restored to before a checkpoint
/// that had been signed; the last one is the present one.
struct LogOrigin {
  int number = 1;
  std::string name;                  ///< the origin line of its checkpoints, and its key's name
  std::vector<std::uint8_t> sealed;  ///< the seed of its Ed25519 key
};

/// What an entry commits to. May be erased; then nobody can tell any more what the entry stood for.
struct LogOpening {
  std::string tenant;
  std::uint8_t kind = 0;  ///< as formats/translog numbers it
  LogHash digest{};
  std::array<std::uint8_t, 16> salt{};
};

struct LogLeaf {
  std::int64_t id = 0;  ///< in the order of the transactions that appended
  LogHash entry{};
};

struct LogHead {
  std::uint64_t size = 0;
  LogHash root{};
};

/// Leaves, positions, heads and origins are only ever added.
class Log {
 public:
  virtual ~Log() = default;

  /// conflict: the entry is there already.
  virtual Result<std::int64_t> append(const LogHash& entry, const LogOpening& opening,
                                      Instant at) = 0;
  struct FoundOpening {
    LogLeaf leaf;
    LogOpening opening;
  };
  /// What was logged for a digest, the first first.
  virtual Result<std::vector<FoundOpening>> openings(const LogHash& digest) = 0;

  virtual Result<std::optional<LogOrigin>> origin() = 0;
  virtual Result<void> add_origin(const LogOrigin& origin, Instant at) = 0;

  /// Leaves that have no position in the origin, at most `limit`, in their order.
  virtual Result<std::vector<LogLeaf>> pending(int origin, int limit) = 0;
  /// Gives the leaves the positions `first`, `first` + 1, ….
  virtual Result<void> number(int origin, std::uint64_t first, std::span<const LogLeaf> leaves) = 0;
  /// How many positions were given.
  virtual Result<std::uint64_t> numbered(int origin) = 0;
  /// The entries at `from`, `from` + 1, …, at most `limit`.
  virtual Result<std::vector<LogHash>> entries(int origin, std::uint64_t from, int limit) = 0;
  virtual Result<std::optional<std::uint64_t>> position(int origin, std::int64_t leaf) = 0;

  /// The largest head, nothing for an empty tree.
  virtual Result<std::optional<LogHead>> head(int origin) = 0;
  /// The head of exactly that size.
  virtual Result<std::optional<LogHead>> head_of_size(int origin, std::uint64_t size) = 0;
  virtual Result<void> add_head(int origin, const LogHead& head, Instant at) = 0;
};

}  // namespace cairn::store
