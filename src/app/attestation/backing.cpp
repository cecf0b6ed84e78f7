#include "app/attestation/backing.h"

#include <algorithm>
#include <utility>

#include "app/attestation/part.h"

namespace cairn::attestation {
namespace {

Backing backing_of(const learning::Award& award, const std::string& credential,
                   const std::vector<Part>& parts, const learning::Catalogue& catalogue) {
  Backing backing{.award = award.id, .credential = credential};
  const auto part = std::ranges::find_if(
      parts, [&](const Part& each) { return each.report.badge->credential_id == credential; });
  backing.is_inside = part != parts.end();
  if (!backing.is_inside) return backing;
  backing.state = state_of(part->report);
  backing.code = code_of(part->report);
  backing.message = message_of(part->report);
  backing.holder = part->report.badge->subject_id;
  backing.disagreements = disagreements(award, *part, catalogue);
  return backing;
}

}  // namespace

Result<std::vector<Backing>> find_backing(const learning::Record& record,
                                          const std::vector<Carried>& said,
                                          const std::vector<Part>& parts,
                                          const documents::CatalogueDocument& rules) {
  const recognition::Network network(rules.catalogue, rules.agreements);
  std::vector<Backing> backings;
  for (const learning::Award& award : record.awards) {
    const auto carried = std::ranges::find(said, award.id, &Carried::award);
    if (carried != said.end()) {
      backings.push_back(backing_of(award, carried->credential, parts, rules.catalogue));
      continue;
    }
    Backing backing{.award = award.id};
    if (award.status == learning::AwardStatus::recognised) {
      CAIRN_TRY(backing.recognised, find_agreement(award, record, network));
    }
    backings.push_back(std::move(backing));
  }
  return backings;
}

}  // namespace cairn::attestation
