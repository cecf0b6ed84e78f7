#include "domain/plan/problem.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <set>
#include <utility>

#include "domain/audit/exceptions.h"
#include "domain/audit/rests_on.h"
#include "domain/audit/worth.h"
#include "domain/plan/views.h"
#include "domain/recognition/propose.h"
#include "domain/recognition/series.h"

namespace cairn::plan {

using learning::Achievement;
using learning::AchievementState;
using learning::Award;
using learning::AwardStatus;
using learning::Offering;

namespace {

constexpr std::int64_t kScaleMax = 1'000'000'000;

const credit::Amount* credit_in(const Award& award, const credit::SystemId& system) {
  const auto found = std::ranges::find(award.credit, system, &credit::Amount::system);
  return found == award.credit.end() ? nullptr : &*found;
}

}  // namespace

int Choice::start_from(int day) const {
  if (any_day) return day;
  const auto found = std::ranges::lower_bound(starts, day);
  return found == starts.end() ? -1 : *found;
}

// Finds what could matter to the goal by following its tree, the prerequisites of what it accepts,
// and the agreements and stacks behind views; only that becomes part of the problem.
class ProblemBuilder {
 public:
  ProblemBuilder(const Request& request, const learning::Record& record, const World& world)
      : record_(record), world_(world) {
    problem_.request_ = request;
    problem_.facts_ = record.facts;
    problem_.exceptions_ = record.exceptions;
    problem_.world_ = &world;
  }

  Result<Problem> run() {
    CAIRN_CHECK(check_request());
    CAIRN_TRY(audit::Programme goal,
              audit::Programme::compile(problem_.request_.goal, world_.catalogue));
    problem_.goal_ = std::make_shared<const audit::Programme>(std::move(goal));
    take_record();
    take_candidates();
    CAIRN_CHECK(take_agreements());
    CAIRN_TRY(problem_.tree_, build_tree(problem_.goal_->tree(), Pool::shared));
    CAIRN_CHECK(follow());
    CAIRN_CHECK(drop_irrelevant());
    CAIRN_CHECK(check_currency());
    note_mentions();
    return std::move(problem_);
  }

 private:
  enum class Pool { shared, each_leaf_alone };

  // A source before it is known whether it matters.
  struct Known {
    Source source;
    Award award;
    bool relevant = false;
  };

  Result<void> check_request() const {
    const int hours = problem_.request_.weekly_hours;
    if (hours < 1 || hours > 168)
      return invalid("the weekly hours must be from 1 to 168, not " + std::to_string(hours));
    return {};
  }

  // Section 2: what is held on the start, and what is in progress, as passed.
  void take_record() {
    const Date start = problem_.request_.start;
    std::set<int> changes;
    for (Award award : record_.awards) {
      if (award.expires && *award.expires < start) continue;
      if (award.status == AwardStatus::in_progress) {
        problem_.assumed_.push_back(award.id);
        award.status = AwardStatus::earned;
        award.awarded = start;
      } else if (award.status != AwardStatus::earned && award.status != AwardStatus::recognised) {
        continue;
      }
      if (award.awarded > start) continue;
      if (award.expires) changes.insert(days_between(start, *award.expires) + 1);
      held_.insert(award.achievement);
      known_.push_back({{Source::Kind::record, static_cast<int>(problem_.base_.size())}, award});
      problem_.base_.push_back(std::move(award));
    }
    std::ranges::sort(problem_.assumed_);
    problem_.epoch_starts_.push_back(0);
    problem_.epoch_starts_.insert(problem_.epoch_starts_.end(), changes.begin(), changes.end());
  }

  Award award_of(const Achievement& achievement, const char* prefix) const {
    Award award;
    award.id = AwardId(prefix + achievement.id.text());
    award.achievement = achievement.id;
    award.version = achievement.version;
    award.organization = achievement.organization;
    award.credit = achievement.credit;
    award.awarded = problem_.request_.start;
    return award;
  }

  Choice choice_of(const Offering& offering) const {
    Choice choice;
    choice.offering = &offering;
    choice.days = offering.weeks * 7;
    choice.load = offering.hours_per_week;
    choice.price = offering.price.minor;
    choice.hours = std::int64_t{offering.weeks} * offering.hours_per_week;
    choice.any_day = offering.starts.empty();
    for (const Date& date : offering.starts)
      if (const int day = days_between(problem_.request_.start, date); day >= 0)
        choice.starts.push_back(day);
    std::ranges::sort(choice.starts);
    return choice;
  }

