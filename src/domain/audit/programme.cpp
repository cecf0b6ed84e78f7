#include "domain/audit/programme.h"

#include <algorithm>
#include <numeric>
#include <string>
#include <unordered_map>
#include <utility>

#include "domain/audit/rules.h"
#include "domain/audit/startable.h"
#include "domain/audit/worth.h"

namespace cairn::audit {

using learning::Achievement;
using requirement::Node;

namespace {

// Leaves that more achievements suit are looked at for each award: listing them would cost more.
constexpr std::size_t kFew = 64;

std::size_t at(int index) { return static_cast<std::size_t>(index); }

}  // namespace

// Builds one Programme: expands, checks, then indexes.
class ProgrammeCompiler {
 public:
  ProgrammeCompiler(const learning::Catalogue& catalogue,
                    std::shared_ptr<const eligibility::Index> index)
      : catalogue_(catalogue), index_(std::move(index)) {
    programme_.tree_.index_ = programme_.prerequisites_.index_ = index_;
  }

  Result<Programme> compile(const AchievementId& goal) {
    CAIRN_TRY(const Achievement* const achievement, find(goal, "the goal"));
    programme_.goal_ = goal;
    programme_.system_ = system_of(*achievement);
    begin(programme_.tree_);
    requirement::Holds holds;
    holds.achievement = goal;
    CAIRN_TRY([[maybe_unused]] const int root, add_holds(holds, {goal.text(), {}, -1}));
    CAIRN_CHECK(finish());
    if (achievement->prerequisites) {
      begin(programme_.prerequisites_);
      CAIRN_CHECK(check_prerequisite(*achievement->prerequisites, goal.text() + "/prerequisites"));
      CAIRN_TRY([[maybe_unused]] const int first,
                add_node(*achievement->prerequisites, goal.text() + "/prerequisites", -1));
      CAIRN_CHECK(finish());
    }
    CAIRN_CHECK(check_startable(goal, catalogue_, *index_));
    return std::move(programme_);
  }

 private:
  /// Where a node stands.
  struct Place {
    std::string path;
    LocalizedText title;
    int parent;
  };

  Result<const Achievement*> find(const AchievementId& id, const std::string& where) const {
    const eligibility::Definition* definition = index_->find(index_->number_of(id));
    if (definition == nullptr)
      return invalid("no achievement \"" + id.text() + "\" is in the catalogue", where);
    return &catalogue_.achievements[definition->place];
  }

  // Section 11: the system of the goal's organization where the goal has credit in it, else the
  // first of the goal's own by name; a goal without credit counts in its organization's.
  credit::SystemId system_of(const Achievement& goal) const {
    const auto* organization = catalogue_.find_organization(goal.organization);
    credit::SystemId home =
        organization != nullptr ? organization->credit_system : credit::SystemId();
    credit::SystemId first;
    for (const credit::Amount& amount : goal.credit) {
      if (amount.system == home) return home;
      if (first.empty() || amount.system < first) first = amount.system;
    }
    return first.empty() ? home : first;
  }

  // --- Expanding --------------------------------------------------------------------------------

  void begin(ProgrammeTree& tree) {
    tree_ = &tree;
    written_.clear();
    paths_.clear();
  }

  Result<int> add(ProgrammeNode node) {
    if (static_cast<int>(tree_->nodes_.size()) >= Programme::kNodesMax)
      return exhausted("with all achievements it rests on, the requirement has more than " +
                           std::to_string(Programme::kNodesMax) + " nodes",
                       node.id.text());
    if (depth_ > Programme::kDepthMax)
      return exhausted("requirements are nested more than " + std::to_string(Programme::kDepthMax) +
                           " levels deep",
                       node.id.text());
    const int index = static_cast<int>(tree_->nodes_.size());
    tree_->nodes_.push_back(std::move(node));
    tree_->ends_.push_back(index + 1);
    written_.push_back({});
    return index;
  }

  Result<int> add_holds(const requirement::Holds& holds, const Place& place) {
    CAIRN_TRY(const Achievement* const achievement, find(holds.achievement, place.path));
    ProgrammeNode node;
    node.id = NodeId(place.path);
    node.title = place.title.empty() ? achievement->name : place.title;
    node.parent = place.parent;
    CAIRN_CHECK(compile_holds(holds, *index_, node));
    for (const credit::Amount& amount : achievement->credit)
      if (amount.system == programme_.system_) node.credit = amount.value;
    if (node.credit.is_negative())
      return invalid("the credit of \"" + holds.achievement.text() +
                     "\" is negative; expected 0 or more");
    CAIRN_TRY(const int index, add(std::move(node)));
    if (achievement->requirement) {
      CAIRN_CHECK(enter(holds.achievement, place.path));
      ++depth_;
      CAIRN_TRY(const int child, add_node(*achievement->requirement, place.path, index));
      --depth_;
      tree_->nodes_[at(index)].children.push_back(child);
      inside_.pop_back();
    }
    tree_->ends_[at(index)] = static_cast<int>(tree_->nodes_.size());
    return index;
  }

