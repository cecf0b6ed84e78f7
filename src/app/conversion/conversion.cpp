#include "app/conversion/conversion.h"

#include <algorithm>

#include "domain/recognition/series.h"

namespace cairn::conversion {
namespace {

using recognition::Agreement;
using recognition::Term;

// The last of its versions that has begun on the day, or the first.
Result<const Agreement*> find_agreement(const documents::CatalogueDocument& catalogue,
                                        const AgreementId& id, Date at) {
  const auto series = recognition::series_of(catalogue.agreements);
  const auto found = series.find(id);
  if (found == series.end())
    return invalid("there is no agreement \"" + id.text() + "\" in the catalogue");
  const Agreement* version = found->second.front();
  for (const Agreement* each : found->second)
    if (each->valid_from <= at) version = each;
  return version;
}

Result<const credit::Rate*> find_rate(const Agreement& agreement, const std::string& id) {
  const auto term = std::ranges::find(agreement.terms, id, &Term::id);
  const std::string where = "agreement \"" + agreement.id.text() + "\"";
  if (term == agreement.terms.end()) return invalid(where + " has no term \"" + id + "\"");
  if (!term->grant.rate)
    return invalid(where + ", term \"" + id + "\" states its credit; it has no rate to convert by");
  return &*term->grant.rate;
}

Result<grade::Side> find_side(const learning::Catalogue& catalogue, const grade::TableId& id) {
  const grade::DistributionTable* table = catalogue.find_grade_table(id);
  if (table == nullptr)
    return invalid("there is no grade table \"" + id.text() + "\" in the catalogue");
  return grade::Side{*catalogue.find_grade_scale(table->scale), *table};
}

}  // namespace

Result<std::variant<ByAgreement, CreditRefusal>> convert_credit(
    const documents::CatalogueDocument& catalogue, std::span<const credit::Amount> amounts,
    const TermRef& by, Date at) {
  using Answer = std::variant<ByAgreement, CreditRefusal>;
  CAIRN_TRY(const Agreement* agreement, find_agreement(catalogue, by.agreement, at));
  CAIRN_TRY(const credit::Rate* rate, find_rate(*agreement, by.term));
  if (at < agreement->valid_from) return Answer(CreditRefusal::agreement_not_yet_valid);
  if (!recognition::is_valid(*agreement, at)) return Answer(CreditRefusal::agreement_ended);
  CAIRN_TRY(credit::Conversion conversion, credit::convert(amounts, *rate));
  ByAgreement made{std::move(conversion), agreement->id, agreement->version, by.term, {}};
  if (const auto* system = catalogue.catalogue.find_credit_system(rate->from)) {
    CAIRN_TRY(made.hours, credit::hours_of(made.conversion.original, *system));
  }
  return Answer(std::move(made));
}

Result<std::variant<grade::Conversion, grade::RefusalReason>> convert_grade(
    const learning::Catalogue& catalogue, const grade::Grade& original, const Tables& tables,
    grade::Policy policy) {
  CAIRN_TRY(const grade::Side sender, find_side(catalogue, tables.from));
  CAIRN_TRY(const grade::Side receiver, find_side(catalogue, tables.to));
  return grade::convert(original, sender, receiver, policy);
}

}  // namespace cairn::conversion
