#include "formats/rdf/keyword.h"

#include <algorithm>
#include <array>
#include <utility>

namespace cairn::rdf {
namespace {

constexpr std::array<std::pair<std::string_view, Keyword>, 23> kKeywords = {{
    {"@id", Keyword::id},
    {"@type", Keyword::type},
    {"@value", Keyword::value},
    {"@context", Keyword::context},
    {"@language", Keyword::language},
    {"@list", Keyword::list},
    {"@set", Keyword::set},
    {"@graph", Keyword::graph},
    {"@index", Keyword::index},
    {"@vocab", Keyword::vocab},
    {"@json", Keyword::json},
    {"@none", Keyword::at_none},
    {"@reverse", Keyword::reverse},
    {"@nest", Keyword::nest},
    {"@base", Keyword::base},
    {"@container", Keyword::container},
    {"@direction", Keyword::direction},
    {"@import", Keyword::import},
    {"@included", Keyword::included},
    {"@prefix", Keyword::prefix},
    {"@propagate", Keyword::propagate},
    {"@protected", Keyword::protected_},
    {"@version", Keyword::version},
}};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

}  // namespace

Keyword keyword_of(std::string_view text) {
  if (text.size() < 3 || text.front() != '@') return Keyword::none;
  for (const auto& [name, keyword] : kKeywords)
    if (name == text) return keyword;
  return Keyword::none;
}

bool has_form_of_keyword(std::string_view text) {
  return text.size() > 1 && text.front() == '@' &&
         std::all_of(text.begin() + 1, text.end(), is_letter);
}

}  // namespace cairn::rdf
