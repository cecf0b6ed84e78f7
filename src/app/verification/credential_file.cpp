#include "app/verification/credential_file.h"

#include "formats/images/image.h"

namespace cairn::verification {

namespace {

// A compact JWS (RFC 7515 section 7.1): three base64url parts, the first of which begins with "{".
bool looks_like_jwt(std::string_view text) {
  return text.starts_with("eyJ") && text.find('.') != std::string_view::npos &&
         text.find_first_of("{} \"") == std::string_view::npos;
}

}  // namespace

Result<CredentialFile> read_credential_file(std::string_view bytes, std::size_t pick) {
  if (bytes.empty()) return invalid("the file is empty; expected JSON, PNG or SVG");
  const images::ImageKind kind = images::kind_of(bytes);
  CredentialFile file{"application/vc", {}};
  if (kind == images::ImageKind::none) {
    file.credential = bytes;
  } else {
    CAIRN_TRY(images::Baked baked, images::unbake(bytes, pick));
    file.credential = std::move(baked.text);
    file.media_type = kind == images::ImageKind::png ? "image/png" : "image/svg+xml";
  }
  if (looks_like_jwt(file.credential))
    return Error{ErrorCode::unavailable,
                 "the credential is a JWT, which cannot be checked here yet; expected JSON",
                 {}};
  return file;
}

}  // namespace cairn::verification
