#include "domain/standing/programmes.h"

#include <algorithm>
#include <set>
#include <utility>

#include "domain/audit/mean.h"
#include "domain/credit/system.h"
#include "domain/requirement/exception_scope.h"

namespace cairn::standing {

using learning::Achievement;
using learning::AchievementState;

namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

void add_last(std::vector<int>& ascending, int index) {
  if (ascending.empty() || ascending.back() != index) ascending.push_back(index);
}

}  // namespace

bool is_programme(const Achievement& achievement) {
  const bool kind = achievement.kind == AchievementKind::certificate ||
                    achievement.kind == AchievementKind::diploma ||
                    achievement.kind == AchievementKind::degree;
  return kind && achievement.state == AchievementState::published && achievement.requirement;
}

Programmes::Programmes(const learning::Catalogue& catalogue)
    : index_(std::make_shared<const eligibility::Index>(catalogue)), intakes_(*index_) {
  for (const eligibility::Definition& definition : index_->definitions())
    if (is_programme(catalogue.achievements[definition.place])) add(definition.id, catalogue);
  note_hours(catalogue);
  outline();
}

void Programmes::add(const AchievementId& goal, const learning::Catalogue& catalogue) {
  auto programme = audit::Programme::compile(goal, catalogue, index_);
  if (!programme) {
    refused_.push_back({goal, programme.error()});
    return;
  }
  audit::Options options;  // on no day: without award, fact or exception it changes nothing
  options.explain = audit::Explain::briefly;
  const auto whole = audit::evaluate(*programme, {}, options);
  if (!whole) {
    refused_.push_back({goal, whole.error()});
    return;
  }
  indexed_.push_back({std::move(programme).value(), whole->distance, {}});
}

// Section 2: credit of different systems is compared by the hours that it stands for.
void Programmes::note_hours(const learning::Catalogue& catalogue) {
  std::set<credit::SystemId> unstated;
  for (Indexed& each : indexed_) {
    const credit::SystemId& system = each.programme.system();
    if (const credit::System* stated = catalogue.find_credit_system(system))
      each.hours_per_credit = stated->hours_per_credit.max;
    else if (!system.empty())
      unstated.insert(system);
  }
  for (Indexed& each : indexed_) {
    const auto found = unstated.find(each.programme.system());
    if (found == unstated.end()) continue;
    each.system_rank = 1 + static_cast<int>(std::distance(unstated.begin(), found));
  }
}

// Once all programmes are where they stay, since intakes point into them.
void Programmes::outline() {
  for (Indexed& each : indexed_) each.outline = outline_of(each.programme, intakes_);
  with_intake_.resize(at(intakes_.count()));
  for (int i = 0; i < static_cast<int>(indexed_.size()); ++i) {
    for (const OutlineNode& node : indexed_[at(i)].outline.nodes)
      if (node.intake >= 0) add_last(with_intake_[at(node.intake)], i);
    for (const audit::ProgrammeNode& node : indexed_[at(i)].programme.nodes()) {
      if (!node.fact.name.empty()) add_last(with_fact_[node.fact.name], i);
      if (audit::looks_at_record(node)) add_last(over_record_, i);
    }
  }
}

std::span<const int> Programmes::with_intake(int intake) const { return with_intake_[at(intake)]; }

std::span<const int> Programmes::with_fact(const std::string& name) const {
  const auto found = with_fact_.find(name);
  return found == with_fact_.end() ? std::span<const int>() : found->second;
}

int Programmes::number_of(const AchievementId& goal) const {
  const auto found = std::ranges::lower_bound(
      indexed_, goal, {},
      [](const Indexed& each) -> const AchievementId& { return each.programme.goal(); });
  const bool is_goal = found != indexed_.end() && found->programme.goal() == goal;
  return is_goal ? static_cast<int>(found - indexed_.begin()) : -1;
}

int Programmes::with_node(const NodeId& path) const {
  const std::string& text = path.text();
  for (std::size_t end = text.find('/'); true; end = text.find('/', end + 1)) {
    const int programme = number_of(AchievementId(text.substr(0, end)));
    if (programme >= 0 && indexed_[at(programme)].programme.tree().find(text) >= 0)
      return programme;
    if (end == std::string::npos) return -1;
  }
}

bool Programmes::is_idle(const NodeId& path) const {
  if (with_node(path) >= 0) return false;
  const AchievementId goal = requirement::goal_of(
      path, [&](const AchievementId& id) { return index_->number_of(id) >= 0; });
  if (goal.empty()) return true;
  const int programme = number_of(goal);
  return programme >= 0 &&
         indexed_[at(programme)].programme.prerequisite_tree().find(path.text()) < 0;
}

}  // namespace cairn::standing
