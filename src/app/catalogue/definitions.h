// Definitions between catalogue documents and the store: one canonical JSON text each.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/store/records.h"
#include "app/store/store.h"
#include "base/result.h"
#include "documents/catalogue_json.h"

namespace cairn::catalogue {

/// The lists of a catalogue document that hold definitions.
inline constexpr std::array<std::pair<store::DefinitionKind, std::string_view>, 14> kLists{{
    {store::DefinitionKind::organization, "organizations"},
    {store::DefinitionKind::achievement, "achievements"},
    {store::DefinitionKind::offering, "offerings"},
    {store::DefinitionKind::agreement, "agreements"},
    {store::DefinitionKind::pathway, "pathways"},
    {store::DefinitionKind::credit_system, "creditSystems"},
    {store::DefinitionKind::grade_scale, "gradeScales"},
    {store::DefinitionKind::grade_table, "gradeTables"},
    {store::DefinitionKind::crosswalk, "crosswalks"},
    {store::DefinitionKind::replacement, "replacements"},
    {store::DefinitionKind::policy, "policies"},
    {store::DefinitionKind::precedent, "precedents"},
    {store::DefinitionKind::authority, "authorities"},
    {store::DefinitionKind::word, "words"},
}};

/// A definition of a document; its version is 0 where the document gives none.
/// `files` must have passed documents::read_catalogue().
Result<std::vector<store::Definition>> split(std::span<const documents::NamedText> files);

/// Whether versions of one definition hold beside each other, each for days of its own.
bool is_series(store::DefinitionKind kind);

/// What is published: of series every version, of the rest the latest.
Result<std::vector<store::Definition>> published_definitions(store::Repositories& repositories);

/// One catalogue document that holds these definitions.
documents::NamedText join(std::span<const store::Definition> definitions);

}  // namespace cairn::catalogue
