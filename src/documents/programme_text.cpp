#include "documents/programme_text.h"

#include "documents/requirement_text.h"

namespace cairn::documents {
namespace {

/// Of the nearest `holds` node above; -1 where there is none.
int holder_of(const audit::ProgrammeTree& tree, int index) {
  const auto nodes = tree.nodes();
  int above = nodes[static_cast<std::size_t>(index)].parent;
  while (above >= 0 && nodes[static_cast<std::size_t>(above)].kind != audit::NodeKind::holds)
    above = nodes[static_cast<std::size_t>(above)].parent;
  return above;
}

}  // namespace

std::string ProgrammeText::rule(const audit::ProgrammeTree& tree, int index) const {
  const auto nodes = tree.nodes();
  const audit::ProgrammeNode& node = nodes[static_cast<std::size_t>(index)];
  const int holder = holder_of(tree, index);
  const bool inside = holder >= 0;
  const learning::Achievement* achievement = catalogue_.find_achievement(
      inside ? nodes[static_cast<std::size_t>(holder)].achievement : programme_.goal());
  if (achievement == nullptr) return name_of(node.achievement);
  const auto& requirement = inside ? achievement->requirement : achievement->prerequisites;
  if (!requirement) return name_of(node.achievement);
  const std::string& path = node.id.text();
  const requirement::Node* written =
      requirement::find_node(*requirement, NodeId(path.substr(path.rfind('/') + 1)));
  if (written == nullptr) return name_of(node.achievement);
  return RequirementText(*requirement, catalogue_, phrases_).rule(*written);
}

std::string ProgrammeText::name_of(const AchievementId& id) const {
  const learning::Achievement* found = catalogue_.find_achievement(id);
  const auto name = found == nullptr ? std::string_view() : found->name.in(phrases_.language());
  return std::string(name.empty() ? std::string_view(id.text()) : name);
}

}  // namespace cairn::documents
