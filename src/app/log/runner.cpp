#include "app/log/runner.h"

#include <chrono>
#include <optional>

namespace cairn::log {

namespace {
/// A tenth of what is promised; a look at an empty table costs some microseconds.
constexpr std::chrono::milliseconds kPause(100);
}  // namespace

Runner::Runner(Sequencer& sequencer, std::function<void(const Error&)> report)
    : sequencer_(sequencer), report_(std::move(report)), thread_([this] { run(); }) {}

Runner::~Runner() {
  {
    std::lock_guard<std::mutex> guard(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

void Runner::run() {
  std::optional<Error> last;
  std::unique_lock<std::mutex> lock(mutex_);
  while (!stopping_) {
    lock.unlock();
    const auto integrated = sequencer_.step();
    if (integrated)
      last.reset();
    else if (last != integrated.error())
      report_(*(last = integrated.error()));
    lock.lock();
    if (!integrated || *integrated == 0) wake_.wait_for(lock, kPause, [this] { return stopping_; });
  }
}

}  // namespace cairn::log
