// Quantities and the names of things as words of a sentence.
#pragma once

#include <string>
#include <string_view>

#include "documents/phrases.h"
#include "domain/learning/catalogue.h"
#include "domain/requirement/requirement.h"

namespace cairn::documents {

/// "3", "1.5"; "10/3" where no decimal of at most six places is exact.
std::string number_text(const Rational& number);
/// What the catalogue calls things in the phrases' language; their ids or words where it does not.
class Names {
 public:
  /// Both must outlive it.
  Names(const learning::Catalogue& catalogue, const Phrases& phrases)
      : catalogue_(catalogue), phrases_(phrases) {}

  std::string of(const AchievementId& id) const;
  std::string of(const OrganizationId& id) const;
  std::string of(const grade::ScaleId& id) const;
  std::string of(const credit::SystemId& id) const;
  std::string of_skill(const std::string& uri) const;
  std::string of(learning::SharedWord::Kind kind, const std::string& word) const;
  /// Of an attribute or a fact.
  std::string of_value(learning::SharedWord::Kind kind, std::string_view word,
                       const std::string& value) const;
  const learning::Catalogue& catalogue() const { return catalogue_; }

 private:
  const learning::Catalogue& catalogue_;
  const Phrases& phrases_;
};

/// "ECTS", "US semester" where the words know the system; else what the catalogue calls it.
std::string system_text(const credit::SystemId& system, const Names& names, const Phrases& words);

/// "18 ECTS credits", "120 hours", "3 awards". `words` are of the catalogue "requirement".
std::string quantity_text(const requirement::Quantity& quantity, const Names& names,
                          const Phrases& words);
/// The same, or "25% of the ECTS credits".
std::string portion_text(const requirement::Portion& portion, const Names& names,
                         const Phrases& words);

}  // namespace cairn::documents
