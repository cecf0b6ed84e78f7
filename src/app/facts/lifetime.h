// How long a fetched document may be relied on before it is asked for again.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace cairn::facts {

using Millis = std::chrono::milliseconds;

/// The bounds of a kind of document. A key may be taken back and a credential revoked at any time,
/// so nothing is kept for long, whatever the other side allows; and nothing is asked for again at
/// once, whatever it demands, so that one credential cannot make us a nuisance.
struct Lifetimes {
  Millis shortest = std::chrono::seconds(10);
  Millis usual = std::chrono::minutes(5);  ///< where the document and its transport say nothing
  Millis longest = std::chrono::hours(1);
  Millis failure = std::chrono::seconds(30);  ///< before an unreachable address is asked again
};

/// The smaller of what `cache_control` (RFC 9111 section 5.2.2: no-store, no-cache, max-age; what
/// cannot be read is left out) and the document's own `ttl` say, within the bounds.
Millis lifetime_of(std::string_view cache_control, std::optional<Millis> ttl,
                   const Lifetimes& bounds);

}  // namespace cairn::facts
