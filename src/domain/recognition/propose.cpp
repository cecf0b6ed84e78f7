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
  std::string name;    // "agreement@1/term", with the group's number where there are several
  bool is_due = true;  // something came that it may stand on
  bool granted = false;
  std::optional<Condition> condition = {};
  std::vector<Refusal> refusals = {};

  std::string place() const { return "agreement " + agreement->id.text() + ", term " + term->id; }
};

// One call of propose(): what can stand for what, and what was found so far.
class Proposer {
 public:
  Proposer(const learning::Record& record, const Network& network, Date at)
      : record_(record), network_(network), at_(at) {
    std::vector<const Award*> awards;
    for (const Award& award : record.awards) awards.push_back(&award);
    // Latest first, then by id: the order in which a term looks for an award to stand on.
    std::ranges::sort(awards, [](const Award* a, const Award* b) {
      return std::tie(b->awarded, a->id) < std::tie(a->awarded, b->id);
    });
    for (const Award* award : awards) add(original(*award));
  }

  Result<Proposals> run() {
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
    const bool is_original = added.chain.empty();
    for (const int number : network_.naming(added.award.achievement)) {
      const TermGroup& group = network_.groups()[static_cast<std::size_t>(number)];
      if (!is_original && !group.agreement->accepts_recognised) continue;
      const auto [offer, is_new] = offers_.try_emplace(number, offer_of(group));
      offer->second.is_due = true;
    }
  }

  static Offer offer_of(const TermGroup& group) {
    std::string name = group.agreement->id.text() + "@" + std::to_string(group.agreement->version) +
                       "/" + group.term->id;
    if (group.number > 0) name += ":" + std::to_string(group.number);
    return {group.agreement, group.term, group.group, std::move(name)};
  }

  // --- Agreements -------------------------------------------------------------------------------