  void take_candidates() {
    std::unordered_map<AchievementId, std::vector<const Offering*>> offerings;
    for (const Offering& offering : world_.catalogue.offerings)
      offerings[offering.achievement].push_back(&offering);
    std::vector<const Achievement*> achievements;
    for (const Achievement& achievement : world_.catalogue.achievements) {
      by_id_[achievement.id] = &achievement;
      achievements.push_back(&achievement);
    }
    std::ranges::sort(achievements, {}, [](const Achievement* a) { return a->id; });
    for (const Achievement* achievement : achievements) {
      if (achievement->state != AchievementState::published || held_.contains(achievement->id))
        continue;
      auto& given = offerings[achievement->id];
      std::ranges::sort(given, {}, [](const Offering* offering) { return offering->id; });
      Candidate candidate;
      candidate.achievement = achievement;
      candidate.award = award_of(*achievement, "plan:");
      for (const Offering* offering : given) {
        Choice choice = choice_of(*offering);
        if (choice.load <= problem_.request_.weekly_hours &&
            (choice.any_day || !choice.starts.empty()))
          candidate.choices.push_back(std::move(choice));
      }
      if (candidate.choices.empty()) continue;
      known_.push_back({{Source::Kind::candidate, static_cast<int>(problem_.candidates_.size())},
                        candidate.award});
      problem_.candidates_.push_back(std::move(candidate));
    }
  }

  // Section 3: the automatic agreements in force on the start.
  Result<void> take_agreements() {
    problem_.agreements_ = recognition::decidable(world_.agreements, problem_.request_.start);
    take_stacks();
    for (const recognition::Agreement& agreement : problem_.agreements_)
      for (const recognition::Term& term : agreement.terms)
        for (const recognition::Group& group : term.from)
          CAIRN_CHECK(take_view(agreement, term, group));
    return {};
  }

  void take_stacks() {
    std::set<AchievementId> wanted;
    for (const recognition::Agreement& agreement : problem_.agreements_)
      for (const recognition::Term& term : agreement.terms)
        for (const recognition::Group& group : term.from) wanted.insert(group.begin(), group.end());
    for (const AchievementId& id : wanted) {
      const auto found = by_id_.find(id);
      if (found == by_id_.end() || !found->second->requirement || held_.contains(id)) continue;
      if (found->second->consumption != learning::Consumption::retained) continue;
      Stack stack;
      stack.award = award_of(*found->second, "stacked:");
      known_.push_back(
          {{Source::Kind::stack, static_cast<int>(problem_.stacks_.size())}, stack.award});
      problem_.stacks_.push_back(std::move(stack));
    }
  }

  // A group's view with the most credit it could carry; groups that nothing can fulfil are left
  // out.
  Result<void> take_view(const recognition::Agreement& agreement, const recognition::Term& term,
                         const recognition::Group& group) {
    View view;
    Rational most;
    for (const AchievementId& id : group) {
      std::vector<int> sources;
      Rational best;
      for (std::size_t k = 0; k < known_.size(); ++k) {
        const Award& award = known_[k].award;
        if (known_[k].source.kind == Source::Kind::view || award.achievement != id ||
            award.organization != agreement.sender || award.status != AwardStatus::earned)
          continue;
        if (term.grant.rate) {
          const credit::Amount* amount = credit_in(award, term.grant.rate->from);
          if (amount == nullptr) continue;
          best = std::max(best, amount->value);
        }
        sources.push_back(static_cast<int>(k));
      }
      if (sources.empty()) return {};
      CAIRN_TRY(most, add(most, best));
      view.from.push_back(std::move(sources));
    }
    Award award;
    award.achievement = term.grant.achievement;
    award.organization = agreement.receiver;
    award.status = AwardStatus::recognised;
    if (term.grant.credit) {
      award.credit.push_back(*term.grant.credit);
    } else {
      const credit::Rate& rate = *term.grant.rate;
      CAIRN_TRY(credit::Conversion conversion,
                credit::convert(std::array{credit::Amount{most, rate.from}}, rate));
      award.credit.push_back(std::move(conversion.converted));
    }
    known_.push_back(
        {{Source::Kind::view, static_cast<int>(problem_.views_.size())}, std::move(award)});
    problem_.views_.push_back(std::move(view));
    return {};
  }

