// A status list kept in a file, for one person with the command line instead of a server.
//
// The file (docs/reference/status.md) holds which indexes are taken and what the entries say. It is
// a value here; that two commands do not write it at once is for who reads and writes the file.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "app/status_lists/status_lists.h"
#include "base/ports.h"
#include "base/result.h"
#include "base/time.h"
#include "formats/status/bitstring.h"

namespace cairn::status_lists {

class ListFile {
 public:
  /// Nothing taken yet. Invalid for what is no URL and for a kind that status_lists::reserve()
  /// would refuse.
  static Result<ListFile> create(std::string url, Kind kind);
  static Result<ListFile> parse(std::string_view json);
  std::string to_json() const;

  const std::string& url() const { return url_; }
  const Kind& kind() const { return kind_; }
  std::int64_t taken() const;  ///< linear in the list
  std::int64_t set() const;    ///< entries whose value is not 0; linear

  /// Takes a random free index. exhausted: three quarters are taken, begin another list.
  Result<std::int64_t> take(Random& random);
  /// The credentialStatus of the credential with that index.
  json::Value entry(json::Arena& arena, std::int64_t index) const;

  /// not_found: no credential has that index.
  Result<std::uint32_t> value(std::int64_t index) const;
  /// As status_lists::set_value(): conflict where it would take a revocation back.
  Result<void> change(std::int64_t index, std::uint32_t value);

  /// The unsigned list credential without an issuer.
  std::string credential(Instant now) const;

 private:
  ListFile(std::string url, Kind kind);

  std::string url_;
  Kind kind_;
  status::Bitstring taken_;
  status::Bitstring values_;
};

/// `credential_json` with what `entry` says added to its credentialStatus. Invalid when it is no
/// JSON object or signed already.
Result<std::string> with_status(std::string_view credential_json, const json::Value& entry);

}  // namespace cairn::status_lists
