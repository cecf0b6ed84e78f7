#include "formats/rdf/escapes.h"

#include <array>
#include <cstddef>

namespace cairn::rdf {
namespace {

constexpr std::array<bool, 256> kEscaped = [] {
  std::array<bool, 256> is_escaped{};
  for (std::size_t c = 0; c < 0x20; ++c) is_escaped[c] = true;
  is_escaped['"'] = is_escaped['\\'] = is_escaped[0x7F] = true;
  return is_escaped;
}();

void append_escaped(std::string& out, char c) {
  constexpr std::string_view kShort = "\b\t\n\f\r\"\\";
  constexpr std::string_view kLetters = "btnfr\"\\";
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  out.push_back('\\');
  if (const std::size_t at = kShort.find(c); at != std::string_view::npos) {
    out.push_back(kLetters[at]);
    return;
  }
  const auto code = static_cast<unsigned char>(c);
  out.append("u00");
  out.push_back(kDigits[code >> 4]);
  out.push_back(kDigits[code & 15]);
}

}  // namespace

// Without an early end, so that the compiler looks at many characters at once.
bool must_escape(std::string_view value) {
  unsigned found = 0;
  for (const char c : value) {
    const auto code = static_cast<unsigned char>(c);
    found |= static_cast<unsigned>(code < 0x20) | static_cast<unsigned>(code == '"') |
             static_cast<unsigned>(code == '\\') | static_cast<unsigned>(code == 0x7F);
  }
  return found != 0;
}

std::string escaped(std::string_view value) {
  std::string text;
  std::size_t from = 0;
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (!kEscaped[static_cast<unsigned char>(value[i])]) continue;
    text.append(value, from, i - from);
    append_escaped(text, value[i]);
    from = i + 1;
  }
  return text.append(value, from);
}

}  // namespace cairn::rdf
