#include "oracle/recognition_brute_force.h"

#include <algorithm>
#include <map>

#include "oracle/filter.h"

namespace cairn::oracle {
namespace {

using learning::Award;
using learning::AwardStatus;
using recognition::Agreement;
using recognition::Grant;
using recognition::GrantKind;
using recognition::Group;
using recognition::Term;

// An earned award, or what a chain made, with what a rate would see of it.
struct Thing {
  Award award;
  std::vector<credit::Amount> exact;
  std::set<std::string> been;  // organizations of its chain; empty for earned awards
  int depth = 0;               // agreements in a row
  int steps = 0;               // agreements in all
  std::string id;
};

bool signed_by_both(const Agreement& agreement, Date day) {
  if (!agreement.requires_signatures) return true;
  bool sender = false;
  bool receiver = false;
  for (const recognition::Signature& each : agreement.signatures) {
    if (!each.on || day < *each.on) continue;
    sender = sender || each.side == recognition::Side::sender;
    receiver = receiver || each.side == recognition::Side::receiver;
  }
  return sender && receiver;
}

using Versions = std::vector<const Agreement*>;

// Of the agreement, by number, those that have begun on the day.
Versions begun_versions(const RecognitionCase& input, const AgreementId& id) {
  Versions found;
  for (const Agreement& each : input.agreements)
    if (each.id == id && each.valid_from <= input.day) found.push_back(&each);
  std::ranges::sort(found, {}, [](const Agreement* each) { return each->version; });
  return found;
}

bool any_holds(const Versions& begun, Date day) {
  return !begun.empty() && (!begun.back()->valid_until || day <= *begun.back()->valid_until);
}

// The number of the version that decides what was awarded that day. Some version has begun.
int deciding_version(const Versions& begun, Date awarded) {
  Versions holding;  // on some day
  for (const Agreement* each : begun) {
    if (!holding.empty() && holding.back()->valid_from == each->valid_from) holding.pop_back();
    holding.push_back(each);
  }
  std::size_t decides = 0;
  for (std::size_t i = 0; i < holding.size(); ++i)
    if (holding[i]->awards_from.value_or(holding[i]->valid_from) <= awarded) decides = i;
  while (decides + 1 < holding.size() && holding[decides]->valid_until &&
         *holding[decides]->valid_until < awarded)
    ++decides;
  return holding[decides]->version;
}

bool gives_award(GrantKind kind) {
  return kind == GrantKind::credit || kind == GrantKind::block || kind == GrantKind::requirement;
}

const credit::Amount* amount_in(const std::vector<credit::Amount>& amounts,
                                const credit::SystemId& system) {
  for (const credit::Amount& each : amounts)
    if (each.system == system) return &each;
  return nullptr;
}

std::set<std::string> roots_of(const Award& award) {
  std::set<std::string> roots;
  for (const AwardId& id : award.roots) roots.insert(id.text());
  if (roots.empty()) roots.insert(award.id.text());
  return roots;
}

class Enumeration {
 public:
  explicit Enumeration(const RecognitionCase& input) : input_(input) {
    for (const Award& award : input.record.awards)
      if (award.status == AwardStatus::earned)
        things_.push_back({award, award.credit, {}, 0, 0, award.id.text()});
  }

  std::vector<Granted> run() {
    for (int depth = 0; depth <= 8; ++depth) {
      const std::vector<Thing> known = things_;
      for (const Agreement& agreement : input_.agreements)
        if (may_grant(agreement))
          for (const Term& term : agreement.terms) consider(agreement, term, known, depth);
    }
    return found_;
  }

 private:
  bool may_grant(const Agreement& agreement) const {
    return agreement.valid_from <= input_.day && signed_by_both(agreement, input_.day) &&
           any_holds(begun_versions(input_, agreement.id), input_.day);
  }

  // Of the agreement's versions.
  int decides(const Agreement& agreement, const Award& award) const {
    return deciding_version(begun_versions(input_, agreement.id), award.awarded);
  }

  void consider(const Agreement& agreement, const Term& term, const std::vector<Thing>& known,
                int depth) {
    std::vector<Group> groups = term.from;
    std::ranges::sort(groups);
    for (std::size_t g = 0; g < groups.size(); ++g) {
      const std::string name = agreement.id.text() + "@" + std::to_string(agreement.version) + "/" +
                               term.id +
                               (groups.size() > 1 ? ":" + std::to_string(g + 1) : std::string());
      if (done_.contains(name)) continue;
      std::vector<const Thing*> from;
      for (const AchievementId& id : groups[g])
        if (const Thing* thing = take(agreement, term, id, known)) from.push_back(thing);
      if (from.size() < groups[g].size()) continue;
      const Thing* latest = *std::ranges::max_element(
          from, {}, [](const Thing* each) { return each->award.awarded; });
      if (decides(agreement, latest->award) != agreement.version) continue;
      done_.insert(name);
      grant(agreement, term, name, from, depth);
    }
  }

