#include "domain/prior_learning/panel.h"

#include <algorithm>

namespace cairn::prior_learning {
namespace {

std::size_t count(const Panel& panel, Seating seating) {
  return static_cast<std::size_t>(std::ranges::count(panel.seats, seating, &Seat::seating));
}

std::vector<int> levels_of(const Panel& panel, const std::string& outcome) {
  std::vector<int> levels;
  for (const Judgement& judgement : panel.judgements)
    if (judgement.outcome == outcome) levels.push_back(judgement.level);
  std::ranges::sort(levels);
  return levels;
}

bool agree(std::span<const int> sorted, const Rubric& rubric) {
  const int low = sorted.front();
  const int high = sorted.back();
  return high - low <= rubric.tolerance && (low >= rubric.threshold) == (high >= rubric.threshold);
}

bool has_judged(const Panel& panel, const PersonId& assessor, const std::string& outcome) {
  return std::ranges::any_of(panel.judgements, [&](const Judgement& judgement) {
    return judgement.assessor == assessor && judgement.outcome == outcome;
  });
}

}  // namespace

Finding reconcile(const Panel& panel, const std::string& outcome, const Rubric& rubric) {
  const std::vector<int> levels = levels_of(panel, outcome);
  const auto asked = static_cast<std::size_t>(rubric.assessors);
  if (levels.size() < asked) return {};
  if (levels.size() == asked && !agree(levels, rubric)) return {.agreement = Agreement::disputed};
  const int level = levels[(levels.size() - 1) / 2];
  return {Agreement::settled, level, level >= rubric.threshold};
}

PanelNeed need_of(const Panel& panel, std::span<const std::string> outcomes, const Rubric& rubric) {
  if (count(panel, Seating::serving) < static_cast<std::size_t>(rubric.assessors))
    return PanelNeed::assessors;
  bool disputed = false;
  for (const std::string& outcome : outcomes) {
    const Agreement agreement = reconcile(panel, outcome, rubric).agreement;
    if (agreement == Agreement::open) return PanelNeed::judgements;
    disputed = disputed || agreement == Agreement::disputed;
  }
  return disputed ? PanelNeed::further : PanelNeed::nothing;
}

bool has_free_seat(const Panel& panel, std::span<const std::string> outcomes,
                   const Rubric& rubric) {
  const std::size_t taken = count(panel, Seating::asked) + count(panel, Seating::serving);
  const PanelNeed need = need_of(panel, outcomes, rubric);
  if (need == PanelNeed::assessors) return taken < static_cast<std::size_t>(rubric.assessors);
  if (need != PanelNeed::further || count(panel, Seating::asked) > 0) return false;
  // Whoever serves and can still judge what is disputed goes first.
  return std::ranges::all_of(panel.seats, [&](const Seat& seat) {
    return seat.seating != Seating::serving ||
           owed_by(panel, seat.assessor, outcomes, rubric).empty();
  });
}

std::vector<std::string> owed_by(const Panel& panel, const PersonId& assessor,
                                 std::span<const std::string> outcomes, const Rubric& rubric) {
  std::vector<std::string> owed;
  for (const std::string& outcome : outcomes)
    if (reconcile(panel, outcome, rubric).agreement != Agreement::settled &&
        !has_judged(panel, assessor, outcome))
      owed.push_back(outcome);
  return owed;
}

const Seat* seat_of(const Panel& panel, const PersonId& assessor) {
  const auto found = std::ranges::find(panel.seats, assessor, &Seat::assessor);
  return found == panel.seats.end() ? nullptr : &*found;
}

Panel seated(Panel panel, const PersonId& assessor, Seating seating) {
  const auto seat = std::ranges::find(panel.seats, assessor, &Seat::assessor);
  CAIRN_ASSERT(seat != panel.seats.end());
  seat->seating = seating;
  if (seating == Seating::released)
    std::erase_if(panel.judgements,
                  [&](const Judgement& judgement) { return judgement.assessor == assessor; });
  return panel;
}

}  // namespace cairn::prior_learning
