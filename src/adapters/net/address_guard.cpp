#include "adapters/net/address_guard.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace cairn::net {
namespace {

namespace ip = boost::asio::ip;

struct Block {
  std::uint32_t first;
  unsigned bits;
};

constexpr std::uint32_t v4(unsigned a, unsigned b, unsigned c = 0) {
  return a << 24 | b << 16 | c << 8;
}

constexpr std::array kSpecial = {
    Block{v4(0, 0), 8},          Block{v4(10, 0), 8},        Block{v4(100, 64), 10},
    Block{v4(127, 0), 8},        Block{v4(169, 254), 16},    Block{v4(172, 16), 12},
    Block{v4(192, 0, 0), 24},    Block{v4(192, 0, 2), 24},   Block{v4(192, 31, 196), 24},
    Block{v4(192, 52, 193), 24}, Block{v4(192, 88, 99), 24}, Block{v4(192, 168), 16},
    Block{v4(192, 175, 48), 24}, Block{v4(198, 18), 15},     Block{v4(198, 51, 100), 24},
    Block{v4(203, 0, 113), 24},  Block{v4(224, 0), 3},  // multicast, reserved, broadcast
};

bool is_public_v4(std::uint32_t address) {
  return std::ranges::none_of(kSpecial, [&](const Block& block) {
    return (address ^ block.first) >> (32 - block.bits) == 0;
  });
}

bool is_public_v6(const ip::address_v6::bytes_type& bytes) {
  if (bytes[0] >> 5 != 1) return false;                                       // 2000::/3
  if (bytes[0] == 0x20 && bytes[1] == 0x02) return false;                     // 6to4
  if (bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] < 0x02) return false;  // 2001::/23
  if (bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] == 0x0D && bytes[3] == 0xB8) return false;
  return !(bytes[0] == 0x3F && bytes[1] == 0xFF && bytes[2] < 0x10);  // 3fff::/20
}

}  // namespace

bool is_public(const ip::address& address) {
  return address.is_v4() ? is_public_v4(address.to_v4().to_uint())
                         : is_public_v6(address.to_v6().to_bytes());
}

}  // namespace cairn::net
