// Runs a sequencer beside the server, so that pending leaves are integrated within a second.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "app/log/sequencer.h"

namespace cairn::log {

class Runner {
 public:
  /// Steps until the object dies. `report` takes what failed, each failure once until another one
  /// or a success comes; it is called on the runner's thread.
  Runner(Sequencer& sequencer, std::function<void(const Error&)> report);
  ~Runner();
  Runner(const Runner&) = delete;
  Runner& operator=(const Runner&) = delete;

 private:
  void run();

  Sequencer& sequencer_;
  std::function<void(const Error&)> report_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace cairn::log
