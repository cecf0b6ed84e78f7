// Answers of conversions in sentences, in the languages of catalogues/conversion.LANGUAGE.json.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/conversion/conversion.h"
#include "documents/phrases.h"
#include "documents/quantity_text.h"
#include "domain/framework/crosswalk.h"

namespace cairn::conversion {

/// The first line is the conversion or that it is refused, the others say by what.
class ConversionText {
 public:
  /// The catalogue must outlive it. The language is as in documents::Phrases.
  ConversionText(const learning::Catalogue& catalogue, std::string_view language)
      : phrases_("conversion", language),
        words_("requirement", language),
        names_(catalogue, words_) {}
  // The names point into it.
  ConversionText(const ConversionText&) = delete;
  ConversionText& operator=(const ConversionText&) = delete;

  std::vector<std::string> of(const ByAgreement& answer) const;
  std::vector<std::string> of(const grade::Conversion& answer) const;
  std::vector<std::string> of(const framework::Level& original,
                              const framework::EqfLevel& answer) const;
  /// `reason` is a word of answer_json.h.
  std::vector<std::string> refused(std::string_view reason) const;

 private:
  std::string hours(const credit::Hours& hours) const;

  documents::Phrases phrases_;
  documents::Phrases words_;  // of requirements: quantities
  documents::Names names_;
};

}  // namespace cairn::conversion
