#include "domain/audit/exceptions.h"

#include <algorithm>

#include "domain/requirement/exception_scope.h"

namespace cairn::audit {
namespace {

using requirement::Exception;

Result<void> check_value(const Exception& exception, const ProgrammeNode& node) {
  const std::string& path = node.id.text();
  if (node.kind == NodeKind::at_least) {
    const auto most = node.at_most.value_or(static_cast<int>(node.children.size()));
    if (exception.value.denominator() == 1 && exception.value >= Rational(1) &&
        exception.value <= Rational(most))
      return {};
    return invalid("an exception adjusts the count to " + exception.value.to_string() +
                       "; expected a whole number from 1 to " + std::to_string(most),
                   path);
  }
  if (!is_applied_to(node.kind) || node.kind == NodeKind::holds)
    return invalid("an exception adjusts a node that has no minimum and no count", path);
  if (exception.value <= Rational(0))
    return invalid("an exception adjusts the minimum to " + exception.value.to_string() +
                       "; expected more than 0",
                   path);
  return {};
}

Result<void> check_leaf(const ProgrammeNode& node) {
  if (is_applied_to(node.kind) && node.kind != NodeKind::points) return {};
  return invalid("an exception substitutes or forces an award at a node that accepts none",
                 node.id.text());
}

}  // namespace

bool Exceptions::waives(int node) const { return std::ranges::binary_search(waived, node); }

bool Exceptions::blocks(int leaf, const AwardId& award, const ProgrammeTree& tree) const {
  return is_kept_for_others(leaf, award) || is_blocked(leaf, award, tree);
}

bool Exceptions::is_blocked(int node, const AwardId& award, const ProgrammeTree& tree) const {
  return std::ranges::any_of(blocked, [&](const auto& each) {
    return each.second == award && node >= each.first && node < tree.end_of(each.first);
  });
}

bool Exceptions::is_kept_for_others(int leaf, const AwardId& award) const {
  bool is_forced = false;
  for (const auto& [where, forced_award] : forced) {
    if (forced_award != award) continue;
    if (where == leaf) return false;
    is_forced = true;
  }
  return is_forced;
}

Result<Exceptions> exceptions_of(const learning::Record& record, const ProgrammeTree& tree,
                                 Date day) {
  Exceptions made;
  for (const Exception& exception : record.exceptions) {
    if (!requirement::holds_on(exception, day)) continue;
    const int index = tree.find(exception.node.text());
    if (index < 0) {
      made.without_node.push_back(exception.id);
      continue;
    }
    const ProgrammeNode& node = tree.nodes()[static_cast<std::size_t>(index)];
    switch (exception.kind) {
      case Exception::Kind::waive:
        made.waived.push_back(index);
        break;
      case Exception::Kind::substitute:
        CAIRN_CHECK(check_leaf(node));
        made.substituted.emplace_back(index, exception.award);
        break;
      case Exception::Kind::force:
        CAIRN_CHECK(check_leaf(node));
        made.substituted.emplace_back(index, exception.award);
        made.forced.emplace_back(index, exception.award);
        break;
      case Exception::Kind::block:
        made.blocked.emplace_back(index, exception.award);
        break;
      case Exception::Kind::adjust:
        CAIRN_CHECK(check_value(exception, node));
        if (!made.adjusted.emplace(index, exception.value).second)
          return invalid("two exceptions adjust the same node", node.id.text());
        break;
    }
  }
  std::ranges::sort(made.waived);
  std::ranges::sort(made.without_node);
  return made;
}

bool is_stated(const requirement::Fact& fact, const learning::Record& record) {
  const auto stated = std::ranges::find(record.facts, fact.name, &learning::FactStatement::name);
  if (stated == record.facts.end()) return false;
  if (!fact.at_least) return std::ranges::find(fact.is, stated->value) != fact.is.end();
  const Result<Rational> value = Rational::parse(stated->value);
  return value && *value >= *fact.at_least;
}

}  // namespace cairn::audit
