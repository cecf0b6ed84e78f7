#include "documents/source.h"

#include "formats/json/reader.h"

namespace cairn::documents {

std::string Source::place_of(const json::Value& value) const { return spot_of(value).text(); }

Spot Source::spot_of(const json::Value& value) const { return {*this, value.offset()}; }

std::string Spot::text() const {
  const std::string place = json::place_of(source.text, offset);
  return source.name.empty() ? place : std::string(source.name) + ", " + place;
}

}  // namespace cairn::documents
