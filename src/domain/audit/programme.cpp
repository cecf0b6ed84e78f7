#include "domain/audit/programme.h"

#include <algorithm>
#include <numeric>
#include <string>
#include <unordered_set>
#include <utility>

#include "domain/audit/startable.h"

namespace cairn::audit {

using learning::Achievement;
using requirement::All;
using requirement::AtLeast;
using requirement::CreditAtLeast;
using requirement::Holds;
using requirement::Node;

namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

template <class ThingId>
void sort_ids(std::vector<ThingId>& ids) {
  std::ranges::sort(ids);
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

}  // namespace

// Builds one Programme: expands, checks, then indexes.
class ProgrammeCompiler {
 public:
  explicit ProgrammeCompiler(const learning::Catalogue& catalogue) : catalogue_(catalogue) {
    for (const Achievement& achievement : catalogue.achievements) {
      achievements_.emplace(achievement.id, &achievement);
      if (achievement.superseded_by)
        replaces_[*achievement.superseded_by].push_back(achievement.id);
    }
  }

  Result<Programme> compile(const AchievementId& goal) {
    CAIRN_TRY(const Achievement* const achievement, find(goal, "the goal"));
    programme_.goal_ = goal;
    programme_.system_ = system_of(*achievement);
    tree_ = &programme_.tree_;
    CAIRN_TRY([[maybe_unused]] const int root,
              add_holds({NodeId(goal.text()), achievement->name, -1, goal}));
    CAIRN_CHECK(index_leaves());
    if (achievement->prerequisites) {
      tree_ = &programme_.prerequisites_;
      CAIRN_TRY([[maybe_unused]] const int first,
                add_node(*achievement->prerequisites, goal.text() + "/prerequisites", -1));
      CAIRN_CHECK(index_leaves());
    }
    CAIRN_CHECK(check_startable(goal, catalogue_));
    return std::move(programme_);
  }

 private:
  struct HoldsNode {
    NodeId path;
    LocalizedText title;
    int parent;
    AchievementId achievement;
  };

  Result<const Achievement*> find(const AchievementId& id, const std::string& where) const {
    const auto found = achievements_.find(id);
    if (found == achievements_.end())
      return invalid("no achievement \"" + id.text() + "\" is in the catalogue", where);
    return found->second;
  }

  // Section 5: the system of the goal's organization where the goal has credit in it, else the
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
    return index;
  }

  void close(int index) { tree_->ends_[at(index)] = static_cast<int>(tree_->nodes_.size()); }

  Result<int> add_holds(const HoldsNode& holds) {
    CAIRN_TRY(const Achievement* const achievement, find(holds.achievement, holds.path.text()));
    ProgrammeNode node;
    node.id = holds.path;
    node.title = holds.title.empty() ? achievement->name : holds.title;
    node.kind = NodeKind::holds;
    node.parent = holds.parent;
    node.count = 1;
    node.achievement = holds.achievement;
    for (const credit::Amount& amount : achievement->credit)
      if (amount.system == programme_.system_) node.credit = amount.value;
    if (node.credit.is_negative())
      return invalid("the credit of \"" + holds.achievement.text() +
                     "\" is negative; expected 0 or more");
    CAIRN_TRY(const int index, add(std::move(node)));
    if (achievement->requirement) {
      CAIRN_CHECK(enter(holds.achievement, holds.path));
      ++depth_;
      CAIRN_TRY(const int child, add_node(*achievement->requirement, holds.path.text(), index));
      --depth_;
      tree_->nodes_[at(index)].children.push_back(child);
      inside_.pop_back();
    }
    close(index);
    return index;
  }

  Result<void> enter(const AchievementId& achievement, const NodeId& path) {
    const auto first = std::ranges::find(inside_, achievement);
    if (first != inside_.end()) {
      std::string cycle;
      for (auto i = first; i != inside_.end(); ++i) cycle += "\"" + i->text() + "\" needs ";
      return invalid("a requirement rests on itself: " + cycle + "\"" + achievement.text() + "\"",
                     path.text());
    }
    inside_.push_back(achievement);
    return {};
  }

  Result<int> add_node(const Node& from, const std::string& prefix, int parent) {
    const std::string path = prefix + "/" + from.id.text();
    if (from.id.empty() || from.id.text().find('/') != std::string::npos)
      return invalid("a requirement node's id must be there and hold no slash", path);
    if (!paths_.insert(path).second)
      return invalid("two nodes have this id; ids are unique in a requirement", path);
    if (const auto* holds = std::get_if<Holds>(&from.rule))
      return add_holds({NodeId(path), from.title, parent, holds->achievement});
    ProgrammeNode node;
    node.id = NodeId(path);
    node.title = from.title;
    node.parent = parent;
    if (const auto* credit = std::get_if<CreditAtLeast>(&from.rule))
      return add_credit(std::move(node), *credit);
    const auto* all = std::get_if<All>(&from.rule);
    const auto* at_least = std::get_if<AtLeast>(&from.rule);
    const std::vector<Node>& children = all != nullptr ? all->children : at_least->children;
    const int size = static_cast<int>(children.size());
    node.kind = all != nullptr ? NodeKind::all : NodeKind::at_least;
    node.count = all != nullptr ? size : at_least->count;
    if (size == 0) return invalid("expected at least one child", path);
    if (node.count < 1 || node.count > size)
      return invalid("impossible: at least " + std::to_string(node.count) + " of " +
                         std::to_string(size) + "; expected 1 to " + std::to_string(size),
                     path);
    CAIRN_TRY(const int index, add(std::move(node)));
    CAIRN_CHECK(add_children(children, prefix, index));
    close(index);
    return index;
  }

