#include "domain/standing/intake.h"

#include <tuple>
#include <unordered_map>
#include <utility>

#include "domain/audit/candidates.h"
#include "domain/audit/worth.h"

namespace cairn::standing {

using audit::ProgrammeNode;
using learning::Award;
using learning::AwardStatus;

namespace {

// Intakes that more achievements suit are looked at for each award: listing them would cost more.
constexpr std::size_t kFew = 64;

std::size_t at(int index) { return static_cast<std::size_t>(index); }

}  // namespace

bool Intakes::AsksLess::operator()(const ProgrammeNode* a, const ProgrammeNode* b) const {
  const auto asked = [](const ProgrammeNode& leaf) {
    return std::tie(leaf.kind, leaf.unit, leaf.accepts, leaf.lines);
  };
  return asked(*a) < asked(*b);
}

int Intakes::add(const ProgrammeNode& leaf) {
  const auto [found, is_new] = numbers_.emplace(&leaf, count());
  if (!is_new) return found->second;
  leaves_.push_back(&leaf);
  if (leaf.accepts.restricts_achievements() && leaf.accepts.accepted().size() <= kFew)
    for (const int achievement : leaf.accepts.accepted())
      of_achievement_[at(achievement)].push_back(found->second);
  else
    open_.push_back(found->second);
  return found->second;
}

Result<void> Intakes::hold(const Award& award, int root, Date day, Held& held) const {
  const int achievement = index_.number_of(award.achievement);
  const auto try_intake = [&](int number) -> Result<void> {
    const auto worth = audit::worth_at(*leaves_[at(number)], award, achievement, index_, day);
    if (!worth) return {};
    IntakeHeld& intake = held.intakes[at(number)];
    intake.is_touched = true;
    if (award.status == AwardStatus::in_progress) return {};
    CAIRN_TRY(intake.worth, cairn::add(intake.worth, *worth));
    intake.shares.push_back({root, *worth});
    return {};
  };
  for (const int number : open_) CAIRN_CHECK(try_intake(number));
  if (achievement < 0) return {};
  for (const int number : of_achievement_[at(achievement)]) CAIRN_CHECK(try_intake(number));
  return {};
}

Result<Held> Intakes::held(const learning::Record& record, Date day) const {
  Held held;
  held.intakes.resize(leaves_.size());
  std::unordered_map<AwardId, int> roots;
  for (const Award& award : record.awards) {
    if (!audit::is_usable(award, day)) continue;
    int root = held.roots;
    if (award.roots.size() < 2)
      root =
          roots.emplace(award.roots.empty() ? award.id : award.roots.front(), root).first->second;
    if (root == held.roots) ++held.roots;
    CAIRN_CHECK(hold(award, root, day, held));
  }
  return held;
}

}  // namespace cairn::standing
