#include "domain/lint/agreements.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "domain/lint/shelf.h"
#include "domain/recognition/series.h"
#include "domain/requirement/requirement.h"

namespace cairn::lint {
namespace {

using learning::Achievement;
using learning::AchievementState;
using recognition::Agreement;
using recognition::Grant;
using recognition::GrantKind;
using recognition::Group;
using recognition::Term;

constexpr std::string_view kPrerequisites = "/prerequisites/";  ///< in paths

// Of its own versions an agreement covers the one itself.
bool covers(const Agreement& wide, const Agreement& narrow) {
  if (wide.id == narrow.id) return &wide == &narrow;
  return wide.valid_from <= narrow.valid_from &&
         (!wide.valid_until || (narrow.valid_until && *narrow.valid_until <= *wide.valid_until));
}

bool between_the_same(const Agreement& a, const Agreement& b) {
  return a.sender == b.sender && a.receiver == b.receiver;
}

void collect_nodes(const requirement::Node& node, std::set<NodeId>& ids) {
  ids.insert(node.id);
  for (const requirement::Node& child : requirement::children_of(node)) collect_nodes(child, ids);
}

class AgreementLinter {
 public:
  AgreementLinter(const learning::Catalogue& catalogue, std::span<const Agreement> agreements,
                  Date day)
      : shelf_(catalogue), agreements_(not_over(agreements, day)) {
    for (const auto& [id, versions] : recognition::series_of(agreements))
      for (std::size_t i = 0; i + 1 < versions.size(); ++i)
        find_seam(*versions[i], *versions[i + 1], day);
    for (const Achievement& achievement : catalogue.achievements) {
      if (achievement.requirement) collect_nodes(*achievement.requirement, nodes_);
      if (achievement.prerequisites) collect_nodes(*achievement.prerequisites, nodes_);
    }
    for (const Agreement* agreement : agreements_)
      for (const Term& term : agreement->terms) add_chain(*agreement, term);
  }

  Result<std::vector<AgreementFinding>> run() {
    for (const Agreement* agreement : agreements_)
      for (const Term& term : agreement->terms) CAIRN_CHECK(visit(*agreement, term));
    std::ranges::sort(findings_, {}, [](const AgreementFinding& each) {
      return std::tie(each.agreement, each.version, each.term, each.code, each.by);
    });
    return std::move(findings_);
  }

 private:
  Result<void> visit(const Agreement& agreement, const Term& term) {
    agreement_ = &agreement;
    term_ = &term;
    find_wrong_names();
    find_denied();
    CAIRN_CHECK(find_unmet());
    find_shadowed();
    find_circle();
    find_wrong_grant();
    return {};
  }

  void add(AgreementCode code, std::vector<AchievementId> about, std::string by = {}) {
    std::ranges::sort(about);
    findings_.push_back(
        {code, agreement_->id, agreement_->version, term_->id, std::move(about), std::move(by)});
  }

  // Whether one version ends on the day before the next one begins, if it says when it ends. What
  // is past cannot be mended.
  void find_seam(const Agreement& version, const Agreement& next, Date day) {
    if (!version.valid_until) return;
    const Date last = next.valid_from.plus_days(-1);
    if (*version.valid_until == last || std::max(*version.valid_until, last) < day) return;
    const auto code = last < *version.valid_until ? AgreementCode::overlap : AgreementCode::gap;
    findings_.push_back({code, version.id, version.version, {}, {}, std::to_string(next.version)});
  }

  void find_wrong_names() {
    std::vector<AchievementId> named = recognition::named_by(*term_);
    std::vector<AchievementId> foreign;
    for (const AchievementId& id : named) {
      const Achievement* achievement = shelf_.achievement(id);
      if (achievement != nullptr && achievement->organization != agreement_->sender)
        foreign.push_back(id);
    }
    if (!foreign.empty()) add(AgreementCode::other_provider, std::move(foreign));
    if (!term_->grant.achievement.empty()) named.push_back(term_->grant.achievement);
    std::erase_if(named, [&](const AchievementId& id) {
      const Achievement* achievement = shelf_.achievement(id);
      return achievement == nullptr || (achievement->state != AchievementState::superseded &&
                                        achievement->state != AchievementState::withdrawn);
    });
    if (!named.empty()) add(AgreementCode::replaced, std::move(named));
  }

  void find_denied() {
    for (const Agreement* other : agreements_) {
      if (!between_the_same(*other, *agreement_) || !covers(*other, *agreement_) ||
          other->precedence < agreement_->precedence || other->requires_signatures)
        continue;
      std::vector<AchievementId> denied;
      const bool all = std::ranges::all_of(term_->from, [&](const Group& group) {
        const auto found = std::ranges::find_if(group, [&](const AchievementId& id) {
          return std::ranges::find(other->denials, id, &recognition::Denial::achievement) !=
                 other->denials.end();
        });
        if (found != group.end()) denied.push_back(*found);
        return found != group.end();
      });
      if (all) return add(AgreementCode::denied, std::move(denied), other->id.text());
    }
  }

