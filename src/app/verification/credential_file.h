// What kind of file holds a credential, and the credential in it.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "formats/json/reader.h"

namespace cairn::verification {

/// Credentials are small; what is larger is no credential but an attack or a mistake.
inline constexpr json::Limits kCredentialLimits = {
    .bytes_max = 2 * 1024 * 1024, .depth_max = 64, .values_max = 50'000};

struct CredentialFile {
  std::string_view media_type;
  std::string credential;  ///< JSON text, or a compact JWS without white space around it
  bool is_token = false;   ///< which of both
};

/// Tells PNG, SVG, JWT and JSON apart by their form. Of several in a picture the `pick`th, from 1;
/// 0 for the only one. Invalid when a picture holds no credential or is damaged; whether the
/// credential is JSON is for the JSON reader to say.
Result<CredentialFile> read_credential_file(std::string_view bytes, std::size_t pick = 0);

}  // namespace cairn::verification