  // Every source that a leaf accepts becomes relevant.
  Result<Tree> build_tree(const audit::ProgrammeTree& from, Pool pool) {
    Tree tree;
    CAIRN_TRY(const audit::Exceptions exceptions,
              audit::exceptions_of(record_, from, problem_.request_.start));
    for (const audit::ProgrammeNode& node : from.nodes()) {
      TreeNode made;
      made.kind = node.kind;
      made.count = node.count;
      made.children = node.children;
      const bool outer = pool == Pool::each_leaf_alone &&
                         (node.parent < 0 || !tree.nodes[at(node.parent)].exclusive);
      made.exclusive = (!outer || node.kind == audit::NodeKind::holds) && from.applies_once();
      made.free = is_free(node, static_cast<int>(tree.nodes.size()), exceptions);
      tree.nodes.push_back(std::move(made));
    }
    std::vector<std::vector<std::pair<int, Rational>>> worth(tree.nodes.size());
    for (std::size_t k = 0; k < known_.size(); ++k) {
      const Award& award = known_[k].award;
      const int achievement = from.index().number_of(award.achievement);
      from.visit_leaves_for(achievement, [&](int leaf) {
        const auto value = audit::worth_at(from.nodes()[at(leaf)], award, achievement, from.index(),
                                           problem_.request_.start);
        if (!value) return;
        worth[at(leaf)].emplace_back(static_cast<int>(k), *value);
        mark(static_cast<int>(k));
      });
    }
    for (std::size_t n = 0; n < tree.nodes.size(); ++n)
      CAIRN_CHECK(scale(from.nodes()[n], worth[n], tree.nodes[n]));
    return tree;
  }

  // What an award cannot further, or an exception changed: for a lower bound it costs nothing.
  static bool is_free(const audit::ProgrammeNode& node, int index,
                      const audit::Exceptions& exceptions) {
    const auto of_node = [&](const auto& each) { return each.first == index; };
    return node.kind == audit::NodeKind::fact || node.kind == audit::NodeKind::when ||
           audit::is_condition(node.kind) || exceptions.waives(index) ||
           std::ranges::any_of(exceptions.adjusted, of_node) ||
           std::ranges::any_of(exceptions.substituted, of_node);
  }

  // Amounts at one leaf in whole units of a common denominator.
  static Result<void> scale(const audit::ProgrammeNode& node,
                            const std::vector<std::pair<int, Rational>>& worth, TreeNode& made) {
    const Rational need = audit::is_applied_to(node.kind) ? node.minimum : Rational(1);
    std::int64_t denominator = need.denominator();
    for (const auto& [source, value] : worth) {
      denominator = std::lcm(denominator, value.denominator());
      if (denominator <= 0 || denominator > kScaleMax)
        return exhausted("credit amounts have no small common denominator", node.id.text());
    }
    CAIRN_TRY(const Rational units, multiply(need, denominator));
    made.need = units.numerator();
    for (const auto& [source, value] : worth) {
      CAIRN_TRY(const Rational scaled, multiply(value, denominator));
      made.items.push_back({source, scaled.numerator()});
    }
    return {};
  }

  void mark(int source) {
    if (std::exchange(known_[at(source)].relevant, true)) return;
    fresh_.push_back(source);
  }

  // Compiles what newly relevant sources rest on, until nothing new turns up.
  Result<void> follow() {
    while (!fresh_.empty()) {
      const int k = fresh_.back();
      fresh_.pop_back();
      const Source source = known_[at(k)].source;
      if (source.kind == Source::Kind::view)
        for (const std::vector<int>& sources : problem_.views_[at(source.index)].from)
          for (const int from : sources) mark(from);
      if (source.kind == Source::Kind::candidate)
        CAIRN_CHECK(follow_candidate(problem_.candidates_[at(source.index)]));
      if (source.kind == Source::Kind::stack) {
        Stack& stack = problem_.stacks_[at(source.index)];
        CAIRN_TRY(stack.programme, compiled(stack.award.achievement));
        CAIRN_TRY(stack.tree, build_tree(stack.programme->tree(), Pool::shared));
      }
    }
    return {};
  }

  Result<void> follow_candidate(Candidate& candidate) {
    if (!candidate.achievement->prerequisites) return {};
    CAIRN_TRY(candidate.programme, compiled(candidate.achievement->id));
    CAIRN_TRY(candidate.prerequisites,
              build_tree(candidate.programme->prerequisite_tree(), Pool::each_leaf_alone));
    return {};
  }

  Result<std::shared_ptr<const audit::Programme>> compiled(const AchievementId& id) const {
    CAIRN_TRY(audit::Programme programme, audit::Programme::compile(id, world_.catalogue));
    return std::make_shared<const audit::Programme>(std::move(programme));
  }

  // Candidates keep the order of their ids; views and stacks are few and may stay.
  Result<void> drop_irrelevant() {
    std::vector<Candidate> kept;
    for (Known& known : known_) {
      if (known.source.kind == Source::Kind::candidate) {
        if (known.relevant) {
          kept.push_back(std::move(problem_.candidates_[at(known.source.index)]));
          known.source.index = static_cast<int>(kept.size()) - 1;
        } else {
          known.source.index = -1;  // no tree points to it
        }
      }
      problem_.sources_.push_back(known.source);
    }
    problem_.candidates_ = std::move(kept);
    if (problem_.stacks_.size() > kCandidatesMax)
      return exhausted("the agreements convert more than " + std::to_string(kCandidatesMax) +
                       " stacked achievements");
    if (problem_.candidates_.size() > kCandidatesMax)
      return exhausted("more than " + std::to_string(kCandidatesMax) +
                       " achievements could help to reach the goal");
    return {};
  }

