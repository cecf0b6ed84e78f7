#include "domain/audit/kept_out.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "domain/audit/attempts.h"
#include "domain/audit/exceptions.h"
#include "domain/learning/roots.h"
#include "domain/requirement/exception.h"
#include "domain/requirement/exception_scope.h"

namespace cairn::audit {
namespace {

using learning::Award;
using requirement::Exception;

std::size_t at(int index) { return static_cast<std::size_t>(index); }

class KeptOut {
 public:
  KeptOut(const Question& question, std::span<const int> leaves)
      : question_(question), tree_(question.tree), leaves_(leaves) {
    for (const Exception& exception : question.record.exceptions) {
      const bool binds =
          exception.kind == Exception::Kind::block || exception.kind == Exception::Kind::force;
      if (!binds || !requirement::holds_on(exception, question.day)) continue;
      const int node = tree_.find(exception.node.text());
      if (node >= 0) binding_.emplace_back(&exception, node);
    }
    std::ranges::sort(binding_, {}, [](const auto& each) { return each.first->id; });
    for (const Candidate& candidate : question.candidates)
      attempts_[candidate.award->achievement].push_back(candidate.award);
  }

  std::vector<Reason> run() {
    if (binding_.empty() && !std::ranges::any_of(leaves_, [&](int leaf) { return chooses(leaf); }))
      return {};
    for (const Candidate& candidate : question_.candidates)
      for (const int leaf : fitting(*candidate.award)) {
        note_exceptions(leaf, *candidate.award);
        for (int node = leaf; node >= 0; node = tree_.nodes()[at(node)].parent)
          note_choices(node, leaf, *candidate.award);
      }
    std::vector<Reason> reasons;
    for (auto& [key, nodes] : found_) {
      const auto& [code, award, rule] = key;
      nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
      reasons.push_back({code, std::move(nodes), {award}, rule});
    }
    return reasons;
  }

 private:
  // Whether a rule at a node above the leaf, or its own, keeps some awards and not others.
  bool chooses(int leaf) const {
    for (int node = leaf; node >= 0; node = tree_.nodes()[at(node)].parent)
      if (tree_.nodes()[at(node)].repeats ||
          tree_.nodes()[at(node)].stacked != requirement::Stacked::either)
        return true;
    return false;
  }

  // By their filters or by an exception.
  std::vector<int> fitting(const Award& award) const {
    std::vector<int> accepting;
    tree_.accepting(award, question_.day, accepting);
    for (const auto& [leaf, substitute] : question_.exceptions.substituted)
      if (substitute == award.id) accepting.push_back(leaf);
    std::ranges::sort(accepting);
    std::vector<int> both;
    std::ranges::set_intersection(leaves_, accepting, std::back_inserter(both));
    return both;
  }

  void note(ReasonCode code, int leaf, const Award& award, const std::string& rule) {
    found_[{code, award.id, rule}].push_back(leaf);
  }

  void note_exceptions(int leaf, const Award& award) {
    const Exception* forced = nullptr;  // to another leaf
    bool is_forced_here = false;
    for (const auto& [exception, node] : binding_) {
      if (exception->award != award.id) continue;
      if (exception->kind == Exception::Kind::force) {
        is_forced_here = is_forced_here || node == leaf;
        if (forced == nullptr) forced = exception;
      } else if (leaf >= node && leaf < tree_.end_of(node)) {
        note(ReasonCode::blocked, leaf, award, exception->id.text());
      }
    }
    if (forced != nullptr && !is_forced_here)
      note(ReasonCode::forced, leaf, award, forced->id.text());
  }

  // Section 6, of the rules of one node.
  void note_choices(int node, int leaf, const Award& award) {
    const ProgrammeNode& rules = tree_.nodes()[at(node)];
    if (rules.repeats && !award.achievement.empty()) {
      const Award& kept =
          *std::ranges::min(attempts_.at(award.achievement), [&](const Award* a, const Award* b) {
            return is_kept_before(*a, *b, *rules.repeats, tree_.index());
          });
      if (&kept != &award && !learning::share_root(award, kept))
        note(ReasonCode::repeated, leaf, award, kept.id.text());
    }
    if (rules.stacked == requirement::Stacked::either) return;
    const bool keeps_whole = rules.stacked == requirement::Stacked::whole;
    const auto other = std::ranges::find_if(question_.candidates, [&](const Candidate& each) {
      return keeps_whole ? learning::is_part(award, *each.award)
                         : learning::is_part(*each.award, award);
    });
    if (other != question_.candidates.end())
      note(keeps_whole ? ReasonCode::absorbed : ReasonCode::in_parts, leaf, award,
           other->award->id.text());
  }

  const Question& question_;
  const ProgrammeTree& tree_;
  const std::span<const int> leaves_;
  std::vector<std::pair<const Exception*, int>> binding_;  // blocks and forces with their nodes
  std::map<AchievementId, std::vector<const Award*>> attempts_;
  std::map<std::tuple<ReasonCode, AwardId, std::string>, std::vector<int>> found_;  // leaves
};

// Whether another award of that achievement could pass, but this one does not.
bool falls_short(const Question& question, int leaf, const Candidate& candidate) {
  const eligibility::Matcher& filter = question.tree.nodes()[at(leaf)].accepts;
  if (!filter.restricts_achievements() || !filter.may_pass(candidate.achievement) ||
      filter.passes(*candidate.award, candidate.achievement, question.day))
    return false;
  return filter.chance_from(candidate.achievement, question.tree.index(), question.day) !=
             eligibility::Chance::never &&
         std::ranges::find(question.exceptions.substituted, std::pair(leaf, candidate.award->id)) ==
             question.exceptions.substituted.end();
}

}  // namespace

std::vector<Reason> reasons_falling_short(const Question& question, std::span<const int> leaves) {
  std::vector<Reason> reasons;
  for (const Candidate& candidate : question.candidates) {
    std::vector<int> nodes;
    std::ranges::copy_if(leaves, std::back_inserter(nodes), [&](int leaf) {
      return is_applied_to(question.tree.nodes()[at(leaf)].kind) &&
             falls_short(question, leaf, candidate);
    });
    if (!nodes.empty())
      reasons.push_back({ReasonCode::falls_short, std::move(nodes), {candidate.award->id}, {}});
  }
  return reasons;
}

std::vector<Reason> reasons_kept_out(const Question& question, std::span<const int> leaves) {
  return KeptOut(question, leaves).run();
}

}  // namespace cairn::audit
