// What recognition runs against: agreements and precedents, found by the achievements that they
// name, and the catalogue that those are of.
#pragma once

#include <map>
#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

#include "domain/grade/conversion.h"
#include "domain/ids/ids.h"
#include "domain/learning/catalogue.h"
#include "domain/recognition/agreement.h"
#include "domain/recognition/precedent.h"
#include "domain/recognition/series.h"

namespace cairn::eligibility {
class Index;
}

namespace cairn::recognition {

/// One group of a term. Of several groups of a term, `number` counts from 1, in their order.
struct TermGroup {
  const Agreement* agreement;
  const Term* term;
  const Group* group;
  int number = 0;  ///< 0: the only one
};

struct StatedDenial {
  const Agreement* agreement;
  const Denial* denial;
};

/// Immutable; points at the agreements, the precedents and the catalogue, which must outlive it. n
/// log n to make, so that recognising one record takes time for what names its achievements alone.
class Network {
 public:
  Network(const learning::Catalogue& catalogue, std::span<const Agreement> agreements,
          std::span<const Precedent> precedents = {});

  /// All groups of all terms, which the numbers below count.
  const std::vector<TermGroup>& groups() const { return groups_; }
  /// The groups that name the achievement.
  std::span<const int> naming(const AchievementId& achievement) const;
  /// All versions of the agreement; none where there is no such agreement.
  Series series(const AgreementId& agreement) const;
  /// By the ids and versions of their agreements.
  std::span<const StatedDenial> denials(const AchievementId& achievement) const;
  /// Those on facts of this achievement.
  std::span<const Precedent* const> precedents(const AchievementId& achievement) const;
  /// nullptr where the catalogue does not know it.
  const learning::Achievement* find_achievement(const AchievementId& id) const;
  /// What a grant converts grades by; the catalogue has the table.
  grade::Side side(const grade::TableId& table) const;
  /// What conditions are compiled against. Some term has one.
  const eligibility::Index& index() const { return *index_; }

 private:
  void add(const Agreement& agreement, const Term& term);

  const learning::Catalogue* catalogue_;
  std::map<AgreementId, std::vector<const Agreement*>> series_;
  std::vector<TermGroup> groups_;
  std::unordered_map<AchievementId, std::vector<int>> naming_;
  std::unordered_map<AchievementId, std::vector<StatedDenial>> denials_;
  std::unordered_map<AchievementId, std::vector<const Precedent*>> precedents_;
  std::unordered_map<AchievementId, const learning::Achievement*> achievements_;
  /// Where some term has a condition; shared by copies.
  std::shared_ptr<const eligibility::Index> index_;
};

}  // namespace cairn::recognition
