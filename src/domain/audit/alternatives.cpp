#include "domain/audit/alternatives.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "domain/audit/candidates.h"
#include "domain/audit/further_award.h"
#include "domain/audit/out_of_reach.h"
#include "domain/audit/places.h"
#include "domain/audit/worth.h"
#include "domain/requirement/exception_scope.h"

namespace cairn::audit {
namespace {

using eligibility::Index;
using learning::Achievement;
using learning::Award;
using learning::AwardStatus;
using requirement::Exception;

std::size_t at(int index) { return static_cast<std::size_t>(index); }

// The grade that is best for averages on the scale.
std::optional<grade::Grade> best_in_averages(const grade::ScaleId& id, const Index& index) {
  const grade::Scale* scale = index.scale(id);
  if (scale == nullptr) return std::nullopt;
  const auto best = std::ranges::find_if(
      scale->grades, [](const grade::Scale::Step& step) { return step.points.has_value(); });
  if (best == scale->grades.end()) return std::nullopt;
  return grade::Grade{id, best->value};
}

/// The record with one further award, asked again and again.
class Trials {
 public:
  Trials(const Programme& programme, const learning::Record& record, const Options& options)
      : programme_(programme),
        record_(record),
        options_{options.at, options.nodes_max, Explain::nothing},
        nodes_left_(options.nodes_max) {
    // The distance is that of made awards.
    std::erase_if(record_.awards,
                  [](const Award& award) { return award.status == AwardStatus::in_progress; });
    exceptions_ = record_.exceptions.size();
  }

  bool are_over() const { return nodes_left_ == 0; }

  /// Nothing where it is not proven, or amounts do not fit.
  std::optional<Distance> distance_with(const Award& award) {
    auto& known = known_[award.achievement];
    const Stated stated = stated_by(award);
    const auto found = std::ranges::find(
        known, stated, [](const auto& each) -> const Stated& { return each.first; });
    if (found != known.end()) return found->second;
    known.emplace_back(stated, ask(award));
    return known.back().second;
  }

  /// The same where it is applied to no other leaf than `place`.
  std::optional<Distance> distance_only_at(int place, const Award& award) {
    return block_but_at(place, award) ? ask(award) : distance_with(award);
  }

  std::optional<Distance> distance_elsewhere(int place, const Award& award) {
    except(Exception::Kind::block, place, award.id);
    return ask(award);
  }

  std::optional<Distance> distance_waiving(int node, const Award& award) {
    except(Exception::Kind::waive, node, {});
    return ask(award);
  }

  /// The same where the leaf `place` needs so much, and the award is applied to no other one.
  std::optional<Distance> distance_needing(const Rational& need, int place, const Award& award) {
    adjust(place, need);
    block_but_at(place, award);
    return ask(award);
  }

  /// Without a further award.
  std::optional<Distance> distance_needing(const Rational& need, int place) {
    adjust(place, need);
    return ask();
  }

  bool is_adjusted(int node) const {
    return std::ranges::any_of(record_.exceptions, [&](const Exception& each) {
      return each.kind == Exception::Kind::adjust && each.node == programme_.nodes()[at(node)].id &&
             requirement::holds_on(each, options_.at);
    });
  }

 private:
  // Whether any other leaf would accept it.
  bool block_but_at(int place, const Award& award) {
    std::vector<int> leaves;
    programme_.tree().accepting(award, options_.at, leaves);
    std::erase(leaves, place);
    for (const int leaf : leaves) except(Exception::Kind::block, leaf, award.id);
    return !leaves.empty();
  }

  void adjust(int leaf, const Rational& need) {
    except(Exception::Kind::adjust, leaf, {});
    record_.exceptions.back().value = need;
  }

  void except(Exception::Kind kind, int node, const AwardId& award) {
    Exception made;
    made.kind = kind;
    made.node = programme_.nodes()[at(node)].id;
    made.award = award;
    made.from = options_.at;
    record_.exceptions.push_back(std::move(made));
  }

  std::optional<Distance> ask(const Award& award) {
    record_.awards.push_back(award);
    std::optional<Distance> answer = ask();
    record_.awards.pop_back();
    return answer;
  }

  // Exceptions are asked for once.
  std::optional<Distance> ask() {
    options_.nodes_max = std::min(options_.nodes_max, nodes_left_);
    const Result<Audit> audit = evaluate(programme_, record_, options_, searched_);
    record_.exceptions.resize(exceptions_);
    if (!audit) return std::nullopt;
    nodes_left_ -= std::min(nodes_left_, audit->search_nodes);
    if (audit->bound != audit->distance) return std::nullopt;
    return audit->distance;
  }

