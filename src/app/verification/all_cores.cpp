#include "app/verification/all_cores.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace cairn::verification {

std::size_t core_count() { return std::max<std::size_t>(std::thread::hardware_concurrency(), 1); }

void run_on_cores(std::size_t count, std::size_t threads,
                  const std::function<void(std::size_t)>& work) {
  std::atomic<std::size_t> next = 0;
  const auto take_turns = [&] {
    for (std::size_t i = next++; i < count; i = next++) work(i);
  };
  std::vector<std::jthread> others;
  for (std::size_t i = 1; i < std::min(threads, count); ++i) others.emplace_back(take_turns);
  take_turns();
}

}  // namespace cairn::verification
