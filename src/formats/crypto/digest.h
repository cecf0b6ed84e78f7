// SHA-256 and SHA-384 (FIPS 180-4) by OpenSSL, and hexadecimal text.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace cairn::crypto {

using Bytes = std::span<const std::uint8_t>;

/// The bytes of a text.
inline Bytes bytes_of(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

enum class HashAlgorithm : std::uint8_t { sha256, sha384 };

/// A digest of 32 or 48 bytes; the unused rest is zero, so that digests of one algorithm compare.
struct Digest {
  std::array<std::uint8_t, 48> data{};
  std::uint8_t size = 0;

  Bytes bytes() const { return {data.data(), size}; }
  bool operator==(const Digest&) const = default;
  auto operator<=>(const Digest&) const = default;
};

/// Hashes one message after the other. Not thread-safe.
class Hasher {
 public:
  explicit Hasher(HashAlgorithm algorithm);

  void update(Bytes bytes);
  void update(std::string_view text) { update(bytes_of(text)); }
  /// The digest of all updates since the last finish(); starts the next message.
  Digest finish();

  /// The digest of one whole message. No message may be under way.
  Digest digest(std::string_view text);

 private:
  void start();

  HashAlgorithm algorithm_;
  alignas(std::uint64_t) std::array<std::byte, 216> state_;  // OpenSSL's, of either algorithm
};

Digest digest(HashAlgorithm algorithm, std::string_view text);

/// Lower-case hexadecimal.
std::string to_hex(Bytes bytes);

}  // namespace cairn::crypto
