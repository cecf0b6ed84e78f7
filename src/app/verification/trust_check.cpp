#include "app/verification/trust_check.h"

#include <algorithm>

namespace cairn::verification {
namespace {

using trust::Accreditation;
using trust::RecognisedIssuer;
using trust::TrustList;

constexpr std::string_view kFields = "//data.europa.eu/snb/isced-f/";
constexpr std::string_view kLevels = "//data.europa.eu/snb/eqf/";

// These URLs are written with http and with https.
std::string_view without_scheme(std::string_view url) {
  const std::size_t slashes = url.find("//");
  return slashes == std::string_view::npos ? url : url.substr(slashes);
}

bool any_alignment(const Badge& badge, std::string_view kind, auto matches) {
  bool said = false;
  for (const AlignmentSummary& alignment : badge.alignments) {
    const std::string_view url = without_scheme(alignment.url);
    if (!url.starts_with(kind)) continue;
    said = true;
    if (matches(url)) return true;
  }
  return !said;
}

// What a badge does not say cannot lie outside of an accreditation. Codes of fields are written
// from the broad to the narrow one, so a broad field covers those whose codes go on from it.
bool covers(const Accreditation& accreditation, const std::optional<Badge>& badge, Instant at) {
  if (!accreditation.period.holds(at)) return false;
  if (!badge) return true;
  const std::string_view field = without_scheme(accreditation.field);
  const std::string_view level = without_scheme(accreditation.level);
  const bool in_field = field.empty() || any_alignment(*badge, kFields, [&](std::string_view url) {
                          return url.starts_with(field);
                        });
  return in_field && (level.empty() || any_alignment(*badge, kLevels, [&](std::string_view url) {
                        return url == level;
                      }));
}

vc::Code code_for(const OpenedTrustList& opened, const RecognisedIssuer& issuer,
                  const std::optional<Badge>& badge, Instant at) {
  if (opened.known_later) return vc::Code::known_later;
  if (!opened.list.period.holds(at)) return vc::Code::trust_list_expired;
  if (opened.good_until && at > *opened.good_until) return vc::Code::trust_list_outdated;
  if (!issuer.period.holds(at)) return vc::Code::issuer_lapsed;
  const auto covered = [&](const Accreditation& one) { return covers(one, badge, at); };
  if (issuer.accreditations.empty() || std::ranges::any_of(issuer.accreditations, covered))
    return vc::Code::issuer_listed;
  return vc::Code::issuer_not_accredited;
}

std::string date_of(const std::optional<Instant>& instant) {
  return instant ? instant->utc_date().to_string() : "";
}

// The first day or the last one, whichever `at` lies outside of.
std::string limit_of(const trust::Period& period, Instant at) {
  return date_of(period.from && at < *period.from ? period.from : period.until);
}

}  // namespace

TrustFinding check_trust(vc::Check before, std::span<const OpenedTrustList> lists,
                         const std::optional<Badge>& badge, Instant at) {
  TrustFinding finding{std::move(before), {}};
  if (finding.check.code != vc::Code::issuer_unknown) return finding;
  const std::string id = finding.check.parameters[0].value;
  for (const OpenedTrustList& opened : lists) {
    const TrustList& list = opened.list;
    const RecognisedIssuer* issuer = list.find(id);
    if (issuer == nullptr) continue;
    const vc::Code code = code_for(opened, *issuer, badge, at);
    const bool recognised = code == vc::Code::issuer_listed;
    if (!recognised && finding.check.code != vc::Code::issuer_unknown) continue;
    finding.check = {vc::CheckName::trust,
                     recognised ? vc::Outcome::pass : vc::Outcome::unknown,
                     code,
                     {{"issuer", id}, {"name", issuer->name}, {"list", list.name}}};
    const trust::Period& limits =
        code == vc::Code::trust_list_expired ? list.period : issuer->period;
    finding.check.parameters.push_back({"date", code == vc::Code::trust_list_outdated
                                                    ? date_of(opened.stored)
                                                    : limit_of(limits, at)});
    if (!recognised) continue;
    finding.issuer = {id, issuer->name, issuer->url, list.name, list.id};
    return finding;
  }
  return finding;
}

}  // namespace cairn::verification
