#include "formats/crypto/multibase.h"

#include <algorithm>
#include <array>

namespace cairn::crypto {
namespace {

constexpr std::string_view kBase58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
constexpr std::string_view kBase64Url =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::uint8_t kForeign = 255;

constexpr std::array<std::uint8_t, 256> values_of(std::string_view alphabet) {
  std::array<std::uint8_t, 256> values{};
  values.fill(kForeign);
  for (std::size_t i = 0; i < alphabet.size(); ++i)
    values[static_cast<std::uint8_t>(alphabet[i])] = static_cast<std::uint8_t>(i);
  return values;
}

constexpr auto kBase58Values = values_of(kBase58);
constexpr auto kBase64UrlValues = values_of(kBase64Url);

Error foreign_character(std::string_view base, std::size_t at) {
  return invalid("a character outside the " + std::string(base) + " alphabet",
                 "character " + std::to_string(at + 1));
}

Error too_long(std::size_t bytes_max) {
  return exhausted("encoded value longer than " + std::to_string(bytes_max) + " bytes");
}

__extension__ using Wide = unsigned __int128;

// 58^10 is the largest power of 58 in 64 bits: ten digits a step.
constexpr std::size_t kDigitsAStep = 10;

// number = number * factor + addend, on little-endian 64-bit limbs.
void multiply_add(std::vector<std::uint64_t>& number, std::uint64_t factor, std::uint64_t addend) {
  std::uint64_t carry = addend;
  for (std::uint64_t& limb : number) {
    const Wide product = static_cast<Wide>(limb) * factor + carry;
    limb = static_cast<std::uint64_t>(product);
    carry = static_cast<std::uint64_t>(product >> 64);
  }
  if (carry != 0) number.push_back(carry);
}

// 58^5, the largest power of 58 in 32 bits: what a number is divided by, since a division of 64
// bits by a constant is a multiplication.
constexpr std::size_t kDigitsADivision = 5;
constexpr std::uint64_t kDivisor = 656356768;

// number = number / kDivisor on little-endian 32-bit limbs, without leading zeros; returns the
// remainder.
std::uint64_t divide(std::vector<std::uint32_t>& number) {
  std::uint64_t rest = 0;
  for (std::size_t i = number.size(); i > 0; --i) {
    const std::uint64_t value = rest << 32 | number[i - 1];
    number[i - 1] = static_cast<std::uint32_t>(value / kDivisor);
    rest = value % kDivisor;
  }
  while (!number.empty() && number.back() == 0) number.pop_back();
  return rest;
}

std::size_t leading_zeros(Bytes bytes) {
  const auto first = std::ranges::find_if(bytes, [](std::uint8_t byte) { return byte != 0; });
  return static_cast<std::size_t>(first - bytes.begin());
}

}  // namespace

std::string base58_encode(Bytes bytes) {
  std::vector<std::uint32_t> number((bytes.size() + 3) / 4, 0);
  for (std::size_t i = 0; i < bytes.size(); ++i)
    number[i / 4] |= std::uint32_t{bytes[bytes.size() - 1 - i]} << (i % 4 * 8);
  while (!number.empty() && number.back() == 0) number.pop_back();
  std::string text;  // backwards
  text.reserve(bytes.size() * 138 / 100 + kDigitsADivision);
  while (!number.empty()) {
    std::uint64_t digits = divide(number);
    for (std::size_t i = 0; i < kDigitsADivision && (digits != 0 || !number.empty()); ++i) {
      text.push_back(kBase58[digits % 58]);
      digits /= 58;
    }
  }
  text.append(leading_zeros(bytes), kBase58[0]);
  std::ranges::reverse(text);
  return text;
}

Result<std::vector<std::uint8_t>> base58_decode(std::string_view text, std::size_t bytes_max) {
  // n digits hold at least 0.73 n bytes, leading "1"s one each.
  if (text.size() > bytes_max * 138 / 100 + 1) return too_long(bytes_max);
  std::vector<std::uint64_t> number;
  number.reserve(bytes_max / 8 + 1);
  std::uint64_t factor = 1, chunk = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::uint8_t value = kBase58Values[static_cast<std::uint8_t>(text[i])];
    if (value == kForeign) return foreign_character("base58btc", i);
    chunk = chunk * 58 + value;
    factor *= 58;
    if (i % kDigitsAStep == kDigitsAStep - 1 || i + 1 == text.size()) {
      multiply_add(number, factor, chunk);
      factor = 1;
      chunk = 0;
    }
  }
  std::vector<std::uint8_t> bytes;
  bytes.reserve(text.size());
  bytes.resize(std::min(text.find_first_not_of(kBase58[0]), text.size()), 0);
  bool leading = true;
  for (std::size_t i = number.size() * 8; i > 0; --i) {
    const auto byte = static_cast<std::uint8_t>(number[(i - 1) / 8] >> ((i - 1) % 8 * 8));
    leading = leading && byte == 0;
    if (!leading) bytes.push_back(byte);
  }
  if (bytes.size() > bytes_max) return too_long(bytes_max);
  return bytes;
}

