// Audits as texts of the command line, in English: what `cairn audit` and `cairn standing` share.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "domain/audit/audit.h"
#include "domain/audit/programme.h"
#include "domain/learning/catalogue.h"

namespace cairn::cli {

/// An audit with what its ids stand for.
struct Audited {
  const audit::Programme& programme;
  const audit::Audit& audit;
  const learning::Catalogue& catalogue;
};

/// The English name of an achievement, or its id.
std::string name_of(const learning::Catalogue& catalogue, const AchievementId& id);
/// "2 parts, 6 ects".
std::string text_of(const audit::Distance& distance);
/// "a, b".
std::string joined(const std::vector<AwardId>& awards);
/// "INCOMPLETE: Diploma: missing 2 parts, 6 ects", and a line more where that is not proven.
void print_status(std::ostream& out, const Audited& audited);
/// One line for each missing leaf.
void print_missing(std::ostream& out, const Audited& audited);
/// One line for each reason.
void print_reasons(std::ostream& out, const Audited& audited);

}  // namespace cairn::cli