  const Thing* take(const Agreement& agreement, const Term& term, const AchievementId& id,
                    const std::vector<Thing>& known) const {
    const Thing* best = nullptr;
    for (const Thing& thing : known) {
      if (thing.award.achievement != id || !fits(agreement, term, thing)) continue;
      if (best == nullptr || comes_before(thing, *best)) best = &thing;
    }
    return best;
  }

  static bool comes_before(const Thing& a, const Thing& b) {
    if (a.depth != b.depth) return a.depth < b.depth;
    if (a.depth == 0 && a.award.awarded != b.award.awarded)
      return b.award.awarded < a.award.awarded;
    return a.id < b.id;
  }

  bool fits(const Agreement& agreement, const Term& term, const Thing& thing) const {
    const Award& award = thing.award;
    const Date day = input_.day;
    if (!thing.been.empty() &&
        (!agreement.accepts_recognised || thing.been.contains(agreement.receiver.text())))
      return false;
    if (award.organization != agreement.sender || day < award.awarded) return false;
    if (award.expires && *award.expires < day) return false;
    if (decides(agreement, award) > agreement.version) return false;
    if (denied(agreement, award)) return false;
    if (term.awarded_within_days && days_between(award.awarded, day) > *term.awarded_within_days)
      return false;
    if (!passes(term.where, award, input_.catalogue, day)) return false;
    return !term.grant.rate || amount_in(thing.exact, term.grant.rate->from) != nullptr;
  }

  bool denied(const Agreement& agreement, const Award& award) const {
    for (const Agreement& other : input_.agreements) {
      if (!may_grant(other) || other.sender != agreement.sender ||
          other.receiver != agreement.receiver || other.precedence < agreement.precedence ||
          decides(other, award) != other.version)
        continue;
      for (const recognition::Denial& denial : other.denials)
        if (denial.achievement == award.achievement) return true;
    }
    return false;
  }

  static Rational rounded_down(const Rational& value, const Rational& step) {
    const Rational quotient = divide(value, step).value();
    return multiply(Rational(quotient.numerator() / quotient.denominator()), step).value();
  }

  void grant(const Agreement& agreement, const Term& term, const std::string& name,
             const std::vector<const Thing*>& from, int depth) {
    Granted made;
    made.receiver = agreement.receiver.text();
    made.term = agreement.id.text() + "/" + term.id;
    made.achievement = term.grant.achievement.text();
    made.kind = term.grant.kind;
    made.precedence = agreement.precedence;
    Thing next;
    next.award.achievement = term.grant.achievement;
    next.award.organization = agreement.receiver;
    next.award.status = AwardStatus::recognised;
    next.award.awarded = input_.day;
    next.been = {agreement.sender.text(), agreement.receiver.text()};
    Rational sum;
    for (const Thing* thing : from) {
      for (const std::string& root : roots_of(thing->award)) made.roots.insert(root);
      made.steps += thing->steps;
      next.been.insert(thing->been.begin(), thing->been.end());
      next.award.awarded = std::min(next.award.awarded, thing->award.awarded);
      const auto& expires = thing->award.expires;
      if (expires && (!next.award.expires || *expires < *next.award.expires))
        next.award.expires = expires;
      if (term.grant.rate)
        sum = add(sum, amount_in(thing->exact, term.grant.rate->from)->value).value();
    }
    credit(term.grant, sum, made, next);
    made.id = name;
    for (const std::string& root : made.roots) made.id += "+" + root;
    for (const std::string& root : made.roots) next.award.roots.emplace_back(root);
    next.depth = depth + 1;
    next.steps = made.steps + 1;
    next.id = made.id;
    if (gives_award(made.kind) && !made.achievement.empty()) things_.push_back(next);
    found_.push_back(std::move(made));
  }

  static void credit(const Grant& grant, const Rational& sum, Granted& made, Thing& next) {
    if (grant.credit) {
      made.credit = *grant.credit;
      next.exact = {*grant.credit};
    }
    if (!grant.rate) return;
    const Rational exact = multiply(sum, grant.rate->factor).value();
    next.exact = {{exact, grant.rate->to}};
    const bool down = grant.rate->rounding.mode == credit::RoundingMode::down;
    made.credit = credit::Amount{down ? rounded_down(exact, grant.rate->rounding.step) : exact,
                                 grant.rate->to};
  }

