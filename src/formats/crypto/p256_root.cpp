#include "formats/crypto/p256_root.h"

#include <cstddef>

namespace cairn::crypto {
namespace {

__extension__ using Wide = unsigned __int128;

// A number modulo the prime p = 2^256 - 2^224 + 2^192 + 2^96 - 1 (FIPS 186-5, P-256), little-endian
// in limbs of 52 bits, so that products can be added up in columns before any carry. It need not be
// below p, only below 2^258; single limbs may be a few bits longer.
constexpr std::size_t kLimbs = 5;
constexpr unsigned kLimbBits = 52;
constexpr std::uint64_t kLimbMask = (std::uint64_t{1} << kLimbBits) - 1;
using Element = std::array<std::uint64_t, kLimbs>;

constexpr Element kPrime = {0xfffffffffffff, 0xfffffffffff, 0, 0x1000000000, 0xffffffff0000};
constexpr Element kMinusThree = {0xffffffffffffc, 0xfffffffffff, 0, 0x1000000000, 0xffffffff0000};
constexpr Element kB = {0xe3c3e27d2604b, 0xb0cc53b0f63bc, 0x69886bc651d06, 0x93e7b3ebbd557,
                        0x5ac635d8aa3a};
constexpr Element kRSquared = {0x300, 0xffffffff00000, 0xffffefffffffb, 0xfdfffffffffff,
                               0x4ffffff};  // 2^520

// a * b / 2^260 by Montgomery's reduction, below 2^253 + p. Since -1/p is 1 modulo 2^52, the lowest
// limb itself is the multiple of p that clears it.
constexpr Element multiply(const Element& a, const Element& b) {
  std::array<Wide, 2 * kLimbs> columns{};
#pragma GCC unroll 5
  for (std::size_t i = 0; i < kLimbs; ++i)
#pragma GCC unroll 5
    for (std::size_t j = 0; j < kLimbs; ++j) columns[i + j] += static_cast<Wide>(a[i]) * b[j];
#pragma GCC unroll 5
  for (std::size_t i = 0; i < kLimbs; ++i) {
    const Wide low = static_cast<std::uint64_t>(columns[i]) & kLimbMask;
    columns[i + 1] += (columns[i] >> kLimbBits) + (low << 44);  // the lowest two limbs of p
    columns[i + 3] += low << 36;
    columns[i + 4] += low * kPrime[4];
  }
  Element product{};
  Wide carry = 0;
#pragma GCC unroll 5
  for (std::size_t i = 0; i < kLimbs; ++i) {
    carry += columns[kLimbs + i];
    product[i] = static_cast<std::uint64_t>(carry) & kLimbMask;
    carry >>= kLimbBits;
  }
  return product;
}

constexpr Element add(Element a, const Element& b) {
  for (std::size_t i = 0; i < kLimbs; ++i) a[i] += b[i];
  return a;
}

Element squared(Element a, int times) {
  for (int i = 0; i < times; ++i) a = multiply(a, a);
  return a;
}

// a^((p + 1) / 4) = a^(2^254 - 2^222 + 2^190 + 2^94): a square root where there is one, since p is
// 3 modulo 4. Runs of ones first: a^(2^n - 1) for n = 2, 4, 8, 16, 32.
Element root(const Element& a) {
  Element ones = a;
  for (int length = 1; length < 32; length *= 2) ones = multiply(squared(ones, length), ones);
  const Element high = multiply(squared(ones, 32), a);
  return squared(multiply(squared(high, 96), a), 94);
}

// p - a for an a that is not above p.
Element negative(const Element& a) {
  Element difference;
  std::int64_t borrow = 0;
  for (std::size_t i = 0; i < kLimbs; ++i) {
    borrow += static_cast<std::int64_t>(kPrime[i]) - static_cast<std::int64_t>(a[i]);
    difference[i] = static_cast<std::uint64_t>(borrow) & kLimbMask;
    borrow >>= kLimbBits;
  }
  return difference;
}

Element number_of(std::span<const std::uint8_t, 32> bytes) {
  Element number{};
  for (std::size_t bit = 0; bit < 256; bit += 4) {
    const std::uint64_t digit = bytes[31 - bit / 8] >> (bit % 8) & 15;
    number[bit / kLimbBits] |= digit << (bit % kLimbBits);
  }
  return number;
}

P256Coordinate bytes_of(const Element& number) {
  P256Coordinate bytes{};
  for (std::size_t bit = 0; bit < 256; bit += 4) {
    const std::uint64_t digit = number[bit / kLimbBits] >> (bit % kLimbBits) & 15;
    bytes[31 - bit / 8] |= static_cast<std::uint8_t>(digit << (bit % 8));
  }
  return bytes;
}

}  // namespace

P256Coordinate p256_y(std::span<const std::uint8_t, 32> x_bytes, bool odd) {
  constexpr Element kThreeLess = multiply(kMinusThree, kRSquared);
  constexpr Element kBOfForm = multiply(kB, kRSquared);
  const Element x = multiply(number_of(x_bytes), kRSquared);
  const Element right_side = add(multiply(x, add(multiply(x, x), kThreeLess)), kBOfForm);
  const Element y = multiply(root(right_side), {1});
  const bool is_odd = (y[0] & 1) != 0;
  return bytes_of(is_odd == odd ? y : negative(y));
}

}  // namespace cairn::crypto
