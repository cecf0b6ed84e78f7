#include "domain/plan/views.h"

#include <algorithm>

namespace cairn::plan {

learning::Award view_of(const recognition::Decision& decision,
                        const recognition::Agreement& agreement) {
  learning::Award view = decision.view;
  const auto& term = *std::ranges::find(agreement.terms, decision.term, &recognition::Term::id);
  if (term.from.size() < 2) return view;
  // Ids of awards and of terms could be alike, but for the colon in front.
  const AwardId root(":" + agreement.id.text() + "/" + term.id);
  view.roots.insert(std::ranges::lower_bound(view.roots, root), root);
  return view;
}

}  // namespace cairn::plan
