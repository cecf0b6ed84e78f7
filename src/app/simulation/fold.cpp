#include "app/simulation/fold.h"

#include <algorithm>
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace cairn::simulation {
namespace {

constexpr std::size_t kChunksPerThread = 4;
constexpr std::int64_t kChunksPerCheckpoint = 64;

Result<Counted> count_chunk(const Chunk& chunk, const Counter& counter) {
  Counted counted;
  CAIRN_CHECK(chunk.each([&](const Member& member) {
    ++counted.records;
    return counter(member, counted.tally);
  }));
  return counted;
}

// What the threads share: chunks go out in their order, and come back into the sum in the same.
class Fold {
 public:
  Fold(Population& population, const Folding& folding)
      : population_(population), folding_(folding), sum_{0, folding.start} {}

  Result<void> go_on() {
    if (!folding_.keeping) return {};
    if (population_.identity().empty())
      return invalid("these records can be read only once, so nothing can be gone on with");
    CAIRN_TRY(const std::optional<std::string> text, folding_.keeping->load());
    if (!text) return {};
    CAIRN_TRY(Checkpoint checkpoint, read_checkpoint(*text));
    if (checkpoint.question != folding_.question)
      return Error{ErrorCode::conflict, "the file to go on from is of another question", {}};
    if (checkpoint.population != population_.identity())
      return Error{ErrorCode::conflict, "the population has changed since it was left", {}};
    CAIRN_CHECK(population_.go_to(checkpoint.position));
    sum_ = {checkpoint.records, std::move(checkpoint.tally)};
    return {};
  }

  /// The work of one thread.
  void take_turns() {
    const Counter counter = folding_.make_counter();
    while (const auto taken = take()) give_back(*taken, count_chunk(*taken->chunk, counter));
  }

  Result<Counted> finish() {
    if (failure_) return *failure_;
    return std::move(sum_);
  }

 private:
  struct Taken {
    std::int64_t number;
    std::string end;  ///< the position after it
    std::unique_ptr<Chunk> chunk;
  };
  struct Done {
    std::string end;
    Result<Counted> counted;
  };

  // Nothing at the end, or after a failure.
  std::optional<Taken> take() {
    std::unique_lock<std::mutex> lock(mutex_);
    const auto window = static_cast<std::int64_t>(kChunksPerThread * folding_.threads);
    changed_.wait(lock, [&] { return failure_ || is_at_end_ || taken_ - added_ < window; });
    if (failure_ || is_at_end_) return std::nullopt;
    auto chunk = population_.next();
    if (chunk && *chunk != nullptr)
      return Taken{taken_++, population_.position(), std::move(*chunk)};
    is_at_end_ = true;
    // An error of a chunk that is still under way comes before one of the population.
    if (!chunk) done_.emplace(taken_++, Done{"", chunk.error()});
    add_up();
    changed_.notify_all();
    return std::nullopt;
  }

  void give_back(const Taken& taken, Result<Counted> counted) {
    const std::lock_guard<std::mutex> lock(mutex_);
    done_.emplace(taken.number, Done{taken.end, std::move(counted)});
    add_up();
    changed_.notify_all();
  }

  // Under the mutex: adds what is next in order, as far as it is there.
  void add_up() {
    for (auto next = done_.begin(); next != done_.end() && next->first == added_ && !failure_;
         next = done_.erase(next), ++added_)
      if (const auto added = add(next->second); !added) failure_ = added.error();
  }

  Result<void> add(const Done& done) {
    if (!done.counted) return done.counted.error();
    CAIRN_CHECK(sum_.tally.add(done.counted->tally));
    sum_.records += done.counted->records;
    folding_.progress(sum_.records);
    if (!folding_.keeping || (added_ + 1) % kChunksPerCheckpoint != 0) return {};
    return folding_.keeping->save(write_checkpoint(
        {folding_.question, population_.identity(), done.end, sum_.records, sum_.tally}));
  }

  Population& population_;
  const Folding& folding_;
  std::condition_variable changed_;
  std::mutex mutex_;  // guards what follows, and the population
  std::int64_t taken_ = 0;
  std::int64_t added_ = 0;
  bool is_at_end_ = false;
  std::map<std::int64_t, Done> done_;  ///< by number of the chunk; those that wait for their turn
  Counted sum_;
  std::optional<Error> failure_;
};

}  // namespace

Result<Counted> fold(Population& population, const Folding& folding) {
  Fold state(population, folding);
  CAIRN_CHECK(state.go_on());
  {
    std::vector<std::jthread> others;
    for (std::size_t i = 1; i < folding.threads; ++i)
      others.emplace_back([&state] { state.take_turns(); });
    state.take_turns();
  }
  return state.finish();
}

}  // namespace cairn::simulation
