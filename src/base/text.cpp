#include "base/text.h"

namespace cairn {

std::string_view LocalizedText::in(std::string_view language) const {
  const std::string wanted(language);
  for (const std::string& tag : {wanted, wanted.substr(0, wanted.find('-')), std::string("en")})
    if (const auto found = by_language_.find(tag); found != by_language_.end())
      return found->second;
  return by_language_.empty() ? std::string_view() : by_language_.begin()->second;
}

}  // namespace cairn
