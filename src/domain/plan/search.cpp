#include "domain/plan/search.h"

#include <algorithm>
#include <limits>
#include <tuple>

#include "domain/plan/facts.h"
#include "domain/plan/load.h"
#include "domain/plan/relaxation.h"

namespace cairn::plan {
namespace {

constexpr int kUndecided = -1;
constexpr int kLeftOut = -2;
constexpr std::uint64_t kScheduleShare = 4;  // one timetable may use a quarter of the budget

std::array<std::int64_t, 3> key(Objective objective, const Value& value) {
  if (objective == Objective::cheapest) return {value.price, value.finish, value.hours};
  return {value.finish, value.price, value.hours};
}

// The last day of `choice` when it can start on the day after `ready` or later.
std::int64_t end_of(const Choice& choice, std::int64_t ready) {
  if (ready >= kUnreachable) return kUnreachable;
  const int start = choice.start_from(static_cast<int>(ready) + 1);
  return start < 0 ? kUnreachable : start + choice.days - 1;
}

class Search {
 public:
  explicit Search(const Problem& problem)
      : problem_(problem),
        facts_(problem),
        objective_(problem.request().objective),
        price_(problem, Combine::add),
        hours_(problem, Combine::add),
        work_(problem, Combine::add),
        time_(problem, Combine::latest),
        decision_(problem.candidates().size(), kUndecided),
        costs_(problem.candidates().size()) {}

  Result<SearchResult> run() {
    prepare();
    choose_threshold();
    CAIRN_CHECK(explore({}));
    return std::move(result_);
  }

 private:
  // What is already known about the candidates taken so far.
  struct Known {
    bool scheduled = false;     ///< the taken alone were timed; only more could be better
    bool complete_late = true;  ///< and were still complete on their last day
  };

  void prepare() {
    const std::vector<std::int64_t> ends = earliest_ends(problem_);
    Relaxation time(problem_, Combine::latest);
    time.price(ends, -1, Mask());
    for (const Candidate& candidate : problem_.candidates()) {
      const std::int64_t ready = time.cost(candidate.prerequisites);
      std::vector<std::int64_t> by_choice;
      for (const Choice& choice : candidate.choices) by_choice.push_back(end_of(choice, ready));
      std::vector<int> order(candidate.choices.size());
      for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<int>(i);
      std::ranges::stable_sort(order, [&](int a, int b) {
        const Value one{candidate.choices[at(a)].price, by_choice[at(a)],
                        candidate.choices[at(a)].hours};
        const Value two{candidate.choices[at(b)].price, by_choice[at(b)],
                        candidate.choices[at(b)].hours};
        return better(objective_, one, two);
      });
      ends_.push_back(std::move(by_choice));
      order_.push_back(std::move(order));
    }
  }

  // Least value of `of` over the choices that are still open to a candidate; 0 cost when taken is
  // what `taken` says.
  template <class Taken, class Open>
  void price(Relaxation& relaxation, std::int64_t held, Taken taken, Open open) {
    for (int c = 0; c < problem_.candidate_count(); ++c) {
      const int decision = decision_[at(c)];
      costs_[at(c)] = kUnreachable;
      if (decision >= 0) costs_[at(c)] = taken(c, decision);
      if (decision != kUndecided) continue;
      const int choices = static_cast<int>(problem_.candidates()[at(c)].choices.size());
      for (int i = 0; i < choices; ++i) costs_[at(c)] = std::min(costs_[at(c)], open(c, i));
    }
    relaxation.price(costs_, held, undecided_);
  }

  const Choice& choice(int candidate, int index) const {
    return problem_.candidates()[at(candidate)].choices[at(index)];
  }

  // The goal's tree, and what the taken ask for before they start: each is a lower bound.
  std::int64_t rest(Relaxation& relaxation) {
    std::int64_t most = relaxation.cost(problem_.tree());
    for (int c = 0; c < problem_.candidate_count(); ++c)
      if (taken_.test(at(c)))
        most = std::max(most, relaxation.cost(problem_.candidates()[at(c)].prerequisites));
    return most;
  }

