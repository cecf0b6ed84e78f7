#include "app/attestation/part.h"

#include <algorithm>
#include <optional>

#include "documents/openbadge_award.h"
#include "formats/json/reader.h"
#include "formats/openbadges/reader.h"

namespace cairn::attestation {
namespace {

using verification::Badge;
using verification::CheckReport;
using verification::Outcome;
using verification::Report;
using verification::Verdict;

std::optional<Date> day_of(const std::optional<Instant>& instant) {
  return instant ? std::optional(instant->utc_date()) : std::nullopt;
}

bool is_issuer(const learning::Award& award, const Badge& badge,
               const learning::Catalogue& catalogue) {
  const learning::Organization* maker = catalogue.find_organization(award.organization);
  return maker != nullptr && std::ranges::find(maker->dids, badge.issuer_id) != maker->dids.end();
}

bool is_achievement(const learning::Award& award, const Badge& badge,
                    const learning::Catalogue& catalogue) {
  if (badge.achievement_id == award.achievement.text()) return true;
  const learning::Achievement* achievement = catalogue.find_achievement(award.achievement);
  return achievement != nullptr &&
         std::ranges::find(achievement->also_known_as, badge.achievement_id) !=
             achievement->also_known_as.end();
}

bool is_in_time(const learning::Award& award, const Badge& badge) {
  const auto until = day_of(badge.valid_until);
  return !until || (award.expires && *award.expires <= *until);
}

// What the rules do not know gives no credit by them.
bool is_credit(const learning::Award& award, const Part& part,
               const learning::Catalogue& catalogue) {
  const learning::Achievement* achievement = catalogue.find_achievement(award.achievement);
  if (achievement == nullptr) return award.credit.empty();
  const auto given = documents::credit_of(part.badge, *achievement, catalogue);
  return std::ranges::all_of(award.credit, [&](const credit::Amount& each) {
    return std::ranges::find(given, each) != given.end();
  });
}

bool has_attributes(const learning::Award& award, const Part& part) {
  const auto stated = documents::attributes_of(part.badge);
  return std::ranges::all_of(award.attributes, [&](const requirement::Attribute& each) {
    return std::ranges::find(stated, each) != stated.end();
  });
}

const CheckReport* deciding(const Report& report, Outcome outcome) {
  const auto found = std::ranges::find_if(report.checks, [&](const CheckReport& check) {
    return check.outcome == outcome && check.check != "trust" && check.check != "log";
  });
  return found == report.checks.end() ? nullptr : &*found;
}

bool has_only_expired(const Report& report) {
  return std::ranges::all_of(report.checks, [](const CheckReport& check) {
    return check.outcome != Outcome::fail || check.code == "expired";
  });
}

}  // namespace

PartState state_of(const Report& report) {
  if (report.verdict == Verdict::valid) return PartState::good;
  if (report.verdict == Verdict::unknown) return PartState::unknown;
  if (!has_only_expired(report)) return PartState::invalid;
  return deciding(report, Outcome::unknown) == nullptr ? PartState::good : PartState::unknown;
}

namespace {

// The check that decided that it is not good, or not known to be; nullptr for what is good.
const CheckReport* against(const Report& report) {
  const PartState state = state_of(report);
  if (state == PartState::good) return nullptr;
  return deciding(report, state == PartState::invalid ? Outcome::fail : Outcome::unknown);
}

}  // namespace

std::string code_of(const Report& report) {
  const auto* check = against(report);
  return check == nullptr ? "ok" : check->code;
}

std::string message_of(const Report& report) {
  const auto* check = against(report);
  return check == nullptr ? std::string() : check->message;
}

Result<Report> verify_file(std::string_view file, const verification::Verifier& verifier,
                           Instant at, std::string_view language) {
  verification::Question question;
  question.file = file;
  question.at = at;
  question.language = language;
  question.expected = verification::Expected::credential;
  return verifier.verify(question);
}

Result<Part> verify_part(std::string_view file, const verification::Verifier& verifier, Instant at,
                         std::string_view language) {
  Part part;
  CAIRN_TRY(part.report, verify_file(file, verifier, at, language));
  if (!part.report.badge) return invalid("no Open Badge: " + part.report.badge_problem);
  CAIRN_TRY(part.document, json::read(part.report.credential));
  CAIRN_TRY(part.badge, openbadges::read(part.document.root()));
  return part;
}

std::vector<std::string> disagreements(const learning::Award& award, const Part& part,
                                       const learning::Catalogue& catalogue) {
  const Badge& badge = *part.report.badge;
  std::vector<std::string> found;
  if (!is_issuer(award, badge, catalogue)) found.emplace_back("issuer");
  if (!is_achievement(award, badge, catalogue)) found.emplace_back("achievement");
  if (day_of(badge.awarded ? badge.awarded : badge.valid_from) != award.awarded)
    found.emplace_back("awarded");
  if (!is_in_time(award, badge)) found.emplace_back("expires");
  if (!is_credit(award, part, catalogue)) found.emplace_back("credit");
  if (award.grade && award.grade != documents::grade_of(part.badge, catalogue))
    found.emplace_back("grade");
  if (!award.term.empty() && award.term != part.badge.subject.term) found.emplace_back("term");
  if (!has_attributes(award, part)) found.emplace_back("attributes");
  return found;
}

}  // namespace cairn::attestation
