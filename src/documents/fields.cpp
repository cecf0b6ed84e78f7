#include "documents/fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace cairn::documents {
namespace {

// The characters and length of a BCP 47 language tag; whether it is registered is not our concern.
bool is_language_tag(std::string_view text) {
  return !text.empty() && text.size() <= 35 && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  });
}

}  // namespace

Fields::Fields(const json::Value& value, const Source& source, std::string_view noun)
    : value_(value), source_(source), noun_(noun) {
  if (!value.is_object()) note("expected " + noun_ + ": an object with members", value);
}

void Fields::note(std::string message, const json::Value& value) {
  if (!error_) error_ = invalid(std::move(message), source_.place_of(value));
}

void Fields::refuse(std::string_view key, std::string message) {
  const json::Value* value = value_.find(key);
  note(std::move(message), value == nullptr ? value_ : *value);
}

const json::Value* Fields::member(std::string_view key, bool required) {
  if (error_) return nullptr;
  asked_.insert(key);
  const json::Value* value = value_.find(key);
  if (value == nullptr && required) note(noun_ + " needs \"" + std::string(key) + "\"", value_);
  return value;
}

Result<void> Fields::finish() {
  if (error_) return *error_;
  for (const json::Member& member : value_.members())
    if (!asked_.contains(member.key))
      return invalid(fmt::format("{} has no member \"{}\"; known are: {}", noun_,
                                 member.key.substr(0, 80), fmt::join(asked_, ", ")),
                     source_.place_of(member.value));
  return {};
}

std::string Fields::text_of(const json::Value& value, std::string_view key) {
  if (value.is_string()) return std::string(value.string());
  note(fmt::format("\"{}\" must be text in quotes", key), value);
  return {};
}

std::string Fields::text(std::string_view key) {
  const json::Value* value = member(key, true);
  if (value == nullptr) return {};
  std::string found = text_of(*value, key);
  if (found.empty()) note(fmt::format("\"{}\" must not be empty", key), *value);
  return found;
}

std::string Fields::optional_text(std::string_view key) {
  const json::Value* value = member(key, false);
  return value == nullptr ? std::string() : text_of(*value, key);
}

LocalizedText Fields::texts_of(const json::Value& value, std::string_view key) {
  std::map<std::string, std::string> by_language;
  if (!value.is_object() || value.members().empty()) {
    note(fmt::format("\"{}\" must be an object from language to text: {{\"en\": \"…\"}}", key),
         value);
    return {};
  }
  for (const json::Member& one : value.members()) {
    if (!is_language_tag(one.key))
      note(fmt::format("\"{}\" is no language tag such as \"en\" or \"pt-BR\"",
                       one.key.substr(0, 80)),
           one.value);
    by_language.emplace(one.key, text_of(one.value, one.key));
  }
  return LocalizedText(std::move(by_language));
}

LocalizedText Fields::texts(std::string_view key) {
  const json::Value* value = member(key, true);
  return value == nullptr ? LocalizedText() : texts_of(*value, key);
}

LocalizedText Fields::optional_texts(std::string_view key) {
  const json::Value* value = member(key, false);
  return value == nullptr ? LocalizedText() : texts_of(*value, key);
}

std::span<const json::Value> Fields::items(std::string_view key) {
  const json::Value* value = member(key, false);
  if (value == nullptr) return {};
  if (value->is_array()) return value->items();
  note(fmt::format("\"{}\" must be a list", key), *value);
  return {};
}

std::vector<std::string> Fields::text_list(std::string_view key) {
  std::vector<std::string> texts;
  for (const json::Value& item : items(key)) {
    texts.push_back(text_of(item, key));
    if (item.is_string() && texts.back().empty())
      note(fmt::format("\"{}\" must hold no empty text", key), item);
  }
  return texts;
}

int Fields::integer_of(const json::Value& value, std::string_view key, Range range) {
  int found = 0;
  if (value.is_number()) {
    const std::string_view lexeme = value.number();
    const auto [end, failure] =
        std::from_chars(lexeme.data(), lexeme.data() + lexeme.size(), found);
    if (failure == std::errc() && end == lexeme.data() + lexeme.size() && found >= range.min &&
        found <= range.max)
      return found;
  }
  note(fmt::format("\"{}\" must be a whole number from {} to {}", key, range.min, range.max),
       value);
  return range.min;
}