  // No plan with these decisions has a better value; nothing when there is no plan.
  std::optional<Value> bound() {
    undecided_.reset();
    taken_.reset();
    Value value;
    for (int c = 0; c < problem_.candidate_count(); ++c) {
      const int decision = decision_[at(c)];
      if (decision == kUndecided) undecided_.set(at(c));
      if (decision < 0) continue;
      taken_.set(at(c));
      value.price += choice(c, decision).price;
      value.hours += choice(c, decision).hours;
      value.finish = std::max(value.finish, ends_[at(c)][at(decision)]);
    }
    const auto nothing = [](int, int) { return std::int64_t{0}; };
    price(
        time_, -1, [&](int c, int i) { return ends_[at(c)][at(i)]; },
        [&](int c, int i) { return ends_[at(c)][at(i)]; });
    value.finish = std::max(value.finish, rest(time_));
    if (value.finish >= kUnreachable) return std::nullopt;
    price(price_, 0, nothing, [&](int c, int i) {
      return ends_[at(c)][at(i)] < kUnreachable ? choice(c, i).price : kUnreachable;
    });
    value.price += rest(price_);
    price(hours_, 0, nothing, [&](int c, int i) {
      return ends_[at(c)][at(i)] < kUnreachable ? choice(c, i).hours : kUnreachable;
    });
    value.hours += rest(hours_);
    value.finish = std::max(value.finish, finish_by_load(0));
    if (threshold_ > 0) value.finish = std::max(value.finish, finish_by_load(threshold_));
    return value;
  }

  // Days that the loads of what is taken and of the least that is missing fill.
  std::int64_t finish_by_load(int threshold) {
    const int cap = problem_.request().weekly_hours;
    const auto work = [&](int c, int i) {
      const Choice& one = choice(c, i);
      return std::int64_t{transformed_load(one.load, cap, threshold)} * one.days;
    };
    std::int64_t sum = 0;
    for (int c = 0; c < problem_.candidate_count(); ++c)
      if (decision_[at(c)] >= 0) sum += work(c, decision_[at(c)]);
    price(
        work_, 0, [](int, int) { return std::int64_t{0}; },
        [&](int c, int i) {
          return ends_[at(c)][at(i)] < kUnreachable ? work(c, i) : kUnreachable;
        });
    return (sum + rest(work_) + cap - 1) / cap - 1;
  }

  // The threshold that says most before anything is decided.
  void choose_threshold() {
    if (!bound()) return;
    std::vector<int> loads;
    for (const Candidate& candidate : problem_.candidates())
      for (const Choice& one : candidate.choices) loads.push_back(one.load);
    std::int64_t most = finish_by_load(0);
    for (const int threshold : load_thresholds(loads, problem_.request().weekly_hours))
      if (const std::int64_t finish = finish_by_load(threshold); finish > most) {
        most = finish;
        threshold_ = threshold;
      }
  }

  void leave_open(const Value& value) {
    if (!result_.open || better(objective_, value, *result_.open)) result_.open = value;
  }

  Result<void> explore(Known known) {
    const std::optional<Value> least = bound();
    if (!least) return {};
    if (result_.best && !better(objective_, *least, result_.best->value)) return {};
    if (result_.nodes >= problem_.request().nodes_max) {
      leave_open(*least);
      return {};
    }
    ++result_.nodes;
    CAIRN_TRY(const int next, branching_candidate(*least, known));
    if (next < 0) return {};
    for (const int index : order_[at(next)]) {
      if (ends_[at(next)][at(index)] >= kUnreachable) continue;
      decision_[at(next)] = index;
      CAIRN_CHECK(explore({}));
    }
    decision_[at(next)] = kLeftOut;
    CAIRN_CHECK(explore(known));
    decision_[at(next)] = kUndecided;
    return {};
  }

  // The candidate to decide next, or -1 when these decisions are dealt with. bound() has just
  // priced the relaxations.
  Result<int> branching_candidate(const Value& least, Known& known) {
    Relaxation& guide = objective_ == Objective::cheapest ? price_ : hours_;
    if (!known.scheduled) {
      if (const int open = guide.open_support(problem_.tree()); open >= 0) return open;
      CAIRN_TRY(const Answer complete, facts_.goal_complete(taken_, 0));
      if (complete == Answer::undecided) leave_open(least);
      if (complete != Answer::yes) return first_of(undecided_ & problem_.tree().mentions);
      for (int c = 0; c < problem_.candidate_count(); ++c) {
        if (!taken_.test(at(c))) continue;
        const Tree& tree = problem_.candidates()[at(c)].prerequisites;
        if (const int open = guide.open_support(tree); open >= 0) return open;
      }
      CAIRN_CHECK(time_the_taken(least, known));
    }
    Mask useful = known.complete_late ? Mask() : problem_.tree().mentions;
    return first_of(undecided_ & (useful | openers()));
  }

