#include "formats/rdf/nquads.h"

#include <algorithm>
#include <array>
#include <vector>

namespace cairn::rdf {
namespace {

bool is_letter(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }

bool in(char32_t c, char32_t first, char32_t last) { return c >= first && c <= last; }

// Production [157s] PN_CHARS_BASE.
bool is_name_base(char32_t c) {
  return is_letter(c) || in(c, 0xC0, 0xD6) || in(c, 0xD8, 0xF6) || in(c, 0xF8, 0x2FF) ||
         in(c, 0x370, 0x37D) || in(c, 0x37F, 0x1FFF) || in(c, 0x200C, 0x200D) ||
         in(c, 0x2070, 0x218F) || in(c, 0x2C00, 0x2FEF) || in(c, 0x3001, 0xD7FF) ||
         in(c, 0xF900, 0xFDCF) || in(c, 0xFDF0, 0xFFFD) || in(c, 0x10000, 0xEFFFF);
}

// Productions [158s] PN_CHARS_U and [160s] PN_CHARS.
bool is_name_start(char32_t c) { return is_name_base(c) || c == '_' || c == ':' || is_digit(c); }
bool is_name(char32_t c) {
  return is_name_start(c) || c == '-' || c == 0xB7 || in(c, 0x300, 0x36F) || in(c, 0x203F, 0x2040);
}

// Production [10] IRIREF without the escapes.
bool is_iri(char32_t c) {
  constexpr std::u32string_view kForbidden = U"<>\"{}|^`\\";
  return c > 0x20 && kForbidden.find(c) == std::u32string_view::npos;
}

void append_utf8(std::string& out, char32_t c) {
  const auto tail = [&](int shift) {
    out.push_back(static_cast<char>(0x80 | (c >> shift & 0x3F)));
  };
  if (c < 0x80) {
    out.push_back(static_cast<char>(c));
  } else if (c < 0x800) {
    out.push_back(static_cast<char>(0xC0 | c >> 6));
    tail(0);
  } else if (c < 0x10000) {
    out.push_back(static_cast<char>(0xE0 | c >> 12));
    tail(6), tail(0);
  } else {
    out.push_back(static_cast<char>(0xF0 | c >> 18));
    tail(12), tail(6), tail(0);
  }
}

// RFC 3986 scheme and colon: what makes an IRI absolute.
bool has_scheme(std::string_view iri) {
  const std::size_t colon = iri.find(':');
  if (colon == std::string_view::npos || colon == 0) return false;
  if (!is_letter(static_cast<unsigned char>(iri[0]))) return false;
  return std::all_of(iri.begin(), iri.begin() + static_cast<std::ptrdiff_t>(colon), [](char c) {
    const auto code = static_cast<unsigned char>(c);
    return is_letter(code) || is_digit(code) || c == '+' || c == '-' || c == '.';
  });
}

class Reader {
 public:
  Reader(std::string_view text, const NquadsLimits& limits) : text_(text), limits_(limits) {}

  Result<Dataset> run() {
    if (text_.size() > limits_.bytes_max)
      return exhausted("N-Quads text longer than " + std::to_string(limits_.bytes_max) + " bytes");
    while (at_ < text_.size()) {
      CAIRN_CHECK(line());
      if (data_.quads().size() > limits_.quads_max)
        return exhausted("more than " + std::to_string(limits_.quads_max) + " quads", place());
    }
    return std::move(data_);
  }

 private:
  // One of the terms that may stand at a place of a statement.
  enum class Place { subject, predicate, object, graph };

  Result<void> line() {
    skip_blanks();
    if (!ends_line()) CAIRN_CHECK(statement());
    skip_blanks();
    if (peek() == '#')
      while (at_ < text_.size() && !is_newline(text_[at_])) CAIRN_CHECK(step());
    if (!ends_line()) return wrong("expected the end of the line");
    while (at_ < text_.size() && is_newline(text_[at_])) {
      if (text_[at_] == '\n' || peek(1) != '\n') ++line_;
      line_start_ = ++at_;
    }
    return {};
  }

