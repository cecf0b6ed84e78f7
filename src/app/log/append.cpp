#include "app/log/append.h"

#include "formats/json/writer.h"

namespace cairn::log {

Result<translog::Hash> digest_of(const json::Value& credential) {
  CAIRN_TRY(const std::string canonical, json::canonicalize(credential));
  return translog::plain_hash(canonical);
}

translog::Hash digest_of(std::string_view compact) { return translog::plain_hash(compact); }

translog::Hash digest_of(const StatusChange& change) {
  // Members in the order of RFC 8785, so that this is the canonical form.
  json::Writer out;
  out.begin_object().member("at", change.at.to_string());
  out.member("index", std::to_string(change.index)).member("list", change.list);
  out.member("purpose", change.purpose).member("value", std::to_string(change.value));
  out.end_object();
  return translog::plain_hash(out.take());
}

Result<PendingLeaf> append(store::Repositories& repositories, const Event& event, Random& random,
                           Instant at) {
  PendingLeaf leaf;
  leaf.opening.kind = event.kind;
  random.fill(leaf.opening.salt);
  leaf.entry = translog::entry_of(leaf.opening, event.digest);
  const store::LogOpening opening{event.tenant, static_cast<std::uint8_t>(event.kind), event.digest,
                                  leaf.opening.salt};
  CAIRN_TRY(leaf.id, repositories.log().append(leaf.entry, opening, at));
  return leaf;
}

}  // namespace cairn::log
