#include "oracle/dice.h"

namespace cairn::oracle {

std::uint64_t Dice::next() {
  std::uint64_t z = (state_ += 0x9e3779b97f4a7c15U);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
  return z ^ (z >> 31);
}

int Dice::below(int n) { return static_cast<int>(next() % static_cast<std::uint64_t>(n)); }

}  // namespace cairn::oracle
