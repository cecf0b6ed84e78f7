// The use case "does this file follow the standards?": the class model of Open Badges and CLR, and
// the mandatory elements of a European micro-credential. Whether it is genuine is another question
// (verifier.h).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace cairn::verification {

enum class Standard : std::uint8_t {
  class_model,          ///< Open Badges 3.0 and CLR 2.0
  eu_micro_credential,  ///< that, and Council Recommendation 2022/C 243/02, Annex I
};

struct ModelQuestion {
  std::string_view file;
  std::size_t pick = 0;  ///< of several credentials in a picture, from 1; 0: the only one
  Standard standard = Standard::class_model;
  std::string_view language = "en";  ///< of the messages: "en" or "ar", else English
};

struct FindingReport {
  std::string problem;  ///< a stable word; docs/reference/openbadges.md lists them
  std::string place;    ///< a JSON Pointer
  std::string expected;
  std::string message;
};

struct ElementReport {
  std::string element;  ///< a stable word; docs/reference/openbadges.md lists them
  std::string name;     ///< in the language asked for
  bool is_stated = false;
  bool is_always_needed = true;  ///< not so the level, which belongs there "if applicable"
  std::string place;             ///< where it stands, else where it would
  std::string value;             ///< as stated
  std::string remedy;            ///< how to state it; empty when it is
};

struct ModelReport {
  std::string class_name;  ///< "AchievementCredential"
  std::vector<FindingReport> findings;
  std::vector<ElementReport> elements;  ///< of a micro-credential; empty when not asked for
};

/// Whether nothing was found and every element that is always needed is stated.
bool follows(const ModelReport& report);

/// Errors: the file holds no credential of Open Badges 3.0 or CLR 2.0, or no AchievementCredential
/// where elements are asked for.
Result<ModelReport> check_model(const ModelQuestion& question);

std::string to_json(const ModelReport& report);

/// The JSON Schema of a class of credentials, by its name in the standard. Invalid for others.
Result<std::string> schema_for(std::string_view class_name);

}  // namespace cairn::verification
