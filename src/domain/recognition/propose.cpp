#include "domain/recognition/propose.h"

#include <algorithm>
#include <deque>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "domain/eligibility/index.h"
#include "domain/recognition/competition.h"
#include "domain/recognition/condition.h"
#include "domain/recognition/grant.h"
#include "domain/requirement/requirement.h"

namespace cairn::recognition {
namespace {

using learning::Award;
using learning::AwardStatus;

// A group of a term, which grants at most once.
struct Offer {
  const Agreement* agreement;
  const Term* term;
  const Group* group;
  std::string name;  // "agreement@1/term", with the group's number where there are several
  std::optional<Condition> condition = {};
  bool granted = false;
  std::vector<Refusal> refusals = {};

  std::string place() const { return "agreement " + agreement->id.text() + ", term " + term->id; }
};

// One call of propose(): what can stand for what, and what was found so far.
class Proposer {
 public:
  Proposer(const learning::Record& record, const Network& network,
           const learning::Catalogue& catalogue, Date at)
      : record_(record), network_(network), catalogue_(catalogue), at_(at) {
    std::vector<const Award*> awards;
    for (const Award& award : record.awards) awards.push_back(&award);
    // Latest first, then by id: the order in which a term looks for an award to stand on.
    std::ranges::sort(awards, [](const Award* a, const Award* b) {
      return std::tie(b->awarded, a->id) < std::tie(a->awarded, b->id);
    });
    for (const Award* award : awards) add(original(*award));
  }

  Result<Proposals> run() {
    for (const Agreement& agreement : network_.agreements) {
      for (const Term& term : agreement.terms) take(agreement, term);
      if (!in_force(agreement, at_)) continue;
      for (const Denial& denial : agreement.denials) denials_.emplace_back(&agreement, &denial);
    }
    std::ranges::sort(denials_, {}, [](const auto& each) {
      return std::tie(each.first->id, each.second->achievement);
    });
    CAIRN_CHECK(grant_offers());
    CAIRN_CHECK(follow_precedents());
    collect_refusals();
    settle(record_, found_);
    sort_rest();
    return std::move(found_);
  }

 private:
  void add(Candidate candidate) {
    candidates_.push_back(std::move(candidate));
    const Candidate& added = candidates_.back();
    by_achievement_[added.award.achievement].push_back(&added);
  }

  void take(const Agreement& agreement, const Term& term) {
    std::vector<const Group*> groups;
    for (const Group& group : term.from) groups.push_back(&group);
    std::ranges::sort(groups, {}, [](const Group* group) { return *group; });
    const std::string name =
        agreement.id.text() + "@" + std::to_string(agreement.version) + "/" + term.id;
    for (std::size_t i = 0; i < groups.size(); ++i) {
      named_.insert(groups[i]->begin(), groups[i]->end());
      if (std::ranges::none_of(*groups[i], [&](const AchievementId& id) {
            return by_achievement_.contains(id) || agreement.accepts_recognised;
          }))
        continue;
      const std::string number = groups.size() > 1 ? ":" + std::to_string(i + 1) : "";
      offers_.push_back({&agreement, &term, groups[i], name + number});
    }
  }

  // --- Agreements -------------------------------------------------------------------------------

  // What one pass grants, the next may stand on: a pass for each step of a chain.
  Result<void> grant_offers() {
    for (bool first = true;; first = false) {
      std::vector<Candidate> made;
      for (Offer& offer : offers_)
        if (!offer.granted && (first || offer.agreement->accepts_recognised))
          CAIRN_CHECK(consider(offer, made));
      if (made.empty()) return {};
      std::ranges::sort(made, {}, [](const Candidate& each) { return each.award.id; });
      for (Candidate& each : made) add(std::move(each));
    }
  }

