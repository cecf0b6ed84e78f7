// The time and the randomness of this machine.
#pragma once

#include "base/ports.h"

namespace cairn::adapters {

class SystemClock final : public Clock {
 public:
  Instant now() const override;
};

/// libsodium's generator, which draws from the kernel.
class SystemRandom final : public Random {
 public:
  void fill(std::span<std::uint8_t> bytes) override;
};

}  // namespace cairn::adapters
