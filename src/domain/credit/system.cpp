#include "domain/credit/system.h"

namespace cairn::credit {

Result<void> check(const System& system) {
  const Hours& hours = system.hours_per_credit;
  if (Rational(0) < hours.min && hours.min <= hours.max) return {};
  return invalid("credit system \"" + system.id.text() +
                 "\": the hours per credit need 0 < min <= max, not " + hours.min.to_string() +
                 " to " + hours.max.to_string());
}

Result<Hours> hours_of(const Amount& amount, const System& system) {
  CAIRN_ASSERT(amount.system == system.id);
  CAIRN_TRY(const Rational min, multiply(amount.value, system.hours_per_credit.min));
  CAIRN_TRY(const Rational max, multiply(amount.value, system.hours_per_credit.max));
  return Hours{min, max};
}

}  // namespace cairn::credit
