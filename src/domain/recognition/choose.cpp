#include "domain/recognition/choose.h"

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>
#include <set>
#include <string>
#include <utility>

#include "domain/recognition/competition.h"
#include "domain/recognition/set_packing.h"

namespace cairn::recognition {
namespace {

/// A proposal that can be chosen, with its credit in the measure of the choice.
struct Option {
  const Decision* decision;
  Rational credit;
  std::int64_t units = 0;  // the credit in whole units of the common denominator
};

constexpr std::int64_t kScaleMax = 1'000'000'000;
constexpr std::int64_t kWorthMax = std::numeric_limits<std::int64_t>::max() / 2;

Error no_common_denominator() {
  return exhausted("the amounts of credit have no small common denominator");
}

/// What is left of the proposals besides those that the record stands in the way of, and those that
/// use up nothing, which are in every choice.
template <class May>
std::vector<const Decision*> choosable(const learning::Record& record, const Proposals& proposals,
                                       May may) {
  std::vector<const Decision*> left;
  for (const Proposal& each : proposals.proposals)
    if (makes_award(each.decision.kind) && may(each.decision) &&
        std::ranges::none_of(record.awards, [&](const learning::Award& award) {
          return stands_in_the_way(award, each.decision);
        }))
      left.push_back(&each.decision);
  return left;
}

Result<std::int64_t> scale(std::vector<Option>& options) {
  std::int64_t denominator = 1;
  for (const Option& each : options) {
    denominator = std::lcm(denominator, each.credit.denominator());
    if (denominator <= 0 || denominator > kScaleMax) return no_common_denominator();
  }
  for (Option& each : options) {
    CAIRN_TRY(const Rational units, multiply(each.credit, denominator));
    each.units = units.numerator();
  }
  return denominator;
}

/// The four preferences in one number: each outweighs all that the ones after it can add up to.
class Weights {
 public:
  static Result<Weights> create(const std::vector<Option>& options) {
    Weights made;
    Rational units;
    std::int64_t steps = 0;
    std::int64_t roots = 0;
    for (const Option& each : options) {
      CAIRN_TRY(units, add(units, each.units));
      steps += static_cast<std::int64_t>(each.decision->chain.size());
      roots += static_cast<std::int64_t>(each.decision->view.roots.size());
    }
    made.root_ = 1;
    made.step_ = roots + 1;
    made.slack_ = steps * made.step_ + roots;
    const auto specific = multiply(Rational(steps + 1), Rational(made.step_));
    const auto unit = specific ? multiply(*specific, Rational(count(options) + 1)) : specific;
    const auto all = unit ? multiply(*unit, Rational(units.numerator() + 1)) : unit;
    if (!all || *all > Rational(kWorthMax)) return no_common_denominator();
    made.specific_ = specific->numerator();
    made.unit_ = unit->numerator();
    return made;
  }

  std::int64_t worth(const Option& option) const {
    const Decision& decision = *option.decision;
    const bool specific = decision.kind != GrantKind::credit || !decision.view.achievement.empty();
    return option.units * unit_ + (specific ? specific_ : 0) -
           static_cast<std::int64_t>(decision.chain.size()) * step_ -
           static_cast<std::int64_t>(decision.view.roots.size()) * root_;
  }

  /// The most units that a choice of at most this worth has.
  std::int64_t units_within(std::int64_t worth) const { return (worth + slack_) / unit_; }

 private:
  static std::int64_t count(const std::vector<Option>& options) {
    return static_cast<std::int64_t>(options.size());
  }

  std::int64_t unit_ = 0, specific_ = 0, step_ = 0, root_ = 0;
  std::int64_t slack_ = 0;  // what steps and roots can take away
};

/// Numbers for what only one grant can use: roots, terms and achievements at a receiver.
class Resources {
 public:
  int number_of(std::string name) {
    return numbers_.emplace(std::move(name), static_cast<int>(numbers_.size())).first->second;
  }

