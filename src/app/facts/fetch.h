// The port through which facts come from outside: one document by its address.
#pragma once

#include <cstddef>
#include <string>

#include "base/result.h"

namespace cairn::facts {

struct FetchRequest {
  std::string url;     ///< https, absolute, without credentials
  std::string accept;  ///< media types, as the header Accept has them
  std::size_t bytes_max = 1024 * 1024;
};

struct Fetched {
  std::string body;
  std::string media_type;     ///< lower case, without parameters; may be empty
  std::string cache_control;  ///< the header as it came; may be empty
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

}  // namespace cairn::facts
