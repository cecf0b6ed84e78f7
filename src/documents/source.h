// Where the values of a document stand, so that errors can say it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "formats/json/value.h"

namespace cairn::documents {

struct Spot;

/// Where values come from. What it views must outlive the reading.
struct Source {
  std::string_view name;  ///< the file, or empty
  std::string_view text;  ///< what the values' offsets point into

  /// For an error that is there: linear in the text before the value.
  std::string place_of(const json::Value& value) const;
  /// For an error that may come: constant.
  Spot spot_of(const json::Value& value) const;
};

/// A place that is kept for as long as it may be needed: its lines are counted when an error says
/// it and not before, as counting them for each of many items is quadratic in the text.
struct Spot {
  Source source;
  std::uint32_t offset = 0;  ///< bytes

  /// "catalogue.yaml, line 3, column 7". Linear in the text before it.
  std::string text() const;
};

}  // namespace cairn::documents
