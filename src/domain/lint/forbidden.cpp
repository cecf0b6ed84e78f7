#include "domain/lint/forbidden.h"

#include <algorithm>
#include <set>
#include <utility>
#include <variant>

#include "domain/lint/bounds.h"

namespace cairn::lint {
namespace {

using requirement::Filter;
using requirement::Key;
using requirement::Limit;
using requirement::Node;
using requirement::Quantity;
using requirement::Share;

/// So much is allowed of what is measured, by one limit below its node.
struct Allowance {
  Named limit;
  Measured measured;
  Rational allowed;
};

/// A part of all leaves room for what is counted only as far as the rest can grow.
Result<std::optional<Rational>> amount_of(const Share& share, const Node& node, const Limit& limit,
                                          const Shelf& shelf) {
  using Amount = std::optional<Rational>;
  if (share.part == Rational(0)) return Amount(share.part);
  if (share.part == Rational(1)) return Amount();
  Measured rest{share.unit, {Filter()}};
  rest.where[0].none = {limit.where};
  CAIRN_TRY(const Amount most,
            most_applied(node, rest, Wanted::anything, shelf, node.limits.size()));
  if (!most) return Amount();
  CAIRN_TRY(const Rational part, multiply(share.part, *most));
  CAIRN_TRY(const Rational other, subtract(Rational(1), share.part));
  CAIRN_TRY(const Rational amount, divide(part, other));
  return Amount(amount);
}

Filter with_value(Key key, const std::vector<std::string>& values) {
  Filter made;
  if (key == Key::subject) made.subjects = values;
  if (key == Key::achievement) made.achievements = values;
  if (key == Key::organization)
    for (const std::string& each : values) made.organizations.emplace_back(each);
  return made;
}

/// One of which each award that passes the filter has; none where that is not known.
std::vector<std::string> values_asked_for(const Filter& filter, Key key, const Shelf& shelf) {
  std::vector<std::string> values;
  if (key == Key::subject) values = filter.subjects;
  if (key == Key::organization)
    for (const OrganizationId& each : filter.organizations) values.push_back(each.text());
  if (key == Key::achievement &&
      std::ranges::all_of(filter.achievements, [&](const std::string& name) {
        return !name.ends_with('*') && shelf.is_met_by_itself_alone(AchievementId(name));
      }))
    values = filter.achievements;
  std::ranges::sort(values);
  values.erase(std::unique(values.begin(), values.end()), values.end());
  return values;
}

void collect_values(const Node& node, Key key, const Shelf& shelf,
                    std::set<std::vector<std::string>>& lists) {
  std::optional<Filter> filter;
  if (const auto* sum = std::get_if<requirement::Sum>(&node.rule)) filter = sum->filter;
  if (const auto* holds = std::get_if<requirement::Holds>(&node.rule)) filter = filter_of(*holds);
  if (filter) lists.insert(values_asked_for(*filter, key, shelf));
  for (const Node& child : requirement::children_of(node)) collect_values(child, key, shelf, lists);
}

/// The values that leaves ask for, and all of them together.
std::set<std::vector<std::string>> value_lists(const Node& node, Key key, const Shelf& shelf) {
  std::set<std::vector<std::string>> lists;
  collect_values(node, key, shelf, lists);
  std::set<std::string> all;
  for (const std::vector<std::string>& list : lists) all.insert(list.begin(), list.end());
  lists.insert({all.begin(), all.end()});
  lists.erase(std::vector<std::string>());
  return lists;
}

class Finder {
 public:
  explicit Finder(const Shelf& shelf) : shelf_(shelf) {}

  Result<void> visit(const Node& node) {
    const std::size_t above = over_.size();
    for (const Limit& limit : node.limits) {
      CAIRN_TRY(std::vector<Allowance> made, allowances_of(node, limit));
      for (Allowance& each : made) {
        CAIRN_CHECK(find_exceeded(node, each, {}));
        if (limit.per) continue;
        CAIRN_CHECK(find_exceeded_together(node, each));
        over_.push_back(std::move(each));
      }
    }
    for (const Node& child : requirement::children_of(node)) CAIRN_CHECK(visit(child));
    over_.erase(over_.begin() + static_cast<std::ptrdiff_t>(above), over_.end());
    return {};
  }

