#include "formats/json/reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cstring>

#include "base/utf8.h"

namespace cairn::json {
namespace {

constexpr std::size_t kSmallObject = 12;
constexpr std::size_t kFirstItems = 64;  // what the stacks of open containers begin with

bool is_digit(char c) { return c >= '0' && c <= '9'; }

char* encode_utf8(char* out, unsigned code) {
  const auto put = [&](unsigned byte) { *out++ = static_cast<char>(byte); };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xC0 | (code >> 6));
    put(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    put(0xE0 | (code >> 12));
    put(0x80 | ((code >> 6) & 0x3F));
    put(0x80 | (code & 0x3F));
  } else {
    put(0xF0 | (code >> 18));
    put(0x80 | ((code >> 12) & 0x3F));
    put(0x80 | ((code >> 6) & 0x3F));
    put(0x80 | (code & 0x3F));
  }
  return out;
}

// A recursive-descent reader. Nesting is bounded by Limits::depth_max, so recursion is safe.
// Finished children wait on two stacks until their container closes and copies them to the arena.
// How many of the eight bytes, from the first on, are ASCII that stands for itself in a string: no
// control character, quote or backslash. The carries of a subtraction mark the others; the lowest
// mark is exact.
std::size_t plain_length(const char* at) {
  static_assert(std::endian::native == std::endian::little);
  constexpr std::uint64_t kEach = 0x0101010101010101;
  constexpr std::uint64_t kHigh = 0x80 * kEach;
  std::uint64_t word = 0;
  std::memcpy(&word, at, sizeof word);
  const std::uint64_t quote = word ^ ('"' * kEach);
  const std::uint64_t backslash = word ^ ('\\' * kEach);
  const std::uint64_t low = (word - 0x20 * kEach) | (quote - kEach) | (backslash - kEach);
  const std::uint64_t marks = (low | word) & kHigh;
  return marks == 0 ? 8 : static_cast<std::size_t>(std::countr_zero(marks)) / 8;
}

class Reader {
 public:
  Reader(std::string_view source, const Limits& limits, Arena& arena)
      : text_(source), limits_(limits), arena_(arena) {}

  Result<Value> document() {
    if (text_.starts_with("\xEF\xBB\xBF"))
      return fail("a byte order mark is not allowed; save the file as UTF-8 without one");
    skip_space();
    CAIRN_TRY(Value root, value(0));
    skip_space();
    if (at_ != text_.size()) return fail("nothing may follow the JSON value");
    return root;
  }

