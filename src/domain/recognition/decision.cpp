#include "domain/recognition/decision.h"

#include <utility>

namespace cairn::recognition {

requirement::Exception exception_of(const Decision& decision, const NodeId& node,
                                    std::string reason) {
  const bool waives = decision.kind == GrantKind::waiver;
  requirement::Exception made;
  made.id = requirement::ExceptionId(decision.id.text());
  made.kind =
      waives ? requirement::Exception::Kind::waive : requirement::Exception::Kind::substitute;
  made.node = node;
  if (!waives) made.award = decision.view.id;
  made.author = decision.view.organization.text();
  made.reason = std::move(reason);
  made.from = decision.decided;
  made.until = decision.view.expires;
  return made;
}

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
