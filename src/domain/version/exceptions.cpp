#include "domain/version/exceptions.h"

#include <algorithm>
#include <span>
#include <string>
#include <string_view>

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

// Follows a path from requirement to requirement.
class Walk {
 public:
  Walk(const Exception& exception, const learning::Catalogue& applied)
      : exception_(exception), applied_(applied) {}

  NodeId run() {
    std::string_view rest = exception_.node.text();
    const Achievement* inside = goal(rest);
    while (inside != nullptr && inside->requirement && !rest.empty()) {
      const auto slash = rest.find('/');
      const bool last = slash == std::string_view::npos;
      const NodeId id = step(NodeId(std::string(rest.substr(0, slash))), *inside, last);
      path_ += "/" + id.text();
      rest = last ? std::string_view() : rest.substr(slash + 1);
      inside = held(*inside->requirement, id);
    }
    if (!rest.empty()) path_ += (path_.empty() ? "" : "/") + std::string(rest);
    return NodeId(path_);
  }

 private:
  // Ids of achievements may hold slashes: the longest one that the path begins with.
  const Achievement* goal(std::string_view& rest) {
    const Achievement* found = nullptr;
    for (const Achievement& each : applied_.achievements) {
      const std::string& id = each.id.text();
      if (rest.starts_with(id) && (rest.size() == id.size() || rest[id.size()] == '/') &&
          (found == nullptr || found->id.text().size() < id.size()))
        found = &each;
    }
    if (found == nullptr) return nullptr;
    path_ = found->id.text();
    rest = rest.substr(std::min(rest.size(), path_.size() + 1));
    return found;
  }

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

}  // namespace cairn::version
