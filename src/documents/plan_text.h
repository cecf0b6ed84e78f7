// Plans as sentences, in the languages of catalogues/plan.LANGUAGE.json: the steps, and why there
// are none.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "documents/phrases.h"
#include "documents/quantity_text.h"
#include "domain/learning/catalogue.h"
#include "domain/plan/plan.h"

namespace cairn::documents {

/// One plan. Ids stand as the files have them, with whatever characters.
class PlanText {
 public:
  /// The plan answers the request by the catalogue; all must outlive it. The language is as in
  /// Phrases.
  PlanText(const plan::Request& request, const plan::Plan& plan,
           const learning::Catalogue& catalogue, std::string_view language);

  /// "OPTIMAL: the cheapest way to Certificate: 700.00 EUR, 68 hours, 10 weeks, until 2027-01-31".
  std::string status() const;
  /// What is proven and what was found, where the search ended early; else none.
  std::vector<std::string> bound() const;
  /// A line for each obstacle.
  std::vector<std::string> obstacles() const;
  /// "2026-11-23 to 2026-12-20  SQL (sql)".
  std::string step(const plan::Step& step) const;
  /// What it costs, what it is good for, and until when.
  std::vector<std::string> details(const plan::Step& step) const;
  /// A line for each award that is assumed to be passed.
  std::vector<std::string> assumed() const;

 private:
  std::string totals(const plan::Totals& totals) const;
  std::string price(const credit::Money& money) const;
  std::string hours(std::int64_t count) const;
  std::string weeks(int count) const;
  std::string use(const plan::Use& use) const;
  std::string obstacle(const plan::Obstacle& obstacle) const;

  const plan::Request& request_;
  const plan::Plan& plan_;
  Phrases phrases_;
  Phrases words_;  // of requirements
  Names names_;
};

}  // namespace cairn::documents