  Result<void> enter(const AchievementId& achievement, const std::string& path) {
    const auto first = std::ranges::find(inside_, achievement);
    if (first != inside_.end()) {
      std::string cycle;
      for (auto i = first; i != inside_.end(); ++i) cycle += "\"" + i->text() + "\" needs ";
      return invalid("a requirement rests on itself: " + cycle + "\"" + achievement.text() + "\"",
                     path);
    }
    inside_.push_back(achievement);
    return {};
  }

  Result<int> add_node(const Node& from, const std::string& prefix, int parent) {
    const std::string path = prefix + "/" + from.id.text();
    if (from.id.empty() || from.id.text().find('/') != std::string::npos)
      return invalid("a requirement node's id must be there and hold no slash", path);
    if (paths_.contains(path))
      return invalid("two nodes have this id; ids are unique in a requirement", path);
    paths_.emplace(path, static_cast<int>(tree_->nodes_.size()));
    CAIRN_TRY(const int index, add_rule(from, {path, from.title, parent}, prefix));
    written_[at(index)] = {&from, prefix};
    CAIRN_CHECK(compile_scope(from, *index_, tree_->nodes_[at(index)]));
    return index;
  }

  Result<int> add_rule(const Node& from, const Place& place, const std::string& prefix) {
    if (const auto* holds = std::get_if<requirement::Holds>(&from.rule))
      return add_holds(*holds, place);
    ProgrammeNode node;
    node.id = NodeId(place.path);
    node.title = place.title;
    node.parent = place.parent;
    CAIRN_CHECK(compile_rule(from, *index_, node));
    CAIRN_TRY(const int index, add(std::move(node)));
    CAIRN_CHECK(add_children(from, prefix, index));
    tree_->ends_[at(index)] = static_cast<int>(tree_->nodes_.size());
    return index;
  }

  Result<void> add_children(const Node& from, const std::string& prefix, int parent) {
    std::vector<const Node*> sorted;
    for (const Node& child : requirement::children_of(from)) sorted.push_back(&child);
    if (!std::holds_alternative<requirement::When>(from.rule))
      std::ranges::sort(sorted, {}, [](const Node* node) -> const NodeId& { return node->id; });
    ++depth_;
    for (const Node* child : sorted) {
      CAIRN_TRY(const int index, add_node(*child, prefix, parent));
      tree_->nodes_[at(parent)].children.push_back(index);
    }
    --depth_;
    return {};
  }

  // --- What names other nodes -------------------------------------------------------------------

  struct Written {
    const Node* node = nullptr;  ///< none for the goal itself
    std::string prefix;
  };

  Result<void> finish() {
    for (int i = 0; i < static_cast<int>(tree_->nodes_.size()); ++i) {
      if (written_[at(i)].node != nullptr) CAIRN_CHECK(find_named_nodes(i));
      ProgrammeNode& node = tree_->nodes_[at(i)];
      node.split_by = split_for(i);
      node.averages_attempts = node.kind == NodeKind::average && is_averaged(i);
      tree_->has_split_ = tree_->has_split_ || node.split_by >= 0;
      tree_->has_sharing_ = tree_->has_sharing_ || !node.sharing.empty();
      tree_->has_rules_ = tree_->has_rules_ || !node.sharing.empty() || !node.limits.empty() ||
                          is_condition(node.kind);
    }
    tree_->has_preferences_ = std::ranges::any_of(
        tree_->nodes_, [](const ProgrammeNode& node) { return !node.avoid.empty(); });
    CAIRN_CHECK(check_sharing(*tree_));
    return index_leaves();
  }

  // Section 8: the nearest node at or above a leaf in the same requirement.
  int split_for(int leaf) const {
    const NodeKind kind = tree_->nodes_[at(leaf)].kind;
    if (kind != NodeKind::credit && kind != NodeKind::hours) return -1;
    for (int i = leaf; i >= 0; i = tree_->nodes_[at(i)].parent) {
      if (tree_->nodes_[at(i)].kind == NodeKind::holds) return -1;
      if (tree_->nodes_[at(i)].split) return i;
    }
    return -1;
  }

  bool is_averaged(int node) const {
    for (int i = node; i >= 0; i = tree_->nodes_[at(i)].parent) {
      const auto& repeats = tree_->nodes_[at(i)].repeats;
      if (repeats && repeats->averaged) return true;
    }
    return false;
  }

