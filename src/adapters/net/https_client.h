// The one way out: a guarded HTTPS client that fetches documents for facts::Fetch.
//
// What a credential names decides which addresses are asked, so nothing about them is trusted:
// names are resolved here and every address is checked before it is connected to (address_guard.h),
// certificates are verified, size, time, headers and redirects are bounded, and no cookie or
// credential is ever sent.
#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "app/facts/fetch.h"
#include "base/result.h"

namespace cairn::net {

struct ClientOptions {
  facts::FetchSettings settings = {};
  int total_seconds = 10;  ///< for one document, redirects included
  std::size_t header_bytes_max = 16 * 1024;
  int redirects_max = 3;
};

/// Posts JSON to an address that who runs the program named. Thread-safe.
class JsonPost {
 public:
  virtual ~JsonPost() = default;
  /// The body of the answer. Errors as of facts::Fetch::get(); redirects are not followed.
  virtual Result<std::string> post(const std::string& url, std::string body) = 0;
};
/// not_found: no such file of trust anchors, or none in it.
Result<std::unique_ptr<JsonPost>> make_json_post(const ClientOptions& options);

/// not_found: no such file of trust anchors, or none in it.
Result<std::unique_ptr<facts::Fetch>> make_https_client(const ClientOptions& options);

}  // namespace cairn::net
