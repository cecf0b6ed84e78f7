#include "domain/recognition/decision.h"

namespace cairn::recognition {

Result<std::optional<credit::Amount>> loss_of(const Decision& decision) {
  using Loss = std::optional<credit::Amount>;
  if (decision.chain.empty() || decision.view.credit.empty()) return Loss();
  const credit::Amount& end = decision.view.credit.front();
  Rational sum;
  bool any = false;
  for (const credit::Amount& amount : decision.original) {
    if (amount.system != end.system) continue;
    CAIRN_TRY(sum, add(sum, amount.value));
    any = true;
  }
  if (!any) return Loss();
  CAIRN_TRY(Rational lost, subtract(sum, end.value));
  return Loss(credit::Amount{lost, end.system});
}

}  // namespace cairn::recognition
