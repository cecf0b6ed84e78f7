#include "domain/recognition/propose.h"

#include <algorithm>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace cairn::recognition {
namespace {

using learning::Award;
using learning::AwardStatus;

std::vector<AwardId> roots_of(const Award& award) {
  return award.roots.empty() ? std::vector<AwardId>{award.id} : award.roots;
}

bool share(const std::vector<AwardId>& a, const std::vector<AwardId>& b) {
  return std::ranges::any_of(a,
                             [&](const AwardId& id) { return std::ranges::binary_search(b, id); });
}

const credit::Amount* credit_in(const Award& award, const credit::SystemId& system) {
  const auto found = std::ranges::find(award.credit, system, &credit::Amount::system);
  return found == award.credit.end() ? nullptr : &*found;
}

// One call of propose(): the record indexed by achievement, and what was found so far.
class Proposer {
 public:
  Proposer(const learning::Record& record, const learning::Catalogue& catalogue, Date at)
      : record_(record), catalogue_(catalogue), at_(at) {
    for (const Award& award : record.awards) by_achievement_[award.achievement].push_back(&award);
    // Latest first, then by id: the order in which a term looks for an award to stand on.
    for (auto& [achievement, awards] : by_achievement_)
      std::ranges::sort(awards, [](const Award* a, const Award* b) {
        return std::tie(b->awarded, a->id) < std::tie(a->awarded, b->id);
      });
  }

  Result<void> consider(const Agreement& agreement, const Term& term) {
    for (const AchievementId& achievement : term.from) named_.insert(achievement);
    if (std::ranges::none_of(term.from,
                             [&](const AchievementId& id) { return by_achievement_.contains(id); }))
      return {};
    if (at_ < agreement.valid_from)
      return refuse(refusal(agreement, term, RefusalReason::agreement_not_yet_valid),
                    agreement.valid_from);
    if (agreement.valid_until && *agreement.valid_until < at_)
      return refuse(refusal(agreement, term, RefusalReason::agreement_ended),
                    *agreement.valid_until);
    std::vector<const Award*> from;
    for (const AchievementId& achievement : term.from) {
      const Award* award = find_award(agreement, term, achievement);
      if (award != nullptr) from.push_back(award);
    }
    if (from.size() < term.from.size()) return {};
    return grant(agreement, term, std::move(from));
  }

  Proposals finish() {
    for (const Award& award : record_.awards)
      if (award.status == AwardStatus::earned && !named_.contains(award.achievement)) {
        Refusal none;
        none.achievement = award.achievement;
        none.superseded_by = successor(award.achievement);
        none.award = award.id;
        found_.refusals.push_back(std::move(none));
      }
    std::ranges::sort(found_.refusals, [](const Refusal& a, const Refusal& b) {
      return std::tie(a.agreement, a.term, a.achievement, a.award) <
             std::tie(b.agreement, b.term, b.achievement, b.award);
    });
    std::ranges::sort(found_.proposals, {}, [](const Proposal& p) { return p.decision.id; });
    find_competition();
    return std::move(found_);
  }

 private:
  static Refusal refusal(const Agreement& agreement, const Term& term, RefusalReason reason) {
    Refusal made;
    made.reason = reason;
    made.agreement = agreement.id;
    made.term = term.id;
    return made;
  }
  Result<void> refuse(Refusal refusal, std::optional<Date> date = {}) {
    refusal.date = date;
    found_.refusals.push_back(std::move(refusal));
    return {};
  }
  std::optional<AchievementId> successor(const AchievementId& id) const {
    const learning::Achievement* achievement = catalogue_.find_achievement(id);
    return achievement == nullptr ? std::nullopt : achievement->superseded_by;
  }

