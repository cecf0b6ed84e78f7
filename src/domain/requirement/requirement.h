// Requirements: rule trees on achievements. Their meaning is defined in
// docs/reference/requirements.md; this header is only their shape.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/rational.h"
#include "base/text.h"
#include "domain/credit/amount.h"
#include "domain/grade/grade.h"
#include "domain/ids/ids.h"
#include "domain/requirement/filter.h"

namespace cairn::requirement {

struct Node;

/// What awards are told apart by.
enum class Key { organization, achievement, subject, term };

/// So much of one thing: credit of a system, hours of workload, or a number of awards.
struct Hours {
  Rational value;
};
struct Awards {
  int count = 0;
};
using Quantity = std::variant<credit::Amount, Hours, Awards>;

/// In what things are counted; the system only of credit.
struct Unit {
  enum class Measure { credit, hours, awards };
  Measure measure = Measure::credit;
  credit::SystemId system;

  auto operator<=>(const Unit&) const = default;
};

/// A part, from 0 to 1, of all that is applied, as it is worth in the unit.
struct Share {
  Rational part;
  Unit unit;
};
/// So much of what is applied, or so large a part of it.
using Portion = std::variant<Quantity, Share>;

/// Its number, to be compared with that of a quantity of the same unit only.
Rational value_of(const Quantity& quantity);
/// The amount of a quantity, the part of a share.
Rational value_of(const Portion& portion);
Unit unit_of(const Quantity& quantity);
Unit unit_of(const Portion& portion);

/// Every child must be satisfied.
struct All {
  std::vector<Node> children;
};
/// At least `count` children must be satisfied; `any` is AtLeast 1. Awards count for so many of
/// them, or for up to `at_most`.
struct AtLeast {
  int count = 1;
  std::vector<Node> children;
  std::optional<int> at_most = {};
};
/// One award of the named achievement that passes the filter; when that achievement has a
/// requirement of its own, satisfying that requirement instead also does.
struct Holds {
  AchievementId achievement;
  Filter filter = {};
};
/// Awards that pass the filter, together worth the minimum (and, if given, no more than the
/// maximum, in the same unit).
struct Sum {
  Quantity minimum;
  std::optional<Quantity> maximum;
  Filter filter;
};
/// Awards worth at least `minimum` points, each those of the best line whose filter it passes.
struct Points {
  struct Line {
    Rational points;
    Filter filter;
  };
  Rational minimum;
  std::vector<Line> lines;
};
/// What the record states outside of awards: one of `is`, or a number of at least `at_least`.
struct Fact {
  std::string name;
  std::vector<std::string> is;
  std::optional<Rational> at_least;
};
/// `then` where the fact is satisfied, else `otherwise`: children[0] and, if there, children[1].
struct When {
  Fact fact;
  std::vector<Node> children;
};
/// The child, by awards with one and the same value of the key: children[0].
struct Same {
  Key key = Key::organization;
  std::vector<Node> children;
};
/// What is applied below the node `in` is together worth the minimum.
struct Applied {
  NodeId in;
  Portion minimum;
  Filter where;
  std::optional<Quantity> last = {};  ///< among the last so much of it; not beside a share
  bool unshared = false;              ///< only what is applied nowhere else
};
/// What is applied below the node `in` has at least `minimum` different values of the key, and no
/// more than `maximum`.
struct Distinct {
  NodeId in;
  Key key = Key::organization;
  int minimum = 1;
  Filter where;
  std::optional<int> maximum = {};
};
/// The mean of the points on `scale` of what is applied below the node `in`, weighted by credit in
/// `system` (or equally, where it is empty), is as good as `minimum` or better.
struct Average {
  NodeId in;  ///< empty: over the whole record, applied or not
  grade::ScaleId scale;
  credit::SystemId system;
  Rational minimum;
  Filter where;
};

/// At most so much, by awards that pass the filter, below the node that has the limit; for each
/// value of `per` by itself where that is given.
struct Limit {
  NodeId id;
  Portion at_most;
  Filter where;
  std::optional<Key> per;
};

/// The same award may be applied below several of the nodes `between`, up to `at_most` in all.
struct Sharing {
  NodeId id;
  std::vector<NodeId> between;
  Filter where;
  std::optional<Quantity> at_most;  ///< awards or credit; absent: unlimited
  int times = 2;                    ///< below so many of the nodes at most
};

/// An award that passes the filter may be divided among credit and hours leaves below the node, in
/// pieces of so many steps.
struct Split {
  credit::Amount step;
  Filter where;
};

/// Of several awards of one achievement only one counts below the node.
struct Repeats {
  enum class Keep { first, last, best };
  Keep keep = Keep::last;
  grade::ScaleId scale;   ///< with best
  bool averaged = false;  ///< averages below the node take the mean of all attempts
};

/// An award that passes the filter is applied below the node only where nothing else brings the
/// goal as near; the weight counts for each leaf that it is applied to.
struct Avoid {
  static constexpr int kWeightMax = 1'000;

  NodeId id;
  Filter where;
  int weight = 1;  ///< from 1 to kWeightMax
};

/// Of an award and those that it was earned with, which may count below the node.
enum class Stacked { either, whole, parts };

using Rule =
    std::variant<All, AtLeast, Holds, Sum, Points, Fact, When, Same, Applied, Distinct, Average>;

struct Node {
  NodeId id;
  LocalizedText title;
  Rule rule;
  std::vector<Limit> limits = {};
  std::vector<Sharing> sharing = {};
  std::optional<Split> split = {};
  std::optional<Repeats> repeats = {};
  Stacked stacked = Stacked::either;
  std::vector<Avoid> avoid = {};
};

/// The nodes directly below, in the order they are written; empty for leaves.
const std::vector<Node>& children_of(const Node& node);
/// Changes every node of the tree, each after those below it.
void for_each_node(Node& tree, const std::function<void(Node&)>& change);
/// Changes the filters of the node itself, whatever they are of; not what they are made of.
void for_each_filter(Node& node, const std::function<void(Filter&)>& change);
/// The node of the tree with the id; nullptr when there is none.
const Node* find_node(const Node& tree, const NodeId& id);

/// Whether every award passes the filter.
bool tests_nothing(const Filter& filter);
/// The achievements that a filter names itself (not those that a `*` stands for), sorted.
std::vector<AchievementId> named_by(const Filter& filter);
/// Appends the achievements that a tree names, whatever its rules say about them.
void collect_named(const Node& node, std::vector<AchievementId>& named);

}  // namespace cairn::requirement