  const Programme& programme_;
  learning::Record record_;
  Options options_;
  std::uint64_t nodes_left_;
  std::size_t exceptions_ = 0;
  SolvedParts searched_;
  std::map<AchievementId, std::vector<std::pair<Stated, std::optional<Distance>>>> known_;
};

/// A further award that a place accepts.
struct Option {
  int place = 0;
  Award award;
  Rational gap;                    ///< what the place would still lack, as it counts
  std::optional<Rational> credit;  ///< in the system of the goal

  auto effort() const { return std::tuple(!credit, credit, award.achievement); }
};

/// What helps a leaf.
struct Found {
  Distance left;
  bool is_step = false;
  Option option;

  // Of steps those first that leave the least to lack.
  auto rank() const {
    return std::tuple(left, is_step ? option.gap : Rational(0), option.effort());
  }
  bool operator<(const Found& other) const { return rank() < other.rank(); }
};

class Outlooks {
 public:
  Outlooks(const Answered& answered, const Options& options)
      : answered_(answered),
        programme_(answered.programme),
        index_(programme_.tree().index()),
        trials_(programme_, answered.record, options) {
    for (const Award& award : answered.record.awards) {
      if (is_usable(award, answered.day))
        usable_[index_.number_of(award.achievement)].push_back(&award);
      last_ = std::max(last_, award.id);
    }
  }

  std::vector<Outlook> run() {
    std::vector<Outlook> outlooks;
    for (const Missing& missing : answered_.audit.missing)
      outlooks.push_back({nearest_for(missing), is_out_of_reach(missing, answered_)});
    return outlooks;
  }

 private:
  const ProgrammeNode& node_at(int index) const { return programme_.nodes()[at(index)]; }

  std::vector<Alternative> nearest_for(const Missing& missing) {
    if (answered_.audit.bound != answered_.audit.distance) return {};  // as hard with one more
    std::vector<Found> found;
    std::set<AchievementId> seen;
    for (Option& option : options_for(missing)) {
      if (trials_.are_over()) break;
      if (seen.contains(option.award.achievement)) continue;
      if (const std::optional<Distance> left = left_with(option, missing)) {
        seen.insert(option.award.achievement);
        found.push_back({*left, false, std::move(option)});
      } else if (is_step_toward(missing, option)) {
        found.push_back({answered_.audit.bound, true, std::move(option)});
      }
    }
    std::sort(found.begin(), found.end());
    std::vector<Alternative> nearest;
    for (const Found& each : found) {
      if (nearest.size() == kAlternativesShown) break;
      // What is a step here may do more at another place.
      if (each.is_step && seen.contains(each.option.award.achievement)) continue;
      nearest.push_back(alternative_of(each));
    }
    return nearest;
  }

  Alternative alternative_of(const Found& found) const {
    const Option& option = found.option;
    Alternative made{
        option.award.achievement, {}, stated_by(option.award), option.place, found.left, {}};
    if (found.is_step) made.reaches = reach_of(option);
    if (option.credit) made.credit = credit::Amount{*option.credit, programme_.system()};
    return made;
  }

  // Nothing where it does not help the leaf.
  std::optional<Distance> left_with(const Option& option, const Missing& missing) {
    std::optional<Distance> left = trials_.distance_with(option.award);
    if (!left || *left >= answered_.audit.bound) return std::nullopt;
    if (!is_well_used(option, *left)) return std::nullopt;
    if (is_condition(node_at(missing.node).kind) &&
        trials_.distance_waiving(missing.node, option.award) != left)
      return std::nullopt;
    return left;
  }

  // What the place would have, where what it would still lack is known.
  std::optional<Rational> reach_of(const Option& option) const {
    const auto reach = subtract(answered_.audit.nodes[at(option.place)].need, option.gap);
    return reach ? std::optional(*reach) : std::nullopt;
  }

  // Whether the leaf would have more with it, though no less would be missing.
  bool is_step_toward(const Missing& missing, const Option& option) {
    const NodeKind kind = node_at(missing.node).kind;
    const bool counts =
        kind == NodeKind::hours || kind == NodeKind::awards || kind == NodeKind::points;
    if (!counts || option.place != missing.node || option.gap.is_zero()) return false;
    const Distance& now = answered_.audit.bound;
    const std::optional<Rational> reach = reach_of(option);
    if (!reach || trials_.is_adjusted(option.place) ||
        trials_.distance_only_at(option.place, option.award) != now)
      return false;
    const auto with = trials_.distance_needing(*reach, option.place, option.award);
    return with && *with < now && trials_.distance_needing(*reach, option.place) == now;
  }

