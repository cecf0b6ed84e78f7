#include "domain/audit/out_of_reach.h"

#include <algorithm>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "domain/audit/exceptions.h"
#include "domain/audit/further_award.h"
#include "domain/audit/worth.h"

namespace cairn::audit {
namespace {

using eligibility::Chance;
using eligibility::Index;
using learning::Achievement;
using learning::Award;
using learning::AwardStatus;

std::size_t at(int index) { return static_cast<std::size_t>(index); }

class Proof {
 public:
  Proof(const Missing& missing, const Answered& answered)
      : answered_(answered),
        index_(answered.programme.tree().index()),
        leaf_(missing.node),
        node_(node_at(missing.node)),
        exceptions_(exceptions_of(answered.record, answered.programme.tree(), answered.day)) {}

  bool holds() const {
    if (!is_judged() || !exceptions_) return false;
    const std::optional<Rational> most = most_of_record();
    return most && *most < answered_.audit.nodes[at(leaf_)].need && !can_be_earned();
  }

 private:
  const ProgrammeNode& node_at(int index) const { return answered_.programme.nodes()[at(index)]; }

  bool is_judged() const {
    if (node_.kind == NodeKind::applied) return !node_.terms.is_share;
    return is_applied_to(node_.kind) || node_.kind == NodeKind::distinct;
  }

  bool can_be_earned() const {
    const std::span<const eligibility::Definition> definitions = index_.definitions();
    for (int number = 0; number < static_cast<int>(definitions.size()); ++number) {
      const Achievement& achievement =
          answered_.catalogue.achievements[definitions[at(number)].place];
      if (achievement.state != learning::AchievementState::published) continue;
      if (could_be_seen(achievement, number)) return true;
    }
    return false;
  }

  // At the leaf, or for a condition at one that it looks at.
  bool could_be_seen(const Achievement& achievement, int number) const {
    if (!is_condition(node_.kind))
      return could_accept(node_, achievement, number, index_, answered_.day);
    if (node_.accepts.chance_from(number, index_, answered_.day) == Chance::never) return false;
    for (int leaf = node_.in; leaf < answered_.programme.tree().end_of(node_.in); ++leaf)
      if (is_applied_to(node_at(leaf).kind) &&
          could_accept(node_at(leaf), achievement, number, index_, answered_.day))
        return true;
    return false;
  }

  // No less than all awards of the record could ever be worth here together; nothing where that
  // does not fit.
  std::optional<Rational> most_of_record() const {
    Rational sum;
    std::set<std::string> values;
    for (const Award& award : answered_.record.awards) {
      if (!may_come_to_count(award)) continue;
      const int number = index_.number_of(award.achievement);
      if (node_.kind == NodeKind::distinct) {
        if (could_pass(award, number)) values.merge(values_seen(award, number));
        continue;
      }
      const Result<Rational> added = add(sum, most_of(award, number));
      if (!added) return std::nullopt;
      sum = *added;
    }
    return node_.kind == NodeKind::distinct ? Rational(static_cast<std::int64_t>(values.size()))
                                            : sum;
  }

  bool may_come_to_count(const Award& award) const {
    return award.status != AwardStatus::planned && award.status != AwardStatus::revoked &&
           (!award.expires || *award.expires >= answered_.day);
  }

  std::set<std::string> values_seen(const Award& award, int number) const {
    const std::vector<std::string> values = values_of(node_.key, award, number, index_);
    return {values.begin(), values.end()};
  }

  Rational most_of(const Award& award, int number) const {
    const bool is_let_in = is_substituted(award.id);
    if (node_.kind == NodeKind::holds)
      return Rational(is_let_in || worth_with_hope(award, number) ? 1 : 0);
    if (is_let_in || (node_.kind == NodeKind::applied && could_pass(award, number)))
      return worth_in(node_.unit, award, number, index_);
    if (node_.kind == NodeKind::applied) return Rational(0);
    return worth_with_hope(award, number).value_or(Rational(0));
  }

  bool is_substituted(const AwardId& award) const {
    const auto& let_in = exceptions_->substituted;
    return std::ranges::find(let_in, std::pair(leaf_, award)) != let_in.end();
  }

  // What is in progress states no grade yet, and may be awarded today or when it is expected.
  std::optional<Rational> worth_with_hope(const Award& award, int number) const {
    if (award.status != AwardStatus::in_progress)
      return worth_at(node_, award, number, index_, answered_.day);
    Award passed = award;
    passed.status = AwardStatus::earned;
    std::optional<Rational> most;
    for (const Award& each : {award, passed})
      if (const auto suited = suited_at(node_, each, number, index_, answered_.day))
        most = std::max(most, std::optional(suited->worth));
    return most;
  }

  bool could_pass(const Award& award, int number) const {
    return node_.accepts.passes(award, number, answered_.day) ||
           (award.status == AwardStatus::in_progress && node_.accepts.may_pass(number));
  }

  const Answered& answered_;
  const Index& index_;
  const int leaf_;
  const ProgrammeNode& node_;
  const Result<Exceptions> exceptions_;
};

}  // namespace

bool is_out_of_reach(const Missing& missing, const Answered& answered) {
  return Proof(missing, answered).holds();
}

}  // namespace cairn::audit
