// Controller documents and DID documents: which keys speak for an identifier, and for what.
//
// Controlled Identifiers 1.0 section 2; Decentralized Identifiers 1.0 section 5. Documents are read
// as plain JSON: members by the names that both standards fix, whatever @context says.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "formats/crypto/public_key.h"
#include "formats/json/reader.h"
#include "formats/json/value.h"

namespace cairn::did {

/// The verification relationships (Controlled Identifiers section 2.3).
enum class Purpose : std::uint8_t {
  assertion_method,
  authentication,
  key_agreement,
  capability_invocation,
  capability_delegation,
};

/// "assertionMethod".
const char* name_of(Purpose purpose);
std::optional<Purpose> purpose_of(std::string_view name);

/// A set of purposes.
class Purposes {
 public:
  void add(Purpose purpose) { bits_ |= 1U << static_cast<unsigned>(purpose); }
  void add(Purposes other) { bits_ |= other.bits_; }
  bool has(Purpose purpose) const { return bits_ >> static_cast<unsigned>(purpose) & 1U; }
  bool operator==(const Purposes&) const = default;

 private:
  unsigned bits_ = 0;
};

/// Why a method of a document cannot be used.
enum class KeyProblem : std::uint8_t {
  none,
  malformed,    ///< no key, two keys, a secret key, a date that is none
  unsupported,  ///< a type of method or kind of key that is not known here
};

/// One key (Controlled Identifiers section 2.2).
struct VerificationMethod {
  std::string id;          ///< absolute
  std::string controller;  ///< whose key it says to be
  KeyProblem problem = KeyProblem::none;
  std::optional<crypto::PublicKey> key;  ///< there when `problem` is none
  std::optional<Instant> expires;        ///< signatures made from then on do not count
  std::optional<Instant> revoked;        ///< from then on none counts, whenever it was made
};

/// What one document says about one method id.
struct Listing {
  std::optional<VerificationMethod> method;  ///< nothing: it stands in another document
  Purposes purposes;
};

/// Documents are small; a long key history fits.
inline constexpr json::Limits kDocumentLimits = {
    .bytes_max = 256 * 1024, .depth_max = 16, .values_max = 20'000};
inline constexpr std::size_t kMethodsMax = 256;

class ControllerDocument {
 public:
  /// `root` must be the document of `id`: a document under another name speaks for nobody. A key
  /// set (key_set.h) has no name and is that of the address it lies at. A
  /// broken method does not break the others. Invalid: no object, another id, a malformed list, a
  /// method id that two different methods share; exhausted beyond kMethodsMax.
  static Result<ControllerDocument> parse(const json::Value& root, std::string_view id);

  const std::string& id() const { return id_; }
  /// Who may change the document (section 2.1.3); they do not speak for it.
  const std::vector<std::string>& controllers() const { return controllers_; }
  /// By method id.
  const std::map<std::string, Listing, std::less<>>& methods() const { return methods_; }

  const Listing* find(std::string_view method_id) const;
  /// Whether the document lets this method speak for `id()` for `purpose`.
  bool lists(std::string_view method_id, Purpose purpose) const;

 private:
  std::string id_;
  std::vector<std::string> controllers_;
  std::map<std::string, Listing, std::less<>> methods_;
};

}  // namespace cairn::did