  Result<void> statement() {
    Quad quad;
    CAIRN_TRY(quad.subject, term(Place::subject));
    CAIRN_TRY(quad.predicate, term(Place::predicate));
    CAIRN_TRY(quad.object, term(Place::object));
    if (peek() != '.') {
      CAIRN_TRY(quad.graph, term(Place::graph));
    }
    if (peek() != '.') return wrong("expected \".\" after the statement");
    ++at_;
    data_.add(quad);
    return {};
  }

  Result<TermId> term(Place place) {
    Result<TermId> id = read_term(place);
    skip_blanks();
    return id;
  }

  Result<TermId> read_term(Place place) {
    if (peek() == '<') {
      CAIRN_TRY(const std::string iri_text, iri());
      return data_.iri(iri_text);
    }
    if (peek() == '_' && place != Place::predicate) return blank();
    if (peek() == '"' && place == Place::object) return literal();
    switch (place) {
      case Place::predicate:
        return wrong("expected an IRI in angle brackets as predicate");
      case Place::object:
        return wrong("expected an IRI, a blank node or a literal as object");
      default:
        return wrong("expected an IRI or a blank node");
    }
  }

  Result<std::string> iri() {
    const std::size_t start = at_++;
    std::string value;
    while (peek() != '>') {
      CAIRN_TRY(const char32_t c, peek() == '\\' ? escape(Escapes::numeric) : character());
      if (!is_iri(c)) return wrong("character not allowed in an IRI");
      append_utf8(value, c);
    }
    ++at_;
    if (has_scheme(value)) return value;
    at_ = start;
    return wrong("relative IRI; N-Quads needs absolute ones");
  }

  Result<TermId> blank() {
    if (peek(1) != ':') return wrong("expected \"_:\" before a blank node label");
    at_ += 2;
    const std::size_t start = at_;
    std::size_t end = at_;
    while (at_ < text_.size()) {
      const std::size_t before = at_;
      CAIRN_TRY(const char32_t c, character());
      const bool fits = before == start ? is_name_start(c) : is_name(c) || c == '.';
      if (!fits) {
        at_ = before;
        break;
      }
      if (c != '.') end = at_;
    }
    if (end == start) return wrong("expected a blank node label");
    at_ = end;  // dots at the end belong to the statement
    return data_.blank(text_.substr(start, end - start));
  }

  Result<TermId> literal() {
    ++at_;
    std::string value;
    while (peek() != '"') {
      if (is_newline(peek())) return wrong("line break inside a literal; write \\n");
      CAIRN_TRY(const char32_t c, peek() == '\\' ? escape(Escapes::all) : character());
      append_utf8(value, c);
    }
    ++at_;
    if (peek() == '@') {
      CAIRN_TRY(const std::string_view tag, language());
      return data_.literal(value, kRdfLangString, tag);
    }
    if (peek() != '^') return data_.literal(value);
    if (peek(1) != '^' || peek(2) != '<') return wrong("expected ^^ and a datatype IRI");
    at_ += 2;
    CAIRN_TRY(const std::string datatype, iri());
    return data_.literal(value, datatype);
  }

  // Production [144s] LANGTAG.
  Result<std::string_view> language() {
    const std::size_t start = ++at_;
    const auto run = [&](auto fits) {
      const std::size_t before = at_;
      while (fits(static_cast<unsigned char>(peek()))) ++at_;
      return at_ > before;
    };
    if (!run(is_letter)) return wrong("expected a language tag");
    while (peek() == '-') {
      ++at_;
      if (!run([](char32_t c) { return is_letter(c) || is_digit(c); }))
        return wrong("expected a subtag after \"-\"");
    }
    return text_.substr(start, at_ - start);
  }

  enum class Escapes { numeric, all };

