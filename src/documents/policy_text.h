// Policies as sentences, in the languages of catalogues/policy.LANGUAGE.json.
#pragma once

#include <string>
#include <string_view>

#include "documents/phrases.h"
#include "domain/learning/catalogue.h"
#include "domain/requirement/policy.h"

namespace cairn::documents {

/// The policy's name, layer, maker and days, then a line per rule, two spaces further in; each
/// ended by a line feed. `language` as in Phrases.
std::string policy_text(const requirement::Policy& policy, const learning::Catalogue& catalogue,
                        std::string_view language);

/// What one rule asks for: without its id, without whom it is for. `language` as in Phrases.
std::string policy_rule_text(const requirement::PolicyRule& rule,
                             const learning::Catalogue& catalogue, std::string_view language);

}  // namespace cairn::documents
