// The one writer of the transparency log: numbers the leaves that transactions left pending, writes
// their tiles, commits the head, and only then signs it.
//
// The store is the truth, the tiles can be made again from it (DESIGN decision 12). What it never
// does is sign two checkpoints of one origin that are not consistent: when a signed one is found
// that the store knows nothing of, the store was restored to before it, and a new origin is opened,
// with another name and another key, that begins with all leaves of the store.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "app/keys/issuer_keys.h"
#include "app/log/published_log.h"
#include "app/log/tiles.h"
#include "app/store/store.h"
#include "base/ports.h"
#include "base/result.h"
#include "formats/crypto/signing_key.h"
#include "formats/translog/checkpoint.h"
#include "formats/translog/edge.h"

namespace cairn::log {

/// Everything must outlive who holds it.
struct Ports {
  store::Store& store;
  Tiles& tiles;
  /// Where a second copy of each checkpoint is kept, outside of what is backed up and restored with
  /// the store and the tiles.
  Tiles& apart;
  const keys::Sealer& sealer;
  const Clock& clock;
  Random& random;
};

/// What the log has published last.
struct Published {
  std::string prefix;  ///< of the origin's files, for example "1/"
  int origin = 1;
  std::string key;         ///< as translog::NoteKey::text()
  std::string checkpoint;  ///< the signed note
  translog::Head head;
};

class Sequencer final : public PublishedLog {
 public:
  /// Finds the right edge in the tiles, or makes the tiles again where they are missing, and ends
  /// what a crash had interrupted. Takes some ten small reads whatever the size of the log. `name`
  /// is the origin line for a log that is new (a key name, see translog::is_key_name).
  static Result<std::unique_ptr<Sequencer>> open(const Ports& ports, std::string name);

  /// Integrates up to some thousand pending leaves and says how many; 0 when none was pending.
  /// After an error it may be called again: nothing is half done. Thread-safe.
  Result<std::uint64_t> step();

  /// Thread-safe.
  Published published() const;

  Result<std::optional<std::string>> file(std::string_view path) const override;
  Result<std::string> proof_of(const std::array<std::uint8_t, 32>& digest) const override;

 private:
  Sequencer(const Ports& ports, std::string name) : ports_(ports), name_(std::move(name)) {}

  Result<void> recover();
  Result<void> open_origin(int number);
  Result<void> open_next_origin();
  Result<void> take_origin(store::LogOrigin origin);
  Result<bool> is_known(const std::string& checkpoint) const;
  Result<translog::Edge> edge_of(const translog::Head& head);
  Result<std::vector<std::string>> checkpoints_of(int origin) const;
  Result<translog::Head> stored_head() const;

  Result<std::uint64_t> integrate();
  Result<std::uint64_t> number_pending();
  Result<void> extend(translog::Edge& edge, std::uint64_t size);
  Result<void> write_bundles(std::uint64_t first, std::span<const store::LogHash> entries);
  Result<void> sign(const translog::Head& head);
  void remove_partial_tiles(std::uint64_t from, std::uint64_t to);

  Ports ports_;
  std::string name_;
  std::mutex stepping_;  // guards origin_ and edge_
  store::LogOrigin origin_;
  translog::Edge edge_;
  mutable std::mutex publishing_;  // guards published_
  Published published_;
};

/// The proof file of what was logged for a digest. not_found when nothing was; unavailable while
/// the leaf is pending.
Result<std::string> prove(const Ports& ports, const Published& published,
                          const translog::Hash& digest);

}  // namespace cairn::log
