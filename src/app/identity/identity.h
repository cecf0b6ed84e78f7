// Who is signed in: sessions by a random token of which only the hash is kept.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/store/store.h"
#include "base/ports.h"
#include "base/result.h"

namespace cairn::identity {

inline constexpr int kSessionHours = 12;

/// Whether people may sign in without proof: only on a demonstration that is served on a loopback
/// address.
enum class DemonstrationSignIn { refused, allowed };

class Identity {
 public:
  /// All must outlive it.
  Identity(store::Store& store, const Clock& clock, Random& random, DemonstrationSignIn sign_in)
      : store_(store), clock_(clock), random_(random), sign_in_(sign_in) {}

  bool demonstration() const { return sign_in_ == DemonstrationSignIn::allowed; }
  /// Those who may sign in without proof.
  Result<std::vector<store::Person>> demonstration_people() const;

  struct SignedIn {
    store::Person person;
    std::string token;  ///< 128 random bits in base64url: goes to the browser, nowhere else
  };
  /// forbidden outside a demonstration; not_found for who is none of its people.
  Result<SignedIn> sign_in(std::string_view handle) const;
  /// Nothing for an empty, unknown or expired token.
  Result<std::optional<store::Person>> who_has(std::string_view token) const;
  Result<void> sign_out(std::string_view token) const;

 private:
  store::Store& store_;
  const Clock& clock_;
  Random& random_;
  DemonstrationSignIn sign_in_;
};

}  // namespace cairn::identity
