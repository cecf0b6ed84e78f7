#include "domain/plan/schedule.h"

#include <algorithm>
#include <string>
#include <unordered_map>

#include "domain/plan/load.h"
#include "domain/plan/relaxation.h"

namespace cairn::plan {
namespace {

constexpr int kNoDeadline = 1 << 28;

class Scheduler {
 public:
  Scheduler(const Problem& problem, Facts& facts, const std::vector<Activity>& activities,
            const ScheduleLimits& limits)
      : problem_(problem),
        facts_(facts),
        activities_(activities),
        limits_(limits),
        count_(static_cast<int>(activities.size())),
        cap_(problem.request().weekly_hours),
        starts_(activities.size(), -1),
        best_finish_(limits.finish_max + 1) {}

  Result<Timetable> run() {
    prepare();
    if (possible_) CAIRN_CHECK(search(0, 0));
    if (out_of_budget_)
      found_.status = Timetable::Status::out_of_budget;
    else if (!found_.starts.empty() || count_ == 0)
      found_.status = Timetable::Status::found;
    return std::move(found_);
  }

 private:
  int days(int activity) const { return activities_[at(activity)].choice->days; }
  int load(int activity) const { return activities_[at(activity)].choice->load; }

  // Earliest starts by prerequisites alone, and which activity cannot do without which.
  void prepare() {
    std::vector<int> plain;
    for (int a = 0; a < count_; ++a) plain.push_back(load(a));
    for (const int threshold : load_thresholds(plain, cap_)) {
      std::vector<int>& loads = loads_.emplace_back();
      for (const int one : plain) loads.push_back(transformed_load(one, cap_, threshold));
    }
    heads_.assign(at(count_), 0);
    tails_.assign(at(count_), 0);
    std::vector<std::int64_t> ends(problem_.candidates().size(), kUnreachable);
    Relaxation time(problem_, Combine::latest);
    for (bool changed = true; changed;) {
      changed = false;
      time.price(ends, -1, Mask());
      for (int a = 0; a < count_; ++a) {
        const Activity& activity = activities_[at(a)];
        const std::int64_t ready =
            time.cost(problem_.candidates()[at(activity.candidate)].prerequisites);
        if (ready >= kUnreachable) continue;
        const int start = activity.choice->start_from(static_cast<int>(ready) + 1);
        if (start < 0) continue;
        const std::int64_t end = start + days(a) - 1;
        if (end >= ends[at(activity.candidate)]) continue;
        ends[at(activity.candidate)] = end;
        heads_[at(a)] = start;
        changed = true;
      }
    }
    for (const Activity& activity : activities_)
      possible_ = possible_ && ends[at(activity.candidate)] < kUnreachable;
    if (possible_) prepare_tails();
  }

  void prepare_tails() {
    Relaxation reach(problem_, Combine::latest);
    std::vector<std::vector<int>> needs(at(count_));  // by activity: those it cannot do without
    for (int without = 0; without < count_; ++without) {
      std::vector<std::int64_t> costs(problem_.candidates().size(), kUnreachable);
      for (int a = 0; a < count_; ++a)
        if (a != without) costs[at(activities_[at(a)].candidate)] = 0;
      reach.price(costs, 0, Mask());
      for (int a = 0; a < count_; ++a) {
        const Tree& tree = problem_.candidates()[at(activities_[at(a)].candidate)].prerequisites;
        if (a != without && reach.cost(tree) >= kUnreachable) needs[at(a)].push_back(without);
      }
    }
    latest_.assign(at(count_), kNoDeadline);
    for (int a = 0; a < count_; ++a)
      if (const Choice& choice = *activities_[at(a)].choice; !choice.any_day)
        latest_[at(a)] = choice.starts.back();
    // Necessity is acyclic where a schedule exists; count_ rounds suffice for the longest chain.
    for (int round = 0; round < count_; ++round)
      for (int a = 0; a < count_; ++a)
        for (const int before : needs[at(a)]) {
          tails_[at(before)] = std::max(tails_[at(before)], days(a) + tails_[at(a)]);
          latest_[at(before)] = std::min(latest_[at(before)], latest_[at(a)] - days(before));
        }
    for (int a = 0; a < count_; ++a)
      if (latest_[at(a)] < kNoDeadline) by_deadline_.push_back(a);
    std::ranges::stable_sort(by_deadline_, {}, [&](int a) { return latest_[at(a)] + days(a); });
    order_.resize(at(count_));
    for (int a = 0; a < count_; ++a) order_[at(a)] = a;
    std::ranges::stable_sort(
        order_, [&](int a, int b) { return days(a) + tails_[at(a)] > days(b) + tails_[at(b)]; });
  }

