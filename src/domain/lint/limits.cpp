#include "domain/lint/limits.h"

#include <algorithm>
#include <variant>

namespace cairn::lint {
namespace {

using requirement::Limit;
using requirement::Node;
using requirement::Share;

bool is_share(const requirement::Portion& portion) {
  return std::holds_alternative<Share>(portion);
}

bool looks_at_what_is_applied(const Node& node) {
  return std::holds_alternative<requirement::Applied>(node.rule) ||
         std::holds_alternative<requirement::Distinct>(node.rule) ||
         std::holds_alternative<requirement::Average>(node.rule);
}

// Where a condition or a share looks, leaves may have more applied to them than they need.
bool wants_more(const Node& node) {
  return looks_at_what_is_applied(node) ||
         std::ranges::any_of(node.limits,
                             [](const Limit& each) { return is_share(each.at_most); }) ||
         std::ranges::any_of(requirement::children_of(node), wants_more);
}

class Finder {
 public:
  Finder(const Node& root, const Shelf& shelf)
      : wanted_(wants_more(root) ? Wanted::anything : Wanted::what_is_needed), shelf_(shelf) {}

  Result<void> visit(const Node& node) {
    for (const Limit& limit : node.limits) {
      CAIRN_CHECK(find_forbidden(node, limit));
      CAIRN_CHECK(find_idle(node, limit));
    }
    for (const Node& child : requirement::children_of(node)) CAIRN_CHECK(visit(child));
    return {};
  }

  std::vector<Fault> take() { return std::move(faults_); }

 private:
  static Measured measured_by(const Limit& limit) {
    return {requirement::unit_of(limit.at_most), limit.where};
  }

  Result<bool> needs_more(const Node& node, const Limit& limit) const {
    CAIRN_TRY(const Rational least, least_applied(node, measured_by(limit), shelf_));
    return least > requirement::value_of(limit.at_most);
  }

  Result<void> find_forbidden(const Node& node, const Limit& limit) {
    if (limit.per || is_share(limit.at_most)) return {};
    CAIRN_TRY(const bool forbidden, needs_more(node, limit));
    if (!forbidden || requirement::children_of(node).empty()) return {};
    for (const Node& child : requirement::children_of(node)) {
      CAIRN_TRY(const bool below, needs_more(child, limit));
      if (below) return find_forbidden(child, limit);
    }
    faults_.push_back({Code::never_satisfied, &node, limit.id.text()});
    return {};
  }

  Result<void> find_idle(const Node& node, const Limit& limit) {
    const Rational allowed = requirement::value_of(limit.at_most);
    std::optional<Rational> most(Rational(1));  // of a whole
    if (!is_share(limit.at_most)) {
      CAIRN_TRY(most, most_applied(node, measured_by(limit), wanted_, shelf_));
    }
    if (most && *most <= allowed) faults_.push_back({Code::idle_limit, &node, limit.id.text()});
    return {};
  }

  const Wanted wanted_;
  const Shelf& shelf_;
  std::vector<Fault> faults_;
};

}  // namespace

Result<std::vector<Fault>> find_limits(const Node& root, const Shelf& shelf) {
  Finder finder(root, shelf);
  CAIRN_CHECK(finder.visit(root));
  return finder.take();
}

}  // namespace cairn::lint
