#include "app/verification/credential_file.h"

#include "formats/images/image.h"

namespace cairn::verification {

Result<CredentialFile> read_credential_file(std::string_view bytes) {
  if (bytes.empty()) return invalid("the file is empty; expected JSON, PNG or SVG");
  const images::ImageKind kind = images::kind_of(bytes);
  if (kind == images::ImageKind::none) return CredentialFile{"application/vc", std::string(bytes)};
  CAIRN_TRY(std::string credential, images::unbake(bytes));
  return CredentialFile{kind == images::ImageKind::png ? "image/png" : "image/svg+xml",
                        std::move(credential)};
}

}  // namespace cairn::verification
