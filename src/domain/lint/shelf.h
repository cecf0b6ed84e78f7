// A catalogue as the linter asks it: by id, and which awards could pass a filter.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/result.h"
#include "domain/eligibility/index.h"
#include "domain/eligibility/matcher.h"
#include "domain/learning/catalogue.h"
#include "domain/requirement/filter.h"

namespace cairn::lint {

/// Keeps each filter that was asked for compiled, since the same ones stand in many requirements.
/// The catalogue must outlive it. Not for several threads at once.
class Shelf {
 public:
  explicit Shelf(const learning::Catalogue& catalogue);

  const learning::Catalogue& catalogue() const { return catalogue_; }
  const eligibility::Index& index() const { return index_; }

  /// nullptr when there is none. Constant.
  const learning::Achievement* achievement(const AchievementId& id) const;
  const learning::Achievement* achievement(int number) const;
  /// Whether nothing but its own awards meets the achievement, since it replaces none.
  bool is_met_by_itself_alone(const AchievementId& id) const;

  /// Linear in the catalogue the first time. Valid as long as the shelf. Errors are those of
  /// eligibility::Matcher.
  Result<const eligibility::Matcher*> matcher(const requirement::Filter& filter) const;

  /// Whether it is so of each achievement of which some award could pass, by number; -1 stands for
  /// awards of none.
  template <class Test>
  bool each_suited(const eligibility::Matcher& matcher, Test test) const {
    const auto is_so = [&](int number) { return !matcher.may_pass(number) || test(number); };
    if (matcher.restricts_achievements()) {
      for (const int number : matcher.accepted())
        if (!is_so(number)) return false;
      return true;
    }
    for (int number = -1; number < static_cast<int>(index_.definitions().size()); ++number)
      if (!is_so(number)) return false;
    return true;
  }

 private:
  using Compiled = std::pair<requirement::Filter, eligibility::Matcher>;

  const learning::Catalogue& catalogue_;
  const eligibility::Index index_;
  mutable std::unordered_multimap<std::size_t, std::unique_ptr<const Compiled>> compiled_;
};

}  // namespace cairn::lint
