// What recognition found, in sentences.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "documents/phrases.h"
#include "documents/quantity_text.h"
#include "domain/learning/catalogue.h"
#include "domain/recognition/agreement.h"
#include "domain/recognition/propose.h"
#include "domain/recognition/worth.h"

namespace cairn::documents {

class RecognitionText {
 public:
  /// Both lists must outlive it. The language is as in Phrases.
  RecognitionText(const learning::Catalogue& catalogue,
                  std::span<const recognition::Agreement> agreements, std::string_view language);

  const Phrases& phrases() const { return phrases_; }
  const Names& names() const { return names_; }

  /// "1 credit (US semester)"; several joined; "nothing".
  std::string of(std::span<const credit::Amount> amounts) const;
  std::string hours(const Rational& hours) const;
  /// What is granted for what, by which agreement or precedent; no final stop.
  std::string of(const recognition::Decision& decision) const;
  /// Each step of a chain, the loss where there is one, and what became of the grade.
  std::vector<std::string> details(const recognition::Decision& decision) const;
  std::string of(const recognition::Refusal& refusal) const;
  /// What an equivalence grants or denies, with its conditions.
  std::string of(const recognition::Equivalence& equivalence) const;
  /// What is granted, for so much credit.
  std::string of(const recognition::Grant& grant, std::span<const credit::Amount> credit) const;

 private:
  /// "0.5 credits (US semester) per 1 ECTS credit".
  std::string rate(const credit::Rate& rate) const;
  /// In the sentences of a group: "grant.", or "worth." after "counts as".
  std::string said_as(std::string_view group, const recognition::Grant& grant,
                      std::span<const credit::Amount> credit) const;
  /// Each version of the agreement, and when it holds.
  std::string versions_of(const AgreementId& id) const;
  std::string asked_by(const recognition::Refusal& refusal) const;
  std::string reason_of(const recognition::Refusal& refusal) const;
  std::string why(const recognition::Refusal& refusal) const;

  std::span<const recognition::Agreement> agreements_;
  Phrases phrases_;
  Phrases quantities_;  // the words of requirements: credit, hours, filters
  Names names_;
};

}  // namespace cairn::documents