  Mask taken_before(int day) const {
    Mask taken;
    for (int a = 0; a < count_; ++a)
      if (starts_[at(a)] >= 0 && starts_[at(a)] + days(a) <= day)
        taken.set(at(activities_[at(a)].candidate));
    return taken;
  }

  bool fits(int activity, int day) const {
    const int end = day + days(activity);
    const auto load_on = [&](int when) {
      int sum = load(activity);
      for (int a = 0; a < count_; ++a)
        if (starts_[at(a)] >= 0 && starts_[at(a)] <= when && when < starts_[at(a)] + days(a))
          sum += load(a);
      return sum;
    };
    if (load_on(day) > cap_) return false;
    for (int a = 0; a < count_; ++a)
      if (starts_[at(a)] > day && starts_[at(a)] < end && load_on(starts_[at(a)]) > cap_)
        return false;
    return true;
  }

  // The first day from `now` on on which it can start beside what is placed, or -1: its head, a
  // start date, or the day after something ended.
  Result<int> earliest(int activity, int now) {
    const int from = std::max(now, heads_[at(activity)]);
    std::vector<int> days_to_try = {from};
    for (int a = 0; a < count_; ++a)
      if (starts_[at(a)] >= 0 && starts_[at(a)] + days(a) > from)
        days_to_try.push_back(starts_[at(a)] + days(a));
    const Choice& choice = *activities_[at(activity)].choice;
    for (const int start : choice.starts)
      if (start > from) days_to_try.push_back(start);
    std::ranges::sort(days_to_try);
    for (const int day : days_to_try) {
      if (choice.start_from(day) != day || !fits(activity, day)) continue;
      CAIRN_TRY(const Answer answer, facts_.may_start(activities_[at(activity)].candidate,
                                                      taken_before(day), problem_.epoch_of(day)));
      if (answer == Answer::yes) return day;
    }
    return -1;
  }

  // Load times days that running activities still take between `now` and `end`.
  std::int64_t running(const std::vector<int>& loads, int now, int end) const {
    std::int64_t work = 0;
    for (int a = 0; a < count_; ++a)
      if (starts_[at(a)] >= 0 && starts_[at(a)] + days(a) > now)
        work += std::int64_t{loads[at(a)]} * (std::min(starts_[at(a)] + days(a), end) - now);
    return work;
  }

  // Whether what is left fits before its last start dates: each alone, and all together by load.
  bool in_time(int now) const {
    for (const std::vector<int>& loads : loads_) {
      std::int64_t work = 0;
      for (const int a : by_deadline_) {
        if (starts_[at(a)] >= 0) continue;
        if (latest_[at(a)] < now) return false;
        const int end = latest_[at(a)] + days(a);
        work += std::int64_t{loads[at(a)]} * days(a);
        if (work + running(loads, now, end) > std::int64_t{cap_} * (end - now)) return false;
      }
    }
    return true;
  }

