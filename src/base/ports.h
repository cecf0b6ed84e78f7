// The two outside things that even pure code may ask for: the time and randomness.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "base/time.h"

namespace cairn {

/// Thread-safe.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() const = 0;
};

/// Cryptographically secure bytes outside tests. Thread-safe.
class Random {
 public:
  virtual ~Random() = default;
  virtual void fill(std::span<std::uint8_t> bytes) = 0;
};

/// A new UUIDv7 (RFC 9562 section 5.7): 48 bits of Unix milliseconds, 74 random bits.
std::string new_uuid7(const Clock& clock, Random& random);

}  // namespace cairn