  const RecognitionCase& input_;
  std::vector<Thing> things_;
  std::set<std::string> done_;
  std::vector<Granted> found_;
};

bool share(const std::set<std::string>& a, const std::set<std::string>& b) {
  return std::ranges::any_of(a, [&](const std::string& each) { return b.contains(each); });
}

bool there_already(const Granted& grant, const learning::Record& record) {
  return std::ranges::any_of(record.awards, [&](const Award& award) {
    std::vector<credit::Amount> credit;
    if (grant.credit) credit.push_back(*grant.credit);
    return (grant.kind == GrantKind::credit || grant.kind == GrantKind::block) &&
           award.status == AwardStatus::recognised && award.organization.text() == grant.receiver &&
           award.achievement.text() == grant.achievement && award.credit == credit &&
           roots_of(award) == grant.roots && !award.roots.empty();
  });
}

Rational hours_of(const credit::Amount& amount, const learning::Catalogue& catalogue) {
  return multiply(amount.value, catalogue.find_credit_system(amount.system)->hours_per_credit.min)
      .value();
}

}  // namespace

bool exclude(const Granted& a, const Granted& b) {
  if (a.receiver != b.receiver || !gives_award(a.kind) || !gives_award(b.kind)) return false;
  return a.term == b.term || share(a.roots, b.roots) ||
         (!a.achievement.empty() && a.achievement == b.achievement);
}

bool barred(const Granted& grant, const RecognitionCase& input) {
  return gives_award(grant.kind) &&
         std::ranges::any_of(input.record.awards, [&](const Award& award) {
           if (award.organization.text() != grant.receiver) return false;
           if (award.expires && *award.expires < input.day) return false;
           const bool recognised = award.status == AwardStatus::recognised;
           if (recognised && share(grant.roots, roots_of(award))) return true;
           return !grant.achievement.empty() && award.achievement.text() == grant.achievement &&
                  (recognised || award.status == AwardStatus::earned);
         });
}

std::vector<Granted> granted(const RecognitionCase& input) {
  std::vector<Granted> all = Enumeration(input).run();
  std::erase_if(all, [&](const Granted& each) { return there_already(each, input.record); });
  std::ranges::sort(all, [](const Granted& a, const Granted& b) {
    return a.precedence != b.precedence ? a.precedence > b.precedence : a.id < b.id;
  });
  std::vector<Granted> kept;
  for (const Granted& each : all)
    if (std::ranges::none_of(kept, [&](const Granted& other) {
          return other.precedence > each.precedence && exclude(other, each);
        }))
      kept.push_back(each);
  std::ranges::sort(kept, {}, &Granted::id);
  return kept;
}

Merit merit_of(const std::vector<Granted>& chosen, const std::string& receiver,
               const learning::Catalogue& catalogue) {
  Merit merit;
  for (const Granted& each : chosen) {
    if (!gives_award(each.kind)) continue;
    const auto* organization = catalogue.find_organization(OrganizationId(receiver));
    if (each.credit && receiver.empty())
      merit.credit = add(merit.credit, hours_of(*each.credit, catalogue)).value();
    else if (each.credit && each.credit->system == organization->credit_system)
      merit.credit = add(merit.credit, each.credit->value).value();
    merit.specific += each.kind != GrantKind::credit || !each.achievement.empty() ? 1 : 0;
    merit.steps -= each.steps;
    merit.roots -= static_cast<int>(each.roots.size());
  }
  return merit;
}

Merit best_merit(const RecognitionCase& input, const std::vector<Granted>& grants,
                 const std::string& receiver) {
  std::set<std::string> taken;
  for (const Award& award : input.record.awards)
    if (award.status == AwardStatus::recognised)
      for (const AwardId& root : award.roots) taken.insert(root.text());
  std::vector<Granted> open;
  for (const Granted& each : grants) {
    const bool here = receiver.empty() ? !share(each.roots, taken) : each.receiver == receiver;
    if (gives_award(each.kind) && here && !barred(each, input)) open.push_back(each);
  }
  Merit best;
  for (std::size_t set = 0; set < std::size_t{1} << open.size(); ++set) {
    std::vector<Granted> chosen;
    bool possible = true;
    for (std::size_t i = 0; i < open.size() && possible; ++i) {
      if ((set >> i & 1) == 0) continue;
      possible = std::ranges::none_of(chosen, [&](const Granted& other) {
        return exclude(other, open[i]) || (receiver.empty() && share(other.roots, open[i].roots));
      });
      chosen.push_back(open[i]);
    }
    if (possible) best = std::max(best, merit_of(chosen, receiver, input.catalogue));
  }
  return best;
}

}  // namespace cairn::oracle
