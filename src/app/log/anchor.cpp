#include "app/log/anchor.h"

#include "formats/json/reader.h"
#include "formats/json/writer.h"

namespace cairn::log {
namespace {

constexpr json::Limits kAnchorLimits{.bytes_max = 512 * 1024, .depth_max = 2, .values_max = 8};

}  // namespace

AnchorData anchor_data(const translog::Checkpoint& checkpoint) {
  return {translog::plain_hash(checkpoint.origin), checkpoint.head};
}

std::string write_anchor(const Anchor& anchor) {
  json::Writer out(json::Style::indented);
  out.begin_object().member("chain", anchor.chain).member("transaction", anchor.transaction);
  out.member("checkpoint", anchor.checkpoint).end_object();
  return out.take() + "\n";
}

Result<Anchor> parse_anchor(std::string_view json) {
  CAIRN_TRY(const json::Document document, json::read(json, kAnchorLimits));
  const json::Value& root = document.root();
  Anchor anchor{std::string(root.text_of("chain")), std::string(root.text_of("transaction")),
                std::string(root.text_of("checkpoint"))};
  if (anchor.chain.empty() || anchor.transaction.empty() || anchor.checkpoint.empty())
    return invalid("an anchor has the texts \"chain\", \"transaction\" and \"checkpoint\"");
  return anchor;
}

std::string anchor_path(std::uint64_t size) { return "anchor/" + std::to_string(size) + ".json"; }

Result<Anchor> anchor(Tiles& tiles, const translog::NoteKey& key, Chain& chain) {
  CAIRN_TRY(const auto note, tiles.read("checkpoint"));
  if (!note) return not_found("the folder is no log: it has no checkpoint", "checkpoint");
  CAIRN_TRY(const translog::Checkpoint checkpoint, translog::open_checkpoint(*note, key));
  if (checkpoint.head.size == 0) return invalid("an empty log has nothing to anchor", "checkpoint");
  CAIRN_TRY(const std::string id, chain.id());
  const std::string path = anchor_path(checkpoint.head.size);
  CAIRN_TRY(const auto kept, tiles.read(path));
  if (kept) {
    CAIRN_TRY(Anchor before, parse_anchor(*kept));
    if (before.chain == id) return before;
    return Error{ErrorCode::conflict, "this size is anchored on another chain: " + before.chain,
                 path};
  }
  CAIRN_TRY(std::string transaction, chain.publish(anchor_data(checkpoint)));
  Anchor made{id, std::move(transaction), *note};
  CAIRN_CHECK(tiles.create(path, write_anchor(made)));
  return made;
}

Result<AnchorAnswer> check_anchor(const Anchor& anchor, const translog::NoteKey& key,
                                  Chain& chain) {
  AnchorAnswer answer;
  const auto checkpoint = translog::open_checkpoint(anchor.checkpoint, key);
  if (!checkpoint) return answer;
  answer.checkpoint = *checkpoint;
  answer.anchored = Anchored::other_chain;
  CAIRN_TRY(const std::string id, chain.id());
  if (id != anchor.chain) return answer;
  const auto entry = chain.find(anchor.transaction);
  if (!entry && entry.error().code != ErrorCode::invalid) return entry.error();
  answer.anchored = Anchored::other_data;
  if (!entry) return answer;
  if (!*entry) {
    answer.anchored = Anchored::pending;
    return answer;
  }
  if ((*entry)->data != anchor_data(*checkpoint)) return answer;
  answer.anchored = Anchored::yes;
  answer.entry = **entry;
  return answer;
}

}  // namespace cairn::log
