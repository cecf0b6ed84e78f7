#include "oracle/exceptions.h"

#include <algorithm>
#include <variant>

namespace cairn::oracle {

using requirement::Exception;
using requirement::Node;

std::vector<const Exception*> exceptions(const learning::Record& record, Exception::Kind kind,
                                         const std::string& path, Date day) {
  std::vector<const Exception*> found;
  for (const Exception& each : record.exceptions)
    if (each.kind == kind && each.node.text() == path && each.from <= day &&
        (!each.until || *each.until >= day))
      found.push_back(&each);
  return found;
}

bool leads_to_node(const learning::Catalogue& catalogue, const Node& requirement,
                   const std::string& path) {
  const auto end = std::min(path.find('/'), path.size());
  const Node* node = requirement::find_node(requirement, NodeId(path.substr(0, end)));
  if (node == nullptr || end == path.size()) return node != nullptr;
  const auto* holds = std::get_if<requirement::Holds>(&node->rule);
  if (holds == nullptr) return false;
  const learning::Achievement* held = catalogue.find_achievement(holds->achievement);
  return held != nullptr && held->requirement &&
         leads_to_node(catalogue, *held->requirement, path.substr(end + 1));
}

}  // namespace cairn::oracle
