#include "domain/plan/views.h"

#include <algorithm>

#include "domain/recognition/series.h"

namespace cairn::plan {

learning::Award view_of(const recognition::Decision& decision,
                        std::span<const recognition::Agreement> agreements) {
  learning::Award view = decision.view;
  const auto& agreement =
      *recognition::find_version(agreements, decision.agreement, decision.agreement_version);
  const auto& term = *std::ranges::find(agreement.terms, decision.term, &recognition::Term::id);
  if (term.from.size() < 2) return view;
  // Ids of awards and of terms could be alike, but for the colon in front.
  const AwardId root(":" + agreement.id.text() + "/" + term.id);
  view.roots.insert(std::ranges::lower_bound(view.roots, root), root);
  return view;
}

}  // namespace cairn::plan