  static int first_of(const Mask& mask) {
    for (int c = 0; c < kCandidatesMax; ++c)
      if (mask.test(at(c))) return c;
    return -1;
  }

  // What could open the taken sooner, what could open that, and so on.
  Mask openers() const {
    Mask all;
    Mask reached = taken_;
    for (Mask before; before != reached;) {
      before = reached;
      for (int c = 0; c < problem_.candidate_count(); ++c)
        if (reached.test(at(c))) all |= problem_.candidates()[at(c)].prerequisites.mentions;
      reached |= all & undecided_;
    }
    return all;
  }

  // The latest finish with which the taken would still beat the best plan.
  int finish_max(const Value& taken) const {
    constexpr int kAnyDay = 1 << 24;
    if (!result_.best) return kAnyDay;
    const Value& best = result_.best->value;
    if (objective_ == Objective::cheapest) {
      if (taken.price != best.price) return taken.price < best.price ? kAnyDay : -2;
      return static_cast<int>(best.finish) - (taken.hours < best.hours ? 0 : 1);
    }
    const bool wins_ties = std::tie(taken.price, taken.hours) < std::tie(best.price, best.hours);
    return static_cast<int>(best.finish) - (wins_ties ? 0 : 1);
  }

  Result<void> time_the_taken(const Value& least, Known& known) {
    known.scheduled = true;
    Selection selection;
    for (int c = 0; c < problem_.candidate_count(); ++c) {
      if (!taken_.test(at(c))) continue;
      const Choice& taken = choice(c, decision_[at(c)]);
      selection.activities.push_back({c, &taken});
      selection.value.price += taken.price;
      selection.value.hours += taken.hours;
    }
    const int latest = finish_max(selection.value);
    if (latest < -1) return {};
    if (!selection.activities.empty()) {
      const std::uint64_t left = problem_.request().nodes_max - result_.nodes;
      const std::uint64_t share = problem_.request().nodes_max / kScheduleShare;
      CAIRN_TRY(Timetable times,
                schedule(problem_, facts_, selection.activities, {latest, std::min(left, share)}));
      result_.nodes += times.nodes;
      if (times.status == Timetable::Status::out_of_budget) leave_open(least);
      if (times.starts.empty()) return {};
      selection.starts = std::move(times.starts);
      selection.value.finish = times.finish;
    }
    const int epoch = problem_.epoch_of(static_cast<int>(selection.value.finish));
    CAIRN_TRY(const Answer complete, facts_.goal_complete(taken_, epoch));
    known.complete_late = complete == Answer::yes;
    if (complete == Answer::undecided) leave_open(least);
    if (complete != Answer::yes) return {};
    if (!result_.best || better(objective_, selection.value, result_.best->value))
      result_.best = std::move(selection);
    return {};
  }

  const Problem& problem_;
  Facts facts_;
  const Objective objective_;
  Relaxation price_;
  Relaxation hours_;
  Relaxation work_;
  Relaxation time_;
  std::vector<int> decision_;  // index of the choice taken, kUndecided or kLeftOut
  std::vector<std::int64_t> costs_;
  std::vector<std::vector<std::int64_t>> ends_;  // earliest last day, by candidate and choice
  std::vector<std::vector<int>> order_;          // choices, the most promising first
  int threshold_ = 0;                            // of load.h
  Mask undecided_;
  Mask taken_;
  SearchResult result_;
};

}  // namespace

bool better(Objective objective, const Value& a, const Value& b) {
  return key(objective, a) < key(objective, b);
}

std::vector<std::int64_t> earliest_ends(const Problem& problem) {
  std::vector<std::int64_t> ends(problem.candidates().size(), kUnreachable);
  Relaxation time(problem, Combine::latest);
  for (bool changed = true; changed;) {
    changed = false;
    time.price(ends, -1, Mask());
    for (int c = 0; c < problem.candidate_count(); ++c) {
      const Candidate& candidate = problem.candidates()[at(c)];
      const std::int64_t ready = time.cost(candidate.prerequisites);
      for (const Choice& choice : candidate.choices) {
        const std::int64_t end = end_of(choice, ready);
        if (end >= ends[at(c)]) continue;
        ends[at(c)] = end;
        changed = true;
      }
    }
  }
  return ends;
}

Result<SearchResult> search(const Problem& problem) { return Search(problem).run(); }

}  // namespace cairn::plan
