#include "oracle/requirement_dice.h"

#include <algorithm>
#include <utility>

#include "oracle/nodes.h"

namespace cairn::oracle {

using requirement::Filter;
using requirement::Key;
using requirement::Node;
using requirement::Quantity;

namespace {

Date date(const char* text) { return Date::parse(text).value(); }

// The codes of small cases are M40 to M70, some followed by an H.
const std::vector<requirement::CodeTest>& codes_asked_for() {
  using requirement::CodeRange;
  static const std::vector<requirement::CodeTest> kCodes = {
      CodeRange{"M50", "M60"}, CodeRange{"M050H", {}}, CodeRange{{}, "M60"}, "M5*", "M60H"};
  return kCodes;
}

// Those of small cases are "lab" without a value and "depth" from 1 to 4.
const std::vector<requirement::AttributeTest>& attributes_asked_for() {
  static const std::vector<requirement::AttributeTest> kAttributes = {
      {"lab", {}, {}}, {"depth", {"2", "3"}, {}}, {"depth", {}, Rational(3)}};
  return kAttributes;
}

// Those of small cases are whole tens of euros, from 40 to 70.
const std::vector<requirement::CostRange>& costs_asked_for() {
  static const std::vector<requirement::CostRange> kCosts = {
      {"EUR", {}, 6000}, {"EUR", 5000, 6000}, {"EUR", 5001, {}}};
  return kCosts;
}

}  // namespace

std::string RequirementDice::next_id() {
  // Not in the order in which they are made.
  const int used = used_ids_++;
  return name("n", 9 - used % 10) + name("x", used);
}

Node RequirementDice::tree(int depth, int rules) {
  used_ids_ = 0;
  rules_ = rules;
  const bool contended = dice_.chance(2 * rules / 3);
  const bool wide = !contended && dice_.chance(rules / 4);
  const bool again = !contended && !wide && dice_.chance(rules / 4);
  Node root = contended ? contended_leaves()
              : wide    ? wide_choice()
              : again   ? taken_again()
                        : any_node(depth);
  if (dice_.chance(rules)) root = with_condition(std::move(root));
  if (dice_.chance(rules / 4)) root = with_condition(std::move(root));
  add_limits(root, rules / 2);
  if (contended || dice_.chance(rules)) add_sharing(root);
  return contended && dice_.chance(50) ? with_unshared_part(std::move(root)) : root;
}

// Leaves that want the same awards, so that it matters what may be shared.
Node RequirementDice::contended_leaves() {
  std::vector<Node> children;
  const int count = 2 + dice_.below(2);
  for (int i = 0; i < count; ++i) {
    requirement::Sum rule{ects(Rational(3 + dice_.below(6))), {}, {}};
    if (dice_.chance(50)) rule.minimum = requirement::Awards{1 + dice_.below(3)};
    if (dice_.chance(50)) rule.filter.achievements = {"a*"};
    children.push_back(node(next_id(), std::move(rule)));
  }
  return node(next_id(), requirement::All{std::move(children)});
}

// A choice of more children than are needed, where more are wanted, or less variety.
Node RequirementDice::wide_choice() {
  std::vector<Node> children;
  for (int i = 0; i < kOrganizations; ++i) {
    requirement::Sum rule{ects(Rational(1 + dice_.below(2))), {}, {}};
    rule.filter.organizations = {OrganizationId(name("o", i))};
    children.push_back(node(next_id(), std::move(rule)));
  }
  const int least = dice_.chance(70) ? 1 : 2;
  requirement::AtLeast some{least, std::move(children), least + 1};
  Node choice = node(next_id(), std::move(some));
  requirement::Applied more{choice.id, requirement::Awards{1 + 2 * least + dice_.below(2)}, {}, {}};
  if (dice_.chance(40)) more.minimum = ects(Rational(6 + dice_.below(6)));
  Node wish = node(next_id(), std::move(more));
  if (dice_.chance(40))
    wish.rule = requirement::Distinct{choice.id, key(), 1, {}, 1 + dice_.below(2)};
  return all(next_id(), {std::move(choice), std::move(wish)});
}

// A mean of attempts at one achievement, or over the record.
Node RequirementDice::taken_again() {
  Node leaf = holds(next_id(), achievement());
  requirement::Average rule{leaf.id, grade::ScaleId(kScale), {}, Rational(2), {}};
  if (dice_.chance(30)) rule.in = {};
  rule.minimum = Rational::parse(dice_.one_of<std::string>({"2", "5/2", "3", "7/2"})).value();
  Node mean = node(next_id(), std::move(rule));
  Node both = all(next_id(), {std::move(leaf), std::move(mean)});
  both.repeats = repeats();
  both.repeats->averaged = true;
  return both;
}

// A little of one of the contended leaves must count there alone.
Node RequirementDice::with_unshared_part(Node root) {
  requirement::Applied rule{
      NodeId(dice_.one_of(ids_below(root))), requirement::Awards{1}, {}, {}, true};
  if (dice_.chance(50)) rule.minimum = ects(Rational(1 + dice_.below(4)));
  if (dice_.chance(25)) rule.minimum = share();
  std::vector<Node> children;
  children.push_back(std::move(root));
  children.push_back(node(next_id(), std::move(rule)));
  return node(next_id(), requirement::All{std::move(children)});
}

Node RequirementDice::prerequisites(int depth) {
  used_ids_ = 0;
  rules_ = 0;
  plain_ = true;
  Node root = any_node(depth);
  plain_ = false;
  return root;
}

Node RequirementDice::any_node(int depth) {
  const std::string id = next_id();
  const bool end = depth == 0 || (depth < 3 && dice_.chance(40));
  if (end) return node(id, leaf());
  Node made = node(id, group(depth));
  return dice_.chance(rules_ / 6) ? with_condition(std::move(made)) : made;
}

requirement::Rule RequirementDice::group(int depth) {
  std::vector<Node> children;
  if (!plain_ && dice_.chance(10)) {
    children.push_back(any_node(depth - 1));
    if (dice_.chance(60)) children.push_back(any_node(depth - 1));
    return requirement::When{fact(), std::move(children)};
  }
  if (!plain_ && dice_.chance(10)) {
    children.push_back(any_node(depth - 1));
    return requirement::Same{key(), std::move(children)};
  }
  const int count = 1 + dice_.below(3) + (depth == 3 ? 1 : 0);
  for (int i = 0; i < count; ++i) children.push_back(any_node(depth - 1));
  if (dice_.chance(depth == 3 ? 70 : 45)) return requirement::All{std::move(children)};
  requirement::AtLeast some{1 + dice_.below(count), std::move(children)};
  if (!plain_ && dice_.chance(40)) some.at_most = some.count + dice_.below(count - some.count + 1);
  return some;
}

requirement::Rule RequirementDice::leaf() {
  const int kind = dice_.below(100);
  if (kind < 42) {
    requirement::Holds rule{AchievementId(achievement()), {}};
    if (dice_.chance(15)) rule.filter = filter();
    return rule;
  }
  if (kind < 86) return sum();
  if (kind < 94) return points();
  return fact();
}

Quantity RequirementDice::quantity(int awards_max) {
  const int kind = dice_.below(10);
  if (kind < 6) {
    Rational value(1 + dice_.below(6));
    if (dice_.chance(10)) value = Rational::parse("7/2").value();
    return dice_.chance(92) ? ects(value) : credit::Amount{value, credit::SystemId("units")};
  }
  if (kind < 8) return requirement::Hours{Rational(10 * (1 + dice_.below(5)))};
  return requirement::Awards{1 + dice_.below(awards_max)};
}

requirement::Share RequirementDice::share() {
  static const std::vector<std::string> kParts = {"1/4", "1/3", "1/2", "1/2", "2/3", "4/5"};
  return {Rational::parse(dice_.one_of(kParts)).value(), requirement::unit_of(quantity(1))};
}

// The last so much is the minimum and a little more, or counted in something else.
requirement::Applied RequirementDice::applied(const NodeId& in) {
  requirement::Applied rule{in, quantity(3), {}, {}, dice_.chance(25)};
  if (dice_.chance(70)) rule.where = filter();
  const int kind = dice_.below(100);
  if (kind < 30) rule.minimum = share();
  if (kind < 30 || kind >= 60) return rule;
  const Quantity& minimum = std::get<Quantity>(rule.minimum);
  rule.last = quantity(3);
  if (requirement::unit_of(*rule.last) == requirement::unit_of(minimum) &&
      requirement::value_of(*rule.last) < requirement::value_of(minimum))
    rule.last = minimum;
  return rule;
}

requirement::Distinct RequirementDice::distinct(const NodeId& in) {
  requirement::Distinct rule{in, key(), 1 + dice_.below(3), {}};
  if (dice_.chance(50)) rule.where = filter();
  if (dice_.chance(50)) rule.maximum = rule.minimum + dice_.below(2);
  return rule;
}

// The maximum leaves a little room, or none.
requirement::Sum RequirementDice::sum() {
  requirement::Sum rule{quantity(2), {}, {}};
  if (dice_.chance(50)) {
    for (int i = 0; i < 1 + dice_.below(4); ++i) rule.filter.achievements.push_back(achievement());
    if (dice_.chance(15))
      rule.filter.achievements.back() = dice_.one_of<std::string>({"a*", "a1*", "*"});
  } else if (dice_.chance(40)) {
    rule.filter = filter();
  }
  if (!dice_.chance(15)) return rule;
  rule.maximum = rule.minimum;
  const int room = dice_.below(3);
  if (auto* credit = std::get_if<credit::Amount>(&*rule.maximum))
    credit->value = add(credit->value, Rational(room)).value();
  if (auto* hours = std::get_if<requirement::Hours>(&*rule.maximum))
    hours->value = add(hours->value, Rational(5 * room)).value();
  if (auto* awards = std::get_if<requirement::Awards>(&*rule.maximum)) awards->count += room;
  return rule;
}

requirement::Points RequirementDice::points() {
  requirement::Points rule;
  rule.minimum = Rational(1 + dice_.below(4));
  for (int i = 0; i < 1 + dice_.below(3); ++i) rule.lines.push_back({Rational(1 + i), filter()});
  if (dice_.chance(20)) rule.lines[0].points = Rational::parse("1/2").value();
  return rule;
}

requirement::Fact RequirementDice::fact() {
  requirement::Fact rule;
  rule.name = name("f", dice_.below(kFacts));
  if (dice_.chance(55)) rule.is = {"yes", "maybe"};
  if (rule.is.empty() || dice_.chance(15)) rule.at_least = Rational(2 + dice_.below(2));
  return rule;
}

std::string RequirementDice::achievement() { return dice_.one_of(names_).text(); }

Key RequirementDice::key() {
  static const Key kKeys[] = {Key::organization, Key::achievement, Key::subject, Key::term};
  return kKeys[dice_.below(4)];
}

Filter RequirementDice::filter() {
  if (dice_.chance(70)) return test();
  Filter made;
  switch (dice_.below(4)) {
    case 0:
      made.any = {test(), test()};
      break;
    case 1:
      made.all = {test(), test()};
      break;
    case 2:
      made.none = {test()};
      break;
    default:
      made = test();
      made.none = {test(), test()};
  }
  return made;
}

requirement::LevelRange RequirementDice::levels() {
  requirement::LevelRange made{"EQF", std::nullopt, std::nullopt};
  if (dice_.chance(70)) made.from = 4 + dice_.below(3);
  if (dice_.chance(30)) made.to = 6;
  return made;
}

// A filter with one test, about half of all awards passing it.
Filter RequirementDice::test() {
  Filter made;
  switch (dice_.below(18)) {
    case 0:
      made.achievements = {achievement(), achievement(), achievement()};
      break;
    case 1:
      made.achievements = {"a*"};
      break;
    case 2:
      made.organizations = {OrganizationId(name("o", dice_.below(kOrganizations)))};
      break;
    case 3:
      made.kinds = {AchievementKind::course, AchievementKind::badge};
      break;
    case 4:
      made.subjects = {name("t", dice_.below(kSubjects))};
      break;
    case 5:
      made.skills = {name("skill:", dice_.below(2))};
      break;
    case 6:
      made.modes = {"online"};
      break;
    case 7:
      made.level = levels();
      break;
    case 8:
      made.grade = grade::Grade{grade::ScaleId(kScale), dice_.chance(50) ? "B" : "C"};
      break;
    case 9:
      made.scales = {grade::ScaleId(dice_.chance(70) ? kScale : kOtherScale)};
      break;
    case 10:
      made.origins = {AwardOrigin::study};
      if (dice_.chance(50)) made.origins = {AwardOrigin::prior_learning, AwardOrigin::recognition};
      break;
    case 11:
      made.awarded = {date("2026-01-01"), date("2026-05-01"), std::nullopt};
      break;
    case 12:
      made.assessments = {dice_.chance(50) ? "exam" : "project"};
      break;
    case 13:
      made.labels = {dice_.chance(50) ? "seal" : "mark"};
      break;
    case 16:
      made.cost = dice_.one_of(costs_asked_for());
      break;
    case 15:
      made.attributes = {dice_.one_of(attributes_asked_for())};
      break;
    case 14:
      made.codes = {dice_.one_of(codes_asked_for())};
      break;
    default:
      made.awarded = {std::nullopt, std::nullopt, 100 + dice_.below(100)};
  }
  return made;
}

std::vector<std::string> RequirementDice::ids_below(const Node& node) const {
  std::vector<std::string> ids{node.id.text()};
  for (const Node& child : children_of(node))
    for (std::string& id : ids_below(child)) ids.push_back(std::move(id));
  return ids;
}

// Everything must be satisfied, and a condition on a part of it or on the whole.
Node RequirementDice::with_condition(Node root) {
  const NodeId in(dice_.chance(50) ? root.id.text() : dice_.one_of(ids_below(root)));
  const Filter where = dice_.chance(50) ? filter() : Filter{};
  Node made = node(next_id(), requirement::Applied{});
  switch (dice_.below(5)) {
    case 0:
    case 1:
    case 2:
      made.rule = applied(in);
      break;
    case 3:
      made.rule = distinct(in);
      break;
    default: {
      requirement::Average rule{in, grade::ScaleId(kScale), {}, Rational(2), where};
      if (dice_.chance(50)) rule.system = credit::SystemId("ects");
      rule.minimum = Rational::parse(dice_.one_of<std::string>({"2", "5/2", "3", "7/2"})).value();
      if (dice_.chance(10)) rule.scale = grade::ScaleId(kOtherScale);
      if (dice_.chance(40)) rule.in = {};
      made.rule = std::move(rule);
    }
  }
  const std::string id = next_id();
  std::vector<Node> children;
  children.push_back(std::move(root));
  children.push_back(std::move(made));
  if (dice_.chance(85)) return node(id, requirement::All{std::move(children)});
  return node(id, requirement::AtLeast{1, std::move(children)});
}

void RequirementDice::add_limits(Node& node, int rules) {
  if (dice_.chance(rules)) {
    requirement::Limit limit{NodeId("limit"), quantity(2), {}, {}};
    if (dice_.chance(25)) limit.at_most = share();
    if (dice_.chance(60)) limit.where = filter();
    if (dice_.chance(40)) limit.per = key();
    node.limits.push_back(std::move(limit));
  }
  if (dice_.chance(rules / 2)) {
    static const std::vector<std::string> kSteps = {"1", "3/2", "2", "2"};
    node.split = requirement::Split{ects(Rational::parse(dice_.one_of(kSteps)).value()), {}};
    if (dice_.chance(30)) node.split->where = filter();
  }
  if (dice_.chance(rules / 2)) {
    node.repeats = repeats();
  }
  if (dice_.chance(rules / 2))
    node.avoid.push_back({NodeId("avoid"), filter(), 1 + dice_.below(3)});
  if (dice_.chance(rules / 4)) node.avoid.push_back({NodeId("avoid2"), {}, 1});
  using requirement::Stacked;
  if (dice_.chance(rules / 2)) node.stacked = dice_.chance(50) ? Stacked::whole : Stacked::parts;
  std::visit(
      [&](auto& rule) {
        if constexpr (requires { rule.children; })
          for (Node& child : rule.children) add_limits(child, rules);
      },
      node.rule);
}

requirement::Repeats RequirementDice::repeats() {
  using Keep = requirement::Repeats::Keep;
  static const Keep kKeeps[] = {Keep::first, Keep::last, Keep::best};
  requirement::Repeats made{kKeeps[dice_.below(3)], {}, dice_.chance(50)};
  if (made.keep == Keep::best) made.scale = grade::ScaleId(kScale);
  return made;
}

// Among the children of one group, so that none is below another; and of two rules no two nodes
// are in both, so that they never speak of the same leaves.
void RequirementDice::add_sharing(Node& root) {
  std::vector<const Node*> groups{&root};
  for (std::size_t i = 0; i < groups.size(); ++i)
    for (const Node& child : children_of(*groups[i])) groups.push_back(&child);
  std::erase_if(groups, [](const Node* each) {
    return children_of(*each).size() < 2 || std::holds_alternative<requirement::When>(each->rule);
  });
  if (groups.empty()) return;
  std::vector<NodeId> between;
  for (const Node& child : children_of(*dice_.one_of(groups))) between.push_back(child.id);
  dice_.shuffle(between);
  requirement::Sharing rule{NodeId("share"), {between[0], between[1]}, {}, {}, 2};
  if (between.size() > 2 && dice_.chance(60)) {
    rule.between.push_back(between[2]);
    if (dice_.chance(50)) rule.times = 3;
  }
  if (dice_.chance(40)) rule.where = filter();
  if (dice_.chance(70)) {
    rule.at_most = requirement::Awards{dice_.chance(70) ? 1 : 2};
    if (dice_.chance(50)) rule.at_most = ects(Rational(2 + dice_.below(4)));
  }
  const bool second = rule.between.size() == 2 && between.size() > 2 && dice_.chance(50);
  root.sharing.push_back(std::move(rule));
  if (second) root.sharing.push_back({NodeId("share2"), {between[1], between[2]}, {}, {}, 2});
}

}  // namespace cairn::oracle
