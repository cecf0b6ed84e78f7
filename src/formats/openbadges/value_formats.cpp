#include "formats/openbadges/value_formats.h"

#include <algorithm>

#include "base/time.h"
#include "formats/crypto/multibase.h"
#include "formats/vc/structure.h"

namespace cairn::openbadges {
namespace {

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return is_lower(c) || is_upper(c); }
bool is_alphanumeric(char c) { return is_letter(c) || is_digit(c); }

template <class Predicate>
bool all(std::string_view text, Predicate predicate) {
  return std::ranges::all_of(text, predicate);
}

bool one_of(char c, std::string_view characters) {
  return characters.find(c) != std::string_view::npos;
}

/// BCP 47 as far as a language, script, region and variants go; letters of either case.
bool is_language(std::string_view text) {
  bool first = true;
  while (true) {
    const std::size_t dash = text.find('-');
    const std::string_view part = text.substr(0, dash);
    if (part.empty() || part.size() > 8) return false;
    if (first ? part.size() < 2 || !all(part, is_letter) : !all(part, is_alphanumeric))
      return false;
    if (dash == std::string_view::npos) return true;
    text.remove_prefix(dash + 1);
    first = false;
  }
}

bool is_email(std::string_view text) {
  const std::size_t at = text.rfind('@');
  if (at == std::string_view::npos || at == 0 || at + 1 == text.size()) return false;
  const std::string_view host = text.substr(at + 1);
  return text.size() <= 254 && all(text, [](char c) { return c > ' ' && c != 0x7F; }) &&
         host.front() != '.' && host.back() != '.' && host.find("..") == std::string_view::npos;
}

bool is_phone(std::string_view text) {
  const auto digits = std::ranges::count_if(text, is_digit);
  return digits >= 3 && digits <= 20 && text.size() <= 40 &&
         all(text, [](char c) { return is_digit(c) || one_of(c, " +-().;=/extEXT#*"); });
}

bool is_base64url(std::string_view text) {
  return all(text, [](char c) { return is_alphanumeric(c) || c == '-' || c == '_'; });
}

/// RFC 7515 section 7.1; the payload may be detached.
bool is_compact_jws(std::string_view text) {
  const std::size_t first = text.find('.');
  const std::size_t last = text.rfind('.');
  if (first == std::string_view::npos || first == last) return false;
  return first > 0 && last + 1 < text.size() && is_base64url(text.substr(0, first)) &&
         is_base64url(text.substr(first + 1, last - first - 1)) &&
         is_base64url(text.substr(last + 1));
}

bool is_base64(std::string_view text) {
  while (text.ends_with('=')) text.remove_suffix(1);
  return !text.empty() && all(text, [](char c) { return is_alphanumeric(c) || one_of(c, "+/"); });
}

/// Subresource Integrity section 3.1: hash expressions, separated by spaces, options ignored.
bool is_digest_sri(std::string_view text) {
  for (const std::string_view prefix : {"sha256-", "sha384-", "sha512-"})
    if (text.starts_with(prefix))
      return is_base64(text.substr(prefix.size(), text.find_first_of(" ?") - prefix.size()));
  return false;
}

/// A multihash of SHA-256 or SHA-384 (VCDM 2.0 section 5.3).
bool is_digest_multibase(std::string_view text) {
  const auto bytes = crypto::multibase_decode(text, 64);
  if (!bytes || bytes->size() < 2) return false;
  const bool sha256 = (*bytes)[0] == 0x12 && (*bytes)[1] == 32;
  const bool sha384 = (*bytes)[0] == 0x20 && (*bytes)[1] == 48;
  return (sha256 || sha384) && bytes->size() == std::size_t{2} + (*bytes)[1];
}

bool is_day(std::string_view text) {
  return Date::parse(text).has_value() || Instant::parse(text).has_value();
}

}  // namespace

bool has_form(ValueKind kind, std::string_view text) {
  switch (kind) {
    case ValueKind::text:
    case ValueKind::localized_text:
    case ValueKind::identity_hash:  // clear or hashed: identity.h reads it
      return !text.empty();
    case ValueKind::uri:
    case ValueKind::context:
    case ValueKind::reference:
      return vc::is_url(text);
    case ValueKind::date_time:
      return Instant::parse(text).has_value();
    case ValueKind::day:
      return is_day(text);
    case ValueKind::language:
      return is_language(text);
    case ValueKind::country:
      return text.size() == 2 && all(text, is_upper);
    case ValueKind::email:
      return is_email(text);
    case ValueKind::phone:
      return is_phone(text);
    case ValueKind::compact_jws:
      return is_compact_jws(text);
    case ValueKind::digest_sri:
      return is_digest_sri(text);
    case ValueKind::digest_multibase:
      return is_digest_multibase(text);
    case ValueKind::number:
    case ValueKind::boolean:
    case ValueKind::word:
    case ValueKind::object:
    case ValueKind::credential:
      break;  // not texts: a bug of the caller
  }
  assertion_failed("a kind of text", __FILE__, __LINE__);
}

bool is_word_of(const Vocabulary& vocabulary, std::string_view text) {
  if (std::ranges::find(vocabulary.words, text) != vocabulary.words.end()) return true;
  constexpr std::string_view kExtension = "ext:";
  return vocabulary.extensible && text.starts_with(kExtension) && text.size() > kExtension.size() &&
         all(text.substr(kExtension.size()),
             [](char c) { return is_alphanumeric(c) || one_of(c, ".|-_"); });
}

}  // namespace cairn::openbadges