  Result<char32_t> escape(Escapes allowed) {
    const char kind = peek(1);
    if (kind == 'u' || kind == 'U') return numeric_escape(kind == 'u' ? 4 : 8);
    constexpr std::string_view kLetters = "tbnrf\"'\\";
    constexpr std::string_view kMeanings = "\t\b\n\r\f\"'\\";
    const std::size_t which = kLetters.find(kind);
    if (allowed != Escapes::all || kind == '\0' || which == std::string_view::npos)
      return wrong("unknown escape");
    at_ += 2;
    return static_cast<char32_t>(kMeanings[which]);
  }

  Result<char32_t> numeric_escape(std::size_t digits) {
    char32_t code = 0;
    for (std::size_t i = 0; i < digits; ++i) {
      const char c = peek(2 + i);
      const char32_t digit = is_digit(static_cast<unsigned char>(c))
                                 ? static_cast<char32_t>(c - '0')
                             : c >= 'a' && c <= 'f' ? static_cast<char32_t>(c - 'a' + 10)
                             : c >= 'A' && c <= 'F' ? static_cast<char32_t>(c - 'A' + 10)
                                                    : 16;
      if (digit == 16) return wrong("expected hexadecimal digits after \\u or \\U");
      code = code << 4 | digit;
    }
    if (in(code, 0xD800, 0xDFFF) || code > 0x10FFFF)
      return wrong("escape of something that is no character");
    at_ += 2 + digits;
    return code;
  }

  // Decodes and steps over one character of UTF-8 (RFC 3629).
  Result<char32_t> character() {
    if (at_ >= text_.size()) return wrong("unexpected end of the text");
    const auto first = static_cast<unsigned char>(text_[at_]);
    if (first < 0x80) return static_cast<char32_t>(text_[at_++]);
    const std::size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || at_ + size > text_.size()) return wrong("invalid UTF-8");
    char32_t code = first & (0x7FU >> size);
    for (std::size_t i = 1; i < size; ++i) {
      const auto next = static_cast<unsigned char>(text_[at_ + i]);
      if ((next & 0xC0) != 0x80) return wrong("invalid UTF-8");
      code = code << 6 | (next & 0x3F);
    }
    constexpr std::array<char32_t, 5> kLeast = {0, 0, 0x80, 0x800, 0x10000};
    if (code < kLeast[size] || code > 0x10FFFF || in(code, 0xD800, 0xDFFF))
      return wrong("invalid UTF-8");
    at_ += size;
    return code;
  }

  Result<void> step() {
    CAIRN_TRY([[maybe_unused]] const char32_t ignored, character());
    return {};
  }

  static bool is_newline(char c) { return c == '\n' || c == '\r'; }
  bool ends_line() const {
    return at_ >= text_.size() || is_newline(text_[at_]) || text_[at_] == '#';
  }
  void skip_blanks() {
    while (peek() == ' ' || peek() == '\t') ++at_;
  }
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  std::string place() const {
    return "line " + std::to_string(line_) + ", column " + std::to_string(at_ - line_start_ + 1);
  }
  Error wrong(std::string message) const { return invalid(std::move(message), place()); }

  std::string_view text_;
  const NquadsLimits& limits_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  std::size_t line_start_ = 0;
  Dataset data_;
};

}  // namespace

Result<Dataset> read_nquads(std::string_view text, const NquadsLimits& limits) {
  return Reader(text, limits).run();
}

std::string write_nquads(const Dataset& dataset) {
  std::vector<std::string> lines;
  lines.reserve(dataset.quads().size());
  for (const Quad& quad : dataset.quads()) {
    std::string& line = lines.emplace_back();
    for (const TermId id : {quad.subject, quad.predicate, quad.object, quad.graph}) {
      if (id == kDefaultGraph) continue;
      const Term& term = dataset.term(id);
      if (term.kind == TermKind::blank)
        line.append("_:").append(term.value).push_back(' ');
      else
        line.append(term.text);
    }
    line.append(".\n");
  }
  std::ranges::sort(lines);
  lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
  std::string text;
  for (const std::string& line : lines) text += line;
  return text;
}

}  // namespace cairn::rdf