  Result<void> find_unmet() {
    CAIRN_TRY(const eligibility::Matcher* matcher, shelf_.matcher(term_->where));
    if (!matcher->restricts_achievements()) return {};
    std::vector<AchievementId> failing;
    for (const Group& group : term_->from) {
      const auto found = std::ranges::find_if(group, [&](const AchievementId& id) {
        return !matcher->may_pass(shelf_.index().number_of(id));
      });
      if (found == group.end()) return {};
      failing.push_back(*found);
    }
    add(AgreementCode::unmet, std::move(failing));
    return {};
  }

  // Whether the awards of each of our groups fulfil the other term too, whatever they say.
  bool follows(const Term& other) const {
    if (!requirement::tests_nothing(other.where) || other.awarded_within_days ||
        !recognition::makes_award(other.grant.kind))
      return false;
    const bool same_credit = !other.grant.rate || (term_->grant.rate && term_->grant.rate->from ==
                                                                            other.grant.rate->from);
    return same_credit && std::ranges::all_of(term_->from, [&](const Group& ours) {
             return std::ranges::any_of(other.from, [&](const Group& theirs) {
               return std::ranges::includes(ours, theirs);
             });
           });
  }

  void find_shadowed() {
    if (!recognition::makes_award(term_->grant.kind)) return;
    for (const Agreement* other : agreements_) {
      if (!between_the_same(*other, *agreement_) || !covers(*other, *agreement_) ||
          other->precedence <= agreement_->precedence || other->requires_signatures)
        continue;
      if (std::ranges::any_of(other->terms, [&](const Term& each) { return follows(each); }))
        return add(AgreementCode::shadowed, {}, other->id.text());
    }
  }

  void add_chain(const Agreement& agreement, const Term& term) {
    if (!agreement.accepts_recognised || term.grant.achievement.empty()) return;
    for (const AchievementId& from : recognition::named_by(term))
      chains_[from].insert(term.grant.achievement);
  }

  // Among agreements that accept what was recognised.
  bool leads_to(const AchievementId& from, const std::vector<AchievementId>& goals) const {
    std::set<AchievementId> seen{from};
    std::vector<AchievementId> open{from};
    while (!open.empty()) {
      const AchievementId id = std::move(open.back());
      open.pop_back();
      if (std::ranges::binary_search(goals, id)) return true;
      const auto next = chains_.find(id);
      if (next == chains_.end()) continue;
      for (const AchievementId& each : next->second)
        if (seen.insert(each).second) open.push_back(each);
    }
    return false;
  }

  void find_circle() {
    const AchievementId& to = term_->grant.achievement;
    if (agreement_->accepts_recognised && !to.empty() &&
        leads_to(to, recognition::named_by(*term_)))
      add(AgreementCode::circle, {to});
  }

  void find_wrong_grant() {
    const Grant& grant = term_->grant;
    const Achievement* granted = shelf_.achievement(grant.achievement);
    if (granted != nullptr && granted->organization != agreement_->receiver)
      add(AgreementCode::other_receiver, {grant.achievement});
    if (granted != nullptr && grant.kind == GrantKind::block && !granted->requirement)
      add(AgreementCode::no_parts, {grant.achievement});
    if (!grant.node.empty() && !knows_node(grant.node))
      add(AgreementCode::unknown_node, {}, grant.node.text());
  }

  // A path begins with an achievement, and ends with a node of some requirement or prerequisites.
  bool knows_node(const NodeId& path) const {
    const std::string& text = path.text();
    const Achievement* whole = shelf_.achievement(AchievementId(text));
    if (whole != nullptr && whole->requirement) return true;
    if (!nodes_.contains(NodeId(text.substr(text.rfind('/') + 1)))) return false;
    for (auto end = text.find('/'); end != std::string::npos; end = text.find('/', end + 1)) {
      const Achievement* first = shelf_.achievement(AchievementId(text.substr(0, end)));
      const bool in_prerequisites = text.compare(end, kPrerequisites.size(), kPrerequisites) == 0;
      if (first != nullptr && (in_prerequisites ? first->prerequisites : first->requirement))
        return true;
    }
    return false;
  }

  const Shelf shelf_;
  std::vector<const Agreement*> agreements_;
  std::map<AchievementId, std::set<AchievementId>> chains_;
  std::set<NodeId> nodes_;
  const Agreement* agreement_ = nullptr;
  const Term* term_ = nullptr;
  std::vector<AgreementFinding> findings_;
};

}  // namespace

std::vector<const Agreement*> not_over(std::span<const Agreement> agreements, Date day) {
  std::vector<const Agreement*> found;
  for (const auto& [id, versions] : recognition::series_of(agreements))
    for (std::size_t i = 0; i < versions.size(); ++i) {
      const bool replaced = i + 1 < versions.size() && versions[i + 1]->valid_from <= day;
      if (!replaced && (!versions[i]->valid_until || day <= *versions[i]->valid_until))
        found.push_back(versions[i]);
    }
  return found;
}

Result<std::vector<AgreementFinding>> lint_agreements(const learning::Catalogue& catalogue,
                                                      std::span<const Agreement> agreements,
                                                      Date day) {
  return AgreementLinter(catalogue, agreements, day).run();
}

}  // namespace cairn::lint
