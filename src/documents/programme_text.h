// The nodes of a compiled programme as sentences, where their requirements are written.
#pragma once

#include <string>
#include <string_view>

#include "documents/phrases.h"
#include "domain/audit/programme.h"
#include "domain/learning/catalogue.h"

namespace cairn::documents {

class ProgrammeText {
 public:
  /// `language` as in Phrases. `programme` was compiled from `catalogue`; both must outlive it.
  ProgrammeText(const audit::Programme& programme, const learning::Catalogue& catalogue,
                std::string_view language)
      : programme_(programme), catalogue_(catalogue), phrases_("requirement", language) {}

  /// What one node of the programme's tree, or of its prerequisites, asks for, with its limits; the
  /// name of the achievement for the node of the goal itself, which stands in no requirement.
  std::string rule(const audit::ProgrammeTree& tree, int index) const;

 private:
  std::string name_of(const AchievementId& id) const;

  const audit::Programme& programme_;
  const learning::Catalogue& catalogue_;
  const Phrases phrases_;
};

}  // namespace cairn::documents
