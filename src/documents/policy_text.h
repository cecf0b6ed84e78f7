// Policies as sentences, in the languages of catalogues/policy.LANGUAGE.json.
#pragma once

#include <string>

#include "documents/phrases.h"
#include "domain/learning/catalogue.h"
#include "domain/requirement/policy.h"

namespace cairn::documents {

/// The policy's name, layer, maker and days, then a line per rule, two spaces further in; each
/// ended by a line feed. `language` as in Phrases.
std::string policy_text(const requirement::Policy& policy, const learning::Catalogue& catalogue,
                        std::string_view language);

}  // namespace cairn::documents