  std::vector<Fault> take() { return std::move(faults_); }

 private:
  // Of a limit `per` value: as often for each list of values, of which every award that is counted
  // has one at least.
  Result<std::vector<Allowance>> allowances_of(const Node& node, const Limit& limit) const {
    const requirement::Unit unit = requirement::unit_of(limit.at_most);
    const Named name{limit.id.text(), node.id};
    std::vector<Allowance> made;
    if (const auto* share = std::get_if<Share>(&limit.at_most)) {
      if (limit.per) return made;
      CAIRN_TRY(const auto amount, amount_of(*share, node, limit, shelf_));
      if (amount) made.push_back({name, {unit, {limit.where}}, *amount});
      return made;
    }
    const Rational each = requirement::value_of(limit.at_most);
    if (!limit.per) {
      made.push_back({name, {unit, {limit.where}}, each});
      return made;
    }
    for (const std::vector<std::string>& list : value_lists(node, *limit.per, shelf_)) {
      Filter where;
      where.all = {limit.where, with_value(*limit.per, list)};
      CAIRN_TRY(const Rational allowed,
                multiply(each, Rational(static_cast<std::int64_t>(list.size()))));
      made.push_back({name, {unit, {std::move(where)}}, allowed});
    }
    return made;
  }

  Result<bool> needs_more(const Node& node, const Allowance& allowance) const {
    CAIRN_TRY(const Rational least, least_applied(node, allowance.measured, shelf_));
    return least > allowance.allowed;
  }

  // At the least nodes that need more by themselves.
  Result<void> find_exceeded(const Node& node, const Allowance& allowance, const Named& beside) {
    CAIRN_TRY(const bool exceeded, needs_more(node, allowance));
    if (!exceeded) return {};
    bool is_found = false;
    for (const Node& child : requirement::children_of(node)) {
      CAIRN_TRY(const bool by_child, needs_more(child, allowance));
      if (by_child) CAIRN_CHECK(find_exceeded(child, allowance, beside));
      is_found = is_found || by_child;
    }
    if (!is_found) add(node, allowance.limit, beside);
    return {};
  }

  // With each limit that stands at or above the node, where neither forbids it alone.
  Result<void> find_exceeded_together(const Node& node, const Allowance& own) {
    for (const Allowance& other : over_) {
      if (other.measured.unit != own.measured.unit) continue;
      CAIRN_TRY(const Rational allowed, cairn::add(own.allowed, other.allowed));
      CAIRN_TRY(const bool may_exceed,
                needs_more(node, {{}, {own.measured.unit, {Filter()}}, allowed}));
      if (!may_exceed) continue;
      CAIRN_TRY(const bool by_own, needs_more(node, own));
      CAIRN_TRY(const bool by_other, needs_more(node, other));
      if (by_own || by_other) continue;
      Allowance both{own.limit, own.measured, allowed};
      both.measured.where.push_back(other.measured.where[0]);
      CAIRN_CHECK(find_exceeded(node, both, other.limit));
    }
    return {};
  }

  void add(const Node& node, const Named& limit, const Named& beside) {
    const bool is_known = std::ranges::any_of(faults_, [&](const Fault& each) {
      return each.node == &node && each.rule.id == limit.id && each.rule.carrier == limit.carrier;
    });
    if (!is_known) faults_.push_back({Code::never_satisfied, &node, limit, beside});
  }

  const Shelf& shelf_;
  std::vector<Allowance> over_;  ///< without `per`, of the nodes above and of the node itself
  std::vector<Fault> faults_;
};

}  // namespace

Result<std::vector<Fault>> find_forbidden(const Node& root, const Shelf& shelf) {
  Finder finder(shelf);
  CAIRN_CHECK(finder.visit(root));
  return finder.take();
}

}  // namespace cairn::lint
