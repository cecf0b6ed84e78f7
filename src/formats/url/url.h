// Addresses that may be asked, and their parts (RFC 3986, as far as http and https need it).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace cairn::url {

enum class Scheme : std::uint8_t { http, https };

struct Url {
  Scheme scheme = Scheme::https;
  std::string host;  ///< a name, or an IP address without brackets
  std::uint16_t port = 443;
  std::string target;  ///< path and query as sent: begins with "/"

  /// "school.example:8443"; the port only where it is not the scheme's.
  std::string authority() const;
};

/// Absolute http and https addresses of visible ASCII. Invalid: other schemes, credentials, a
/// missing host, a port that is none, other characters. A fragment is left out.
Result<Url> parse_url(std::string_view text);

/// Where a redirect from `from` leads: absolute, or beginning with "/". Invalid otherwise, or when
/// the scheme changes.
Result<Url> parse_redirect(const Url& from, std::string_view location);

}  // namespace cairn::url
