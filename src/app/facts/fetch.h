// The port through which facts come from outside: one document by its address.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/result.h"
#include "base/time.h"

namespace cairn::facts {

struct FetchRequest {
  std::string url;     ///< https, absolute, without credentials
  std::string accept;  ///< media types, as the header Accept has them
  std::size_t bytes_max = 1024 * 1024;
};

struct Fetched {
  std::string body;
  std::string media_type;          ///< lower case, without parameters; may be empty
  std::string cache_control = {};  ///< the header as it came; may be empty
  /// When it was fetched, if that was long ago and it was stored since; absent: just now.
  std::optional<Instant> stored = {};
  /// Whether it may be kept at all: what costs no network is asked for again each time.
  enum class Lifetime : std::uint8_t { usual, none } lifetime = Lifetime::usual;
};

/// Thread-safe.
class Fetch {
 public:
  virtual ~Fetch() = default;
  /// forbidden: an address that must not be asked (another scheme, credentials, a private network);
  /// not_found: there is no such document; exhausted: larger or slower than allowed; unavailable:
  /// no usable answer. Errors name the address in `where`.
  virtual Result<Fetched> get(const FetchRequest& request) = 0;
};

/// Which networks may be asked.
enum class Reach {
  internet,  ///< public addresses by https
  anywhere,  ///< private networks too, and http to loopback: for tests and closed networks
};

/// What people set about fetching.
struct FetchSettings {
  Reach reach = Reach::internet;
  std::string trust_anchors = {};  ///< a PEM file of certificate authorities; empty: the system's
};

/// Makes the port. not_found: no usable trust anchors.
using OpenFetch = std::function<Result<std::unique_ptr<Fetch>>(const FetchSettings&)>;

}  // namespace cairn::facts
