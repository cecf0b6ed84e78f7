#include "formats/status/bitstring.h"

#include <algorithm>

#include "formats/crypto/multibase.h"
#include "formats/status/gzip.h"

namespace cairn::status {
namespace {

// DEFLATE gives back at most 1032 bytes for one, but a list may be badly compressed: its text is
// bounded by its bits and the frames of stored blocks.
constexpr std::size_t kCompressedBytesMax = kListBytesMax + kListBytesMax / 1000 + 1024;

Result<std::vector<std::uint8_t>> expand(std::string_view base64url) {
  CAIRN_TRY(const auto compressed, crypto::base64url_decode(base64url, kCompressedBytesMax));
  return gunzip(compressed, kListBytesMax);
}

}  // namespace

Bitstring Bitstring::zeros(std::size_t bits) {
  const std::size_t bytes = (bits + 7) / 8;
  CAIRN_ASSERT(bytes <= kListBytesMax);
  return Bitstring(std::vector<std::uint8_t>(bytes));
}

Result<Bitstring> Bitstring::decode(std::string_view encoded_list) {
  if (!encoded_list.starts_with('u'))
    return invalid("an encoded list begins with \"u\" (base64url)");
  CAIRN_TRY(auto bytes, expand(encoded_list.substr(1)));
  return Bitstring(std::move(bytes));
}

Result<Bitstring> Bitstring::decode_2021(std::string_view encoded_list) {
  std::string text(encoded_list.substr(0, encoded_list.find_last_not_of('=') + 1));
  const std::size_t padding = encoded_list.size() - text.size();
  if (padding > 2 || (padding > 0 && encoded_list.size() % 4 != 0))
    return invalid("base64 text with wrong padding");
  std::ranges::replace(text, '+', '-');
  std::ranges::replace(text, '/', '_');
  CAIRN_TRY(auto bytes, expand(text));
  return Bitstring(std::move(bytes));
}

std::optional<std::uint32_t> Bitstring::get(std::uint64_t index, unsigned size) const {
  CAIRN_ASSERT(size >= 1 && size <= kSizeMax);
  if (index >= entries(size)) return std::nullopt;
  std::uint32_t value = 0;
  for (std::uint64_t bit = index * size; bit < (index + 1) * size; ++bit)
    value = value << 1 | (bytes_[bit / 8] >> (7 - bit % 8) & 1U);
  return value;
}

void Bitstring::set(std::uint64_t index, unsigned size, std::uint32_t value) {
  CAIRN_ASSERT(size >= 1 && size <= kSizeMax && index < entries(size) && value >> size == 0);
  for (unsigned i = 0; i < size; ++i) {
    const std::uint64_t bit = index * size + i;
    const auto mask = static_cast<std::uint8_t>(0x80U >> (bit % 8));
    std::uint8_t& byte = bytes_[bit / 8];
    const bool on = (value >> (size - 1 - i) & 1U) != 0;
    byte = static_cast<std::uint8_t>(on ? byte | mask : byte & ~mask);
  }
}

std::string Bitstring::encode() const { return "u" + crypto::base64url_encode(gzip(bytes_)); }

}  // namespace cairn::status
