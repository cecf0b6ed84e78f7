#include "formats/json/writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace cairn::json {

namespace {

// Bytes of JSON that few credentials exceed: with room for them the text need not move as it grows.
constexpr std::size_t kMostCredentials = 4096;

bool is_escaped(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\'; }

// Without an early end, so that the compiler looks at many characters at once.
bool must_escape(std::string_view text) {
  unsigned found = 0;
  for (const char c : text) {
    const auto code = static_cast<unsigned char>(c);
    found |= static_cast<unsigned>(code < 0x20) | static_cast<unsigned>(code == '"') |
             static_cast<unsigned>(code == '\\');
  }
  return found != 0;
}

void append_escaped(std::string& out, char c) {
  constexpr std::string_view kShort = "\"\\\b\f\n\r\t", kLetters = "\"\\bfnrt";
  if (const std::size_t at = kShort.find(c); at != kShort.npos)
    out.append("\\").push_back(kLetters[at]);
  else
    out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
}

}  // namespace

// What needs no escape is copied in one piece.
void append_quoted(std::string& out, std::string_view text) {
  out += '"';
  std::size_t from = 0;
  const std::size_t end = must_escape(text) ? text.size() : 0;
  for (std::size_t i = 0; i < end; ++i) {
    if (!is_escaped(text[i])) continue;
    out.append(text, from, i - from);
    append_escaped(out, text[i]);
    from = i + 1;
  }
  out.append(text, from);
  out += '"';
}

namespace {

// ECMAScript Number::toString (ECMA-262 section 6.1.6.1.20) from the shortest digits that read back
// to the same double: `digits` is d1d2…dk, the value 0.d1d2…dk × 10^point.
std::string ecmascript_number(std::string_view digits, int point) {
  const int count = static_cast<int>(digits.size());
  std::string text;
  if (point > 21 || point < -5) {  // exponent form
    text += digits[0];
    if (count > 1) text.append(".").append(digits.substr(1));
    return text + fmt::format("e{}{}", point - 1 < 0 ? '-' : '+', std::abs(point - 1));
  }
  if (point <= 0)
    return "0." + std::string(static_cast<std::size_t>(-point), '0') + std::string(digits);
  if (count <= point)
    return std::string(digits) + std::string(static_cast<std::size_t>(point - count), '0');
  const auto split = static_cast<std::size_t>(point);
  return std::string(digits.substr(0, split)) + "." + std::string(digits.substr(split));
}

Result<std::string> canonical_number(std::string_view lexeme) {
  double value = 0;
  const auto [end, failure] = std::from_chars(lexeme.data(), lexeme.data() + lexeme.size(), value);
  // from_chars reports overflow and underflow alike and then leaves `value` alone.
  if (failure == std::errc::result_out_of_range)
    value = std::strtod(std::string(lexeme).c_str(), nullptr);
  if (!std::isfinite(value))
    return invalid(fmt::format("the number {} is outside the range of IEEE 754 doubles",
                               lexeme.substr(0, 40)));
  if (value == 0) return std::string("0");

  char buffer[40];
  const auto written =
      std::to_chars(buffer, buffer + sizeof buffer, std::abs(value), std::chars_format::scientific);
  const std::string_view shortest(buffer, static_cast<std::size_t>(written.ptr - buffer));
  const std::size_t e = shortest.find('e');
  std::string digits(1, shortest[0]);
  if (e > 2) digits += shortest.substr(2, e - 2);
  int exponent = 0;
  const std::string_view power = shortest.substr(e + (shortest[e + 1] == '+' ? 2 : 1));
  std::from_chars(power.data(), power.data() + power.size(), exponent);
  return (value < 0 ? "-" : "") + ecmascript_number(digits, exponent + 1);
}

// The order of UTF-16 code units (RFC 8785 section 3.2.3). It differs from the order of code
// points, which is that of UTF-8 bytes, only where a surrogate pair (U+10000 up, first unit
// D800–DBFF) meets U+E000–U+FFFF: lead byte F0–F4 against EE or EF.
bool utf16_less(std::string_view a, std::string_view b) {
  const auto [x, y] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  if (x == a.end() || y == b.end()) return x == a.end() && y != b.end();
  const auto cx = static_cast<unsigned char>(*x), cy = static_cast<unsigned char>(*y);
  const bool pair_x = cx >= 0xF0, pair_y = cy >= 0xF0;
  if (pair_x != pair_y && (pair_x ? cy : cx) >= 0xEE) return pair_x;
  return cx < cy;
}

Result<void> append_canonical(std::string& out, const Value& value);

Result<void> append_canonical_object(std::string& out, const Value& value) {
  std::vector<const Member*> sorted;
  sorted.reserve(value.members().size());
  for (const Member& member : value.members()) sorted.push_back(&member);
  std::sort(sorted.begin(), sorted.end(),
            [](const Member* a, const Member* b) { return utf16_less(a->key, b->key); });
  out += '{';
  for (const Member* member : sorted) {
    if (member != sorted.front()) out += ',';
    append_quoted(out, member->key);
    out += ':';
    CAIRN_CHECK(append_canonical(out, member->value));
  }
  out += '}';
  return {};
}

Result<void> append_canonical_array(std::string& out, const Value& value) {
  out += '[';
  for (const Value& item : value.items()) {
    if (&item != value.items().data()) out += ',';
    CAIRN_CHECK(append_canonical(out, item));
  }
  out += ']';
  return {};
}

Result<void> append_canonical(std::string& out, const Value& value) {
  switch (value.kind()) {
    case Kind::null:
      out += "null";
      return {};
    case Kind::boolean:
      out += value.boolean() ? "true" : "false";
      return {};
    case Kind::string:
      append_quoted(out, value.string());
      return {};
    case Kind::array:
      return append_canonical_array(out, value);
    case Kind::object:
      return append_canonical_object(out, value);
    case Kind::number: {
      CAIRN_TRY(const std::string text, canonical_number(value.number()));
      out += text;
      return {};
    }
  }
  return {};
}

}  // namespace

Result<std::string> canonicalize(const Value& value) {
  std::string out;
  CAIRN_CHECK(append_canonical(out, value));
  return out;
}

std::string write(const Value& value, Style style) {
  Writer writer(style);
  if (value.is_object()) writer.reserve(kMostCredentials);
  writer.value(value);
  return writer.take();
}

void Writer::new_line() {
  if (style_ != Style::indented) return;
  out_ += '\n';
  out_.append(2 * levels_.size(), ' ');
}

void Writer::before_value() {
  if (levels_.empty()) return;
  if (levels_.back().is_object) {
    CAIRN_ASSERT(key_written_);
    key_written_ = false;
    return;
  }
  if (levels_.back().has_items) out_ += ',';
  levels_.back().has_items = true;
  new_line();
}

void Writer::close(char bracket) {
  CAIRN_ASSERT(!levels_.empty() && !key_written_);
  CAIRN_ASSERT(levels_.back().is_object == (bracket == '}'));
  const bool had_items = levels_.back().has_items;
  levels_.pop_back();
  if (had_items) new_line();
  out_ += bracket;
}

Writer& Writer::begin_object() {
  before_value();
  out_ += '{';
  levels_.push_back({true, false});
  return *this;
}
Writer& Writer::end_object() {
  close('}');
  return *this;
}
Writer& Writer::begin_array() {
  before_value();
  out_ += '[';
  levels_.push_back({false, false});
  return *this;
}
Writer& Writer::end_array() {
  close(']');
  return *this;
}

Writer& Writer::key(std::string_view key) {
  CAIRN_ASSERT(!levels_.empty() && levels_.back().is_object && !key_written_);
  if (levels_.back().has_items) out_ += ',';
  levels_.back().has_items = true;
  new_line();
  append_quoted(out_, key);
  out_ += style_ == Style::indented ? ": " : ":";
  key_written_ = true;
  return *this;
}

Writer& Writer::string(std::string_view text) {
  before_value();
  append_quoted(out_, text);
  return *this;
}
Writer& Writer::integer(std::int64_t value) {
  before_value();
  out_ += std::to_string(value);
  return *this;
}
Writer& Writer::boolean(bool value) {
  before_value();
  out_ += value ? "true" : "false";
  return *this;
}
Writer& Writer::null() {
  before_value();
  out_ += "null";
  return *this;
}

Writer& Writer::value(const Value& value) {
  switch (value.kind()) {
    case Kind::null:
      return null();
    case Kind::boolean:
      return boolean(value.boolean());
    case Kind::string:
      return string(value.string());
    case Kind::number:
      before_value();
      out_ += value.number();
      return *this;
    case Kind::array:
      begin_array();
      for (const Value& item : value.items()) this->value(item);
      return end_array();
    case Kind::object:
      begin_object();
      for (const Member& member : value.members()) key(member.key).value(member.value);
      return end_object();
  }
  return *this;
}

std::string Writer::take() {
  CAIRN_ASSERT(levels_.empty());
  return std::move(out_);
}

}  // namespace cairn::json
