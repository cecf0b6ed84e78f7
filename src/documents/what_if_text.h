// What would be if more were earned, as sentences, in the languages of
// catalogues/audit.LANGUAGE.json.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "documents/audit_text.h"
#include "documents/phrases.h"
#include "documents/programme_text.h"
#include "domain/audit/programme.h"
#include "domain/audit/what_if.h"
#include "domain/learning/catalogue.h"

namespace cairn::documents {

class WhatIfText {
 public:
  /// `what_if` is of `programme`, which was compiled from `catalogue`; all must outlive it. The
  /// language is as in Phrases.
  WhatIfText(const audit::Programme& programme, const audit::WhatIf& what_if,
             const learning::Catalogue& catalogue, std::string_view language);

  /// "WHAT IF EARNED AS WELL: Charts with the grade B or better on US letters".
  std::string head() const;
  /// The status that it would have, and what changes, a line each.
  std::vector<std::string> lines() const;

 private:
  /// " with the grade B or better …": what the award has to state, if anything.
  std::string stating(const AchievementId& id) const;
  bool tells_of(const audit::ChangedNode& changed) const;
  std::string changed(const audit::ChangedNode& changed) const;
  std::string moved(const audit::MovedAward& moved) const;
  std::string state(int node, audit::NodeStatus status, const Rational& have,
                    const Rational& need) const;
  std::string nodes(const std::vector<int>& nodes) const;

  const audit::Programme& programme_;
  const audit::WhatIf& what_if_;
  Phrases phrases_;
  Phrases words_;  // of requirements
  Names names_;
  ProgrammeText rules_;
  AuditText after_;
};

}  // namespace cairn::documents