  Result<void> consider(Offer& offer, std::vector<Candidate>& made) {
    offer.refusals.clear();
    if (std::optional<Refusal> no = objection(offer)) {
      offer.refusals.push_back(*std::move(no));
      return {};
    }
    CAIRN_CHECK(compile_condition(offer));
    std::vector<const Candidate*> from;
    for (const AchievementId& achievement : *offer.group)
      if (const Candidate* found = find_candidate(offer, achievement)) from.push_back(found);
    if (from.size() < offer.group->size()) return {};
    offer.granted = true;
    return grant_for(offer, from, made);
  }

  Result<void> compile_condition(Offer& offer) {
    if (offer.condition || requirement::tests_nothing(offer.term->where)) return {};
    if (!index_) index_.emplace(catalogue_);
    CAIRN_TRY(auto condition, Condition::compile(offer.term->where, *index_, offer.place()));
    offer.condition = std::move(condition);
    return {};
  }

  Result<void> grant_for(const Offer& offer, const std::vector<const Candidate*>& from,
                         std::vector<Candidate>& made) {
    const Agreement& agreement = *offer.agreement;
    auto decision =
        grant(offer.term->grant, from, {offer.name, agreement.receiver, at_}, catalogue_);
    if (!decision) return Error{decision.error().code, decision.error().message, offer.place()};
    decision->agreement = agreement.id;
    decision->agreement_version = agreement.version;
    decision->term = offer.term->id;
    decision->automatic =
        agreement.automatic && decision->chain.empty() && is_credit(decision->kind);
    if (makes_award(decision->kind) && !decision->view.achievement.empty())
      made.push_back(continued(*decision, from, agreement.sender));
    propose(*std::move(decision), agreement.precedence);
    return {};
  }

  void propose(Decision decision, int precedence) {
    if (already_in_record(decision)) return;
    found_.proposals.push_back({std::move(decision), precedence, {}});
  }

  bool already_in_record(const Decision& decision) const {
    if (decision.exception)
      return std::ranges::any_of(record_.exceptions, [&](const requirement::Exception& each) {
        return each.id == decision.exception->id;
      });
    if (decision.standing)
      return std::ranges::any_of(record_.facts, [&](const learning::FactStatement& each) {
        return each.name == decision.standing->name;
      });
    return std::ranges::any_of(record_.awards, [&](const Award& award) {
      return award.status == AwardStatus::recognised &&
             award.organization == decision.view.organization &&
             award.achievement == decision.view.achievement &&
             award.credit == decision.view.credit && award.roots == decision.view.roots;
    });
  }

  // What can stand for `achievement`, or nullptr after noting why the best one cannot.
  const Candidate* find_candidate(Offer& offer, const AchievementId& achievement) {
    std::optional<Refusal> why;
    if (const auto found = by_achievement_.find(achievement); found != by_achievement_.end())
      for (const Candidate* candidate : found->second) {
        if (!candidate->chain.empty() && !may_continue(*offer.agreement, *candidate)) continue;
        std::optional<Refusal> no = objection(offer, *candidate);
        if (!no) return candidate;
        if (!why) why = std::move(no);
      }
    if (!why) why = refusal(offer, RefusalReason::not_held);
    why->achievement = achievement;
    why->superseded_by = successor(achievement);
    offer.refusals.push_back(*std::move(why));
    return nullptr;
  }

  static bool may_continue(const Agreement& agreement, const Candidate& candidate) {
    return agreement.accepts_recognised && candidate.award.organization == agreement.sender &&
           std::ranges::find(candidate.passed, agreement.receiver) == candidate.passed.end();
  }

  // --- Refusals ---------------------------------------------------------------------------------

  static Refusal refusal(const Offer& offer, RefusalReason reason, std::optional<Date> date = {}) {
    Refusal made;
    made.reason = reason;
    made.agreement = offer.agreement->id;
    made.term = offer.term->id;
    made.date = date;
    return made;
  }

