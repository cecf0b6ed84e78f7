// Reading one JSON object member by member, with the place of whatever is wrong; and writing the
// small values that every noun has.
#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/rational.h"
#include "base/result.h"
#include "base/text.h"
#include "base/time.h"
#include "documents/source.h"
#include "domain/credit/amount.h"
#include "formats/json/value.h"
#include "formats/json/writer.h"

namespace cairn::documents {

/// The accepted values of a whole number, both ends included.
struct Range {
  int min;
  int max;
};

/// A word of a document and what it stands for.
template <class T>
struct Word {
  std::string_view text;
  T meaning;
};

/// One object being read. The first error sticks: later reads return empty values, and finish()
/// returns that error, or one for the first member that nobody asked for. Every read names the
/// member's key; those without `optional_` or `_or` demand it.
class Fields {
 public:
  /// `noun` names the object in errors: "an offering".
  Fields(const json::Value& value, const Source& source, std::string_view noun);

  bool has(std::string_view key) { return member(key, false) != nullptr; }
  std::string text(std::string_view key);  ///< not empty
  std::string optional_text(std::string_view key);
  LocalizedText texts(std::string_view key);  ///< at least one language
  LocalizedText optional_texts(std::string_view key);
  std::vector<std::string> text_list(std::string_view key);  ///< none empty; absent: none
  int integer(std::string_view key, Range range);
  std::optional<int> optional_integer(std::string_view key, Range range);
  int integer_or(std::string_view key, Range range, int fallback);
  bool flag(std::string_view key);              ///< absent: false
  Rational exact_number(std::string_view key);  ///< a string such as "3/2"
  Date date(std::string_view key);
  std::optional<Date> optional_date(std::string_view key);
  std::vector<Date> date_list(std::string_view key);  ///< absent: empty

  template <class Identifier>
  Identifier id(std::string_view key) {
    return Identifier(text(key));
  }
  template <class Identifier>
  Identifier optional_id(std::string_view key) {
    return Identifier(optional_text(key));
  }
  template <class Identifier>
  std::vector<Identifier> id_list(std::string_view key) {
    std::vector<Identifier> ids;
    for (std::string& one : text_list(key)) ids.emplace_back(std::move(one));
    return ids;
  }

  template <class T, std::size_t N>
  T choice(std::string_view key, const Word<T> (&words)[N]) {
    const json::Value* value = member(key, true);
    return value == nullptr ? words[0].meaning : meaning_of(*value, key, words);
  }
  template <class T, std::size_t N>
  T choice_or(std::string_view key, const Word<T> (&words)[N], T fallback) {
    const json::Value* value = member(key, false);
    return value == nullptr ? fallback : meaning_of(*value, key, words);
  }

  /// Absent: empty.
  template <class T, std::size_t N>
  std::vector<T> choice_list(std::string_view key, const Word<T> (&words)[N]) {
    std::vector<T> made;
    for (const json::Value& item : items(key)) made.push_back(meaning_of(item, key, words));
    return made;
  }

  /// `read` takes the value and the source and returns a Result.
  template <class Read>
  auto nested(std::string_view key, Read read) {
    using T = std::remove_cvref_t<decltype(*read(std::declval<const json::Value&>(), source_))>;
    const json::Value* value = member(key, true);
    return value == nullptr ? T{} : keep(read(*value, source_));
  }
  template <class Read>
  auto optional_nested(std::string_view key, Read read) {
    using T = std::remove_cvref_t<decltype(*read(std::declval<const json::Value&>(), source_))>;
    const json::Value* value = member(key, false);
    return value == nullptr ? std::optional<T>() : std::optional<T>(keep(read(*value, source_)));
  }
  /// Absent: empty.
  template <class Read>
  auto list(std::string_view key, Read read) {
    using T = std::remove_cvref_t<decltype(*read(std::declval<const json::Value&>(), source_))>;
    std::vector<T> made;
    for (const json::Value& item : items(key)) {
      if (error_) break;
      made.push_back(keep(read(item, source_)));
    }
    return made;
  }

  /// Notes an error of the rule that `key` breaks, at its place.
  void refuse(std::string_view key, std::string message);
  /// Notes what a rule of the domain said about `key`, if it said no.
  void require(std::string_view key, const Result<void>& rule) {
    if (!rule) refuse(key, rule.error().message);
  }
  Result<void> finish();

 private:
  const json::Value* member(std::string_view key, bool required);
  std::span<const json::Value> items(std::string_view key);
  std::string text_of(const json::Value& value, std::string_view key);
  int integer_of(const json::Value& value, std::string_view key, Range range);
  Date date_of(const json::Value& value, std::string_view key);
  LocalizedText texts_of(const json::Value& value, std::string_view key);
  void note(std::string message, const json::Value& value);

  template <class T>
  T keep(Result<T> result) {
    if (result) return std::move(result).value();
    if (!error_) error_ = std::move(result).error();
    return T{};
  }
  template <class T, std::size_t N>
  T meaning_of(const json::Value& value, std::string_view key, const Word<T> (&words)[N]) {
    const std::string_view text = value.is_string() ? value.string() : std::string_view();
    std::string accepted;
    for (const Word<T>& word : words) {
      if (word.text == text) return word.meaning;
      accepted += (accepted.empty() ? "" : ", ") + std::string(word.text);
    }
    note("\"" + std::string(key) + "\" must be one of: " + accepted, value);
    return words[0].meaning;
  }

  json::Value value_;
  const Source& source_;
  std::string noun_;
  std::set<std::string_view> asked_;
  std::optional<Error> error_;
};

/// The word that stands for `meaning`, which must be in the table.
template <class T, std::size_t N>
std::string_view word_for(const Word<T> (&words)[N], T meaning) {
  for (const Word<T>& word : words)
    if (word.meaning == meaning) return word.text;
  CAIRN_ASSERT(false);
}

/// Nothing for a text that is none of the words.
template <class T, std::size_t N>
std::optional<T> meaning_of(const Word<T> (&words)[N], std::string_view text) {
  for (const Word<T>& word : words)
    if (word.text == text) return word.meaning;
  return std::nullopt;
}

/// `{amount: "3/2", system: ects}`; never negative.
Result<credit::Amount> read_amount(const json::Value& value, const Source& source);

/// The member `credit`: a list of amounts, at most one per system; absent: empty.
std::vector<credit::Amount> read_credit_list(Fields& fields);

/// The other way: the value after a key that is already written.
void write_texts(json::Writer& writer, const LocalizedText& texts);
void write_amount(json::Writer& writer, const credit::Amount& amount);
void write_amounts(json::Writer& writer, std::span<const credit::Amount> amounts);
void write_text_list(json::Writer& writer, std::span<const std::string> texts);

template <class Identifier>
void write_ids(json::Writer& writer, const std::vector<Identifier>& ids) {
  writer.begin_array();
  for (const Identifier& id : ids) writer.string(id.text());
  writer.end_array();
}

}  // namespace cairn::documents
