// The one writing connection of a database: works that wait at the same time share a transaction,
// and so one sync. Private to adapters/sqlite.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "adapters/sqlite/connection.h"

namespace cairn::sqlite {

/// Thread-safe.
class Writer {
 public:
  explicit Writer(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}

  /// As sql::Database::write(). `work` may run on the thread of another caller, which waits here as
  /// well; it sees what works before it in the same transaction wrote, and its failure takes back
  /// its own changes only.
  Result<void> write(const sql::Work& work);

 private:
  struct Waiting {
    const sql::Work* work;
    Result<void> result;
    bool is_done = false;
  };

  Result<void> run_alone(const sql::Work& work);
  void run_together(const std::vector<Waiting*>& group);
  /// False when the failure of the work took the whole transaction with it.
  bool run_within(Waiting& one);

  std::unique_ptr<Connection> connection_;  // used by the thread that set leading_
  std::mutex mutex_;                        // guards what follows
  std::condition_variable changed_;
  std::vector<Waiting*> waiting_;
  bool leading_ = false;
};

}  // namespace cairn::sqlite