  std::optional<Refusal> objection(const Offer& offer) const {
    const Agreement& agreement = *offer.agreement;
    if (at_ < agreement.valid_from)
      return refusal(offer, RefusalReason::agreement_not_yet_valid, agreement.valid_from);
    if (!is_valid(agreement, at_))
      return refusal(offer, RefusalReason::agreement_ended, *agreement.valid_until);
    const std::optional<Side> side = unsigned_side(agreement, at_);
    if (!side) return std::nullopt;
    Refusal made = refusal(offer, RefusalReason::not_signed);
    made.organization = party(agreement, *side);
    return made;
  }

  std::optional<Refusal> objection(const Offer& offer, const Candidate& candidate) const {
    std::optional<Refusal> made =
        objection_to_award(offer, candidate.award, candidate.chain.empty());
    if (!made) made = objection_of_term(offer, candidate);
    if (made) made->award = candidate.from.front();
    return made;
  }

  std::optional<Refusal> objection_to_award(const Offer& offer, const Award& award,
                                            bool is_original) const {
    if (is_original && award.status != AwardStatus::earned)
      return refusal(offer, RefusalReason::not_earned);
    if (award.organization != offer.agreement->sender)
      return refusal(offer, RefusalReason::other_issuer);
    if (at_ < award.awarded) return refusal(offer, RefusalReason::awarded_later, award.awarded);
    if (award.expires && *award.expires < at_)
      return refusal(offer, RefusalReason::expired, *award.expires);
    return std::nullopt;
  }

  std::optional<Refusal> objection_of_term(const Offer& offer, const Candidate& candidate) const {
    const Term& term = *offer.term;
    if (const Agreement* denier = find_denier(*offer.agreement, candidate.award.achievement)) {
      Refusal made = refusal(offer, RefusalReason::denied);
      made.by = denier->id.text();
      return made;
    }
    if (term.awarded_within_days) {
      const Date last = candidate.award.awarded.plus_days(*term.awarded_within_days);
      if (last < at_) return refusal(offer, RefusalReason::too_old, last);
    }
    if (offer.condition) {
      const int number = index_->number_of(candidate.award.achievement);
      if (const auto* failing = offer.condition->find_failing(candidate.award, number, at_)) {
        Refusal made = refusal(offer, RefusalReason::condition_failed);
        made.condition = *failing;
        return made;
      }
    }
    if (!term.grant.rate || find_credit(candidate.worth, term.grant.rate->from))
      return std::nullopt;
    Refusal made = refusal(offer, RefusalReason::credit_missing);
    made.system = term.grant.rate->from;
    return made;
  }

  const Agreement* find_denier(const Agreement& agreement, const AchievementId& achievement) const {
    for (const auto& [denier, denial] : denials_)
      if (denial->achievement == achievement && denier->sender == agreement.sender &&
          denier->receiver == agreement.receiver && denier->precedence >= agreement.precedence)
        return denier;
    return nullptr;
  }

  std::optional<AchievementId> successor(const AchievementId& id) const {
    const learning::Achievement* achievement = catalogue_.find_achievement(id);
    return achievement == nullptr ? std::nullopt : achievement->superseded_by;
  }

  // Of each term that grants nothing, for the groups of which something is held; and of each award
  // that no term names.
  void collect_refusals() {
    std::set<const Term*> granting;
    for (const Offer& offer : offers_)
      if (offer.granted) granting.insert(offer.term);
    for (Offer& offer : offers_) {
      const bool touched = std::ranges::any_of(*offer.group, [&](const AchievementId& id) {
        const auto held = by_achievement_.find(id);
        return held != by_achievement_.end() && held->second.front()->chain.empty();
      });
      if (!touched || granting.contains(offer.term)) continue;
      std::ranges::move(offer.refusals, std::back_inserter(found_.refusals));
    }
    for (const Award& award : record_.awards)
      if (award.status == AwardStatus::earned && !named_.contains(award.achievement) &&
          !answered_.contains(award.id))
        add_unnamed(award);
  }

