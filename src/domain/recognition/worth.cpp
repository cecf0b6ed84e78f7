#include "domain/recognition/worth.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

#include "domain/recognition/grant.h"
#include "domain/recognition/series.h"

namespace cairn::recognition {
namespace {

// What the rate makes of the credit that the catalogue states; nothing where it states none.
Result<std::vector<credit::Amount>> credit_of(const Grant& grant, const Group& group,
                                              const learning::Catalogue& catalogue) {
  std::vector<credit::Amount> made;
  if (grant.credit) made.push_back(*grant.credit);
  if (!grant.rate) return made;
  std::vector<credit::Amount> amounts;
  for (const AchievementId& id : group) {
    const learning::Achievement* achievement = catalogue.find_achievement(id);
    const credit::Amount* amount =
        achievement == nullptr ? nullptr : find_credit(achievement->credit, grant.rate->from);
    if (amount == nullptr) return made;
    amounts.push_back(*amount);
  }
  CAIRN_TRY(credit::Conversion conversion, credit::convert(amounts, *grant.rate));
  made.push_back(std::move(conversion.converted));
  return made;
}

auto place(const Equivalence& each) {
  return std::tuple(each.agreement->receiver, each.agreement->id,
                    each.term == nullptr ? std::string() : each.term->id, each.from);
}

}  // namespace

Result<std::vector<Equivalence>> equivalences(const AchievementId& achievement,
                                              std::span<const Agreement> agreements,
                                              const learning::Catalogue& catalogue, Date day) {
  const auto is_asked_for = [&](const AchievementId& id) {
    return achievement.empty() || id == achievement;
  };
  std::vector<Equivalence> found;
  for (const Agreement* held : in_force(agreements, day)) {
    const Agreement& agreement = *held;
    for (const Term& term : agreement.terms)
      for (const Group& group : term.from) {
        if (std::ranges::none_of(group, is_asked_for)) continue;
        CAIRN_TRY(auto credit, credit_of(term.grant, group, catalogue));
        found.push_back({&agreement, &term, nullptr, group, std::move(credit)});
      }
    for (const Denial& denial : agreement.denials)
      if (is_asked_for(denial.achievement))
        found.push_back({&agreement, nullptr, &denial, {denial.achievement}, {}});
  }
  std::ranges::sort(found, {}, place);
  return found;
}

}  // namespace cairn::recognition
