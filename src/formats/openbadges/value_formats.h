// Whether a text has the form that its kind in the class model asks for.
#pragma once

#include <string_view>

#include "formats/openbadges/model.h"

namespace cairn::openbadges {

/// For the kinds whose value is one JSON text; others are bugs. Linear.
bool has_form(ValueKind kind, std::string_view text);

/// One of the vocabulary's words, or "ext:" and a name when it may be extended.
bool is_word_of(const Vocabulary& vocabulary, std::string_view text);

}  // namespace cairn::openbadges
