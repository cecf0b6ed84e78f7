// Anchoring checkpoints on a public chain: size and root of a tree stand in a block, so that even
// who holds the log's key cannot show others another history of that size later (ADR 21).
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "app/log/tiles.h"
#include "base/result.h"
#include "base/time.h"
#include "formats/translog/checkpoint.h"

namespace cairn::log {

/// What stands on the chain.
struct AnchorData {
  translog::Hash origin{};  ///< SHA-256 of the origin line
  translog::Head head;

  bool operator==(const AnchorData&) const = default;
};
AnchorData anchor_data(const translog::Checkpoint& checkpoint);

/// A transaction that the chain has taken into a block.
struct ChainEntry {
  AnchorData data;
  std::uint64_t block = 0;
  std::string block_hash;           ///< as the chain writes it
  Instant at;                       ///< of the block
  std::uint64_t confirmations = 0;  ///< blocks from this one to the last, both counted
};

/// The port to a chain; adapters/evm is one.
class Chain {
 public:
  virtual ~Chain() = default;
  /// Which chain it is, as text.
  virtual Result<std::string> id() = 0;
  /// Sends a transaction and gives its hash; it may take a while until it is found.
  virtual Result<std::string> publish(const AnchorData& data) = 0;
  /// Nothing while no block of the chain has the transaction. invalid: the chain refused it, or it
  /// holds no anchor.
  virtual Result<std::optional<ChainEntry>> find(const std::string& transaction) = 0;
};

/// What is kept of an anchoring, as JSON beside the log: `anchor/SIZE.json`.
struct Anchor {
  std::string chain;
  std::string transaction;
  std::string checkpoint;  ///< the signed note
};
std::string write_anchor(const Anchor& anchor);
/// Invalid for what write_anchor() does not write.
Result<Anchor> parse_anchor(std::string_view json);
std::string anchor_path(std::uint64_t size);

/// Publishes the checkpoint of the log and keeps the anchor durably, or takes the one that is kept
/// for this size. Invalid for an empty log. It need not be in a block yet when this returns.
Result<Anchor> anchor(Tiles& tiles, const translog::NoteKey& key, Chain& chain);

/// Why an anchor does or does not hold.
enum class Anchored : std::uint8_t {
  yes,
  not_signed,   ///< the checkpoint is not the key's
  other_chain,  ///< the node is of another chain
  pending,      ///< no block of the chain has the transaction (any more)
  other_data,   ///< the transaction holds no anchor, or that of another checkpoint
};

struct AnchorAnswer {
  Anchored anchored = Anchored::not_signed;
  translog::Checkpoint checkpoint;  ///< unless not_signed
  ChainEntry entry;                 ///< of yes
};

/// Asks the chain again. An error when the node cannot be asked.
Result<AnchorAnswer> check_anchor(const Anchor& anchor, const translog::NoteKey& key, Chain& chain);

}  // namespace cairn::log