  // What one pass grants, the next may stand on: a pass for each step of a chain.
  Result<void> grant_offers() {
    for (;;) {
      std::vector<Candidate> made;
      for (auto& [number, offer] : offers_)
        if (std::exchange(offer.is_due, false) && !offer.granted)
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
    if (std::optional<Refusal> no = objection_of_group(offer, from)) {
      offer.refusals.push_back(*std::move(no));
      return {};
    }
    offer.granted = true;
    return grant_for(offer, from, made);
  }

  Result<void> compile_condition(Offer& offer) {
    if (offer.condition || requirement::tests_nothing(offer.term->where)) return {};
    CAIRN_TRY(auto condition,
              Condition::compile(offer.term->where, network_.index(), offer.place()));
    offer.condition = std::move(condition);
    return {};
  }

  Result<void> grant_for(const Offer& offer, const std::vector<const Candidate*>& from,
                         std::vector<Candidate>& made) {
    const Agreement& agreement = *offer.agreement;
    auto decision = grant(offer.term->grant, from, {offer.name, agreement.receiver, at_}, network_);
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
    made.version = offer.agreement->version;
    made.term = offer.term->id;
    made.date = date;
    return made;
  }

  std::optional<Refusal> objection(const Offer& offer) const {
    const Agreement& agreement = *offer.agreement;
    const Series series = network_.series(agreement.id);
    if (holding_on(series, at_) == nullptr) return refusal_of_day(offer, series);
    if (at_ < agreement.valid_from)
      return refusal(offer, RefusalReason::agreement_not_yet_valid, agreement.valid_from);
    const std::optional<Side> side = unsigned_side(agreement, at_);
    if (!side) return std::nullopt;
    Refusal made = refusal(offer, RefusalReason::not_signed);
    made.organization = party(agreement, *side);
    return made;
  }

  // Of a day on which no version holds.
  Refusal refusal_of_day(const Offer& offer, Series series) const {
    const Agreement* last = nullptr;
    for (const Agreement* each : series) {
      if (at_ < each->valid_from)
        return refusal(offer,
                       last == nullptr ? RefusalReason::agreement_not_yet_valid
                                       : RefusalReason::between_versions,
                       each->valid_from);
      last = each;
    }
    return refusal(offer, RefusalReason::agreement_ended, *last->valid_until);
  }

  // The version that decides an award made that day. Some version of the offer's agreement holds.
  const Agreement& decider(const Agreement& agreement, Date awarded) const {
    return deciding(network_.series(agreement.id), std::min(awarded, at_), at_);
  }

  // What the latest of the awards would need of a version before the offer's own.
  std::optional<Refusal> objection_of_group(const Offer& offer,
                                            const std::vector<const Candidate*>& from) const {
    const auto latest = std::ranges::max_element(
        from, {}, [](const Candidate* each) { return each->award.awarded; });
    const Agreement& decides = decider(*offer.agreement, (*latest)->award.awarded);
    if (&decides == offer.agreement) return std::nullopt;
    return refusal_of_version(offer, **latest, decides);
  }

  Refusal refusal_of_version(const Offer& offer, const Candidate& candidate,
                             const Agreement& decides) const {
    Refusal made = refusal(offer, RefusalReason::other_version);
    made.achievement = candidate.award.achievement;
    made.award = candidate.from.front();
    made.by = std::to_string(decides.version);
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
    const Agreement& decides = decider(*offer.agreement, candidate.award.awarded);
    if (offer.agreement->version < decides.version)
      return refusal_of_version(offer, candidate, decides);
    if (const Agreement* denier = find_denier(*offer.agreement, candidate.award)) {
      Refusal made = refusal(offer, RefusalReason::denied);
      made.by = denier->id.text();
      return made;
    }
    if (term.awarded_within_days) {
      const Date last = candidate.award.awarded.plus_days(*term.awarded_within_days);
      if (last < at_) return refusal(offer, RefusalReason::too_old, last);
    }
    if (offer.condition) {
      const int number = network_.index().number_of(candidate.award.achievement);
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

  const Agreement* find_denier(const Agreement& agreement, const Award& award) const {
    for (const auto& [denier, denial] : network_.denials(award.achievement))
      if (denier->sender == agreement.sender && denier->receiver == agreement.receiver &&
          denier->precedence >= agreement.precedence && decides_on(*denier, award))
        return denier;
    return nullptr;
  }

  // Whether what this version denies it denies of the award.
  bool decides_on(const Agreement& version, const Award& award) const {
    return holding_on(network_.series(version.id), at_) != nullptr &&
           !unsigned_side(version, at_) && &decider(version, award.awarded) == &version;
  }

  std::optional<AchievementId> successor(const AchievementId& id) const {
    const learning::Achievement* achievement = network_.find_achievement(id);
    return achievement == nullptr ? std::nullopt : achievement->superseded_by;
  }

  // Of each term that grants nothing, for the groups of which something is held; and of each award
  // that no term names.
  void collect_refusals() {
    std::set<const Term*> granting;
    for (const auto& [number, offer] : offers_)
      if (offer.granted) granting.insert(offer.term);
    for (auto& [number, offer] : offers_) {
      const bool touched = std::ranges::any_of(*offer.group, [&](const AchievementId& id) {
        const auto held = by_achievement_.find(id);
        return held != by_achievement_.end() && held->second.front()->chain.empty();
      });
      if (!touched || granting.contains(offer.term)) continue;
      for (Refusal& each : offer.refusals)
        if (!is_said_elsewhere(offer, each)) found_.refusals.push_back(std::move(each));
    }
    for (const Award& award : record_.awards)
      if (award.status == AwardStatus::earned && network_.naming(award.achievement).empty() &&
          !answered_.contains(award.id))
        add_unnamed(award);
  }

  // Of a version that is not the one to decide: whether that one has a term that says the rest.
  bool is_said_elsewhere(const Offer& offer, const Refusal& refusal) const {
    const Series series = network_.series(refusal.agreement);
    const Agreement* decides = nullptr;
    if (refusal.reason == RefusalReason::agreement_not_yet_valid) decides = holding_on(series, at_);
    if (refusal.reason == RefusalReason::other_version)
      decides = *std::ranges::find(
          series, refusal.by, [](const Agreement* each) { return std::to_string(each->version); });
    return decides != nullptr && std::ranges::any_of(*offer.group, [&](const AchievementId& id) {
             return std::ranges::any_of(network_.naming(id), [&](int number) {
               return network_.groups()[static_cast<std::size_t>(number)].agreement == decides;
             });
           });
  }

  void add_unnamed(const Award& award) {
    Refusal made;
    made.achievement = award.achievement;
    made.superseded_by = successor(award.achievement);
    made.award = award.id;
    const auto denials = network_.denials(award.achievement);
    const auto denying = std::ranges::find_if(denials, [&](const StatedDenial& each) {
      return each.agreement->sender == award.organization && decides_on(*each.agreement, award);
    });
    if (denying != denials.end()) {
      made.reason = RefusalReason::denied;
      made.agreement = denying->agreement->id;
      made.version = denying->agreement->version;
      made.by = made.agreement.text();
    }
    found_.refusals.push_back(std::move(made));
  }

  void sort_rest() {
    std::ranges::sort(found_.refusals, [](const Refusal& a, const Refusal& b) {
      return std::tie(a.agreement, a.version, a.term, a.achievement, a.award, a.by) <
             std::tie(b.agreement, b.version, b.term, b.achievement, b.award, b.by);
    });
    std::ranges::sort(found_.answers);
    found_.answers.erase(std::ranges::unique(found_.answers).begin(), found_.answers.end());
  }

  // --- Precedents -------------------------------------------------------------------------------

  // For the awards for which no agreement proposes anything at a receiver that has precedents.
  Result<void> follow_precedents() {
    const auto by_agreement = static_cast<std::ptrdiff_t>(found_.proposals.size());
    for (const Award& award : record_.awards) {
      const auto precedents = network_.precedents(award.achievement);
      if (precedents.empty() || award.status != AwardStatus::earned || at_ < award.awarded ||
          (award.expires && *award.expires < at_))
        continue;
      std::set<OrganizationId> receivers;
      for (const Precedent* each : precedents) receivers.insert(each->receiver);
      const Facts facts = facts_of(award, network_.find_achievement(award.achievement));
      for (const OrganizationId& receiver : receivers) {
        const auto takes = [&](const Proposal& each) {
          return each.decision.view.organization == receiver &&
                 std::ranges::find(each.decision.from, award.id) != each.decision.from.end();
        };
        const Precedent* answer = find_answer(precedents, receiver, facts, at_);
        if (answer == nullptr) continue;
        found_.answers.push_back({award.id, answer->id});
        if (receiver != award.organization &&
            std::none_of(found_.proposals.begin(), found_.proposals.begin() + by_agreement, takes))
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
                    {"precedent " + precedent.id.text(), precedent.receiver, at_}, network_));
    decision.precedent = precedent.id;
    propose(std::move(decision), 0);
    return {};
  }

  const learning::Record& record_;
  const Network& network_;
  const Date at_;
  std::deque<Candidate> candidates_;  // stable addresses
  std::unordered_map<AchievementId, std::vector<const Candidate*>> by_achievement_;
  std::map<int, Offer> offers_;  // by the number of the group
  std::set<AwardId> answered_;   // by precedents
  Proposals found_;
};

}  // namespace

Result<Proposals> propose(const learning::Record& record, const Network& network, Date at) {
  return Proposer(record, network, at).run();
}

std::vector<Decision> decide(const Proposals& proposals) {
  std::vector<Decision> decisions;
  for (const Proposal& proposal : proposals.proposals)
    if (proposal.decision.automatic) decisions.push_back(proposal.decision);
  return decisions;
}

}  // namespace cairn::recognition
