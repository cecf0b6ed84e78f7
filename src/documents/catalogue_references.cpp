#include "documents/catalogue_references.h"

#include <utility>
#include <variant>

namespace cairn::documents {

std::vector<const requirement::Filter*> filters_of(const requirement::Node& node) {
  std::vector<const requirement::Filter*> filters;
  std::visit(
      [&](const auto& rule) {
        if constexpr (requires { rule.filter; }) filters.push_back(&rule.filter);
        if constexpr (requires { rule.where; }) filters.push_back(&rule.where);
        if constexpr (requires { rule.lines; })
          for (const auto& line : rule.lines) filters.push_back(&line.filter);
      },
      node.rule);
  for (const requirement::Limit& limit : node.limits) filters.push_back(&limit.where);
  for (const requirement::Sharing& sharing : node.sharing) filters.push_back(&sharing.where);
  if (node.split) filters.push_back(&node.split->where);
  for (const requirement::Avoid& avoid : node.avoid) filters.push_back(&avoid.where);
  return filters;
}

std::vector<credit::SystemId> systems_of(const requirement::Node& node) {
  std::vector<credit::SystemId> systems;
  const auto note = [&](const requirement::Portion& portion) {
    const requirement::Unit unit = requirement::unit_of(portion);
    if (unit.measure == requirement::Unit::Measure::credit) systems.push_back(unit.system);
  };
  if (const auto* sum = std::get_if<requirement::Sum>(&node.rule)) note(sum->minimum);
  if (const auto* applied = std::get_if<requirement::Applied>(&node.rule)) {
    note(applied->minimum);
    if (applied->last) note(*applied->last);
  }
  if (const auto* average = std::get_if<requirement::Average>(&node.rule))
    if (!average->system.empty()) systems.push_back(average->system);
  for (const requirement::Limit& limit : node.limits) note(limit.at_most);
  for (const requirement::Sharing& sharing : node.sharing)
    if (sharing.at_most) note(*sharing.at_most);
  if (node.split) systems.push_back(node.split->step.system);
  return systems;
}

void PolicyReferences::note(const requirement::Quantity& quantity) {
  if (const auto* credit = std::get_if<credit::Amount>(&quantity))
    systems.push_back(credit->system);
}

void PolicyReferences::note(const requirement::Measure& measure) {
  if (const auto* share = std::get_if<requirement::CreditShare>(&measure))
    systems.push_back(share->system);
  else
    note(std::get<requirement::Quantity>(measure));
}

PolicyReferences references_of(const requirement::PolicyEffect& effect) {
  PolicyReferences found;
  requirement::Filter other;
  if (const auto* floor = std::get_if<requirement::GradeFloor>(&effect))
    other.grade = floor->at_least;
  if (const auto* average = std::get_if<requirement::AverageRule>(&effect)) {
    other.scales.push_back(average->scale);
    found.systems.push_back(average->system);
  }
  if (const auto* residency = std::get_if<requirement::Residency>(&effect))
    other.organizations = residency->at;
  found.filters.push_back(std::move(other));
  std::visit(
      [&](const auto& rule) {
        if constexpr (requires { rule.of; }) found.filters.push_back(rule.of);
        if constexpr (requires { rule.where; }) found.filters.push_back(rule.where);
        if constexpr (requires { found.note(rule.at_most); }) found.note(rule.at_most);
        if constexpr (requires { found.note(rule.minimum); }) found.note(rule.minimum);
      },
      effect);
  if (const auto* cap = std::get_if<requirement::SharingCap>(&effect); cap && cap->at_most)
    found.note(*cap->at_most);
  return found;
}

}  // namespace cairn::documents
