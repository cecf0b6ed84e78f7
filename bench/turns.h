// Measuring side by side: every kind of work gets the machine for a few items in turn, so that
// whatever else the machine does meets all of them alike; and twice, of which the second time
// counts, so that none pays for fetching what the next finds in the processor's caches.
#pragma once

#include <algorithm>
#include <cstddef>
#include <ctime>
#include <functional>
#include <iostream>
#include <string>
#include <vector>

namespace cairn::bench {

/// Does its work for item i and says whether the outcome was the expected one.
struct Work {
  std::string name;
  std::function<bool(std::size_t)> on;
  std::vector<double> turns = {};  ///< CPU microseconds for one item, of each turn
};

inline double cpu_microseconds() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_nsec) / 1e3;
}

/// The middle one; 0 when there is none.
inline double median(std::vector<double> values) {
  if (values.empty()) return 0;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::ranges::nth_element(values, middle);
  return *middle;
}

/// Runs every work over all `count` items, `turn` items at a time. False when an outcome was wrong;
/// then the name is printed to stderr.
inline bool run_in_turns(std::vector<Work>& works, std::size_t count, std::size_t turn = 20) {
  for (std::size_t from = 0; from < count; from += turn) {
    const std::size_t to = std::min(from + turn, count);
    for (Work& work : works) {
      bool right = true;
      for (std::size_t i = from; i < to; ++i) right = work.on(i) && right;
      const double before = cpu_microseconds();
      for (std::size_t i = from; i < to; ++i) right = work.on(i) && right;
      work.turns.push_back((cpu_microseconds() - before) / static_cast<double>(to - from));
      if (!right) std::cerr << work.name << ": a wrong outcome in items from " << from << '\n';
      if (!right) return false;
    }
  }
  return true;
}

/// Answers each line of stdin with a round over all items and one line of JSON: the medians of all
/// turns so far. Returns the exit code.
inline int serve_rounds(std::vector<Work> works, std::size_t count, std::size_t turn = 20) {
  for (std::string line; std::getline(std::cin, line);) {
    if (!run_in_turns(works, count, turn)) return 70;
    std::string json = "{";
    for (const Work& work : works) {
      if (json.size() > 1) json += ',';
      json += '"' + work.name + "\":" + std::to_string(median(work.turns));
    }
    std::cout << json << "}\n" << std::flush;
  }
  return 0;
}

}  // namespace cairn::bench
