// OpenSSL's EC and RSA keys as values.
#pragma once

#include <openssl/types.h>

#include <utility>

namespace cairn::crypto {

/// Shares one immutable EVP_PKEY by OpenSSL's own counting, since making one costs far more than
/// most uses; empty by default. Copies may be used by several threads at once.
class EvpKey {
 public:
  EvpKey() = default;
  /// Takes `key` over.
  explicit EvpKey(EVP_PKEY* key) : key_(key) {}
  EvpKey(const EvpKey& other);
  EvpKey(EvpKey&& other) noexcept : key_(std::exchange(other.key_, nullptr)) {}
  EvpKey& operator=(EvpKey other) noexcept {
    std::swap(key_, other.key_);
    return *this;
  }
  ~EvpKey();

  EVP_PKEY* get() const { return key_; }

 private:
  EVP_PKEY* key_ = nullptr;
};

}  // namespace cairn::crypto
