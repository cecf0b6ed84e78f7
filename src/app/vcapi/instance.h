// An instance of the VC API: one issuer key with one suite, made by configuration (ADR 20).
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "formats/crypto/signing_key.h"

namespace cairn::vcapi {

/// Whether a credential must be by a key of the issuer it names: for issuing, that the instance
/// signs in no other name than its own; for verifying, that the verdict rests on it.
enum class Binding : std::uint8_t { required, reported };

/// What a verification that says no is answered with. VCALM 1.0 section 3.3 says 200, since the
/// question was answered; the W3C's test suites expect 400.
enum class FailedVerification : std::uint8_t { ok, bad_request };

struct InstanceSettings {
  std::string name;   ///< letters, digits, "-", "_" and "."; stands in the path
  std::string suite;  ///< a cryptosuite; empty: the rdfc suite of the key's kind
  Binding binding = Binding::required;
  FailedVerification failed_verification = FailedVerification::ok;
  std::string token;  ///< what a caller must bear; empty: anybody may call
};

/// Thread-safe.
class Instance {
 public:
  /// `key_json` is a key file (app/awarding). Invalid when it is none, when its key does not sign
  /// by the suite, and for a malformed name. Errors never repeat the key.
  static Result<Instance> create(InstanceSettings settings, std::string_view key_json);

  const InstanceSettings& settings() const { return settings_; }
  const crypto::SigningKey& key() const { return key_; }
  const std::string& issuer() const { return issuer_; }  ///< the key file's controller
  const std::string& verification_method() const { return verification_method_; }

  /// Whether the header Authorization bears the token. Takes as long for a wrong one as for the
  /// right one.
  bool admits(std::string_view authorization) const;

 private:
  Instance(InstanceSettings settings, crypto::SigningKey key, std::string issuer,
           std::string verification_method);

  InstanceSettings settings_;
  crypto::SigningKey key_;
  std::string issuer_;
  std::string verification_method_;
};

/// The instances of a server, by name.
class Instances {
 public:
  /// Invalid when the name is taken.
  Result<void> add(Instance instance);
  /// nullptr when there is none.
  const Instance* find(std::string_view name) const;
  bool empty() const { return by_name_.empty(); }

 private:
  std::map<std::string, Instance, std::less<>> by_name_;
};

}  // namespace cairn::vcapi
