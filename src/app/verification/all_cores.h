// Work on many files at once: what a batch of verifications runs on.
#pragma once

#include <cstddef>
#include <functional>

namespace cairn::verification {

/// How many threads the machine runs at once, at least 1.
std::size_t core_count();

/// Calls `work(i)` once for every i below `count`, on `threads` threads of which the caller's is
/// one, and returns when all are done. Which thread takes which i, and when, is open: `work` must
/// be thread-safe, throw nothing, and keep its results apart by i.
void run_on_cores(std::size_t count, std::size_t threads,
                  const std::function<void(std::size_t)>& work);

}  // namespace cairn::verification