  void add_unnamed(const Award& award) {
    Refusal made;
    made.achievement = award.achievement;
    made.superseded_by = successor(award.achievement);
    made.award = award.id;
    const auto denying = std::ranges::find_if(denials_, [&](const auto& each) {
      return each.second->achievement == award.achievement &&
             each.first->sender == award.organization;
    });
    if (denying != denials_.end()) {
      made.reason = RefusalReason::denied;
      made.agreement = denying->first->id;
      made.by = made.agreement.text();
    }
    found_.refusals.push_back(std::move(made));
  }

  void sort_rest() {
    std::ranges::sort(found_.refusals, [](const Refusal& a, const Refusal& b) {
      return std::tie(a.agreement, a.term, a.achievement, a.award, a.by) <
             std::tie(b.agreement, b.term, b.achievement, b.award, b.by);
    });
    std::ranges::sort(found_.answers);
    found_.answers.erase(std::ranges::unique(found_.answers).begin(), found_.answers.end());
  }

  // --- Precedents -------------------------------------------------------------------------------

  // For the awards for which no agreement proposes anything at a receiver that has precedents.
  Result<void> follow_precedents() {
    std::set<OrganizationId> receivers;
    for (const Precedent& each : network_.precedents) receivers.insert(each.receiver);
    const std::vector<Proposal> by_agreement = found_.proposals;
    for (const Award& award : record_.awards) {
      if (receivers.empty() || award.status != AwardStatus::earned || at_ < award.awarded ||
          (award.expires && *award.expires < at_))
        continue;
      const Facts facts = facts_of(award, catalogue_);
      for (const OrganizationId& receiver : receivers) {
        const auto takes = [&](const Proposal& each) {
          return each.decision.view.organization == receiver &&
                 std::ranges::find(each.decision.from, award.id) != each.decision.from.end();
        };
        const Precedent* answer = find_answer(network_.precedents, receiver, facts, at_);
        if (answer == nullptr) continue;
        found_.answers.push_back({award.id, answer->id});
        if (receiver != award.organization && std::ranges::none_of(by_agreement, takes))
          CAIRN_CHECK(follow(*answer, award));
      }
    }
    return {};
  }

  Result<void> follow(const Precedent& precedent, const Award& award) {
    answered_.insert(award.id);
    if (!precedent.grant) {
      Refusal made;
      made.reason = RefusalReason::precedent_refuses;
      made.achievement = award.achievement;
      made.award = award.id;
      made.organization = precedent.receiver;
      made.by = precedent.id.text();
      found_.refusals.push_back(std::move(made));
      return {};
    }
    const auto& rate = precedent.grant->rate;
    if (rate && find_credit(award.credit, rate->from) == nullptr) return {};
    const Candidate from = original(award);
    CAIRN_TRY(Decision decision,
              grant(*precedent.grant, {&from},
                    {"precedent " + precedent.id.text(), precedent.receiver, at_}, catalogue_));
    decision.precedent = precedent.id;
    propose(std::move(decision), 0);
    return {};
  }

  const learning::Record& record_;
  const Network& network_;
  const learning::Catalogue& catalogue_;
  const Date at_;
  std::optional<eligibility::Index> index_;  // made when a condition is met
  std::deque<Candidate> candidates_;         // stable addresses
  std::unordered_map<AchievementId, std::vector<const Candidate*>> by_achievement_;
  std::vector<Offer> offers_;
  std::vector<std::pair<const Agreement*, const Denial*>> denials_;  // of those in force
  std::set<AchievementId> named_;                                    // by terms
  std::set<AwardId> answered_;                                       // by precedents
  Proposals found_;
};

}  // namespace

Result<Proposals> propose(const learning::Record& record, const Network& network,
                          const learning::Catalogue& catalogue, Date at) {
  return Proposer(record, network, catalogue, at).run();
}

std::vector<Decision> decide(const Proposals& proposals) {
  std::vector<Decision> decisions;
  for (const Proposal& proposal : proposals.proposals)
    if (proposal.decision.automatic) decisions.push_back(proposal.decision);
  return decisions;
}

}  // namespace cairn::recognition
