// An instance of the VC API: one issuer key with one suite, made by configuration (ADR 20).
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/awarding/signing_key.h"
#include "base/result.h"
#include "formats/crypto/signing_key.h"

namespace cairn::vcapi {

/// Whether a credential must be by a key of the issuer it names: for issuing, that the instance
/// signs in no other name than its own; for verifying, that the verdict rests on it.
enum class Binding : std::uint8_t { required, reported };

/// What a verification that says no is answered with. VCALM 1.0 section 3.3 says 200, since the
/// question was answered; the W3C's test suites expect 400.
enum class FailedVerification : std::uint8_t { ok, bad_request };

/// How what is issued is secured.
enum class Form : std::uint8_t {
  embedded,  ///< by a Data Integrity proof of the suite
  jwt,       ///< as a `vc+jwt` in an envelope; the key's kind fixes the algorithm
};

struct InstanceSettings {
  std::string name;   ///< letters, digits, "-", "_" and "."; stands in the path
  std::string suite;  ///< a cryptosuite; empty: the rdfc suite of the key's kind; none with jwt
  Form form = Form::embedded;
  /// For what each issued credential gets an entry in a status list: "revocation", "suspension".
  std::vector<std::string> status_purposes;
  Binding binding = Binding::required;
  FailedVerification failed_verification = FailedVerification::ok;
  std::string token;  ///< what a caller must bear; empty: anybody may call
};

/// Whose the status lists and kept keys of an instance of that name are.
std::string tenant_of(std::string_view name);
bool is_tenant(std::string_view tenant);

/// Thread-safe.
class Instance {
 public:
  /// Invalid when the key does not sign by the suite, and for a malformed name or purpose.
  static Result<Instance> create(InstanceSettings settings, awarding::IssuingKey key);

  const InstanceSettings& settings() const { return settings_; }
  const crypto::SigningKey& key() const { return key_.pair; }
  const std::string& issuer() const { return key_.issuer; }
  /// Whose its status lists and leaves of the log are.
  const std::string& tenant() const { return tenant_; }
  /// The suite of its status lists, which are no tokens: its own, or the rdfc suite of its key.
  std::string_view list_suite() const;
  const std::string& verification_method() const { return key_.method; }

  /// Whether the header Authorization bears the token. Takes as long for a wrong one as for the
  /// right one.
  bool admits(std::string_view authorization) const;

 private:
  Instance(InstanceSettings settings, awarding::IssuingKey key);

  InstanceSettings settings_;
  awarding::IssuingKey key_;
  std::string tenant_;
};

/// The instances of a server, by name.
class Instances {
 public:
  /// Invalid when the name is taken.
  Result<void> add(Instance instance);
  /// nullptr when there is none.
  const Instance* find(std::string_view name) const;
  /// By tenant(); nullptr when there is none.
  const Instance* find_tenant(std::string_view tenant) const;
  bool empty() const { return by_name_.empty(); }

 private:
  std::map<std::string, Instance, std::less<>> by_name_;
};

}  // namespace cairn::vcapi
