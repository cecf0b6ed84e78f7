#include "domain/simulation/savings.h"

#include <algorithm>
#include <bit>
#include <functional>
#include <string>
#include <utility>

#include "domain/requirement/requirement.h"
#include "domain/simulation/recognised.h"

namespace cairn::simulation {
namespace {

using learning::Award;

constexpr std::size_t kEditionsMax = 256;

// Names of cells: beside those of lost credit, whose third name is empty.
constexpr const char* kTurned = "turned away";
constexpr const char* kSaved = "saved";
constexpr const char* kLeaves = "leaves";
constexpr const char* kNeeded = "needed";

CellName turned(std::size_t relief, std::size_t form) {
  return {std::to_string(relief), std::to_string(form), kTurned};
}
CellName saved(Chosen chosen) { return {std::to_string(chosen), "", kSaved}; }
CellName leaves(Chosen chosen) { return {std::to_string(chosen), "", kLeaves}; }
CellName needed(Chosen chosen, Chosen one) {
  return {std::to_string(chosen), std::to_string(one), kNeeded};
}

Cell cell_of(const Tally& tally, const CellName& name) {
  const auto found = tally.cells().find(name);
  return found == tally.cells().end() ? Cell{} : found->second;
}

bool can_throw_back(const requirement::Node& node) {
  const auto below = [](const requirement::Node& child) { return can_throw_back(child); };
  return node.repeats || node.stacked != requirement::Stacked::either ||
         std::ranges::any_of(requirement::children_of(node), below);
}

bool can_throw_back(const learning::Achievement& achievement) {
  const auto in_version = [](const requirement::Version& version) {
    return can_throw_back(version.requirement);
  };
  return (achievement.requirement && can_throw_back(*achievement.requirement)) ||
         std::ranges::any_of(achievement.versions, in_version);
}

// What an agreement grants for a lost award: its credit in the system, unspecified.
Award view_of(const Award& award, const Receiver& receiver) {
  Award view;
  view.id = AwardId(award.id.text() + " at " + receiver.organization().text());
  view.organization = receiver.organization();
  view.status = learning::AwardStatus::recognised;
  for (const credit::Amount& amount : award.credit)
    if (amount.system == receiver.system() && !amount.value.is_zero())
      view.credit.push_back(amount);
  view.awarded = receiver.at();
  view.expires = award.expires;
  view.roots = {award.id};
  return view;
}

bool grants(const Relief& relief, const Award& award) {
  if (relief.is_rule() || relief.place.sender != award.organization) return false;
  return relief.kind == ReliefKind::agreement || relief.place.achievement == award.achievement;
}

// Compares so much for so many signatures.
std::strong_ordering per_signature(const Choice& a, const Choice& b) {
  const auto compare = [&](const Rational& of_a, const Rational& of_b) -> std::strong_ordering {
    const auto one = multiply(of_a, b.signatures), other = multiply(of_b, a.signatures);
    return one && other ? *one <=> *other : of_a <=> of_b;
  };
  const auto by_credit = compare(a.saved.nearer.credit, b.saved.nearer.credit);
  return std::is_neq(by_credit) ? by_credit : compare(a.saved.leaves, b.saved.leaves);
}

}  // namespace

struct Savings::Case {
  struct Grantable {
    Award view;
    std::vector<std::size_t> by;  ///< reliefs
  };
  learning::Record record;
  std::vector<Grantable> grantable;
  Forms lifted;  ///< all that could concern the record, in their last forms
};

Result<Savings> Savings::create(const Receiver& receiver, std::uint64_t nodes_max) {
  Savings made(receiver, {receiver.at(), nodes_max, Recognise::yes});
  const Rules& rules = *receiver.rules();
  made.reliefs_ = possible_reliefs(rules, receiver.organization(), receiver.at());
  const auto throws_back = [](const learning::Achievement& each) { return can_throw_back(each); };
  made.is_monotone_ = std::ranges::none_of(rules.catalogue.achievements, throws_back);
  CAIRN_TRY(made.first_, made.editions_in(Forms(made.reliefs_.size(), 0)));
  return made;
}

const credit::SystemId& Savings::system() const { return first_->first()->programme.system(); }

std::vector<OrganizationId> Savings::signers_of(const Measured& measured) const {
  return simulation::signers_of(reliefs_[measured.relief], measured.form, *receiver_.rules(),
                                receiver_.organization(), receiver_.at());
}

Result<std::shared_ptr<const Editions>> Savings::editions_in(Forms forms) const {
  for (std::size_t i = 0; i < forms.size(); ++i)
    if (!reliefs_[i].is_rule()) forms[i] = 0;
  const std::lock_guard<std::mutex> lock(made_->mutex);
  auto& known = made_->by_forms;
  if (const auto found = known.find(forms); found != known.end()) return found->second;
  Rules rules = *receiver_.rules();
  for (std::size_t i = 0; i < forms.size(); ++i)
    if (forms[i] != 0) relieve(reliefs_[i], forms[i], receiver_.at(), rules.catalogue);
  CAIRN_TRY(Editions editions,
            Editions::create(std::make_shared<const Rules>(std::move(rules)), asked_));
  if (known.size() >= kEditionsMax) known.clear();
  return known.emplace(std::move(forms), std::make_shared<const Editions>(std::move(editions)))
      .first->second;
}

Result<Savings::Case> Savings::prepare(const learning::Record& record) const {
  Case made;
  CAIRN_TRY(made.record, recognised(record, receiver_.network(), receiver_.at()));
  CAIRN_TRY(const std::vector<const Award*> lost, lost_of(record, receiver_));
  for (std::size_t i = 0; i < reliefs_.size(); ++i)
    made.lifted.push_back(reliefs_[i].is_rule() ? reliefs_[i].last_form() : 0);
  for (const Award* award : lost) {
    Case::Grantable grantable{view_of(*award, receiver_), {}};
    if (grantable.view.credit.empty()) continue;
    for (std::size_t i = 0; i < reliefs_.size(); ++i)
      if (grants(reliefs_[i], *award)) grantable.by.push_back(i);
    for (const std::size_t relief : grantable.by) made.lifted[relief] = 1;
    if (!grantable.by.empty()) made.grantable.push_back(std::move(grantable));
  }
  return made;
}

Result<Savings::Proven> Savings::distance_in(const Case& of, const Forms& forms) const {
  CAIRN_TRY(const auto editions, editions_in(forms));
  learning::Record record = of.record;
  for (const Case::Grantable& each : of.grantable)
    if (std::ranges::any_of(each.by, [&](std::size_t relief) { return forms[relief] != 0; }))
      record.awards.push_back(each.view);
  CAIRN_TRY(const auto edition, editions->of(record));
  CAIRN_TRY(Reached found, reached(*edition, record, asked_));
  return found.is_proven ? Proven(std::move(found.distance)) : std::nullopt;
}

// The least form of the relief, the others as they are in `forms`, with which the distance is as
// with the last one; 0 where that brings the record no nearer.
Result<std::size_t> Savings::form_needed(const Case& of, Forms forms, std::size_t relief) const {
  forms[relief] = 0;
  CAIRN_TRY(const Proven without, distance_in(of, forms));
  std::size_t enough = of.lifted[relief];
  forms[relief] = enough;
  CAIRN_TRY(const Proven with, distance_in(of, forms));
  if (!without || !with || !(*with < *without)) return 0;
  for (std::size_t too_little = 0; enough - too_little > 1;) {
    forms[relief] = too_little + (enough - too_little) / 2;
    CAIRN_TRY(const Proven between, distance_in(of, forms));
    (between == with ? enough : too_little) = forms[relief];
  }
  return enough;
}

Result<void> Savings::count_turned_away(const learning::Record& record, Tally& tally) const {
  CAIRN_TRY(const Case of, prepare(record));
  const Forms as_it_is(reliefs_.size(), 0);
  CAIRN_TRY(const Proven now, distance_in(of, as_it_is));
  CAIRN_TRY(const Proven lifted, distance_in(of, of.lifted));
  if (is_monotone_ && now && now == lifted) return {};
  Forms rules = of.lifted;
  for (std::size_t i = 0; i < rules.size(); ++i)
    if (!reliefs_[i].is_rule()) rules[i] = 0;
  for (std::size_t i = 0; i < reliefs_.size(); ++i) {
    if (of.lifted[i] == 0) continue;
    std::size_t form = 0;
    for (const Forms& others : {as_it_is, rules, of.lifted}) {
      CAIRN_TRY(const std::size_t needed, form_needed(of, others, i));
      form = std::max(form, needed);
    }
    if (form != 0) CAIRN_CHECK(tally.add(turned(i, form), {1, Rational(0)}));
  }
  return {};
}

std::vector<Measured> Savings::to_measure(const Tally& tally, std::int64_t smallest) const {
  std::vector<std::pair<std::int64_t, Measured>> found;
  for (std::size_t i = 0; i < reliefs_.size(); ++i) {
    std::int64_t records = 0;
    Measured measured{i, 0};
    for (std::size_t form = reliefs_[i].last_form(); form > 0; --form) {
      records += cell_of(tally, turned(i, form)).records;
      if (records >= smallest && measured.form == 0) measured.form = form;
    }
    if (measured.form != 0) found.emplace_back(records, measured);
  }
  std::ranges::stable_sort(found, std::greater(), &std::pair<std::int64_t, Measured>::first);
  if (found.size() > kMeasuredMax) found.resize(kMeasuredMax);
  std::vector<Measured> measured;
  for (const auto& [records, each] : found) measured.push_back(each);
  return measured;
}

// --- What choices save --------------------------------------------------------------------------

// One record's distance with each choice, as far as it is asked for.
class Savings::Distances {
 public:
  Distances(const Savings& savings, const Case& of, std::span<const Measured> measured, int most)
      : savings_(savings),
        case_(of),
        measured_(measured),
        most_(most),
        proven_(std::size_t{1} << measured.size()),
        is_known_(proven_.size(), 0) {}