  Result<int> node_named(const NodeId& id, int from) const {
    const auto found = paths_.find(written_[at(from)].prefix + "/" + id.text());
    if (found == paths_.end())
      return invalid("no node \"" + id.text() + "\" is in this requirement",
                     tree_->nodes_[at(from)].id.text());
    return found->second;
  }

  Result<void> find_named_nodes(int index) {
    ProgrammeNode& node = tree_->nodes_[at(index)];
    const Node& from = *written_[at(index)].node;
    if (const NodeId* in = looked_at_by(from.rule)) {
      CAIRN_TRY(node.in, node_named(*in, index));
    }
    for (std::size_t s = 0; s < from.sharing.size(); ++s)
      for (const NodeId& id : from.sharing[s].between) {
        CAIRN_TRY(const int between, node_named(id, index));
        node.sharing[s].between.push_back(between);
      }
    return {};
  }

  // --- Indexing ---------------------------------------------------------------------------------

  Result<void> share_denominator(const Rational& amount, const NodeId& path) {
    const std::int64_t common = std::gcd(tree_->denominator_, amount.denominator());
    const std::int64_t factor = amount.denominator() / common;
    if (factor > Programme::kDenominatorMax / tree_->denominator_)
      return exhausted("the amount stated here has no small common denominator with the rest",
                       path.text());
    tree_->denominator_ *= factor;
    return {};
  }

  Result<void> share_denominators(const ProgrammeNode& node) {
    CAIRN_CHECK(share_denominator(node.credit, node.id));
    if (node.kind != NodeKind::average && !node.terms.is_share)
      CAIRN_CHECK(share_denominator(node.minimum, node.id));
    if (node.terms.last) CAIRN_CHECK(share_denominator(node.terms.last->amount, node.id));
    for (const PointsLine& line : node.lines) CAIRN_CHECK(share_denominator(line.points, node.id));
    for (const NodeLimit& limit : node.limits)
      if (!limit.is_share) CAIRN_CHECK(share_denominator(limit.at_most, node.id));
    for (const NodeSharing& sharing : node.sharing)
      CAIRN_CHECK(share_denominator(sharing.at_most, node.id));
    return {};
  }

  Result<void> index_leaves() {
    for (int i = 0; i < static_cast<int>(tree_->nodes_.size()); ++i) {
      const ProgrammeNode& node = tree_->nodes_[at(i)];
      CAIRN_CHECK(share_denominators(node));
      if (!is_applied_to(node.kind)) continue;
      const bool is_open =
          !node.accepts.restricts_achievements() || node.accepts.accepted().size() > kFew;
      if (is_open) {
        tree_->open_leaves_.push_back(i);
        continue;
      }
      for (const int number : node.accepts.accepted()) tree_->leaves_of_.emplace_back(number, i);
    }
    std::ranges::sort(tree_->leaves_of_);
    return {};
  }

  const learning::Catalogue& catalogue_;
  std::shared_ptr<const eligibility::Index> index_;
  std::vector<AchievementId> inside_;  // the achievements whose requirements are being expanded
  std::unordered_map<std::string, int> paths_;
  std::vector<Written> written_;  // by node
  int depth_ = 0;
  Programme programme_;
  ProgrammeTree* tree_ = nullptr;
};

Result<Programme> Programme::compile(const AchievementId& goal,
                                     const learning::Catalogue& catalogue) {
  return compile(goal, catalogue, std::make_shared<const eligibility::Index>(catalogue));
}

Result<Programme> Programme::compile(const AchievementId& goal,
                                     const learning::Catalogue& catalogue,
                                     std::shared_ptr<const eligibility::Index> index) {
  return ProgrammeCompiler(catalogue, std::move(index)).compile(goal);
}

int ProgrammeTree::find(std::string_view path) const {
  const auto found = std::ranges::find(
      nodes_, path, [](const ProgrammeNode& node) { return std::string_view(node.id.text()); });
  return found == nodes_.end() ? -1 : static_cast<int>(found - nodes_.begin());
}

void ProgrammeTree::accepting(const learning::Award& award, Date day,
                              std::vector<int>& leaves) const {
  const int achievement = index_->number_of(award.achievement);
  visit_leaves_for(achievement, [&](int leaf) {
    if (worth_at(nodes_[at(leaf)], award, achievement, *index_, day)) leaves.push_back(leaf);
  });
}

std::set<AchievementId> Programme::opened() const {
  std::set<AchievementId> opened;
  for (const auto& nodes : {this->nodes(), prerequisites()})
    for (const ProgrammeNode& node : nodes)
      if (node.kind == NodeKind::holds && !node.children.empty()) opened.insert(node.achievement);
  return opened;
}

}  // namespace cairn::audit