  // The award that stands for `achievement`, or nullptr after noting why the best one does not.
  const Award* find_award(const Agreement& agreement, const Term& term,
                          const AchievementId& achievement) {
    std::optional<Refusal> why;
    if (const auto awards = by_achievement_.find(achievement); awards != by_achievement_.end())
      for (const Award* award : awards->second) {
        std::optional<Refusal> no = objection(agreement, term, *award);
        if (!no) return award;
        if (!why) why = std::move(no);
      }
    if (!why) why = refusal(agreement, term, RefusalReason::not_held);
    why->achievement = achievement;
    why->superseded_by = successor(achievement);
    found_.refusals.push_back(*std::move(why));
    return nullptr;
  }

  std::optional<Refusal> objection(const Agreement& agreement, const Term& term,
                                   const Award& award) const {
    const auto no = [&](RefusalReason reason, std::optional<Date> date = {}) {
      Refusal made = refusal(agreement, term, reason);
      made.award = award.id;
      made.date = date;
      return made;
    };
    if (award.status != AwardStatus::earned) return no(RefusalReason::not_earned);
    if (award.organization != agreement.sender) return no(RefusalReason::other_issuer);
    if (at_ < award.awarded) return no(RefusalReason::awarded_later, award.awarded);
    if (award.expires && *award.expires < at_) return no(RefusalReason::expired, *award.expires);
    if (term.awarded_within_days) {
      const Date last = award.awarded.plus_days(*term.awarded_within_days);
      if (last < at_) return no(RefusalReason::too_old, last);
    }
    if (term.grant.rate && credit_in(award, term.grant.rate->from) == nullptr) {
      Refusal made = no(RefusalReason::credit_missing);
      made.system = term.grant.rate->from;
      return made;
    }
    return std::nullopt;
  }

  // What the awards' credit in the system of the rate converts to, all of it at once.
  static Result<credit::Conversion> converted(const credit::Rate& rate,
                                              const std::vector<const Award*>& from) {
    std::vector<credit::Amount> amounts;
    for (const Award* award : from) amounts.push_back(*credit_in(*award, rate.from));
    return credit::convert(amounts, rate);
  }

  Result<void> grant(const Agreement& agreement, const Term& term, std::vector<const Award*> from) {
    std::ranges::sort(from, {}, [](const Award* award) { return award->id; });
    Decision decision;
    if (term.grant.rate) {
      CAIRN_TRY(credit::Conversion conversion, converted(*term.grant.rate, from));
      if (term.grant.rate->rounding.mode != credit::RoundingMode::none)
        decision.exact = std::move(conversion.exact);
      decision.view.credit.push_back(std::move(conversion.converted));
    } else {
      decision.view.credit.push_back(term.grant.credit.value());
    }
    decision.agreement = agreement.id;
    decision.agreement_version = agreement.version;
    decision.term = term.id;
    decision.decided = at_;
    decision.automatic = agreement.automatic;
    Award& view = decision.view;
    for (const Award* award : from) {
      decision.from.push_back(award->id);
      decision.original.insert(decision.original.end(), award->credit.begin(), award->credit.end());
      for (AwardId& root : roots_of(*award)) view.roots.push_back(std::move(root));
      if (award->expires && (!view.expires || *award->expires < *view.expires))
        view.expires = award->expires;
    }
    std::ranges::sort(view.roots);
    view.roots.erase(std::ranges::unique(view.roots).begin(), view.roots.end());
    view.achievement = term.grant.achievement;
    if (!view.achievement.empty()) {
      const learning::Achievement* achievement = catalogue_.find_achievement(view.achievement);
      if (achievement == nullptr)
        return invalid("the grant names the achievement \"" + view.achievement.text() +
                           "\", which is not in the catalogue",
                       "agreement " + agreement.id.text() + ", term " + term.id);
      view.version = achievement->version;
    }
    view.organization = agreement.receiver;
    view.status = AwardStatus::recognised;
    view.awarded = at_;
    name(decision);
    if (!already_in_record(decision)) found_.proposals.push_back({std::move(decision), {}});
    return {};
  }