  // Section 5: nothing is added across currencies.
  Result<void> check_currency() {
    OfferingId priced_by;
    for (const Candidate& candidate : problem_.candidates_)
      for (const Choice& choice : candidate.choices) {
        const credit::Money& price = choice.offering->price;
        if (problem_.currency_.empty()) {
          problem_.currency_ = price.currency;
          priced_by = choice.offering->id;
        } else if (price.currency != problem_.currency_) {
          return invalid(
              "prices in two currencies cannot be added without a dated exchange rate: \"" +
              priced_by.text() + "\" is in " + problem_.currency_ + ", \"" +
              choice.offering->id.text() + "\" in " + price.currency);
        }
      }
    return {};
  }

  void note_mentions() {
    note_mentions(problem_.tree_);
    for (Candidate& candidate : problem_.candidates_) note_mentions(candidate.prerequisites);
    for (Stack& stack : problem_.stacks_) note_mentions(stack.tree);
  }

  void note_mentions(Tree& tree) {
    std::vector<int> open;
    std::set<int> seen;
    const auto visit = [&](int source) {
      if (seen.insert(source).second) open.push_back(source);
    };
    const auto visit_items = [&](const Tree& of) {
      for (const TreeNode& node : of.nodes)
        for (const Item& item : node.items) visit(item.source);
    };
    visit_items(tree);
    while (!open.empty()) {
      const Source source = problem_.sources_[at(open.back())];
      open.pop_back();
      if (source.kind == Source::Kind::candidate) tree.mentions.set(at(source.index));
      if (source.kind == Source::Kind::view)
        for (const std::vector<int>& sources : problem_.views_[at(source.index)].from)
          for (const int from : sources) visit(from);
      if (source.kind == Source::Kind::stack) visit_items(problem_.stacks_[at(source.index)].tree);
    }
  }

  const learning::Record& record_;
  const World& world_;
  Problem problem_;
  std::set<AchievementId> held_;
  std::unordered_map<AchievementId, const Achievement*> by_id_;
  std::vector<Known> known_;  // by source
  std::vector<int> fresh_;
};

Result<Problem> Problem::build(const Request& request, const learning::Record& record,
                               const World& world) {
  return ProblemBuilder(request, record, world).run();
}

int Problem::epoch_of(int day) const {
  const auto after = std::ranges::upper_bound(epoch_starts_, std::max(day, 0));
  return static_cast<int>(after - epoch_starts_.begin()) - 1;
}

// The award for a stack that the record completes, on the roots of what its audit applies.
Result<std::optional<Award>> Problem::stacked(const Stack& stack,
                                              const learning::Record& record) const {
  CAIRN_TRY(const audit::Audit audit,
            audit::evaluate(*stack.programme, record,
                            {.at = request_.start, .explain = audit::Explain::briefly}));
  if (audit.status != audit::Status::complete) return std::optional<Award>();
  Award made = stack.award;
  made.roots = audit::rests_on(audit, record);
  return std::optional<Award>(std::move(made));
}

Result<After> Problem::record_after(const Mask& taken, int epoch) const {
  After after;
  learning::Record& record = after.record;
  record.facts = facts_;
  record.exceptions = exceptions_;
  const Date day = request_.start.plus_days(epoch_starts_[at(epoch)]);
  for (const Award& award : base_)
    if (!award.expires || *award.expires >= day) record.awards.push_back(award);
  for (int c = 0; c < candidate_count(); ++c)
    if (taken.test(at(c))) record.awards.push_back(candidates_[at(c)].award);
  std::set<AwardId> ids;
  for (const Award& award : record.awards) ids.insert(award.id);
  const recognition::Network network(world_->catalogue, agreements_);
  for (bool grown = !agreements_.empty(); grown;) {
    grown = false;
    CAIRN_TRY(const recognition::Proposals found,
              recognition::propose(record, network, request_.start));
    for (const recognition::Proposal& proposal : found.proposals) {
      const recognition::Decision& decision = proposal.decision;
      if (!ids.insert(decision.view.id).second) continue;
      const recognition::Agreement& agreement =
          *recognition::find_version(agreements_, decision.agreement, decision.agreement_version);
      record.awards.push_back(view_of(decision, agreement));
      after.views.emplace(decision.view.id, &agreement);
    }
    for (const Stack& stack : stacks_) {
      if (!stack.programme || ids.contains(stack.award.id)) continue;
      CAIRN_TRY(std::optional<Award> made, stacked(stack, record));
      if (!made) continue;
      ids.insert(made->id);
      record.awards.push_back(*std::move(made));
      grown = true;
    }
  }
  return after;
}

}  // namespace cairn::plan
