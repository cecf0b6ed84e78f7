// Sentences for people, from catalogues/NAME.LANGUAGE.json.
#pragma once

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/rational.h"
#include "formats/json/value.h"

namespace cairn::documents {

/// What a placeholder stands for: {"name", "Databases"} fills "{name}".
struct Filler {
  std::string_view name;
  std::string_view text;
};

/// One catalogue in one language. An entry is a text, or an object from plural forms (CLDR: zero,
/// one, two, few, many, other) to texts. Immutable.
class Phrases {
 public:
  /// The language's primary subtag counts ("ar" for "ar-EG"); English where there is no such
  /// catalogue. `catalogue` must be one of ours: "requirement".
  Phrases(std::string_view catalogue, std::string_view language);

  bool has(std::string_view key) const { return texts_->find(key) != nullptr; }
  /// `key` must be in the catalogue, and be one text.
  std::string say(std::string_view key, std::initializer_list<Filler> fillers = {}) const;
  /// The plural form for `count`; one text does for all.
  std::string say(std::string_view key, const Rational& count,
                  std::initializer_list<Filler> fillers) const;
  /// "a", "a or b", "a, b or c", by the entries KEY.two, KEY.more.
  std::string list(std::string_view key, std::span<const std::string> items) const;

  const std::string& language() const { return language_; }

 private:
  const json::Value* texts_ = nullptr;  ///< of the program's own catalogues
  std::string language_;
};

/// The CLDR plural category of an exact number: of integers by the language's rule, of fractions
/// always "other". English's rule for languages that are not Arabic.
std::string_view plural_form(const Rational& count, std::string_view language);

}  // namespace cairn::documents