  /// All choices between two: where more can never throw back and both save the same, so do those
  /// between them.
  Result<void> find(Chosen lower, Chosen upper) {
    if (std::popcount(lower) > most_) return {};
    CAIRN_CHECK(ask(lower));
    if (lower == upper) return {};
    if (savings_.is_monotone_) {
      CAIRN_CHECK(ask(upper));
      if (proven_[lower] && proven_[lower] == proven_[upper]) return spread(lower, upper);
    }
    const Chosen one = std::bit_floor(upper & ~lower);
    CAIRN_CHECK(find(lower, upper & ~one));
    return find(lower | one, upper);
  }

  const Proven& with(Chosen chosen) const { return proven_[chosen]; }

 private:
  Result<void> ask(Chosen chosen) {
    if (is_known_[chosen] != 0) return {};
    Forms forms(savings_.reliefs_.size(), 0);
    for (std::size_t i = 0; i < measured_.size(); ++i)
      if ((chosen >> i & 1U) != 0) forms[measured_[i].relief] = measured_[i].form;
    CAIRN_TRY(proven_[chosen], savings_.distance_in(case_, forms));
    is_known_[chosen] = 1;
    return {};
  }

  Result<void> spread(Chosen lower, Chosen upper) {
    const Chosen free = upper & ~lower;
    for (Chosen some = free;; some = (some - 1) & free) {
      proven_[lower | some] = proven_[lower];
      is_known_[lower | some] = 1;
      if (some == 0) return {};
    }
  }

