// SHA-512 (FIPS 180-4) by OpenSSL: for digests of related resources alone. What is signed here is
// hashed by SHA-256 or SHA-384 (digest.h).
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace cairn::crypto {

std::array<std::uint8_t, 64> sha512(std::string_view text);

}  // namespace cairn::crypto
