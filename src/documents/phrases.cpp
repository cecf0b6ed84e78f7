#include "documents/phrases.h"

#include <algorithm>

#include "base/result.h"
#include "formats/sentences/sentences.h"

namespace cairn::documents {

namespace {

// Nothing is cut: fillers are phrases themselves.
std::string filled(std::string_view pattern, std::initializer_list<Filler> fillers) {
  const auto value_of = [&](std::string_view name) {
    const auto filler = std::ranges::find(fillers, name, &Filler::name);
    CAIRN_ASSERT(filler != fillers.end());  // the catalogues are ours; their test fills each
    return std::string(filler->text);
  };
  return sentences::filled(pattern, value_of, std::string::npos);
}

// Unicode CLDR 44, plural rules of Arabic (cardinal), for integers.
std::string_view arabic_form(std::int64_t count) {
  if (count == 0) return "zero";
  if (count == 1) return "one";
  if (count == 2) return "two";
  const std::int64_t end = count % 100;
  if (end >= 3 && end <= 10) return "few";
  return end >= 11 ? "many" : "other";
}

}  // namespace

std::string_view plural_form(const Rational& count, std::string_view language) {
  if (count.denominator() != 1 || count.is_negative()) return "other";
  if (language == "ar") return arabic_form(count.numerator());
  return count.numerator() == 1 ? "one" : "other";
}

Phrases::Phrases(std::string_view catalogue, std::string_view language)
    : language_(language.substr(0, language.find('-'))) {
  if (!sentences::is_written_in(catalogue, language_)) language_ = "en";
  texts_ = &sentences::catalogue(catalogue, language_);
}

std::string Phrases::say(std::string_view key, std::initializer_list<Filler> fillers) const {
  const json::Value* entry = texts_->find(key);
  CAIRN_ASSERT(entry != nullptr);
  return filled(entry->string(), fillers);
}

std::string Phrases::say(std::string_view key, const Rational& count,
                         std::initializer_list<Filler> fillers) const {
  const json::Value* entry = texts_->find(key);
  CAIRN_ASSERT(entry != nullptr);
  if (entry->is_string()) return filled(entry->string(), fillers);
  return filled(entry->text_of(plural_form(count, language_)), fillers);
}

std::string Phrases::list(std::string_view key, std::span<const std::string> items) const {
  std::string text = items.empty() ? std::string() : items.front();
  for (std::size_t i = 1; i < items.size(); ++i) {
    const bool last = i + 1 == items.size();
    text = say(std::string(key) + (last ? ".two" : ".more"), {{"a", text}, {"b", items[i]}});
  }
  return text;
}

}  // namespace cairn::documents
