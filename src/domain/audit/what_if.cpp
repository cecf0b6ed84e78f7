#include "domain/audit/what_if.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
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

// Lets further awards that count nowhere state what a leaf asks for (section 13.2). Their audits
// together have the budget of one.
class Suiting {
 public:
  /// `count` awards of the record, the last ones, are further ones.
  Suiting(const Programme& programme, const Options& options, learning::Record& record,
          std::size_t count)
      : programme_(programme),
        options_(options),
        record_(record),
        further_(std::span(record.awards).last(count)),
        nodes_left_(options.nodes_max) {}

  /// `audit` is of the record, and is again afterwards, unless the budget was spent.
  void make(Audit& audit) {
    const auto is_idle = [&](const Award& award) { return !counts(audit, award); };
    if (std::ranges::none_of(further_, is_idle)) return;
    suit_all(audit);
    for (Award& award : further_)
      if (is_idle(award)) suit(award, audit);
    bool changed = set_aside_idle(audit);
    while (changed || is_stale_) {
      std::optional<Audit> found = audited();
      if (!found) return;
      audit = *std::move(found);
      is_stale_ = false;
      changed = set_aside_idle(audit);
    }
  }

  std::vector<Stating> stating(const Audit& audit) const {
    std::vector<Stating> found;
    for (const Award& award : further_)
      if (Stated stated = stated_by(award); counts(audit, award) && stated != Stated())
        found.push_back({award.achievement, std::move(stated)});
    return found;
  }

 private:
  static bool counts(const Audit& audit, const Award& award) {
    return applied_in(audit).contains(award.id);
  }

  // All at once, since some count only together.
  void suit_all(Audit& audit) {
    const std::vector<Award> plain(further_.begin(), further_.end());
    for (Award& award : further_) {
      if (counts(audit, award)) continue;
      std::vector<Award> suited = suited_awards(award);
      if (!suited.empty()) award = std::move(suited.front());
    }
    std::optional<Audit> found = audited();
    if (found && gains(audit, *found))
      audit = *std::move(found);
    else
      std::ranges::copy(plain, further_.begin());
  }

  // Until one statement lets it count and keeps no other from counting.
  void suit(Award& award, Audit& audit) {
    is_stale_ = is_stale_ || stated_by(award) != Stated();
    set_aside(award);
    const Award plain = award;
    for (Award& each : suited_awards(plain)) {
      award = std::move(each);
      std::optional<Audit> found = audited();
      if (found && gains(audit, *found)) {
        audit = *std::move(found);
        is_stale_ = false;
        return;
      }
      award = plain;
    }
  }

  // Statements of what counts nowhere even so. Whether there were any.
  bool set_aside_idle(const Audit& audit) {
    bool any = false;
    for (Award& award : further_) {
      if (counts(audit, award) || stated_by(award) == Stated()) continue;
      set_aside(award);
      any = true;
    }
    return any;
  }

  static void set_aside(Award& award) {
    award.grade.reset();
    award.assessment.clear();
    award.attributes.clear();
    award.origin = AwardOrigin::study;
  }

  // Whether more of the further awards count.
  bool gains(const Audit& before, const Audit& after) const {
    const auto counted = [&](const Audit& audit) {
      const std::set<AwardId> applied = applied_in(audit);
      return std::ranges::count_if(further_,
                                   [&](const Award& award) { return applied.contains(award.id); });
    };
    return counted(after) > counted(before);
  }

  // With what the leaves ask for, in the order of nodes, each once; what asks for nothing is none.
  std::vector<Award> suited_awards(const Award& award) const {
    const eligibility::Index& index = programme_.tree().index();
    const int number = index.number_of(award.achievement);
    std::vector<Award> found;
    for (const auto nodes : {programme_.nodes(), programme_.prerequisites()})
      for (const ProgrammeNode& node : nodes) {
        if (!is_applied_to(node.kind) || found.size() == WhatIf::kStatementsTried) continue;
        std::optional<Suited> suited = suited_at(node, award, number, index, options_.at);
        if (!suited || stated_by(suited->award) == stated_by(award)) continue;
        const auto is_known = [&](const Award& known) {
          return stated_by(known) == stated_by(suited->award);
        };
        if (std::ranges::none_of(found, is_known)) found.push_back(std::move(suited->award));
      }
    return found;
  }

  // Nothing where the budget is spent, or amounts do not fit.
  std::optional<Audit> audited() {
    if (nodes_left_ == 0) return std::nullopt;
    Options options = options_;
    options.nodes_max = nodes_left_;
    Result<Audit> audit = evaluate(programme_, record_, options);
    if (!audit) return std::nullopt;
    nodes_left_ -= std::min(nodes_left_, audit->search_nodes);
    return *std::move(audit);
  }

  const Programme& programme_;
  const Options& options_;
  const learning::Record& record_;
  std::span<Award> further_;
  std::uint64_t nodes_left_;
  bool is_stale_ = false;  // an award was changed since the audit
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
  if (earned.size() > WhatIf::kEarnedMax)
    return invalid(fmt::format("what if: at most {} achievements can be asked about at once",
                               WhatIf::kEarnedMax));
  std::ranges::sort(earned);
  earned.erase(std::ranges::unique(earned).begin(), earned.end());
  CAIRN_TRY(learning::Record made, with_earned(record, catalogue, earned, options.at));
  // Nobody asks why it would be so.
  const Options briefly{options.at, options.nodes_max, Explain::briefly};
  CAIRN_TRY(Audit after, evaluate(programme, made, briefly));
  WhatIf found{std::move(earned), {}, std::move(after), {}, {}, {}};
  const std::size_t further = made.awards.size() - record.awards.size();
  if (further > 0) {
    Suiting suiting(programme, briefly, made, further);
    suiting.make(found.audit);
    found.stating = suiting.stating(found.audit);
  }
  found.nodes = changed_nodes(audit, found.audit);
  found.awards =
      moved_awards(audit, found.audit, std::span(made.awards).subspan(record.awards.size()));
  found.unused = unused(made, found.audit, found.earned);
  return found;
}

}  // namespace cairn::audit
