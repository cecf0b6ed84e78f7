#include "app/log/sequencer.h"

#include <algorithm>
#include <array>

#include "formats/translog/entry.h"
#include "formats/translog/proof_file.h"

namespace cairn::log {
namespace {

using translog::Head;
using translog::kTileWidth;

constexpr int kBatch = 4096;
/// Entries in memory at once; whole bundles.
constexpr std::uint64_t kPage = 16 * kTileWidth;
constexpr std::string_view kCheckpoint = "checkpoint";

std::string prefix_of(int origin) { return std::to_string(origin) + "/"; }

Result<crypto::SigningKey> open_key(const keys::Sealer& sealer, const store::LogOrigin& origin) {
  CAIRN_TRY(auto seed, sealer.open(origin.sealed));
  if (seed.size() != 32)
    return Error{ErrorCode::corrupt, "the log's sealed key does not hold a key", origin.name};
  crypto::SigningKey key = crypto::SigningKey::from_seed(std::span(seed).first<32>());
  crypto::wipe(seed);
  return key;
}

}  // namespace

Result<std::unique_ptr<Sequencer>> Sequencer::open(const Ports& ports, std::string name) {
  if (!translog::is_key_name(name))
    return invalid("the name of a log is not empty and has no space and no \"+\"", name);
  std::unique_ptr<Sequencer> sequencer(new Sequencer(ports, std::move(name)));  // private to make
  std::optional<store::LogOrigin> origin;
  CAIRN_CHECK(ports.store.read([&](store::Repositories& repositories) -> Result<void> {
    CAIRN_TRY(origin, repositories.log().origin());
    return {};
  }));
  if (origin)
    CAIRN_CHECK(sequencer->take_origin(std::move(*origin)));
  else
    CAIRN_CHECK(sequencer->open_origin(1));
  CAIRN_CHECK(sequencer->recover());
  return sequencer;
}

Published Sequencer::published() const {
  std::lock_guard<std::mutex> guard(publishing_);
  return published_;
}

Result<std::uint64_t> Sequencer::step() {
  std::lock_guard<std::mutex> guard(stepping_);
  auto integrated = integrate();
  // Tiles that were written for leaves the store has lost since: it was restored.
  if (integrated || integrated.error().code != ErrorCode::conflict) return integrated;
  CAIRN_CHECK(open_next_origin());
  CAIRN_CHECK(recover());
  return integrate();
}

// --- Origins

Result<void> Sequencer::open_origin(int number) {
  // Where the store is older than the files, they may hold origins that it does not know.
  while (true) {
    CAIRN_TRY(const auto signed_before, checkpoints_of(number));
    if (signed_before.empty()) break;
    ++number;
  }
  std::array<std::uint8_t, 32> seed{};
  ports_.random.fill(seed);
  store::LogOrigin origin{number, number == 1 ? name_ : name_ + "/" + std::to_string(number),
                          ports_.sealer.seal(seed)};
  crypto::wipe(seed);
  CAIRN_CHECK(ports_.store.write([&](store::Repositories& repositories) -> Result<void> {
    const Instant now = ports_.clock.now();
    CAIRN_CHECK(repositories.log().add_origin(origin, now));
    return repositories.journal().append(
        {new_uuid7(ports_.clock, ports_.random), "log", now, "system", "log.open", origin.name});
  }));
  return take_origin(std::move(origin));
}

Result<void> Sequencer::open_next_origin() { return open_origin(origin_.number + 1); }

Result<void> Sequencer::take_origin(store::LogOrigin origin) {
  CAIRN_TRY(const crypto::SigningKey key, open_key(ports_.sealer, origin));
  CAIRN_TRY(const translog::NoteKey note_key, translog::NoteKey::create(origin.name, key));
  origin_ = std::move(origin);
  std::lock_guard<std::mutex> guard(publishing_);
  published_ = {prefix_of(origin_.number), origin_.number, note_key.text(), {}, {}};
  return {};
}

// --- Starting

Result<void> Sequencer::recover() {
  CAIRN_TRY(const Head head, stored_head());
  CAIRN_TRY(const auto checkpoints, checkpoints_of(origin_.number));
  bool known = true;
  for (const std::string& checkpoint : checkpoints) {
    CAIRN_TRY(const bool this_one, is_known(checkpoint));
    known = known && this_one;
  }
  auto edge = known ? edge_of(head) : Error{ErrorCode::conflict, "", ""};
  if (!edge && edge.error().code == ErrorCode::conflict) {
    CAIRN_CHECK(open_next_origin());
    return recover();  // once: the new origin has signed nothing
  }
  if (!edge) return edge.error();
  edge_ = std::move(*edge);
  CAIRN_CHECK(ports_.tiles.create(prefix_of(origin_.number) + "key", published_.key + "\n"));
  return sign(head);
}

/// The last checkpoint of an origin, as published and as kept apart: each may be missing.
Result<std::vector<std::string>> Sequencer::checkpoints_of(int origin) const {
  std::vector<std::string> found;
  CAIRN_TRY(auto published, ports_.tiles.read(prefix_of(origin) + std::string(kCheckpoint)));
  CAIRN_TRY(auto apart, ports_.apart.read(prefix_of(origin) + std::string(kCheckpoint)));
  if (published) found.push_back(std::move(*published));
  if (apart) found.push_back(std::move(*apart));
  return found;
}

Result<Head> Sequencer::stored_head() const {
  Head head{0, translog::empty_root()};
  CAIRN_CHECK(ports_.store.read([&](store::Repositories& repositories) -> Result<void> {
    CAIRN_TRY(const auto stored, repositories.log().head(origin_.number));
    if (stored) head = {stored->size, stored->root};
    return {};
  }));
  return head;
}

/// Whether the store has committed what the checkpoint says. One that cannot be read as this
/// origin's was left by another store.
Result<bool> Sequencer::is_known(const std::string& checkpoint) const {
  CAIRN_TRY(const translog::NoteKey key, translog::NoteKey::parse(published_.key));
  const auto opened = translog::open_checkpoint(checkpoint, key);
  if (!opened) return false;
  if (opened->head.size == 0) return true;
  bool known = false;
  CAIRN_CHECK(ports_.store.read([&](store::Repositories& repositories) -> Result<void> {
    CAIRN_TRY(const auto stored,
              repositories.log().head_of_size(origin_.number, opened->head.size));
    known = stored && stored->root == opened->head.root;
    return {};
  }));
  return known;
}

Result<translog::Edge> Sequencer::edge_of(const Head& head) {
  const auto found = translog::Edge::from_tiles(
      head.size, tile_reader(ports_.tiles, {prefix_of(origin_.number), head.size}));
  if (found && found->root() == head.root) return *found;
  translog::Edge rebuilt;
  CAIRN_CHECK(extend(rebuilt, head.size));
  if (rebuilt.root() == head.root) return rebuilt;
  return Error{ErrorCode::corrupt, "the leaves of the log do not give the root that was committed",
               origin_.name};
}

// --- Integrating

Result<std::uint64_t> Sequencer::integrate() {
  CAIRN_TRY(const std::uint64_t size, number_pending());
  const std::uint64_t before = edge_.size();
  if (size == before) return 0;
  translog::Edge edge = edge_;
  CAIRN_CHECK(extend(edge, size));
  const Head head{size, edge.root()};
  CAIRN_CHECK(ports_.store.write([&](store::Repositories& repositories) {
    return repositories.log().add_head(origin_.number, {head.size, head.root}, ports_.clock.now());
  }));
  edge_ = std::move(edge);
  CAIRN_CHECK(sign(head));
  remove_partial_tiles(before, size);
  return size - before;
}

/// How many leaves have positions, after the pending ones got theirs.
Result<std::uint64_t> Sequencer::number_pending() {
  std::uint64_t size = 0;
  std::vector<store::LogLeaf> pending;
  const auto look = [&](store::Repositories& repositories) -> Result<void> {
    CAIRN_TRY(size, repositories.log().numbered(origin_.number));
    CAIRN_TRY(pending, repositories.log().pending(origin_.number, kBatch));
    return {};
  };
  CAIRN_CHECK(ports_.store.read(look));
  if (pending.empty()) return size;
  CAIRN_CHECK(ports_.store.write([&](store::Repositories& repositories) -> Result<void> {
    CAIRN_CHECK(look(repositories));
    return repositories.log().number(origin_.number, size, pending);
  }));
  return size + pending.size();
}

Result<void> Sequencer::extend(translog::Edge& edge, std::uint64_t size) {
  const std::string prefix = prefix_of(origin_.number);
  while (edge.size() < size) {
    const std::uint64_t first = edge.size() / kTileWidth * kTileWidth;
    const auto count = static_cast<int>(std::min(kPage, size - first));
    std::vector<store::LogHash> entries;
    CAIRN_CHECK(ports_.store.read([&](store::Repositories& repositories) -> Result<void> {
      CAIRN_TRY(entries, repositories.log().entries(origin_.number, first, count));
      return {};
    }));
    if (entries.size() != static_cast<std::size_t>(count))
      return Error{ErrorCode::corrupt, "a position of the log has no leaf", origin_.name};
    CAIRN_CHECK(write_bundles(first, entries));
    std::vector<translog::TileHashes> completed;
    for (std::size_t i = edge.size() - first; i < entries.size(); ++i)
      edge.append(translog::leaf_hash(translog::text_of(entries[i])), completed);
    for (const translog::TileHashes& each : completed)
      CAIRN_CHECK(
          ports_.tiles.create(prefix + path_of(each.tile), translog::encode_tile(each.hashes)));
  }
  for (const translog::TileHashes& each : edge.partial_tiles())
    CAIRN_CHECK(
        ports_.tiles.create(prefix + path_of(each.tile), translog::encode_tile(each.hashes)));
  return {};
}

Result<void> Sequencer::write_bundles(std::uint64_t first,
                                      std::span<const store::LogHash> entries) {
  for (std::size_t i = 0; i < entries.size(); i += kTileWidth) {
    std::string bundle;
    const auto part = entries.subspan(i, std::min<std::size_t>(kTileWidth, entries.size() - i));
    for (const store::LogHash& entry : part)
      translog::append_entry(bundle, translog::text_of(entry));
    CAIRN_CHECK(ports_.tiles.create(
        prefix_of(origin_.number) +
            translog::entries_path_of((first + i) / kTileWidth, static_cast<unsigned>(part.size())),
        bundle));
  }
  return {};
}

/// The head is committed. Signing it again gives the same bytes.
Result<void> Sequencer::sign(const Head& head) {
  CAIRN_TRY(const crypto::SigningKey key, open_key(ports_.sealer, origin_));
  const std::string note = translog::sign_note(
      translog::text_of(translog::Checkpoint{origin_.name, head}), origin_.name, key);
  const std::string path = prefix_of(origin_.number) + std::string(kCheckpoint);
  CAIRN_CHECK(ports_.apart.replace(path, note));
  CAIRN_CHECK(ports_.tiles.replace(path, note));
  std::lock_guard<std::mutex> guard(publishing_);
  published_.checkpoint = note;
  published_.head = head;
  return {};
}

/// Readers take the beginning of the full tile instead. What cannot be removed does no harm.
void Sequencer::remove_partial_tiles(std::uint64_t from, std::uint64_t to) {
  const std::string prefix = prefix_of(origin_.number);
  for (unsigned level = 0; level < translog::kTileLevels; ++level) {
    const unsigned shift = translog::kTileBits * level;
    for (std::uint64_t i = (from >> shift) / kTileWidth; i < (to >> shift) / kTileWidth; ++i) {
      (void)ports_.tiles.remove_folder(prefix + translog::partials_path_of({level, i, 1}));
      if (level == 0)
        (void)ports_.tiles.remove_folder(prefix + translog::entries_partials_path_of(i));
    }
  }
}

// --- Reading

Result<std::optional<std::string>> Sequencer::file(std::string_view path) const {
  const Published now = published();
  // Not from the file: what readers get is what was last known to be durable.
  if (path == kCheckpoint) return std::optional(now.checkpoint);
  if (path == "key") return std::optional(now.key + "\n");
  CAIRN_TRY(const translog::TilePath tile, translog::parse_tile_path(path));
  (void)tile;
  return ports_.tiles.read(now.prefix + std::string(path));
}

Result<std::string> Sequencer::proof_of(const std::array<std::uint8_t, 32>& digest) const {
  return prove(ports_, published(), digest);
}

Result<std::string> prove(const Ports& ports, const Published& published,
                          const translog::Hash& digest) {
  bool logged = false;
  translog::ProofFile proof;
  proof.checkpoint = published.checkpoint;
  CAIRN_CHECK(ports.store.read([&](store::Repositories& repositories) -> Result<void> {
    CAIRN_TRY(const auto openings, repositories.log().openings(digest));
    logged = !openings.empty();
    for (const auto& [leaf, opening] : openings) {
      CAIRN_TRY(const auto position, repositories.log().position(published.origin, leaf.id));
      if (!position || *position >= published.head.size || proof.extra) continue;
      proof.index = *position;
      proof.extra =
          translog::write_opening({opening.salt, static_cast<translog::EntryKind>(opening.kind)});
    }
    return {};
  }));
  if (!logged) return not_found("nothing was logged for this credential");
  if (!proof.extra)
    return Error{ErrorCode::unavailable, "the leaf is pending; ask again in a second", "log"};
  CAIRN_TRY(proof.path, translog::prove_inclusion(
                            proof.index, published.head.size,
                            tile_reader(ports.tiles, {published.prefix, published.head.size})));
  return translog::write_proof_file(proof);
}

}  // namespace cairn::log
