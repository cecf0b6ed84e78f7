#include "formats/csv/reader.h"

#include <utility>

#include "base/utf8.h"

namespace cairn::csv {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

class Reader {
 public:
  Reader(std::string_view text, const Limits& limits) : text_(text), limits_(limits) {
    if (text_.starts_with(kByteOrderMark)) text_.remove_prefix(kByteOrderMark.size());
  }

  Result<std::vector<Row>> run() {
    if (text_.size() > limits_.bytes_max)
      return exhausted("the table is longer than " + std::to_string(limits_.bytes_max) + " bytes");
    std::vector<Row> rows;
    while (at_ < text_.size()) {
      CAIRN_TRY(Row row, read_row());
      if (!rows.empty() && row.size() != rows.front().size())
        return invalid("this row has " + std::to_string(row.size()) + " fields; the first has " +
                           std::to_string(rows.front().size()),
                       row.front().place());
      rows.push_back(std::move(row));
    }
    if (rows.empty()) return invalid("the table has no rows", Field{}.place());
    return rows;
  }

 private:
  Result<Row> read_row() {
    Row row;
    for (;;) {
      if (++fields_ > limits_.fields_max)
        return exhausted(
            "the table has more than " + std::to_string(limits_.fields_max) + " fields", here());
      CAIRN_TRY(Field field, at_quote() ? read_quoted() : read_plain());
      row.push_back(std::move(field));
      if (at_ == text_.size()) return row;
      if (text_[at_] != ',') break;
      ++at_;
    }
    next_line();
    return row;
  }

  bool at_quote() const { return at_ < text_.size() && text_[at_] == '"'; }

  // Whether a line ends here: at LF, CRLF or the end of the text.
  bool at_line_end() const {
    return at_ == text_.size() || text_[at_] == '\n' ||
           (text_[at_] == '\r' && text_.substr(at_).starts_with("\r\n"));
  }

  void next_line() {
    at_ += text_[at_] == '\r' ? 2 : 1;
    begin_line();
  }

  void begin_line() {
    ++line_;
    line_start_ = at_;
  }

  Field begin_field() const { return {{}, line_, static_cast<int>(at_ - line_start_) + 1}; }
  std::string here() const { return begin_field().place(); }

  Result<Field> read_plain() {
    Field field = begin_field();
    while (!at_line_end() && text_[at_] != ',') {
      if (text_[at_] == '"')
        return invalid("a quote inside a field; put the field in quotes and double this one",
                       here());
      CAIRN_CHECK(take(field.text));
    }
    return field;
  }

  Result<Field> read_quoted() {
    Field field = begin_field();
    ++at_;
    for (;;) {
      if (at_ == text_.size()) return invalid("this quote is never closed", field.place());
      if (text_[at_] != '"') {
        CAIRN_CHECK(take(field.text));
        continue;
      }
      ++at_;
      if (!at_quote()) break;
      field.text += '"';
      ++at_;
    }
    if (!at_line_end() && text_[at_] != ',')
      return invalid("after a closing quote a comma or the end of the line must follow", here());
    return field;
  }

  // One character, which may be the end of a line inside quotes.
  Result<void> take(std::string& to) {
    const char c = text_[at_];
    if (c == '\0') return invalid("a NUL character is not allowed", here());
    if (c == '\r' && !at_line_end())
      return invalid("a carriage return stands before a line feed only", here());
    const std::size_t length = utf8_length(text_, at_);
    if (length == 0) return invalid("the text is not valid UTF-8", here());
    to.append(text_.substr(at_, length));
    at_ += length;
    if (c == '\n') begin_line();
    return {};
  }

  std::string_view text_;
  const Limits& limits_;
  std::size_t at_ = 0;
  std::size_t line_start_ = 0;
  std::size_t fields_ = 0;
  int line_ = 1;
};

}  // namespace

std::string Field::place() const {
  return "line " + std::to_string(line) + ", column " + std::to_string(column);
}

Result<std::vector<Row>> read(std::string_view text, const Limits& limits) {
  return Reader(text, limits).run();
}

}  // namespace cairn::csv
