#include "formats/openbadges/findings.h"

namespace cairn::openbadges {

// JSON Pointer, RFC 6901 section 3.
std::string Findings::place_of(const Step* step) {
  if (step == nullptr) return {};
  std::string place = place_of(step->before_) + '/';
  if (step->key_.data() == nullptr) return place + std::to_string(step->index_);
  for (const char c : step->key_) {
    if (c == '~' || c == '/')
      place += c == '~' ? "~0" : "~1";
    else
      place += c;
  }
  return place;
}

void Findings::add(Problem problem, std::string_view expected) {
  if (!full()) found_.push_back({problem, place_of(last_), std::string(expected)});
}

}  // namespace cairn::openbadges