std::string base64url_encode(Bytes bytes) {
  std::string text((bytes.size() * 4 + 2) / 3, '\0');
  char* out = text.data();
  std::size_t i = 0;
  for (; i + 3 <= bytes.size(); i += 3) {
    const std::uint32_t block = static_cast<std::uint32_t>(bytes[i] << 16 | bytes[i + 1] << 8) |
                                std::uint32_t{bytes[i + 2]};
    for (const int shift : {18, 12, 6, 0}) *out++ = kBase64Url[block >> shift & 63];
  }
  const std::size_t left = bytes.size() - i;
  if (left == 0) return text;
  const std::uint32_t block = static_cast<std::uint32_t>(bytes[i] << 16) |
                              (left == 2 ? static_cast<std::uint32_t>(bytes[i + 1] << 8) : 0U);
  *out++ = kBase64Url[block >> 18 & 63];
  *out++ = kBase64Url[block >> 12 & 63];
  if (left == 2) *out = kBase64Url[block >> 6 & 63];
  return text;
}

Result<std::vector<std::uint8_t>> base64url_decode(std::string_view text, std::size_t bytes_max) {
  if (text.size() / 4 * 3 > bytes_max) return too_long(bytes_max);
  if (text.size() % 4 == 1) return invalid("base64url text of an impossible length");
  std::vector<std::uint8_t> bytes(text.size() * 3 / 4);
  if (bytes.size() > bytes_max) return too_long(bytes_max);
  const auto value_at = [&](std::size_t i) -> std::uint32_t {
    return kBase64UrlValues[static_cast<std::uint8_t>(text[i])];
  };
  // Foreign characters have the bits above 63, which are looked at once for the whole text.
  std::uint32_t seen = 0;
  std::uint8_t* out = bytes.data();
  std::size_t i = 0;
  for (; i + 4 <= text.size(); i += 4) {
    const std::uint32_t a = value_at(i), b = value_at(i + 1), c = value_at(i + 2),
                        d = value_at(i + 3);
    seen |= a | b | c | d;
    *out++ = static_cast<std::uint8_t>(a << 2 | b >> 4);
    *out++ = static_cast<std::uint8_t>(b << 4 | c >> 2);
    *out++ = static_cast<std::uint8_t>(c << 6 | d);
  }
  std::uint32_t left_over = 0;
  if (i < text.size()) {
    const std::uint32_t a = value_at(i), b = value_at(i + 1);
    const std::uint32_t c = i + 3 == text.size() ? value_at(i + 2) : 0;
    seen |= a | b | c;
    *out++ = static_cast<std::uint8_t>(a << 2 | b >> 4);
    if (i + 3 == text.size()) *out = static_cast<std::uint8_t>(b << 4 | c >> 2);
    left_over = i + 3 == text.size() ? c & 3 : b & 15;
  }
  if (seen > 63) {
    std::size_t at = 0;
    while (value_at(at) != kForeign) ++at;
    return foreign_character("base64url", at);
  }
  if (left_over != 0) return invalid("base64url text whose last character has left-over bits");
  return bytes;
}

std::string multibase_encode(Bytes bytes) { return "z" + base58_encode(bytes); }

Result<std::vector<std::uint8_t>> multibase_decode(std::string_view text, std::size_t bytes_max) {
  if (text.starts_with('z')) return base58_decode(text.substr(1), bytes_max);
  if (text.starts_with('u')) return base64url_decode(text.substr(1), bytes_max);
  return invalid("multibase text must begin with \"z\" (base58btc) or \"u\" (base64url)");
}

}  // namespace cairn::crypto
