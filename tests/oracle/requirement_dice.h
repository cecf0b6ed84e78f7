// Random requirements that use every operator of the language, and random exceptions from them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/learning/catalogue.h"
#include "domain/requirement/requirement.h"
#include "oracle/dice.h"

namespace cairn::oracle {

/// Of small generated cases.
const inline std::string kScale = "points";  ///< A, B, C, P (no points), F
const inline std::string kOtherFramework = "national";
const inline std::string kOtherScale = "german";  ///< 1.0, 2.0, 3.0, 5.0: less is better
constexpr int kOrganizations = 3;
constexpr int kSubjects = 3;
constexpr int kFacts = 3;

class RequirementDice {
 public:
  RequirementDice(Dice& dice, const std::vector<AchievementId>& names)
      : dice_(dice), names_(names) {}

  /// A tree of that depth. `rules` in 100 nodes get limits, sharing, repeats or conditions.
  requirement::Node tree(int depth, int rules);
  /// Of what prerequisites may consist of.
  requirement::Node prerequisites(int depth);

 private:
  std::string next_id();
  requirement::Node any_node(int depth);
  requirement::Node contended_leaves();
  requirement::Node wide_choice();
  requirement::Node taken_again();
  requirement::Node with_unshared_part(requirement::Node root);
  requirement::Rule leaf();
  requirement::Rule group(int depth);
  requirement::Quantity quantity(int awards_max);
  requirement::Share share();
  requirement::Applied applied(const NodeId& in);
  requirement::Distinct distinct(const NodeId& in);
  requirement::Sum sum();
  requirement::Points points();
  requirement::Fact fact();
  requirement::Filter filter();
  requirement::Filter test();
  requirement::LevelRange levels();
  std::string achievement();
  requirement::Key key();
  std::vector<std::string> ids_below(const requirement::Node& node) const;
  requirement::Repeats repeats();
  void add_limits(requirement::Node& node, int rules);
  void add_sharing(requirement::Node& root);
  requirement::Node with_condition(requirement::Node root);

  Dice& dice_;
  const std::vector<AchievementId>& names_;
  bool plain_ = false;  // only what prerequisites know
  int rules_ = 0;       // in 100 nodes
  int used_ids_ = 0;
};

}  // namespace cairn::oracle
