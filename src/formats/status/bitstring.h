// The bits of a status list and their text: GZIP in base64url.
//
// W3C Bitstring Status List 1.0 (15 May 2025), sections 3.3, 3.4 and 7.1: index 0 is the left-most
// bit, an entry of more than one bit has its highest bit first.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace cairn::status {

/// Fewer entries would tell too much about each (section 2.2).
inline constexpr std::size_t kEntriesMin = 131'072;
/// Beyond it a list is a bomb and no list: 134 million entries of one bit.
inline constexpr std::size_t kListBytesMax = 16U * 1024 * 1024;
/// An entry needs 2^size messages, so a larger one could not be written down.
inline constexpr unsigned kSizeMax = 16;

/// A sequence of bits, read in entries of `size` bits. A value; reading is safe between threads.
class Bitstring {
 public:
  Bitstring() = default;
  /// All zero, rounded up to whole bytes. At most kListBytesMax.
  static Bitstring zeros(std::size_t bits);
  /// Undoes encode(). Invalid: another prefix than "u", padding or bits left over in base64url, no
  /// GZIP member, a damaged one, anything after it. Exhausted beyond kListBytesMax. Linear.
  static Result<Bitstring> decode(std::string_view encoded_list);
  /// As decode() for StatusList2021: no prefix, either alphabet of base64, padding or none.
  static Result<Bitstring> decode_2021(std::string_view encoded_list);

  std::size_t bits() const { return bytes_.size() * 8; }
  /// How many whole entries of that size there are; `size` is in [1, kSizeMax].
  std::size_t entries(unsigned size) const { return bits() / size; }
  /// The value of one entry, nullopt outside of the list.
  std::optional<std::uint32_t> get(std::uint64_t index, unsigned size = 1) const;
  /// The entry must be inside the list and the value below 2^size.
  void set(std::uint64_t index, unsigned size, std::uint32_t value);

  /// "u" and base64url of the GZIP-compressed bits; the same bits give the same text.
  std::string encode() const;

  bool operator==(const Bitstring&) const = default;

 private:
  explicit Bitstring(std::vector<std::uint8_t> bytes) : bytes_(std::move(bytes)) {}
  std::vector<std::uint8_t> bytes_;
};

}  // namespace cairn::status
