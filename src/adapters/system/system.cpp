#include "adapters/system/system.h"

#include <sodium.h>

#include <chrono>

#include "base/result.h"

namespace cairn::adapters {

Instant SystemClock::now() const {
  return Instant(std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()));
}

void SystemRandom::fill(std::span<std::uint8_t> bytes) {
  static const int outcome = sodium_init();
  CAIRN_ASSERT(outcome >= 0);
  randombytes_buf(bytes.data(), bytes.size());
}

}  // namespace cairn::adapters
