// JSON text from values (write, canonicalize) or straight from code (Writer).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "formats/json/value.h"

namespace cairn::json {

enum class Style { compact, indented };

/// Keys in their order, number lexemes as they are. Indented: two spaces, no final newline.
std::string write(const Value& value, Style style = Style::compact);

/// The JSON Canonicalization Scheme, RFC 8785. Invalid when a number is not finite as an IEEE 754
/// double.
Result<std::string> canonicalize(const Value& value);

/// Appends `text` as a quoted JSON string with the minimal escapes of RFC 8785 section 3.2.2.2.
void append_quoted(std::string& out, std::string_view text);

/// Writes a document top-down without building values. Misuse (a value without a key inside an
/// object) asserts.
class Writer {
 public:
  explicit Writer(Style style = Style::compact) : style_(style) {}

  Writer& begin_object();
  Writer& end_object();
  Writer& begin_array();
  Writer& end_array();
  Writer& key(std::string_view key);
  Writer& string(std::string_view text);
  Writer& integer(std::int64_t value);
  Writer& boolean(bool value);
  Writer& null();
  Writer& value(const Value& value);

  /// key() and the value in one call.
  Writer& member(std::string_view k, std::string_view text) { return key(k).string(text); }
  Writer& member(std::string_view k, const char* text) { return key(k).string(text); }
  Writer& member(std::string_view k, const std::string& text) { return key(k).string(text); }
  Writer& member(std::string_view k, std::int64_t number) { return key(k).integer(number); }
  Writer& member(std::string_view k, int number) { return key(k).integer(number); }
  Writer& member(std::string_view k, bool flag) { return key(k).boolean(flag); }
  Writer& member(std::string_view k, const Value& v) { return key(k).value(v); }

  /// The finished text; every object and array must be closed.
  std::string take();
  /// Makes room for a text of about this length, where it is known; it may become longer.
  void reserve(std::size_t bytes) { out_.reserve(bytes); }

 private:
  struct Level {
    bool is_object;
    bool has_items;
  };
  void before_value();
  void close(char bracket);
  void new_line();

  Style style_;
  std::string out_;
  std::vector<Level> levels_;
  bool key_written_ = false;
};

}  // namespace cairn::json
