#include "domain/recognition/decision.h"

#include <algorithm>
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

void add_outcomes(std::vector<Decision> decisions, Date day, learning::Record& record) {
  for (Decision& each : decisions) {
    if (each.exception) record.exceptions.push_back(*std::move(each.exception));
    const bool has_ended = each.view.expires && *each.view.expires < day;
    if (!each.standing || day < each.decided || has_ended) continue;
    if (std::ranges::find(record.facts, each.standing->name, &learning::FactStatement::name) ==
        record.facts.end())
      record.facts.push_back(*std::move(each.standing));
  }
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
