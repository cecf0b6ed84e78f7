// What the sentences about changes and about lost credit have in common.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "documents/phrases.h"
#include "documents/quantity_text.h"
#include "domain/learning/catalogue.h"

namespace cairn::simulation {

/// Its own phrases are of the catalogue "simulation". The catalogue must outlive it.
class Words {
 public:
  Words(const learning::Catalogue& catalogue, std::string_view language)
      : phrases_("simulation", language),
        words_("requirement", language),
        names_(catalogue, words_) {}
  // The names point into it.
  Words(const Words&) = delete;
  Words& operator=(const Words&) = delete;

  const documents::Phrases& phrases() const { return phrases_; }
  const documents::Names& names() const { return names_; }

  /// "12 credits (US semester)"; "" without a system.
  std::string credit(const Rational& amount, const credit::SystemId& system) const {
    return system.empty() ? std::string() : quantity(credit::Amount{amount, system});
  }
  std::string quantity(const requirement::Quantity& quantity) const {
    return documents::quantity_text(quantity, names_, words_);
  }
  std::string portion(const requirement::Portion& portion) const {
    return documents::portion_text(portion, names_, words_);
  }
  /// "25 records", for the key of a plural.
  std::string counted(std::string_view key, std::int64_t count) const {
    return phrases_.say(key, Rational(count), {{"count", std::to_string(count)}});
  }

 private:
  documents::Phrases phrases_;
  documents::Phrases words_;  // of requirements
  documents::Names names_;
};

/// Lines with their indentation.
class Lines {
 public:
  void add(std::size_t depth, const std::string& line) {
    lines_.push_back(std::string(2 * depth, ' ') + line);
  }
  std::vector<std::string> take() { return std::move(lines_); }

 private:
  std::vector<std::string> lines_;
};

}  // namespace cairn::simulation
