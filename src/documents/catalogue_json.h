// Catalogue documents: one or many files of organizations, achievements, offerings, agreements,
// precedents, pathways, people, credit systems, grade scales and tables, crosswalks, authorities
// and shared words, read as one and checked as a whole (docs/reference/formats.md).
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "documents/fields.h"
#include "documents/person_json.h"
#include "domain/ids/ids.h"
#include "domain/learning/authority.h"
#include "domain/learning/catalogue.h"
#include "domain/learning/pathway.h"
#include "domain/recognition/agreement.h"
#include "domain/recognition/precedent.h"

namespace cairn::documents {

struct CatalogueDocument {
  learning::Catalogue catalogue;
  std::vector<recognition::Agreement> agreements;
  std::vector<recognition::Precedent> precedents;
  std::vector<learning::Pathway> pathways;
  std::vector<Person> people;
  std::vector<learning::Authority> authorities;
  AchievementId goal;  ///< empty unless asked for and given
};

/// A file's name, which tells its notation (".json" is JSON, anything else YAML), and its text.
struct NamedText {
  std::string name;
  std::string text;
};

enum class GoalMember {
  refused,
  required,  ///< exactly one file has `goal: achievement-id` beside its lists
  ignored,   ///< files may have one
};

/// Reads, merges and checks. Refused, with file and place: what the formats refuse, ids given twice
/// (both places named), references to what is not there (credit systems: where the catalogue has
/// any), requirements and prerequisites that nobody can ever meet, agreements that contradict each
/// other, precedents that deviate without a word, grade tables that do not fit their scale,
/// crosswalks of one framework that share a day. The order of files changes nothing.
Result<CatalogueDocument> read_catalogue(std::span<const NamedText> files,
                                         GoalMember goal = GoalMember::refused);

/// One file's tree, in the notation that its name tells.
Result<json::Document> read_document(const NamedText& file);

}  // namespace cairn::documents
