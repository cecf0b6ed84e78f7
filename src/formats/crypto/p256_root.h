// Private to formats/crypto: from the x of a compressed point of P-256 to its y.
//
// OpenSSL's general square root takes a third of the time of a signature's check. This one is for
// public points only (its time depends on them), and what it gives is a proposal: whoever uses it
// lets OpenSSL check that the point is on the curve.
#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace cairn::crypto {

using P256Coordinate = std::array<std::uint8_t, 32>;  // big-endian

/// The y with y² = x³ - 3x + b and the parity asked for (SEC 1 section 2.3.4); any other number
/// when there is no such y, or when x is not below the prime.
P256Coordinate p256_y(std::span<const std::uint8_t, 32> x, bool odd);

}  // namespace cairn::crypto
