#include "app/verification/credential_file.h"

#include "formats/images/image.h"
#include "formats/jose/jws.h"

namespace cairn::verification {

namespace {

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(kBlank);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlank) - begin + 1);
}

}  // namespace

Result<CredentialFile> read_credential_file(std::string_view bytes, std::size_t pick) {
  if (bytes.empty()) return invalid("the file is empty; expected JSON, a JWT, PNG or SVG");
  const images::ImageKind kind = images::kind_of(bytes);
  CredentialFile file{"application/vc", {}};
  if (kind == images::ImageKind::none) {
    file.credential = bytes;
  } else {
    CAIRN_TRY(images::Baked baked, images::unbake(bytes, pick));
    file.credential = std::move(baked.text);
    file.media_type = kind == images::ImageKind::png ? "image/png" : "image/svg+xml";
  }
  const std::string_view text = trimmed(file.credential);
  if (!jose::looks_compact(text)) return file;
  file.is_token = true;
  file.credential = std::string(text);
  if (kind == images::ImageKind::none) file.media_type = "application/vc+jwt";
  return file;
}

}  // namespace cairn::verification
