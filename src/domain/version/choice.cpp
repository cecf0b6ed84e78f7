#include "domain/version/choice.h"

#include <algorithm>
#include <string>
#include <utility>

namespace cairn::version {
namespace {

using requirement::Version;
using Series = std::span<const Version>;

Error broken(const Version& version, std::string message) {
  return invalid("version " + std::to_string(version.number) +
                 " of the requirement: " + std::move(message));
}

// The last one that is in force on the day or before; nothing before the first.
std::optional<std::size_t> in_force_on(Series versions, Date day) {
  const auto later =
      std::ranges::find_if(versions, [&](const Version& version) { return day < version.from; });
  if (later == versions.begin()) return std::nullopt;
  return static_cast<std::size_t>(later - versions.begin()) - 1;
}

Result<std::size_t> chosen_within(Series versions, std::size_t entry, int chosen, Date day) {
  std::string right;
  for (std::size_t i = entry; i < versions.size(); ++i) {
    if (i > entry && day < versions[i].from) break;
    if (versions[i].number == chosen) return i;
    right += (right.empty() ? "" : ", ") + std::to_string(versions[i].number);
  }
  return invalid("version " + std::to_string(chosen) +
                 " is outside of the catalogue right; expected one of: " + right);
}

Result<void> check_renamed(const Version& before, const Version& version) {
  for (const auto& [old_node, new_node] : version.renamed) {
    const auto is_in = [](const NodeId& id, const Version& one) {
      return requirement::find_node(one.requirement, id) != nullptr;
    };
    if (!is_in(old_node, before))
      return broken(version, "\"renamed\" names \"" + old_node.text() +
                                 "\", which is no node of the version before");
    if (is_in(old_node, version))
      return broken(version, "\"renamed\" names \"" + old_node.text() +
                                 "\", which is still a node of this version");
    if (!is_in(new_node, version))
      return broken(version, "\"renamed\" leads to \"" + new_node.text() +
                                 "\", which is no node of this version");
  }
  return {};
}

}  // namespace

Result<Choice> choose(Series versions, const std::optional<Entered>& entered, Date day) {
  const Date entry = entered ? entered->on : day;
  const auto in_force = in_force_on(versions, entry);
  std::size_t chosen = in_force.value_or(0);
  Choice choice;
  choice.why = entered ? Why::entered : Why::today;
  if (!in_force) choice.why = Why::first;
  if (entered && entered->chosen) {
    CAIRN_TRY(chosen, chosen_within(versions, chosen, *entered->chosen, day));
    choice.why = Why::chosen;
  }
  const std::size_t first = chosen;
  while (versions[chosen].teach_out && *versions[chosen].teach_out < day) ++chosen;
  choice.version = &versions[chosen];
  if (chosen == first) return choice;
  choice.why = Why::taught_out;
  choice.instead_of = versions[first].number;
  return choice;
}

Result<void> check(Series versions) {
  for (std::size_t i = 0; i < versions.size(); ++i) {
    const Version& version = versions[i];
    const bool last = i + 1 == versions.size();
    if (version.teach_out && last)
      return broken(version, "the last version has no teach-out; withdraw the achievement instead");
    if (version.teach_out && versions[i + 1].from > version.teach_out->plus_days(1))
      return broken(version, "its teach-out ends before the next version is in force, on " +
                                 versions[i + 1].from.to_string());
    if (i == 0) {
      if (!version.renamed.empty())
        return broken(version, "\"renamed\" belongs to a version after another one");
      continue;
    }
    if (version.number <= versions[i - 1].number || version.from <= versions[i - 1].from)
      return broken(version, "numbers and first days must rise along the versions");
    CAIRN_CHECK(check_renamed(versions[i - 1], version));
  }
  return {};
}

}  // namespace cairn::version