  // Whether no other use of it is better than the one at its place.
  bool is_well_used(const Option& option, const Distance& left) {
    if (trials_.distance_only_at(option.place, option.award) == left) return true;
    if (programme_.tree().applies_once()) return false;
    const std::optional<Distance> elsewhere =
        trials_.distance_elsewhere(option.place, option.award);
    return elsewhere && *elsewhere > left;
  }

  // Of each place in turns.
  std::vector<Option> options_for(const Missing& missing) {
    std::vector<std::vector<Option>> by_place;
    for (const int place : places_of(missing, programme_, answered_.audit))
      by_place.push_back(options_at(place, missing));
    std::vector<Option> options;
    for (std::size_t rank = 0;; ++rank) {
      bool is_any_left = false;
      for (std::vector<Option>& each : by_place) {
        if (rank >= each.size()) continue;
        is_any_left = true;
        if (options.size() == kAlternativesTried) return options;
        options.push_back(std::move(each[rank]));
      }
      if (!is_any_left) return options;
    }
  }

  std::vector<Option> options_at(int place, const Missing& missing) const {
    std::vector<Option> options;
    const auto add = [&](int number) {
      if (std::optional<Option> made = option_of(number, place, missing))
        options.push_back(*std::move(made));
    };
    const eligibility::Matcher& accepts = node_at(place).accepts;
    if (accepts.restricts_achievements())
      for (const int number : accepts.accepted()) add(number);
    else
      for (int number = 0; number < static_cast<int>(index_.definitions().size()); ++number)
        add(number);
    std::ranges::sort(options, [](const Option& a, const Option& b) {
      return a.gap != b.gap ? a.gap < b.gap : a.effort() < b.effort();
    });
    return options;
  }

  std::optional<Option> option_of(int number, int place, const Missing& missing) const {
    const Achievement& achievement =
        answered_.catalogue.achievements[index_.definitions()[at(number)].place];
    if (achievement.state != learning::AchievementState::published || achievement.requirement ||
        is_had(number, place))
      return std::nullopt;
    Award award = further_award(achievement, answered_.day);
    award.id = AwardId(last_.text() + "/" + award.id.text());  // after all others
    const std::optional<Suited> suited = suit(std::move(award), number, place, missing);
    if (!suited) return std::nullopt;
    Option option{place, suited->award, gap_at(place, suited->worth), {}};
    for (const credit::Amount& amount : achievement.credit)
      if (amount.system == programme_.system()) option.credit = amount.value;
    return option;
  }

  // Whether the record has an award of it that would do.
  bool is_had(int number, int place) const {
    const auto found = usable_.find(number);
    return found != usable_.end() && std::ranges::any_of(found->second, [&](const Award* award) {
             return worth_at(node_at(place), *award, number, index_, answered_.day).has_value();
           });
  }

  // For a condition, what it asks for is stated too.
  std::optional<Suited> suit(Award award, int number, int place, const Missing& missing) const {
    const ProgrammeNode& node = node_at(missing.node);
    const bool is_seen = is_condition(node.kind) && node.in >= 0 && place >= node.in &&
                         place < programme_.tree().end_of(node.in);
    if (!is_seen) return suited_at(node_at(place), award, number, index_, answered_.day);
    if (node.kind == NodeKind::average) award.grade = best_in_averages(node.scale, index_);
    const std::optional<Award> wanted =
        node.accepts.suited(std::move(award), number, index_, answered_.day);
    if (!wanted) return std::nullopt;
    std::optional<Suited> suited =
        suited_at(node_at(place), *wanted, number, index_, answered_.day);
    if (!suited || !node.accepts.passes(suited->award, number, answered_.day)) return std::nullopt;
    return suited;
  }

  Rational gap_at(int place, const Rational& worth) const {
    const NodeResult& result = answered_.audit.nodes[at(place)];
    const Result<Rational> lacked = subtract(result.need, result.have);
    const Result<Rational> gap = lacked ? subtract(*lacked, worth) : lacked;
    return gap ? std::max(*gap, Rational(0)) : result.need;
  }

  const Answered& answered_;
  const Programme& programme_;
  const Index& index_;
  Trials trials_;
  std::map<int, std::vector<const Award*>> usable_;  // by number of the achievement
  AwardId last_;
};

}  // namespace

std::vector<Outlook> outlook(const Programme& programme, const learning::Catalogue& catalogue,
                             const learning::Record& record, const Audit& audit,
                             const Options& options) {
  const Answered answered{programme, catalogue, record, audit, options.at};
  return Outlooks(answered, options).run();
}

}  // namespace cairn::audit
