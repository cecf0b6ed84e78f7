// Text in several languages.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace cairn {

/// BCP 47 language tag -> text. May be empty.
class LocalizedText {
 public:
  LocalizedText() = default;
  explicit LocalizedText(std::map<std::string, std::string> by_language)
      : by_language_(std::move(by_language)) {}

  const std::map<std::string, std::string>& all() const { return by_language_; }
  bool empty() const { return by_language_.empty(); }

  /// The text for `language`, else for its primary subtag ("ar" for "ar-EG"), else English, else
  /// the first by tag, else "".
  std::string_view in(std::string_view language) const;

  bool operator==(const LocalizedText&) const = default;

 private:
  std::map<std::string, std::string> by_language_;
};

}  // namespace cairn
