// Registries in the manner of OpenID Federation: statements of superiors about those below them,
// from a trust anchor whose key the asker knows down to the issuers.
//
// OpenID Federation 1.0 section 10 (trust chains), from given statements; nothing is resolved.
#pragma once

#include <span>
#include <string_view>

#include "base/result.h"
#include "formats/crypto/public_key.h"
#include "formats/trust/trust_list.h"

namespace cairn::trust {

inline constexpr std::size_t kStatementsMax = 10'000;

/// Whether the text has the form of one: a compact JWS, or a JSON array (a trust chain,
/// `application/trust-chain+json`).
bool looks_like_federation(std::string_view text);

/// One entity statement, or a JSON array of them in any order: the anchor's own and those of its
/// subordinates, with statements about these. `anchors` are keys that the asker accepts as the
/// anchor's. Recognised is who a statement names that is signed, over any number of superiors, from
/// an anchor down; those who are themselves superiors are not. Names are those that superiors give
/// (section 6.1). Each holds while all statements above it do. Trust marks of an issuer's own
/// statement, by the anchor or whom it lets issue them, become accreditations when they name a
/// field or level.
///
/// Invalid, with the statement's number from 0 and the claim: a statement that cannot be read, is
/// not signed by the one it is from, is from nobody that the anchor vouches for; an anchor's key
/// that signed nothing. Exhausted beyond kStatementsMax.
Result<TrustList> read_federation(std::string_view text,
                                  std::span<const crypto::PublicKey> anchors);

}  // namespace cairn::trust
