#include "formats/images/credential_text.h"

#include <fmt/format.h>

#include <algorithm>

namespace cairn::images {
namespace {

constexpr std::string_view kSpace = " \t\r\n";

// Without an early end, so that the compiler looks at many characters at once.
bool has_control(std::string_view text) {
  unsigned found = 0;
  for (const char c : text) {
    const auto code = static_cast<unsigned char>(c);
    found |= static_cast<unsigned>(code < 0x20) & static_cast<unsigned>(code != '\t') &
             static_cast<unsigned>(code != '\n') & static_cast<unsigned>(code != '\r');
  }
  return found != 0;
}

/// base64url, the dots between the parts of a JWS, and the tildes of an SD-JWT.
bool is_jws_character(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_' || c == '.' || c == '~';
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

Result<void> check_bakeable(std::string_view text, const ImageLimits& limits) {
  if (text.size() > limits.credential_bytes_max)
    return exhausted(
        fmt::format("the credential is larger than {} bytes", limits.credential_bytes_max));
  const bool json = text.starts_with('{') && text.ends_with('}') && !has_control(text);
  const bool jws = !text.empty() && std::all_of(text.begin(), text.end(), is_jws_character);
  if (!json && !jws)
    return invalid("what is baked must be a JSON object or a compact JWS", "credential");
  return {};
}

Result<void> check_replaceable(std::span<const BakedKind> there, Replace replace) {
  const auto conflict = [](std::string message) {
    return Error{ErrorCode::conflict, std::move(message), {}};
  };
  if (replace == Replace::nothing && !there.empty())
    return conflict("the picture holds a badge already; say that it is to be replaced");
  if (replace == Replace::credential && std::ranges::count(there, BakedKind::credential) > 1)
    return conflict("the picture holds several credentials; say that all are to be replaced");
  return {};
}

bool goes(BakedKind kind, Replace replace) {
  return replace == Replace::everything ||
         (replace == Replace::credential && kind == BakedKind::credential);
}

}  // namespace cairn::images
