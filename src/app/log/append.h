// Putting what happened into the transparency log: called within the transaction that makes it so.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "app/store/store.h"
#include "base/ports.h"
#include "base/result.h"
#include "formats/json/value.h"
#include "formats/translog/entry.h"

namespace cairn::log {

/// What is logged.
struct Event {
  std::string tenant;  ///< whose space it happens in: the issuer's organization
  translog::EntryKind kind = translog::EntryKind::credential;
  translog::Hash digest{};
};

/// SHA-256 of a secured JSON credential's canonical form (RFC 8785), its proofs included: key order
/// and white space do not matter. Invalid where RFC 8785 has no form.
Result<translog::Hash> digest_of(const json::Value& credential);
/// SHA-256 of the bytes: for credentials as JWT.
translog::Hash digest_of(std::string_view compact);

/// One entry of a status list was given another value.
struct StatusChange {
  std::string list;  ///< the URL of the status list credential
  std::uint64_t index = 0;
  std::string purpose;
  std::uint64_t value = 0;
  Instant at;
};
translog::Hash digest_of(const StatusChange& change);

/// A leaf that will be integrated within a second of the transaction's commit.
struct PendingLeaf {
  std::int64_t id = 0;
  translog::Hash entry{};
  translog::Opening opening;  ///< for who holds the credential; never for anybody else
};

/// Durable when the transaction of `repositories` commits, gone when it is rolled back.
Result<PendingLeaf> append(store::Repositories& repositories, const Event& event, Random& random,
                           Instant at);

}  // namespace cairn::log