 private:
  std::map<std::string, int> numbers_;
};

std::vector<PackingItem> items_of(const std::vector<Option>& options, const Weights& weights) {
  Resources resources;
  std::vector<PackingItem> items;
  for (const Option& each : options) {
    const Decision& decision = *each.decision;
    const std::string at_receiver = decision.view.organization.text() + "\n";
    std::set<int> used;
    for (const AwardId& root : decision.view.roots)
      used.insert(resources.number_of("root\n" + root.text()));
    if (!decision.agreement.empty())
      used.insert(resources.number_of("term\n" + decision.agreement.text() + "\n" + decision.term));
    if (!decision.view.achievement.empty())
      used.insert(
          resources.number_of("achievement\n" + at_receiver + decision.view.achievement.text()));
    items.push_back({weights.worth(each), {used.begin(), used.end()}});
  }
  return items;
}

Result<Choice> choose(std::vector<Option> options, const std::vector<DecisionId>& free,
                      std::uint64_t nodes_max) {
  CAIRN_TRY(const std::int64_t denominator, scale(options));
  CAIRN_TRY(const Weights weights, Weights::create(options));
  const Packing packing = pack(items_of(options, weights), nodes_max);
  Choice choice;
  choice.decisions = free;
  choice.nodes = packing.nodes;
  choice.proven = packing.bound == packing.worth;
  std::int64_t units = 0;
  for (const int index : packing.taken) {
    const Option& option = options[static_cast<std::size_t>(index)];
    units += option.units;
    choice.decisions.push_back(option.decision->id);
  }
  std::ranges::sort(choice.decisions);
  CAIRN_TRY(choice.total, Rational::create(units, denominator));
  const std::int64_t most = choice.proven ? units : weights.units_within(packing.bound);
  CAIRN_TRY(choice.bound, Rational::create(most, denominator));
  return choice;
}

template <class May>
std::vector<DecisionId> using_nothing(const Proposals& proposals, May may) {
  std::vector<DecisionId> free;
  for (const Proposal& each : proposals.proposals)
    if (!makes_award(each.decision.kind) && may(each.decision)) free.push_back(each.decision.id);
  return free;
}

Result<Rational> hours_of(const Decision& decision, const learning::Catalogue& catalogue) {
  Rational sum;
  for (const credit::Amount& amount : decision.view.credit) {
    const credit::System* system = catalogue.find_credit_system(amount.system);
    if (system == nullptr)
      return invalid(
          "across receivers credit is measured in hours, and the catalogue does not say "
          "how many a unit of \"" +
          amount.system.text() + "\" stands for");
    CAIRN_TRY(const Rational hours, multiply(amount.value, system->hours_per_credit.min));
    CAIRN_TRY(sum, add(sum, hours));
  }
  return sum;
}

}  // namespace

Result<Choice> choose_at(const OrganizationId& receiver, const learning::Record& record,
                         const Proposals& proposals, const learning::Catalogue& catalogue,
                         std::uint64_t nodes_max) {
  const learning::Organization* organization = catalogue.find_organization(receiver);
  if (organization == nullptr)
    return invalid("there is no organization \"" + receiver.text() + "\" in the catalogue");
  const auto is_there = [&](const Decision& decision) {
    return decision.view.organization == receiver;
  };
  std::vector<Option> options;
  for (const Decision* decision : choosable(record, proposals, is_there)) {
    Option option{decision, {}};
    for (const credit::Amount& amount : decision->view.credit)
      if (amount.system == organization->credit_system) option.credit = amount.value;
    options.push_back(option);
  }
  return choose(std::move(options), using_nothing(proposals, is_there), nodes_max);
}

Result<Choice> choose_across(const learning::Record& record, const Proposals& proposals,
                             const learning::Catalogue& catalogue, std::uint64_t nodes_max) {
  std::set<AwardId> taken;
  for (const learning::Award& award : record.awards)
    if (award.status == learning::AwardStatus::recognised)
      taken.insert(award.roots.begin(), award.roots.end());
  const auto is_free = [&](const Decision& decision) {
    return std::ranges::none_of(decision.view.roots,
                                [&](const AwardId& root) { return taken.contains(root); });
  };
  std::vector<Option> options;
  for (const Decision* decision : choosable(record, proposals, is_free)) {
    CAIRN_TRY(const Rational hours, hours_of(*decision, catalogue));
    options.push_back({decision, hours});
  }
  const auto any = [](const Decision&) { return true; };
  return choose(std::move(options), using_nothing(proposals, any), nodes_max);
}

std::vector<OrganizationId> receivers_of(const Proposals& proposals) {
  std::set<OrganizationId> receivers;
  for (const Proposal& each : proposals.proposals)
    receivers.insert(each.decision.view.organization);
  return {receivers.begin(), receivers.end()};
}

}  // namespace cairn::recognition