int Fields::integer(std::string_view key, Range range) {
  const json::Value* value = member(key, true);
  return value == nullptr ? range.min : integer_of(*value, key, range);
}

std::optional<int> Fields::optional_integer(std::string_view key, Range range) {
  const json::Value* value = member(key, false);
  if (value == nullptr) return std::nullopt;
  return integer_of(*value, key, range);
}

int Fields::integer_or(std::string_view key, Range range, int fallback) {
  return optional_integer(key, range).value_or(fallback);
}

bool Fields::flag(std::string_view key) {
  const json::Value* value = member(key, false);
  if (value == nullptr) return false;
  if (value->is_boolean()) return value->boolean();
  note(fmt::format("\"{}\" must be true or false", key), *value);
  return false;
}

Rational Fields::exact_number(std::string_view key) {
  const json::Value* value = member(key, true);
  if (value == nullptr) return {};
  if (!value->is_string()) {
    note(fmt::format("\"{}\" must be an exact number in quotes, such as \"3\" or \"3/2\"", key),
         *value);
    return {};
  }
  const Result<Rational> number = Rational::parse(value->string());
  if (!number) note(fmt::format("\"{}\": {}", key, number.error().message), *value);
  return number.value_or(Rational());
}

Date Fields::date_of(const json::Value& value, std::string_view key) {
  const Result<Date> date = Date::parse(value.is_string() ? value.string() : std::string_view());
  if (!date) note(fmt::format("\"{}\" must be a date such as \"2026-11-21\"", key), value);
  return date.value_or(Date());
}

Date Fields::date(std::string_view key) {
  const json::Value* value = member(key, true);
  return value == nullptr ? Date() : date_of(*value, key);
}

std::optional<Date> Fields::optional_date(std::string_view key) {
  const json::Value* value = member(key, false);
  if (value == nullptr) return std::nullopt;
  return date_of(*value, key);
}

std::vector<Date> Fields::date_list(std::string_view key) {
  std::vector<Date> dates;
  for (const json::Value& item : items(key)) dates.push_back(date_of(item, key));
  return dates;
}

Result<credit::Amount> read_amount(const json::Value& value, const Source& source) {
  Fields fields(value, source, "an amount of credit");
  credit::Amount amount;
  amount.value = fields.exact_number("amount");
  amount.system = fields.id<credit::SystemId>("system");
  if (amount.value.is_negative()) fields.refuse("amount", "credit must not be negative");
  CAIRN_CHECK(fields.finish());
  return amount;
}

std::vector<credit::Amount> read_credit_list(Fields& fields) {
  std::vector<credit::Amount> amounts = fields.list("credit", read_amount);
  constexpr std::size_t kSystemsMax = 32;
  if (amounts.size() > kSystemsMax) {
    fields.refuse("credit", fmt::format("credit in more than {} systems", kSystemsMax));
    return {};
  }
  for (std::size_t i = 0; i < amounts.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (amounts[i].system == amounts[j].system)
        fields.refuse("credit", "credit in " + amounts[i].system.text() + " is given twice");
  return amounts;
}

void write_texts(json::Writer& writer, const LocalizedText& texts) {
  writer.begin_object();
  for (const auto& [language, text] : texts.all()) writer.member(language, text);
  writer.end_object();
}

void write_amount(json::Writer& writer, const credit::Amount& amount) {
  writer.begin_object();
  writer.member("amount", amount.value.to_string());
  writer.member("system", amount.system.text());
  writer.end_object();
}

void write_amounts(json::Writer& writer, std::span<const credit::Amount> amounts) {
  writer.begin_array();
  for (const credit::Amount& amount : amounts) write_amount(writer, amount);
  writer.end_array();
}

void write_text_list(json::Writer& writer, std::span<const std::string> texts) {
  writer.begin_array();
  for (const std::string& text : texts) writer.string(text);
  writer.end_array();
}

}  // namespace cairn::documents
