// A clock that stands still and randomness that repeats itself, for tests.
#pragma once

#include <random>

#include "base/ports.h"

namespace cairn::test {

class FixedClock final : public Clock {
 public:
  FixedClock() : FixedClock("2026-11-21T12:00:00Z") {}
  explicit FixedClock(const char* instant) : now_(Instant::parse(instant).value()) {}
  Instant now() const override { return now_; }
  void set(const char* instant) { now_ = Instant::parse(instant).value(); }

 private:
  Instant now_;
};

class SeededRandom final : public Random {
 public:
  explicit SeededRandom(unsigned seed = 1) : generator_(seed) {}
  void fill(std::span<std::uint8_t> bytes) override {
    for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(generator_());
  }
  /// A number from 0 to `end` - 1, the same on every machine.
  int below(int end) { return static_cast<int>(generator_() % static_cast<unsigned>(end)); }

 private:
  std::mt19937 generator_;
};

}  // namespace cairn::test
