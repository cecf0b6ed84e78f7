// What rules of a catalogue name beside achievements: filters, and the credit systems they count
// in.
#pragma once

#include <vector>

#include "domain/requirement/policy.h"
#include "domain/requirement/requirement.h"

namespace cairn::documents {

/// The filters of a node itself, whatever they are of. Into the node.
std::vector<const requirement::Filter*> filters_of(const requirement::Node& node);

/// The credit systems that a node itself counts in.
std::vector<credit::SystemId> systems_of(const requirement::Node& node);

/// What a policy rule names.
struct PolicyReferences {
  std::vector<requirement::Filter> filters;
  std::vector<credit::SystemId> systems;

  void note(const requirement::Quantity& quantity);
  void note(const requirement::Measure& measure);
};
PolicyReferences references_of(const requirement::PolicyEffect& effect);

}  // namespace cairn::documents