  // Nothing that is left starts before `now`.
  int bound(int now) const {
    int finish = 0;
    for (int a = 0; a < count_; ++a) {
      if (starts_[at(a)] >= 0) {
        finish = std::max(finish, starts_[at(a)] + days(a) - 1);
        continue;
      }
      const int start = activities_[at(a)].choice->start_from(std::max(now, heads_[at(a)]));
      if (start < 0) return best_finish_;
      finish = std::max(finish, start + days(a) + tails_[at(a)] - 1);
    }
    for (const std::vector<int>& loads : loads_) {
      std::int64_t work = running(loads, now, kNoDeadline);
      for (int a = 0; a < count_; ++a)
        if (starts_[at(a)] < 0) work += std::int64_t{loads[at(a)]} * days(a);
      const std::int64_t needed = std::min<std::int64_t>((work + cap_ - 1) / cap_, kNoDeadline);
      finish = std::max(finish, now + static_cast<int>(needed) - 1);
    }
    return finish;
  }

  // True when the same activities were placed before so that, from `now` on, everything was over no
  // later: whatever can follow here could follow there.
  bool dominated(int now) {
    Placed mine{now, {}};
    std::string key;
    for (int a = 0; a < count_; ++a) {
      key += starts_[at(a)] < 0 ? '0' : '1';
      if (starts_[at(a)] >= 0) mine.ends.push_back(std::max(starts_[at(a)] + days(a), now));
    }
    std::vector<Placed>& others = seen_[std::move(key)];
    for (const Placed& other : others) {
      bool no_later = other.now <= now;
      for (std::size_t i = 0; no_later && i < mine.ends.size(); ++i)
        no_later = other.ends[i] <= mine.ends[i];
      if (no_later) return true;
    }
    constexpr std::size_t kRemembered = 100;
    if (others.size() < kRemembered) others.push_back(std::move(mine));
    return false;
  }

  Result<void> search(int placed, int now) {
    if (found_.nodes >= limits_.nodes_max) {
      out_of_budget_ = true;
      return {};
    }
    ++found_.nodes;
    const int finish = bound(now);
    if (finish >= best_finish_ || !in_time(now)) return {};
    if (placed == count_) {
      best_finish_ = finish;
      found_.finish = finish;
      found_.starts = starts_;
      return {};
    }
    if (dominated(now)) return {};
    // What can be over before another starts goes first: putting it there never hurts.
    std::vector<int> first(at(count_), -1);
    int soonest_end = best_finish_ + 1;
    for (int a = 0; a < count_; ++a) {
      if (starts_[at(a)] >= 0) continue;
      CAIRN_TRY(first[at(a)], earliest(a, now));
      if (first[at(a)] >= 0) soonest_end = std::min(soonest_end, first[at(a)] + days(a));
    }
    std::vector<int> order(order_);
    std::ranges::stable_sort(order, {}, [&](int a) { return first[at(a)]; });
    for (const int activity : order) {
      const int day = first[at(activity)];
      if (day < 0 || day >= soonest_end) continue;
      starts_[at(activity)] = day;
      CAIRN_CHECK(search(placed + 1, day));
      starts_[at(activity)] = -1;
      if (out_of_budget_) return {};
    }
    return {};
  }

  // A partial timetable: when its last activity started, and the ends of all, none before that.
  struct Placed {
    int now;
    std::vector<int> ends;
  };

  const Problem& problem_;
  Facts& facts_;
  const std::vector<Activity>& activities_;
  const ScheduleLimits limits_;
  const int count_;
  const int cap_;
  bool possible_ = true;
  bool out_of_budget_ = false;
  std::vector<int> heads_;               // earliest start by prerequisites
  std::vector<int> tails_;               // days that must follow its end
  std::vector<std::vector<int>> loads_;  // as they are, then by load_thresholds()
  std::vector<int> latest_;              // last start that start dates leave
  std::vector<int> by_deadline_;
  std::vector<int> order_;  // longest rest first
  std::vector<int> starts_;
  int best_finish_;
  std::unordered_map<std::string, std::vector<Placed>> seen_;  // by what is placed
  Timetable found_;
};

}  // namespace

Result<Timetable> schedule(const Problem& problem, Facts& facts,
                           const std::vector<Activity>& activities, const ScheduleLimits& limits) {
  return Scheduler(problem, facts, activities, limits).run();
}

}  // namespace cairn::plan
