#include "domain/audit/what_if.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <utility>

#include "domain/audit/candidates.h"
#include "domain/audit/further_award.h"
#include "domain/learning/achievement.h"

namespace cairn::audit {
namespace {

using learning::Achievement;
using learning::Award;
using learning::AwardStatus;

bool is_hoped_for(const Award& award) {
  return award.status == AwardStatus::in_progress || award.status == AwardStatus::planned;
}

void make(Award& award, Date day) {
  award.status = AwardStatus::earned;
  award.awarded = std::min(award.awarded, day);
}

// So that it takes no other award's place where either would do.
AwardId last_of(const learning::Record& record, const AwardId& id) {
  AwardId last;
  for (const Award& award : record.awards) last = std::max(last, award.id);
  for (const char* prefix : {"", "~"})
    if (AwardId after(prefix + id.text()); after > last) return after;
  return AwardId(last.text() + "/" + id.text());
}

Award last_further_award(const learning::Record& record, const Achievement& achievement, Date day) {
  Award award = further_award(achievement, day);
  award.id = last_of(record, award.id);
  return award;
}

Result<const Achievement*> earnable(const learning::Catalogue& catalogue, const AchievementId& id) {
  const Achievement* achievement = catalogue.find_achievement(id);
  if (achievement == nullptr)
    return not_found("what if: the catalogue has no such achievement", id.text());
  if (achievement->state != learning::AchievementState::published)
    return invalid("what if: the achievement can not be earned now, since it is not published",
                   id.text());
  return achievement;
}

std::vector<ChangedNode> changed_nodes(const Audit& before, const Audit& after) {
  std::vector<ChangedNode> changed;
  for (std::size_t i = 0; i < before.nodes.size(); ++i) {
    const NodeResult& old = before.nodes[i];
    if (old.status == after.nodes[i].status && old.have == after.nodes[i].have) continue;
    changed.push_back({static_cast<int>(i), old.status, old.have});
  }
  return changed;
}

using Leaves = std::map<AwardId, std::vector<int>>;

Leaves leaves_by_award(const Audit& audit) {
  Leaves leaves;
  for (std::size_t i = 0; i < audit.nodes.size(); ++i)
    for (const AwardId& award : audit.nodes[i].applied)
      leaves[award].push_back(static_cast<int>(i));
  return leaves;
}

// `further` are the awards that only the second one knows.
std::vector<MovedAward> moved_awards(const Audit& before, const Audit& after,
                                     std::span<const Award> further) {
  std::map<AwardId, MovedAward> both;
  for (auto& [award, leaves] : leaves_by_award(before)) both[award].before = leaves;
  for (auto& [award, leaves] : leaves_by_award(after)) both[award].after = leaves;
  std::vector<MovedAward> moved;
  for (auto& [award, each] : both) {
    if (each.before == each.after) continue;
    each.award = award;
    const auto added = std::ranges::find(further, award, &Award::id);
    if (added != further.end()) each.achievement = added->achievement;
    moved.push_back(std::move(each));
  }
  return moved;
}

std::set<AwardId> applied_in(const Audit& audit) {
  std::set<AwardId> applied;
  for (const auto* results : {&audit.nodes, &audit.prerequisites})
    for (const NodeResult& each : *results)
      applied.insert(each.applied.begin(), each.applied.end());
  return applied;
}

std::vector<AchievementId> unused(const learning::Record& record, const Audit& audit,
                                  const std::vector<AchievementId>& earned) {
  const std::set<AwardId> applied = applied_in(audit);
  std::vector<AchievementId> found;
  for (const AchievementId& id : earned)
    if (std::ranges::none_of(record.awards, [&](const Award& award) {
          return award.achievement == id && applied.contains(award.id);
        }))
      found.push_back(id);
  return found;
}

// Lets further awards that count nowhere state what a leaf asks for.
class Statements {
 public:
  /// `awards` of the record, the last ones, are further ones.
  Statements(const Programme& programme, const Options& options, learning::Record& record,
             std::size_t awards)
      : programme_(programme),
        options_(options),
        record_(record),
        further_(std::span(record.awards).last(awards)) {}

  Result<void> make(WhatIf& found) {
    for (Award& award : further_)
      if (!applied_in(found.audit).contains(award.id)) CAIRN_CHECK(suit(award, found));
    return {};
  }

 private:
  // By the leaves in the order of nodes, until one of them makes it count.
  Result<void> suit(Award& award, WhatIf& found) {
    const eligibility::Index& index = programme_.tree().index();
    const int number = index.number_of(award.achievement);
    const Award plain = award;
    int tried = 0;
    for (const ProgrammeNode& node : programme_.nodes()) {
      if (!is_applied_to(node.kind) || tried == WhatIf::kLeavesTried) continue;
      std::optional<Suited> suited = suited_at(node, plain, number, index, options_.at);
      if (!suited || stated_by(suited->award) == stated_by(plain)) continue;
      ++tried;
      award = std::move(suited->award);
      CAIRN_TRY(Audit audit, evaluate(programme_, record_, options_));
      if (!applied_in(audit).contains(award.id)) continue;
      found.audit = std::move(audit);
      found.stating.push_back({award.achievement, stated_by(award)});
      return {};
    }
    award = plain;
    return {};
  }

  const Programme& programme_;
  const Options& options_;
  learning::Record& record_;
  std::span<Award> further_;
};

}  // namespace

Result<learning::Record> with_earned(const learning::Record& record,
                                     const learning::Catalogue& catalogue,
                                     std::span<const AchievementId> earned, Date day) {
  learning::Record made = record;
  for (const AchievementId& id : earned) {
    CAIRN_TRY(const Achievement* achievement, earnable(catalogue, id));
    bool is_earned = false;
    for (Award& award : made.awards) {
      if (award.achievement != id) continue;
      if (is_hoped_for(award)) make(award, day);
      is_earned = is_earned || is_made(award, day);
    }
    if (!is_earned) made.awards.push_back(last_further_award(made, *achievement, day));
  }
  return made;
}

Result<WhatIf> what_if(const Programme& programme, const learning::Catalogue& catalogue,
                       const learning::Record& record, const Audit& audit,
                       std::vector<AchievementId> earned, const Options& options) {
  std::ranges::sort(earned);
  earned.erase(std::ranges::unique(earned).begin(), earned.end());
  CAIRN_TRY(learning::Record made, with_earned(record, catalogue, earned, options.at));
  // Nobody asks why it would be so.
  const Options briefly{options.at, options.nodes_max, Explain::briefly};
  CAIRN_TRY(Audit after, evaluate(programme, made, briefly));
  WhatIf found{std::move(earned), {}, std::move(after), {}, {}, {}};
  const std::size_t further = made.awards.size() - record.awards.size();
  CAIRN_CHECK(Statements(programme, briefly, made, further).make(found));
  found.nodes = changed_nodes(audit, found.audit);
  found.awards =
      moved_awards(audit, found.audit, std::span(made.awards).subspan(record.awards.size()));
  found.unused = unused(made, found.audit, found.earned);
  return found;
}

}  // namespace cairn::audit
