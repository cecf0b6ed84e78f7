// What is allowed in a requirement but hardly meant. docs/reference/lint.md says what each finding
// is and how it is proven.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "domain/ids/ids.h"
#include "domain/learning/catalogue.h"

namespace cairn::lint {

enum class Code {
  never_satisfied,  ///< no award of this catalogue could be applied, or a limit forbids the minimum
  contradiction,    ///< a fact that cannot hold where, or beside what, it is asked for
  settled,          ///< a fact that the branch of a `when` around it has decided already
  repeated,         ///< an alternative that stands beside it already, or a `when` of two alike
  too_little,       ///< what is named is worth less than the minimum, each taken once
  adds_nothing,     ///< satisfied by whatever satisfies the node that it looks at, or another one
  idle_limit,       ///< a limit that nothing below its node could exceed
  idle_maximum,     ///< a maximum that nothing could exceed, or would want to
  idle_avoid,       ///< a rule to avoid what could not count below its node anyway
  idle_sharing,     ///< a rule by which no award could be shared
  unstated,         ///< a filter asks for a code, attribute or cost that no achievement states
  splits_nothing,   ///< a split that divides no award of this catalogue, or speaks of no leaf
  overlap,          ///< two parts that must both be met need the same achievement, taken once each
  replaced,         ///< names what was superseded or withdrawn
  level_falls,      ///< needs something of a higher level than what it leads to
  used_up,          ///< an award of `about`, made before, would have used up what this needs
  against_policy,   ///< a policy allows less than the minimum
};

/// Which tree of an achievement.
enum class Part { requirement, prerequisites };

/// A node, or a rule of a node: a limit, or what to avoid.
struct Named {
  std::string id;
  NodeId carrier = {};  ///< whose rule it is; empty for a node. Rules of two nodes may share an id

  bool empty() const { return id.empty(); }
};

struct Finding {
  Code code = Code::never_satisfied;
  AchievementId achievement;  ///< whose requirement or prerequisites it is
  Part part = Part::requirement;
  NodeId node;                       ///< in it
  std::vector<AchievementId> about;  ///< the achievements at fault, sorted; may be none
  Named rule;                        ///< the rule or the other node; may be empty
  Named beside;                      ///< the other limit, where it takes two; may be empty
};

/// How many requirements and prerequisites lint() looks at.
std::size_t count_looked_at(const learning::Catalogue& catalogue);

/// Of every published achievement, by achievement, part, node and code, on a day; the catalogue has
/// the requirements that apply on it (version::applicable). Errors are those of
/// eligibility::Matcher, for a catalogue that nothing has checked.
Result<std::vector<Finding>> lint(const learning::Catalogue& catalogue, Date at);

}  // namespace cairn::lint
