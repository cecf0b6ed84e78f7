#include "domain/simulation/lost.h"

#include <algorithm>
#include <compare>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "domain/audit/candidates.h"
#include "domain/recognition/propose.h"

namespace cairn::simulation {
namespace {

using learning::Award;
using learning::AwardStatus;

// The originals on which something stands that the receiver recognised or would recognise.
Result<std::set<AwardId>> counted(const learning::Record& record, const Receiver& receiver) {
  std::set<AwardId> roots;
  for (const Award& award : record.awards)
    if (award.status == AwardStatus::recognised && award.organization == receiver.organization())
      roots.insert(award.roots.begin(), award.roots.end());
  CAIRN_TRY(const recognition::Proposals proposals,
            recognition::propose(record, receiver.network(), receiver.at()));
  for (const recognition::Proposal& proposal : proposals.proposals) {
    const recognition::Decision& decision = proposal.decision;
    roots.insert(decision.view.roots.begin(), decision.view.roots.end());
    roots.insert(decision.from.begin(), decision.from.end());
  }
  return roots;
}

bool could_be_lost(const Award& award, const Receiver& receiver) {
  return award.status == AwardStatus::earned && audit::is_made(award, receiver.at()) &&
         award.organization != receiver.organization() && award.roots.empty();
}

struct Line {
  std::string name;
  Cell cell;
};

// The most credit first; those about too few records, and those from `count` on, put together
// last under no name. With the last listed one besides where that is needed, since otherwise what
// is put together could concern few.
Result<std::vector<Line>> told(std::vector<Line> lines, std::int64_t smallest, std::size_t count) {
  std::ranges::sort(lines, [](const Line& a, const Line& b) {
    if (const auto by_credit = b.cell.credit <=> a.cell.credit; std::is_neq(by_credit))
      return std::is_lt(by_credit);
    return a.name < b.name;
  });
  const auto is_listed = [&](const Line& line) { return line.cell.records >= smallest; };
  auto rest = std::ranges::stable_partition(lines, is_listed).begin();
  if (static_cast<std::size_t>(rest - lines.begin()) > count)
    rest = lines.begin() + static_cast<std::ptrdiff_t>(count);
  if (rest == lines.end()) return lines;
  if (std::none_of(rest, lines.end(), is_listed) && rest != lines.begin()) --rest;
  Line together;
  if (std::any_of(rest, lines.end(), is_listed))
    for (auto line = rest; line != lines.end(); ++line)
      CAIRN_CHECK(add_to(together.cell, line->cell));
  lines.erase(rest, lines.end());
  if (together.cell.records > 0) lines.push_back(std::move(together));
  return lines;
}

}  // namespace

Receiver::Receiver(OrganizationId organization, credit::SystemId system, Date at, Rules rules)
    : organization_(std::move(organization)), system_(std::move(system)), at_(at) {
  std::erase_if(rules.agreements, [&](const recognition::Agreement& agreement) {
    return agreement.receiver != organization_;
  });
  rules_ = std::make_shared<const Rules>(std::move(rules));
  network_ = std::make_shared<const recognition::Network>(rules_->catalogue, rules_->agreements);
}

Result<std::vector<const Award*>> lost_of(const learning::Record& record,
                                          const Receiver& receiver) {
  CAIRN_TRY(const std::set<AwardId> roots, counted(record, receiver));
  std::vector<const Award*> lost;
  for (const Award& award : record.awards)
    if (could_be_lost(award, receiver) && !roots.contains(award.id)) lost.push_back(&award);
  return lost;
}

Result<void> count_lost(const learning::Record& record, const Receiver& receiver, Tally& tally) {
  CAIRN_TRY(const std::vector<const Award*> awards, lost_of(record, receiver));
  std::map<CellName, Cell> lost;
  for (const Award* award : awards) {
    for (const credit::Amount& amount : award->credit) {
      if (amount.system != receiver.system() || amount.value.is_zero()) continue;
      const std::string& sender = award->organization.text();
      CAIRN_CHECK(add_to(lost[{sender, "", ""}], {0, amount.value}));
      CAIRN_CHECK(add_to(lost[{sender, award->achievement.text(), ""}], {0, amount.value}));
    }
  }
  for (auto& [name, cell] : lost) {
    cell.records = 1;
    CAIRN_CHECK(tally.add(name, cell));
  }
  return {};
}

Result<std::vector<Signature>> best_signatures(const Tally& tally, std::int64_t smallest,
                                               std::size_t signatures_max) {
  std::vector<Line> senders;
  std::map<std::string, std::vector<Line>> achievements;
  for (const auto& [name, cell] : tally.cells()) {
    if (!name[2].empty()) continue;  // not of lost credit
    if (name[1].empty())
      senders.push_back({name[0], cell});
    else
      achievements[name[0]].push_back({name[1], cell});
  }
  CAIRN_TRY(senders, told(std::move(senders), smallest, signatures_max));
  std::vector<Signature> signatures;
  for (Line& sender : senders) {
    Signature signature{OrganizationId(sender.name), sender.cell, {}};
    std::vector<Line>& own = achievements[sender.name];
    const std::size_t all = own.size();
    CAIRN_TRY(own, told(std::move(own), smallest, all));
    for (Line& line : own)
      signature.achievements.push_back({AchievementId(std::move(line.name)), line.cell});
    signatures.push_back(std::move(signature));
  }
  return signatures;
}

}  // namespace cairn::simulation
