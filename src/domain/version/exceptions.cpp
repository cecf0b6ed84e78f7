#include "domain/version/exceptions.h"

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "domain/requirement/exception_scope.h"
#include "domain/version/replacement.h"

namespace cairn::version {
namespace {

using learning::Achievement;
using requirement::Exception;
using requirement::Node;
using requirement::Version;

NodeId written(const NodeId& id) { return NodeId(id.text() + std::string(kWritten)); }

// Along the versions until the one that applies has the node.
NodeId renamed(const NodeId& id, const Achievement& achievement) {
  const auto is_there = [&](const NodeId& node) {
    return requirement::find_node(*achievement.requirement, node) != nullptr;
  };
  if (is_there(id)) return id;
  NodeId now = id;
  for (const Version& version : achievement.versions) {
    const auto found = version.renamed.find(now);
    if (found == version.renamed.end()) continue;
    now = found->second;
    if (is_there(now)) return now;
  }
  return id;
}

// What is left of the path is `rest`.
const Achievement* goal_of(const NodeId& path, const learning::Catalogue& applied,
                           std::string_view& rest) {
  const auto find = [&](const AchievementId& id) { return applied.find_achievement(id); };
  const AchievementId goal = requirement::goal_of(path, find);
  rest = path.text();
  rest.remove_prefix(goal.empty() ? 0 : std::min(rest.size(), goal.text().size() + 1));
  return find(goal);
}

// The part of a path before its first slash, which is taken off with it.
std::string_view take_part(std::string_view& path) {
  const auto slash = path.find('/');
  const std::string_view part = path.substr(0, slash);
  path = slash == std::string_view::npos ? std::string_view() : path.substr(slash + 1);
  return part;
}

// The part that prerequisites have between the goal and their nodes (requirements.md, section 15).
constexpr std::string_view kPrerequisites = "prerequisites";

// Follows a path from requirement to requirement.
class Walk {
 public:
  Walk(const Exception& exception, const learning::Catalogue& applied)
      : exception_(exception), applied_(applied) {}

  NodeId run() {
    std::string_view rest;
    const Achievement* inside = goal_of(exception_.node, applied_, rest);
    if (inside != nullptr) path_ = inside->id.text();
    while (inside != nullptr && inside->requirement && !rest.empty()) {
      const std::string part(take_part(rest));
      const NodeId id = step(NodeId(part), *inside, rest.empty());
      path_ += "/" + id.text();
      inside = held(*inside->requirement, id);
    }
    if (!rest.empty()) path_ += (path_.empty() ? "" : "/") + std::string(rest);
    return NodeId(path_);
  }

 private:
  NodeId step(const NodeId& id, const Achievement& inside, bool last) const {
    NodeId now = renamed(id, inside);
    const bool with_answers = last && (exception_.kind == Exception::Kind::waive ||
                                       exception_.kind == Exception::Kind::block);
    if (with_answers) return now;
    const NodeId split = written(now);
    return requirement::find_node(*inside.requirement, split) == nullptr ? now : split;
  }

  const Achievement* held(const Node& requirement, const NodeId& id) const {
    const Node* node = requirement::find_node(requirement, id);
    const auto* holds = node == nullptr ? nullptr : std::get_if<requirement::Holds>(&node->rule);
    return holds == nullptr ? nullptr : applied_.find_achievement(holds->achievement);
  }

  const Exception& exception_;
  const learning::Catalogue& applied_;
  std::string path_;
};

}  // namespace

NodeId moved(const Exception& exception, const learning::Catalogue& applied) {
  return Walk(exception, applied).run();
}

Place place_of(const NodeId& path, const learning::Catalogue& applied) {
  std::string_view rest;
  const Achievement* inside = goal_of(path, applied, rest);
  if (inside == nullptr) return {};
  Place place{nullptr, inside->id};
  const std::optional<Node>* tree = &inside->requirement;
  std::string_view after = rest;
  if (take_part(after) == kPrerequisites && !after.empty() && inside->prerequisites) {
    tree = &inside->prerequisites;
    rest = after;
  }
  while (!rest.empty()) {
    const NodeId id{std::string(take_part(rest))};
    place = {tree != nullptr && *tree ? requirement::find_node(**tree, id) : nullptr, {}};
    if (place.node == nullptr) return {};
    const auto* holds = std::get_if<requirement::Holds>(&place.node->rule);
    if (holds != nullptr) place.held = holds->achievement;
    inside = holds == nullptr ? nullptr : applied.find_achievement(holds->achievement);
    tree = inside == nullptr ? nullptr : &inside->requirement;
  }
  return place;
}

}  // namespace cairn::version