  Result<void> add_children(const std::vector<Node>& children, const std::string& prefix,
                            int parent) {
    std::vector<const Node*> sorted;
    for (const Node& child : children) sorted.push_back(&child);
    std::ranges::sort(sorted, {}, [](const Node* node) -> const NodeId& { return node->id; });
    ++depth_;
    for (const Node* child : sorted) {
      CAIRN_TRY(const int index, add_node(*child, prefix, parent));
      tree_->nodes_[at(parent)].children.push_back(index);
    }
    --depth_;
    return {};
  }

  Result<int> add_credit(ProgrammeNode node, const CreditAtLeast& rule) {
    node.kind = NodeKind::credit;
    node.minimum = rule.minimum;
    node.filter = rule.filter;
    sort_ids(node.filter.achievements);
    sort_ids(node.filter.organizations);
    const std::string path = node.id.text();
    if (rule.minimum.system.empty()) return invalid("expected a credit system", path);
    if (rule.minimum.value <= Rational(0))
      return invalid("impossible: a minimum of " + rule.minimum.value.to_string() +
                         " credit; expected more than 0",
                     path);
    for (const OrganizationId& organization : node.filter.organizations)
      if (catalogue_.find_organization(organization) == nullptr)
        return invalid("no organization \"" + organization.text() + "\" is in the catalogue", path);
    bool some_credit = node.filter.achievements.empty();
    for (const AchievementId& id : node.filter.achievements) {
      CAIRN_TRY(const Achievement* const achievement, find(id, path));
      for (const credit::Amount& amount : achievement->credit)
        some_credit =
            some_credit || (amount.system == rule.minimum.system && amount.value > Rational(0));
    }
    if (!some_credit)
      return invalid("impossible: none of the achievements named has credit in \"" +
                         rule.minimum.system.text() + "\"",
                     path);
    return add(std::move(node));
  }

  // An achievement and all that it replaces, directly or not.
  std::vector<AchievementId> with_replaced(const AchievementId& id) const {
    std::vector<AchievementId> found{id};
    for (std::size_t i = 0; i < found.size(); ++i) {
      const auto replaced = replaces_.find(found[i]);
      if (replaced == replaces_.end()) continue;
      for (const AchievementId& older : replaced->second)
        if (std::ranges::find(found, older) == found.end()) found.push_back(older);
    }
    return found;
  }

  Result<void> share_denominator(const Rational& credit, const NodeId& path) {
    const std::int64_t common = std::gcd(tree_->denominator_, credit.denominator());
    const std::int64_t factor = credit.denominator() / common;
    if (factor > Programme::kDenominatorMax / tree_->denominator_)
      return exhausted("the credit stated here has no small common denominator with the rest",
                       path.text());
    tree_->denominator_ *= factor;
    return {};
  }

  Result<void> index_leaves() {
    for (int i = 0; i < static_cast<int>(tree_->nodes_.size()); ++i) {
      const ProgrammeNode& node = tree_->nodes_[at(i)];
      CAIRN_CHECK(share_denominator(node.credit, node.id));
      CAIRN_CHECK(share_denominator(node.minimum.value, node.id));
      std::vector<AchievementId> accepted;
      if (node.kind == NodeKind::holds) accepted = with_replaced(node.achievement);
      if (node.kind == NodeKind::credit) {
        if (node.filter.achievements.empty()) tree_->open_leaves_.push_back(i);
        for (const AchievementId& id : node.filter.achievements)
          for (AchievementId& each : with_replaced(id)) accepted.push_back(std::move(each));
        sort_ids(accepted);
      }
      for (const AchievementId& id : accepted) tree_->leaves_of_[id].push_back(i);
    }
    return {};
  }

  const learning::Catalogue& catalogue_;
  std::unordered_map<AchievementId, const Achievement*> achievements_;
  std::unordered_map<AchievementId, std::vector<AchievementId>> replaces_;
  std::vector<AchievementId> inside_;  // the achievements whose requirements are being expanded
  std::unordered_set<std::string> paths_;
  int depth_ = 0;
  Programme programme_;
  ProgrammeTree* tree_ = nullptr;
};

Result<Programme> Programme::compile(const AchievementId& goal,
                                     const learning::Catalogue& catalogue) {
  return ProgrammeCompiler(catalogue).compile(goal);
}

void ProgrammeTree::accepting(const learning::Award& award, std::vector<int>& leaves) const {
  const auto first = static_cast<std::ptrdiff_t>(leaves.size());
  if (const auto found = leaves_of_.find(award.achievement); found != leaves_of_.end())
    leaves.insert(leaves.end(), found->second.begin(), found->second.end());
  leaves.insert(leaves.end(), open_leaves_.begin(), open_leaves_.end());
  std::sort(leaves.begin() + first, leaves.end());
  std::erase_if(leaves, [&](int leaf) {
    const auto& organizations = nodes_[at(leaf)].filter.organizations;
    return !organizations.empty() && !std::ranges::binary_search(organizations, award.organization);
  });
}

}  // namespace cairn::audit
