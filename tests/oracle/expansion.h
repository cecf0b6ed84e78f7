// A question of an audit, expanded: sections 1, 2, 4 to 10 and 13 to 15 of
// docs/reference/requirements.md, written from that text for the oracles alone. Shares the value
// types of the domain and nothing of the engine. Slow and plain on purpose.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/time.h"
#include "domain/learning/award.h"
#include "domain/learning/catalogue.h"

namespace cairn::oracle {

/// (credit in units of 1/denominator, missing leaves); ordered by credit first.
struct Deficit {
  std::int64_t credit = 0;
  int missing = 0;

  auto operator<=>(const Deficit&) const = default;
};

/// What an allocation is compared by: its deficit, then what it weighs (section 13).
struct Measure {
  Deficit deficit;
  std::int64_t weight = 0;

  auto operator<=>(const Measure&) const = default;
};

/// Which awards are used: made ones, or those hoped for too (section 12).
enum class Pass { first, second };

enum class Kind {
  pick,  ///< all, atLeast, when, same, and with nothing to pick what is satisfied as it is
  holds,
  sum,  ///< credit, hours, awards and points
  fact,
  condition,  ///< applied, distinct and average
};

struct TreeNode {
  std::string path;
  Kind kind = Kind::pick;
  int pick = 0;                    ///< how many children
  int spare = 0;                   ///< how many more may be picked
  bool copies = false;             ///< same: the children are copies, which all have the same paths
  std::vector<TreeNode> children;  ///< by id; of a holds node: the requirement, or none
  int leaf = -1;                   ///< number of the leaf of any kind, in preorder
  std::int64_t worth = 0;          ///< holds: the credit it is missing when unmet; sum: the minimum
  bool counts = false;             ///< sum: it is credit in the system of the goal
  bool satisfied = false;          ///< fact
  int condition = -1;              ///< index into Question::conditions
};

/// A usable award, and where it may be applied.
struct Use {
  const learning::Award* award = nullptr;
  bool made = true;  ///< else hoped for
  std::set<std::string> roots;
  std::vector<std::pair<int, std::int64_t>> leaves;  ///< leaf and what it is worth there (holds: 1)
  std::map<int, int> steps = {};  ///< by leaf: into how many steps it may be divided there, from 2
};

/// What a rule says of uses: their worth to it, by index into Question::uses. Who is not in there
/// is not looked at.
using Worths = std::map<int, std::int64_t>;

/// A part of a whole: numerator / denominator.
struct Fraction {
  std::int64_t numerator = 0;
  std::int64_t denominator = 1;
};

/// A limit (section 7), of one value of its `per`: what is applied to the leaves, by worth.
struct Cap {
  std::string path;
  std::set<int> leaves;
  Worths worth;
  std::int64_t at_most = 0;
  std::optional<Fraction> share;  ///< instead of at_most: of the worth of all that is applied
  Worths all;                     ///< with share: of every award
  bool by_award = false;          ///< a piece counts as an award
};

/// A sharing rule (section 8).
struct Share {
  std::string id;
  std::vector<std::set<int>> groups;  ///< the leaves below each node of the rule
  Worths worth;                       ///< toward at_most, of those that pass its filter
  std::optional<std::int64_t> at_most;
  int times = 2;
};

/// A condition on what is applied to the leaves (section 10).
struct Condition {
  enum class Kind { applied, distinct, average };
  Kind kind = Kind::applied;
  std::set<int> leaves;
  /// applied: worth; average: weight * (points - minimum), scaled to integers; distinct: 0.
  Worths worth;
  std::map<int, std::set<std::string>> values;  ///< distinct
  std::int64_t minimum = 0;                     ///< of the sum of worths, or of different values
  std::optional<std::int64_t> maximum = {};     ///< of different values

  // What only applied says:
  std::optional<Fraction> share = {};     ///< instead of the minimum: of the worth of all
  std::optional<std::int64_t> last = {};  ///< among the last so much of all
  Worths all = {};                        ///< of every award: what share and last count
  std::map<int, std::int64_t> days = {};  ///< with last: when each use was awarded
  bool unshared = false;                  ///< only what is applied as a whole nowhere else

  bool by_award = false;      ///< a piece is worth what the award is
  bool all_by_award = false;  ///< in `all`
};

/// What is to be avoided (section 13): these uses at these leaves.
struct Avoidance {
  std::set<int> leaves;
  std::set<int> uses;  ///< that pass the filter
  int weight = 1;
};

/// A goal, a record and a day, expanded for one pass.
struct Question {
  std::string system;
  std::int64_t denominator = 1;
  TreeNode tree;
  int leaf_count = 0;
  std::vector<Use> uses;  ///< every usable award of the pass, in the order of the record; of a goal
                          ///< without what is consumed
  std::vector<Cap> caps;
  std::vector<Share> sharing;
  std::vector<Condition> conditions;
  std::vector<Avoidance> avoidances;
};

/// How many of the uses some leaf accepts.
int fitting_count(const Question& question);

/// The goal's own tree. The catalogue must be one that the engine does not refuse; it and the
/// record must outlive the question.
Question expand_goal(const learning::Catalogue& catalogue, const AchievementId& goal,
                     const learning::Record& record, Date day, Pass pass = Pass::first);

/// One question for each outermost leaf of the goal's prerequisites (section 15), and in the last
/// argument the groups above them, whose leaf k stands for question k.
std::vector<Question> expand_prerequisites(const learning::Catalogue& catalogue,
                                           const AchievementId& goal,
                                           const learning::Record& record, Date day,
                                           TreeNode& groups);

}  // namespace cairn::oracle
