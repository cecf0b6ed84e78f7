#include "domain/credit/amount.h"

namespace cairn::credit {

Result<Amount> add(const Amount& a, const Amount& b) {
  if (a.system != b.system)
    return invalid("credit in " + a.system.text() + " cannot be added to credit in " +
                   b.system.text() + " without an agreement that converts it");
  CAIRN_TRY(Rational value, cairn::add(a.value, b.value));
  return Amount{value, a.system};
}

Result<Money> add(const Money& a, const Money& b) {
  if (a.currency != b.currency)
    return invalid("prices in " + a.currency + " and " + b.currency +
                   " cannot be added without a dated exchange rate");
  std::int64_t sum = 0;
  if (__builtin_add_overflow(a.minor, b.minor, &sum))
    return exhausted("the sum of money is too large");
  return Money{sum, a.currency};
}

}  // namespace cairn::credit
