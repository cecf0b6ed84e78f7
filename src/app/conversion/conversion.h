// Conversions as use cases: what credit, a grade or a level counts as by what a catalogue holds
// (docs/reference/credit-and-grades.md). Nothing is stored.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <variant>

#include "base/result.h"
#include "base/time.h"
#include "documents/catalogue_json.h"
#include "domain/credit/conversion.h"
#include "domain/credit/system.h"
#include "domain/grade/conversion.h"
#include "domain/recognition/agreement.h"

namespace cairn::conversion {

/// The line of an agreement that has a rate.
struct TermRef {
  AgreementId agreement;
  std::string term;
};

struct ByAgreement {
  credit::Conversion conversion;
  AgreementId agreement;
  int version = 1;
  std::string term;
  /// The learning that the original stands for, where the catalogue has its system.
  std::optional<credit::Hours> hours;
};

enum class CreditRefusal {
  agreement_not_yet_valid,
  agreement_ended,
};

/// The amounts are taken together, as the originals of one term. Refused outside of the agreement's
/// validity. Invalid when there is no such agreement or term, the term has no rate, or an amount is
/// in another system than the rate's.
Result<std::variant<ByAgreement, CreditRefusal>> convert_credit(
    const documents::CatalogueDocument& catalogue, std::span<const credit::Amount> amounts,
    const TermRef& by, Date at);

/// Whose table the grade comes from, and whose it goes to.
struct Tables {
  grade::TableId from;
  grade::TableId to;
};

/// Invalid when the catalogue has no such table.
Result<std::variant<grade::Conversion, grade::RefusalReason>> convert_grade(
    const learning::Catalogue& catalogue, const grade::Grade& original, const Tables& tables,
    grade::Policy policy);

}  // namespace cairn::conversion
