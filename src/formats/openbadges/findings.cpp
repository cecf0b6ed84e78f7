#include "formats/openbadges/findings.h"

namespace cairn::openbadges {

// JSON Pointer, RFC 6901 section 3.
Findings::Step::Step(Findings& findings, std::string_view key)
    : findings_(findings), length_(findings.place_.size()) {
  findings_.place_ += '/';
  for (const char c : key) {
    if (c == '~' || c == '/')
      findings_.place_ += c == '~' ? "~0" : "~1";
    else
      findings_.place_ += c;
  }
}

Findings::Step::Step(Findings& findings, std::size_t index)
    : findings_(findings), length_(findings.place_.size()) {
  findings_.place_ += '/' + std::to_string(index);
}

void Findings::add(Problem problem, std::string_view expected) {
  if (!full()) found_.push_back({problem, place_, std::string(expected)});
}

}  // namespace cairn::openbadges