 private:
  Error fail(std::string message) const { return fail_at(std::move(message), at_); }
  Error fail_at(std::string message, std::size_t offset) const {
    return invalid(std::move(message), place_of(text_, offset));
  }
  std::uint32_t offset() const { return static_cast<std::uint32_t>(at_); }
  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  bool take(char c) {
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  void skip_space() {
    while (at_ < text_.size() &&
           (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t' || text_[at_] == '\r'))
      ++at_;
  }

  // Strings, the most frequent values, take the short way.
  Result<Value> value(std::size_t depth) {
    if (depth > limits_.depth_max)
      return exhausted(fmt::format("nested deeper than {} levels", limits_.depth_max),
                       place_of(text_, at_));
    if (++values_ > limits_.values_max)
      return exhausted(fmt::format("more than {} values", limits_.values_max),
                       place_of(text_, at_));
    switch (peek()) {
      case '"': {
        const std::uint32_t start = offset();
        std::string_view text;
        if (take_plain_string(text)) return arena_.string_in_place(text, start);
        CAIRN_TRY(text, string());
        return arena_.string_in_place(text, start);
      }
      case '{':
        return object(depth);
      case '[':
        return array(depth);
      case 't':
        return word("true", arena_.boolean(true));
      case 'f':
        return word("false", arena_.boolean(false));
      case 'n':
        return word("null", arena_.null());
      default:
        return number();
    }
  }

  // A string of ASCII without escapes, which is used where it stands; false, with nothing taken,
  // for any other and for what is no string.
  bool take_plain_string(std::string_view& text) {
    if (peek() != '"') return false;
    std::size_t end = at_ + 1;
    for (; text_.size() - end >= 8; end += 8) {
      const std::size_t plain = plain_length(text_.data() + end);
      if (plain == 8) continue;
      end += plain;
      if (text_[end] != '"') return false;
      text = text_.substr(at_ + 1, end - at_ - 1);
      at_ = end + 1;
      return true;
    }
    return false;
  }

  Result<Value> word(std::string_view expected, Value meaning) {
    if (!text_.substr(at_).starts_with(expected))
      return fail("expected a JSON value (an object, array, string, number, true, false or null)");
    const std::uint32_t start = offset();
    at_ += expected.size();
    return arena_.at_offset(meaning, start);
  }

  // RFC 8259 section 6.
  Result<Value> number() {
    const std::size_t start = at_;
    take('-');
    if (at_ == text_.size()) return fail("the JSON text ends too early");
    if (!is_digit(peek()))
      return fail("expected a JSON value (an object, array, string, number, true, false or null)");
    if (!take('0')) skip_digits();
    if (is_digit(peek())) return fail("a number must not begin with 0 and another digit");
    if (take('.') && skip_digits() == 0) return fail("expected a digit after the decimal point");
    if (peek() == 'e' || peek() == 'E') {
      ++at_;
      if (!take('+')) take('-');
      if (skip_digits() == 0) return fail("expected a digit in the exponent");
    }
    return arena_.number_in_place(text_.substr(start, at_ - start),
                                  static_cast<std::uint32_t>(start));
  }
  std::size_t skip_digits() {
    const std::size_t start = at_;
    while (is_digit(peek())) ++at_;
    return at_ - start;
  }

  // RFC 8259 section 7. Text without escapes is used where it stands.
  Result<std::string_view> string() {
    if (!take('"')) return fail("expected a string in double quotes");
    const std::size_t start = at_;
    CAIRN_CHECK(skip_plain());
    if (peek() == '"') {
      const std::string_view text = text_.substr(start, at_ - start);
      ++at_;
      return text;
    }
    return escaped_string(start);
  }

  // Advances over characters that need no decoding, to a quote or backslash.
  Result<void> skip_plain() {
    while (at_ < text_.size()) {
      std::size_t plain = 8;
      while (plain == 8 && text_.size() - at_ >= 8) at_ += plain = plain_length(text_.data() + at_);
      if (at_ == text_.size()) break;
      const auto c = static_cast<unsigned char>(text_[at_]);
      if (c == '"' || c == '\\') return {};
      if (c < 0x20) return fail("control characters in a string must be escaped");
      const std::size_t length = c < 0x80 ? 1 : utf8_length(text_, at_);
      if (length == 0) return fail("the text is not valid UTF-8");
      at_ += length;
    }
    return fail("the string is not closed before the text ends");
  }

  // The decoded form is never longer than the written one, so one allocation is enough.
  Result<std::string_view> escaped_string(std::size_t start) {
    std::size_t end = at_;
    while (end < text_.size() && text_[end] != '"') end += text_[end] == '\\' ? 2 : 1;
    char* const decoded = static_cast<char*>(arena_.allocate(end - start));
    char* out = decoded;
    const auto copy_from = [&](std::size_t from) {
      std::memcpy(out, text_.data() + from, at_ - from);
      out += at_ - from;
    };
    copy_from(start);
    while (!take('"')) {
      CAIRN_TRY(const unsigned code, escape());
      out = encode_utf8(out, code);
      const std::size_t from = at_;
      CAIRN_CHECK(skip_plain());
      copy_from(from);
    }
    return std::string_view(decoded, static_cast<std::size_t>(out - decoded));
  }

  Result<unsigned> escape() {
    const std::size_t start = at_++;  // the backslash
    const char kind = peek();
    ++at_;
    switch (kind) {
      case '"':
        return unsigned{'"'};
      case '\\':
        return unsigned{'\\'};
      case '/':
        return unsigned{'/'};
      case 'b':
        return unsigned{'\b'};
      case 'f':
        return unsigned{'\f'};
      case 'n':
        return unsigned{'\n'};
      case 'r':
        return unsigned{'\r'};
      case 't':
        return unsigned{'\t'};
      case 'u':
        return unicode_escape(start);
      default:
        return fail_at("unknown escape in a string", start);
    }
  }

  Result<unsigned> unicode_escape(std::size_t start) {
    CAIRN_TRY(const unsigned first, four_hex_digits());
    if (first < 0xD800 || first > 0xDFFF) return first;
    if (first > 0xDBFF || !take('\\') || !take('u'))
      return fail_at("a lone surrogate is not a character", start);
    CAIRN_TRY(const unsigned second, four_hex_digits());
    if (second < 0xDC00 || second > 0xDFFF)
      return fail_at("a lone surrogate is not a character", start);
    return 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
  }

  Result<unsigned> four_hex_digits() {
    unsigned code = 0;
    for (int i = 0; i < 4; ++i, ++at_) {
      const char c = peek();
      unsigned digit = 0;
      if (is_digit(c))
        digit = static_cast<unsigned>(c - '0');
      else if (c >= 'a' && c <= 'f')
        digit = static_cast<unsigned>(c - 'a') + 10;
      else if (c >= 'A' && c <= 'F')
        digit = static_cast<unsigned>(c - 'A') + 10;
      else
        return fail("expected four hexadecimal digits after \\u");
      code = code * 16 + digit;
    }
    return code;
  }

  Result<Value> array(std::size_t depth) {
    const std::uint32_t start = offset();
    const std::size_t first = items_.size();
    if (first == 0) items_.reserve(kFirstItems);
    take('[');
    skip_space();
    if (!take(']')) {
      do {
        skip_space();
        CAIRN_TRY(const Value item, value(depth + 1));
        items_.push_back(item);
        skip_space();
      } while (take(','));
      if (!take(']')) return fail("expected \",\" or \"]\" in an array");
    }
    const Value made = arena_.array_at(std::span(items_).subspan(first), start);
    items_.resize(first);
    return made;
  }

  Result<Value> object(std::size_t depth) {
    const std::uint32_t start = offset();
    const std::size_t first = members_.size();
    if (first == 0) members_.reserve(kFirstItems);
    take('{');
    skip_space();
    if (!take('}')) {
      do {
        skip_space();
        CAIRN_CHECK(member(depth, first));
        skip_space();
      } while (take(','));
      if (!take('}')) return fail("expected \",\" or \"}\" in an object");
    }
    const std::span<const Member> members = std::span(members_).subspan(first);
    CAIRN_CHECK(refuse_duplicates(members));
    const Value made = arena_.object_at(members, start);
    members_.resize(first);
    return made;
  }

  Result<void> member(std::size_t depth, std::size_t first) {
    const std::size_t key_at = at_;
    std::string_view key;
    if (!take_plain_string(key)) {
      CAIRN_TRY(key, string());
    }
    if (members_.size() - first < kSmallObject)
      for (const Member& other : std::span(members_).subspan(first))
        if (other.key == key) return duplicate(key, key_at);
    skip_space();
    if (!take(':')) return fail("expected \":\" after the key");
    skip_space();
    CAIRN_TRY(const Value item, value(depth + 1));
    members_.push_back({key, item});
    return {};
  }

  // Small objects were compared pairwise while reading; large ones by sorting, n log n.
  Result<void> refuse_duplicates(std::span<const Member> members) const {
    if (members.size() <= kSmallObject) return {};
    std::vector<const Member*> sorted;
    sorted.reserve(members.size());
    for (const Member& member : members) sorted.push_back(&member);
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const Member* a, const Member* b) { return a->key < b->key; });
    const auto same =
        std::adjacent_find(sorted.begin(), sorted.end(),
                           [](const Member* a, const Member* b) { return a->key == b->key; });
    if (same == sorted.end()) return {};
    return duplicate((*same)->key, (*(same + 1))->value.offset());
  }
  Error duplicate(std::string_view key, std::size_t offset) const {
    return fail_at(fmt::format("the key \"{}\" occurs twice in one object", key.substr(0, 80)),
                   offset);
  }

  std::string_view text_;
  const Limits& limits_;
  Arena& arena_;
  std::size_t at_ = 0;
  std::size_t values_ = 0;
  std::vector<Value> items_;
  std::vector<Member> members_;
};

}  // namespace

Result<Document> read(std::string_view text, const Limits& limits) {
  if (text.size() > limits.bytes_max || text.size() > UINT32_MAX)
    return exhausted(fmt::format("the JSON text is {} bytes; at most {} are accepted", text.size(),
                                 limits.bytes_max));
  auto arena = std::make_shared<Arena>();
  Reader reader(arena->keep(text), limits, *arena);
  CAIRN_TRY(const Value root, reader.document());
  return Document(std::move(arena), root);
}

Position position_of(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, std::min(offset, text.size()));
  const auto line = std::count(before.begin(), before.end(), '\n') + 1;
  const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0
  const auto column = std::count_if(before.begin() + static_cast<std::ptrdiff_t>(line_start),
                                    before.end(), [](char c) { return (c & '\xC0') != '\x80'; }) +
                      1;
  return {static_cast<int>(line), static_cast<int>(column)};
}

std::string place_of(std::string_view text, std::size_t offset) {
  const Position position = position_of(text, offset);
  return fmt::format("line {}, column {}", position.line, position.column);
}

}  // namespace cairn::json
