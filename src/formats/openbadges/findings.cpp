#include "formats/openbadges/findings.h"

#include "formats/json/pointer.h"

namespace cairn::openbadges {

std::string Findings::place_of(const Step* step) {
  if (step == nullptr) return {};
  std::string place = place_of(step->before_);
  if (step->key_.data() == nullptr) return place + '/' + std::to_string(step->index_);
  json::append_step(place, step->key_);
  return place;
}

void Findings::add(Problem problem, std::string_view expected) {
  if (!full()) found_.push_back({problem, place_of(last_), std::string(expected)});
}

}  // namespace cairn::openbadges
