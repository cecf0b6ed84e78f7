// Words that a consortium shares and that documents write as they are: what people read for them.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "base/text.h"

namespace cairn::learning {

struct SharedWord {
  enum class Kind : std::uint8_t { subject, assessment, label, attribute, fact };

  std::string id;  ///< the kind, a slash and the word: "subject/nursing"
  Kind kind = Kind::subject;
  std::string word;
  LocalizedText name;
  /// Of an attribute or a fact: what people read for its values.
  std::map<std::string, LocalizedText, std::less<>> values = {};
};

}  // namespace cairn::learning
