#include "formats/rdf/iri.h"

#include <array>
#include <cstdint>
#include <optional>

namespace cairn::rdf {
namespace {

enum : std::uint8_t { kLetter = 1, kSchemeChar = 2, kAlphanumeric = 4, kForbidden = 8 };

constexpr std::array<std::uint8_t, 256> make_classes() {
  std::array<std::uint8_t, 256> classes{};
  for (unsigned c = 'a'; c <= 'z'; ++c) classes[c] = kLetter | kSchemeChar | kAlphanumeric;
  for (unsigned c = 'A'; c <= 'Z'; ++c) classes[c] = kLetter | kSchemeChar | kAlphanumeric;
  for (unsigned c = '0'; c <= '9'; ++c) classes[c] = kSchemeChar | kAlphanumeric;
  for (const char c : {'+', '-', '.'}) classes[static_cast<unsigned char>(c)] = kSchemeChar;
  for (unsigned c = 0; c <= ' '; ++c) classes[c] = kForbidden;
  for (const char c : {'<', '>', '"', '{', '}', '|', '\\', '^', '`'})
    classes[static_cast<unsigned char>(c)] = kForbidden;
  return classes;
}
constexpr auto kClasses = make_classes();

bool is(char c, std::uint8_t wanted) {
  return (kClasses[static_cast<unsigned char>(c)] & wanted) != 0;
}

bool has_forbidden(std::string_view text) {
  const auto class_at = [&](std::size_t at) {
    return kClasses[static_cast<unsigned char>(text[at])];
  };
  unsigned seen = 0;
  std::size_t at = 0;
  for (; at + 4 <= text.size(); at += 4)
    seen |= class_at(at) | class_at(at + 1) | class_at(at + 2) | class_at(at + 3);
  for (; at < text.size(); ++at) seen |= class_at(at);
  return (seen & kForbidden) != 0;
}

/// The components of RFC 3986 appendix B; scheme without ":", the others as named there.
struct Parts {
  std::optional<std::string_view> scheme;
  std::optional<std::string_view> authority;
  std::string_view path;
  std::optional<std::string_view> query;
  std::optional<std::string_view> fragment;
};

Parts split(std::string_view text) {
  Parts parts;
  if (has_scheme(text)) {
    const std::size_t colon = text.find(':');
    parts.scheme = text.substr(0, colon);
    text.remove_prefix(colon + 1);
  }
  if (const std::size_t hash = text.find('#'); hash != text.npos) {
    parts.fragment = text.substr(hash + 1);
    text = text.substr(0, hash);
  }
  if (const std::size_t mark = text.find('?'); mark != text.npos) {
    parts.query = text.substr(mark + 1);
    text = text.substr(0, mark);
  }
  if (text.starts_with("//")) {
    const std::size_t end = std::min(text.find('/', 2), text.size());
    parts.authority = text.substr(2, end - 2);
    text.remove_prefix(end);
  }
  parts.path = text;
  return parts;
}

// RFC 3986 section 5.2.4.
std::string remove_dot_segments(std::string_view in) {
  std::string out;
  const auto drop_last = [&out] { out.resize(out.rfind('/') == out.npos ? 0 : out.rfind('/')); };
  while (!in.empty()) {
    if (in.starts_with("../"))
      in.remove_prefix(3);
    else if (in.starts_with("./") || in.starts_with("/./"))
      in.remove_prefix(2);
    else if (in == "/.")
      in = "/";
    else if (in.starts_with("/../"))
      in.remove_prefix(3), drop_last();
    else if (in == "/..")
      in = "/", drop_last();
    else if (in == "." || in == "..")
      in = {};
    else {
      const std::size_t end = std::min(in.find('/', 1), in.size());
      out.append(in.substr(0, end));
      in.remove_prefix(end);
    }
  }
  return out;
}

// RFC 3986 section 5.2.3.
std::string merge(const Parts& base, std::string_view path) {
  if (base.authority && base.path.empty()) return std::string("/").append(path);
  const std::size_t slash = base.path.rfind('/');
  std::string merged(slash == base.path.npos ? "" : base.path.substr(0, slash + 1));
  return merged.append(path);
}

std::string join(const Parts& parts, std::string_view path) {
  std::string out;
  if (parts.scheme) out.append(*parts.scheme).append(":");
  if (parts.authority) out.append("//").append(*parts.authority);
  out.append(path);
  if (parts.query) out.append("?").append(*parts.query);
  if (parts.fragment) out.append("#").append(*parts.fragment);
  return out;
}

}  // namespace

bool has_scheme(std::string_view text) {
  if (text.empty() || !is(text.front(), kLetter)) return false;
  std::size_t at = 1;
  while (at < text.size() && is(text[at], kSchemeChar)) ++at;
  return at < text.size() && text[at] == ':';
}

bool is_well_formed_iri(std::string_view text) {
  if (!has_scheme(text) || has_forbidden(text)) return false;
  const std::size_t hash = text.find('#');
  return hash == text.npos || text.find('#', hash + 1) == text.npos;
}

bool is_well_formed_language(std::string_view text) {
  bool first = true;
  while (true) {
    const std::size_t end = std::min(text.find('-'), text.size());
    if (end == 0 || end > 8) return false;
    for (const char c : text.substr(0, end))
      if (!is(c, first ? kLetter : kAlphanumeric)) return false;
    if (end == text.size()) return true;
    text.remove_prefix(end + 1);
    first = false;
  }
}

std::string resolve_iri(std::string_view base_text, std::string_view reference) {
  if (!has_scheme(base_text)) return std::string(reference);
  const Parts base = split(base_text);
  Parts target = split(reference);
  if (target.scheme) return join(target, remove_dot_segments(target.path));
  target.scheme = base.scheme;
  if (target.authority) return join(target, remove_dot_segments(target.path));
  target.authority = base.authority;
  if (target.path.empty()) {
    if (!target.query) target.query = base.query;
    return join(target, base.path);
  }
  if (target.path.front() == '/') return join(target, remove_dot_segments(target.path));
  return join(target, remove_dot_segments(merge(base, target.path)));
}

}  // namespace cairn::rdf