  static void name(Decision& decision) {
    std::string text = decision.agreement.text() + "@" +
                       std::to_string(decision.agreement_version) + "/" + decision.term;
    for (const AwardId& root : decision.view.roots) text += "+" + root.text();
    decision.id = DecisionId(text);
    decision.view.id = AwardId(text);
    decision.view.source = std::move(text);
  }

  bool already_in_record(const Decision& decision) const {
    return std::ranges::any_of(record_.awards, [&](const Award& award) {
      return award.status == AwardStatus::recognised &&
             award.organization == decision.view.organization &&
             award.achievement == decision.view.achievement &&
             award.credit == decision.view.credit && award.roots == decision.view.roots;
    });
  }

  // Pairs are few: one learner's proposals.
  void find_competition() {
    for (Proposal& one : found_.proposals) {
      const Award& view = one.decision.view;
      const auto competes = [&](const Award& other) {
        return other.organization == view.organization && share(view.roots, roots_of(other));
      };
      for (const Proposal& other : found_.proposals)
        if (&other != &one && competes(other.decision.view))
          one.competing.push_back(other.decision.id.text());
      for (const Award& award : record_.awards)
        if (award.status == AwardStatus::recognised && competes(award))
          one.competing.push_back(award.id.text());
      std::ranges::sort(one.competing);
      if (!one.competing.empty()) one.decision.automatic = false;
    }
  }

  const learning::Record& record_;
  const learning::Catalogue& catalogue_;
  const Date at_;
  std::unordered_map<AchievementId, std::vector<const Award*>> by_achievement_;
  std::set<AchievementId> named_;
  Proposals found_;
};

bool same_credit(const Grant& a, const Grant& b) {
  return a.credit == b.credit && a.rate == b.rate;
}

// What two terms must have in common to contradict each other.
struct Promise {
  const Agreement* agreement;
  const Term* term;
  std::vector<AchievementId> from;

  auto key() const {
    return std::tie(agreement->sender, agreement->receiver, from, term->grant.achievement);
  }
  auto order() const {
    return std::tuple_cat(key(), std::tie(agreement->id, agreement->version, term->id));
  }
};

std::optional<Date> first_common_day(const Agreement& a, const Agreement& b) {
  const Date from = std::max(a.valid_from, b.valid_from);
  if (a.valid_until && *a.valid_until < from) return std::nullopt;
  if (b.valid_until && *b.valid_until < from) return std::nullopt;
  return from;
}

}  // namespace

Result<Proposals> propose(const learning::Record& record, std::span<const Agreement> agreements,
                          const learning::Catalogue& catalogue, Date at) {
  Proposer proposer(record, catalogue, at);
  for (const Agreement& agreement : agreements)
    for (const Term& term : agreement.terms) CAIRN_CHECK(proposer.consider(agreement, term));
  return proposer.finish();
}

std::vector<Decision> decide(const Proposals& proposals) {
  std::vector<Decision> decisions;
  for (const Proposal& proposal : proposals.proposals)
    if (proposal.decision.automatic) decisions.push_back(proposal.decision);
  return decisions;
}

std::optional<Contradiction> find_contradiction(std::span<const Agreement> agreements) {
  std::vector<Promise> promises;
  for (const Agreement& agreement : agreements)
    for (const Term& term : agreement.terms) {
      std::vector<AchievementId> from = term.from;
      std::ranges::sort(from);
      promises.push_back({&agreement, &term, std::move(from)});
    }
  std::ranges::sort(promises,
                    [](const Promise& a, const Promise& b) { return a.order() < b.order(); });
  for (std::size_t i = 0; i < promises.size(); ++i)
    for (std::size_t j = i + 1; j < promises.size() && promises[j].key() == promises[i].key();
         ++j) {
      const Promise& a = promises[i];
      const Promise& b = promises[j];
      const std::optional<Date> from = first_common_day(*a.agreement, *b.agreement);
      if (from && !same_credit(a.term->grant, b.term->grant))
        return Contradiction{a.agreement->id, b.agreement->id, a.term->id, b.term->id, *from};
    }
  return std::nullopt;
}

}  // namespace cairn::recognition
