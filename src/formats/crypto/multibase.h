// Multibase text: base58btc ("z…") and base64url without padding ("u…").
//
// Controlled Identifiers 1.0 section 2.4 names just these two for keys and proofs.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "formats/crypto/digest.h"

namespace cairn::crypto {

/// The alphabet of Bitcoin, without a prefix. Quadratic in the bytes.
std::string base58_encode(Bytes bytes);
/// Refuses foreign characters and results longer than `bytes_max`. Quadratic, so keep the limit
/// low.
Result<std::vector<std::uint8_t>> base58_decode(std::string_view text, std::size_t bytes_max);

/// RFC 4648 section 5 without padding.
std::string base64url_encode(Bytes bytes);
/// Refuses padding, foreign characters and left-over bits that are not zero.
Result<std::vector<std::uint8_t>> base64url_decode(std::string_view text, std::size_t bytes_max);

/// "z" and base58btc.
std::string multibase_encode(Bytes bytes);
/// Reads either base by its prefix.
Result<std::vector<std::uint8_t>> multibase_decode(std::string_view text, std::size_t bytes_max);

}  // namespace cairn::crypto
