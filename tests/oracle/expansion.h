// Sections 1 to 5 of docs/reference/requirements.md, written from that text for the oracles alone:
// usable awards, the expanded tree, roots, what leaves accept, deficits. Shares the value types of
// the domain and nothing of the engine. Slow and plain on purpose.
#pragma once

#include <cstdint>
#include <set>
#include <string>
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

enum class Kind { pick, holds, credit };

struct TreeNode {
  std::string path;
  Kind kind = Kind::pick;
  int pick = 0;                    ///< all and atLeast: how many children
  std::vector<TreeNode> children;  ///< by id; of a holds node: the requirement, or none
  std::set<std::string> accepted;  ///< achievements; empty on a credit leaf: any
  std::set<std::string> organizations;
  std::string system;      ///< credit leaf
  std::int64_t worth = 0;  ///< holds: the credit it is missing when unmet; credit: the minimum
  bool counts = false;     ///< credit leaf: its system is that of the goal
  int leaf = -1;           ///< number of the holds or credit leaf, in preorder
};

/// An award that may be applied, and where.
struct Use {
  const learning::Award* award = nullptr;
  std::set<std::string> roots;
  std::vector<std::pair<int, std::int64_t>> leaves;  ///< leaf and the credit it is worth there
};

/// A goal, a record and a day, expanded.
struct Question {
  std::string system;
  std::int64_t denominator = 1;
  TreeNode tree;
  int leaf_count = 0;
  std::vector<Use> made;       ///< earned and recognised awards that some leaf accepts
  std::vector<Use> hoped_for;  ///< the same in progress
};

/// The goal's own tree. The catalogue must be one that the engine does not refuse.
Question expand_goal(const learning::Catalogue& catalogue, const AchievementId& goal,
                     const learning::Record& record, Date day);

/// One question for each outermost leaf of the goal's prerequisites (section 8), and in `tree` of
/// the last argument the groups above them, whose leaf k stands for question k.
std::vector<Question> expand_prerequisites(const learning::Catalogue& catalogue,
                                           const AchievementId& goal,
                                           const learning::Record& record, Date day,
                                           TreeNode& groups);

/// The deficit of a node where leaf i has credit have[i] (a holds leaf: 1 if an award is applied).
Deficit deficit_of(const TreeNode& node, const std::vector<std::int64_t>& have);

/// The sum of the n least.
Deficit least_sum(std::vector<Deficit> deficits, int n);

}  // namespace cairn::oracle
