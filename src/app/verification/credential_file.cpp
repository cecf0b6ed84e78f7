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

// The first badges held no more than where their assertion is hosted.
bool is_address(std::string_view text) {
  return (text.starts_with("https://") || text.starts_with("http://")) &&
         text.find_first_of(" \t\r\n") == std::string_view::npos;
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
  if (is_address(text))
    return invalid(
        "only the address of a badge is in there, as in the first badges; get the file that lies "
        "there and verify that");
  if (!jose::looks_compact(text)) return file;
  file.is_token = true;
  file.credential = std::string(text);
  if (kind == images::ImageKind::none) file.media_type = "application/vc+jwt";
  return file;
}

}  // namespace cairn::verification
