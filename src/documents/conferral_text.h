// What is due, in sentences.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "documents/phrases.h"
#include "documents/quantity_text.h"
#include "domain/conferral/due.h"
#include "domain/learning/authority.h"
#include "domain/learning/catalogue.h"

namespace cairn::documents {

class ConferralText {
 public:
  /// Both must outlive it; the authorities are those that the conferrals were decided with. The
  /// language is as in Phrases.
  ConferralText(const learning::Catalogue& catalogue,
                std::span<const learning::Authority> authorities, std::string_view language);

  /// "GRANTED: Certificate in Data: under …".
  std::string head(const conferral::Conferral& conferral) const;
  /// What an award of it stands on, uses up and takes away, or what is missing.
  std::vector<std::string> details(const conferral::Conferral& conferral) const;
  /// How many are not told.
  std::string not_begun(std::int64_t count) const;

 private:
  std::string why(const conferral::Conferral& conferral) const;
  template <class Identifier>
  std::string list(const std::vector<Identifier>& ids) const;

  std::vector<std::string> missing(const conferral::Conferral& conferral) const;

  const learning::Catalogue& catalogue_;
  std::span<const learning::Authority> authorities_;
  Phrases phrases_;
  Phrases quantities_;  // the words of requirements
  Names names_;
};

}  // namespace cairn::documents