  const Savings& savings_;
  const Case& case_;
  std::span<const Measured> measured_;
  int most_;
  std::vector<Proven> proven_;  ///< by choice
  std::vector<std::uint8_t> is_known_;
};

Result<void> Savings::count_saved(const learning::Record& record,
                                  std::span<const Measured> measured, int most,
                                  Tally& tally) const {
  CAIRN_TRY(const Case of, prepare(record));
  Distances distances(*this, of, measured, most);
  const Chosen all = (Chosen{1} << measured.size()) - 1;
  CAIRN_CHECK(distances.find(0, all));
  const Proven& now = distances.with(0);
  for (Chosen chosen = 1; now && chosen <= all; ++chosen) {
    if (std::popcount(chosen) > most) continue;
    const Proven& then = distances.with(chosen);
    if (!then || then == now) continue;
    CAIRN_TRY(const Rational credit, subtract(now->credit, then->credit));
    CAIRN_CHECK(tally.add(saved(chosen), {*then < *now ? 1 : 0, credit}));
    CAIRN_CHECK(tally.add(leaves(chosen), {0, Rational(now->missing - then->missing)}));
    for (Chosen rest = chosen; rest != 0; rest &= rest - 1) {
      const Chosen one = rest & ~(rest - 1);
      const Proven& without = distances.with(chosen & ~one);
      if (without && *then < *without) CAIRN_CHECK(tally.add(needed(chosen, one), {1, 0}));
    }
  }
  return {};
}

Saved saved_by(const Tally& tally, Chosen chosen) {
  return {cell_of(tally, saved(chosen)), cell_of(tally, leaves(chosen)).credit.numerator()};
}

std::vector<Choice> best_choices(const Tally& tally, std::span<const int> signatures, int most,
                                 std::int64_t smallest) {
  std::vector<std::optional<Choice>> best(static_cast<std::size_t>(most) + 1);
  const Chosen all = (Chosen{1} << signatures.size()) - 1;
  for (Chosen chosen = 1; chosen <= all; ++chosen) {
    const int count = std::popcount(chosen);
    if (count > most) continue;
    Choice choice{chosen, 0, saved_by(tally, chosen)};
    bool counts = choice.saved.nearer.records >= smallest;
    for (std::size_t i = 0; i < signatures.size(); ++i) {
      const Chosen one = Chosen{1} << i;
      if ((chosen & one) == 0) continue;
      choice.signatures += signatures[i];
      counts = counts && cell_of(tally, needed(chosen, one)).records >= smallest;
    }
    std::optional<Choice>& known = best[static_cast<std::size_t>(count)];
    if (counts && (!known || std::is_gt(per_signature(choice, *known)))) known = choice;
  }
  std::vector<Choice> choices;
  for (const auto& choice : best)
    if (choice) choices.push_back(*choice);
  return choices;
}

}  // namespace cairn::simulation
