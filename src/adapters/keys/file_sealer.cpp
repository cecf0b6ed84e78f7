#include "adapters/keys/file_sealer.h"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <array>

#include "adapters/files/descriptor.h"
#include "adapters/files/durable.h"

namespace cairn::adapters {
namespace {

using SealingKey = std::array<std::uint8_t, crypto_secretbox_KEYBYTES>;

class SecretboxSealer final : public keys::Sealer {
 public:
  SecretboxSealer(const SealingKey& key, Random& random) : key_(key), random_(random) {}
  ~SecretboxSealer() override { sodium_memzero(key_.data(), key_.size()); }
  SecretboxSealer(const SecretboxSealer&) = delete;
  SecretboxSealer& operator=(const SecretboxSealer&) = delete;

  std::vector<std::uint8_t> seal(std::span<const std::uint8_t> secret) const override {
    std::vector<std::uint8_t> sealed(kNonce + crypto_secretbox_MACBYTES + secret.size());
    random_.fill(std::span(sealed).first(kNonce));
    crypto_secretbox_easy(sealed.data() + kNonce, secret.data(), secret.size(), sealed.data(),
                          key_.data());
    return sealed;
  }

  Result<std::vector<std::uint8_t>> open(std::span<const std::uint8_t> sealed) const override {
    const Error refused{ErrorCode::corrupt, "a sealed secret does not open with this sealing key",
                        "sealing key"};
    if (sealed.size() < kNonce + crypto_secretbox_MACBYTES) return refused;
    std::vector<std::uint8_t> secret(sealed.size() - kNonce - crypto_secretbox_MACBYTES);
    if (crypto_secretbox_open_easy(secret.data(), sealed.data() + kNonce, sealed.size() - kNonce,
                                   sealed.data(), key_.data()) != 0)
      return refused;
    return secret;
  }

 private:
  static constexpr std::size_t kNonce = crypto_secretbox_NONCEBYTES;
  SealingKey key_;
  Random& random_;
};

Error cannot(const char* what, const std::filesystem::path& file) {
  return {ErrorCode::unavailable, what, file.string()};
}

/// Whole or not there even after a loss of power: nothing that was sealed by a key which is gone
/// can be opened again.
Result<void> make_key(const std::filesystem::path& file, Random& random) {
  SealingKey key{};
  random.fill(key);
  auto made = create_file(file, {reinterpret_cast<const char*>(key.data()), key.size()}, 0600);
  sodium_memzero(key.data(), key.size());
  // Of two processes that start at once the first makes it.
  if (!made && made.error().code == ErrorCode::conflict) return {};
  return made;
}

Result<SealingKey> read_key(const std::filesystem::path& file, Random& random) {
  std::error_code failure;
  if (!std::filesystem::exists(file, failure)) CAIRN_CHECK(make_key(file, random));
  const Descriptor in(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  if (in.number() < 0) return cannot("the sealing key cannot be read", file);
  std::array<std::uint8_t, crypto_secretbox_KEYBYTES + 1> bytes{};
  if (::read(in.number(), bytes.data(), bytes.size()) != crypto_secretbox_KEYBYTES)
    return Error{ErrorCode::corrupt, "a sealing key file holds exactly 32 bytes", file.string()};
  SealingKey key{};
  std::copy_n(bytes.begin(), key.size(), key.begin());
  sodium_memzero(bytes.data(), bytes.size());
  return key;
}

}  // namespace

Result<std::unique_ptr<keys::Sealer>> open_sealer(const std::filesystem::path& file,
                                                  Random& random) {
  CAIRN_TRY(SealingKey key, read_key(file, random));
  std::unique_ptr<keys::Sealer> sealer = std::make_unique<SecretboxSealer>(key, random);
  sodium_memzero(key.data(), key.size());
  return sealer;
}

}  // namespace cairn::adapters
