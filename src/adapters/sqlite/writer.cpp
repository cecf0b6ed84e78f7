#include "adapters/sqlite/writer.h"

namespace cairn::sqlite {

Result<void> Writer::write(const sql::Work& work) {
  Waiting mine{&work, {}};
  std::unique_lock<std::mutex> lock(mutex_);
  waiting_.push_back(&mine);
  changed_.wait(lock, [&] { return mine.is_done || !leading_; });
  if (mine.is_done) return mine.result;
  // Whoever comes now, while this group runs and syncs, is in the next one.
  leading_ = true;
  const std::vector<Waiting*> group = std::exchange(waiting_, {});
  lock.unlock();
  if (group.size() == 1)
    mine.result = run_alone(work);
  else
    run_together(group);
  lock.lock();
  for (Waiting* each : group) each->is_done = true;
  leading_ = false;
  lock.unlock();
  changed_.notify_all();
  return mine.result;
}

Result<void> Writer::run_alone(const sql::Work& work) {
  CAIRN_CHECK(connection_->execute("BEGIN IMMEDIATE"));
  Result<void> result = work(*connection_);
  if (result) result = connection_->execute("COMMIT");
  // A failed COMMIT can leave the transaction open; some errors have already rolled it back.
  if (!result) (void)connection_->execute("ROLLBACK");
  return result;
}

void Writer::run_together(const std::vector<Waiting*>& group) {
  Result<void> common = connection_->execute("BEGIN IMMEDIATE");
  for (Waiting* each : group)
    if (common && !run_within(*each))
      common = Error{ErrorCode::unavailable, "the transaction was lost; ask again", "database"};
  if (common) common = connection_->execute("COMMIT");
  if (common) return;
  (void)connection_->execute("ROLLBACK");
  for (Waiting* each : group)
    if (each->result) each->result = common.error();
}

bool Writer::run_within(Waiting& one) {
  one.result = connection_->execute("SAVEPOINT one");
  if (!one.result) return false;
  one.result = (*one.work)(*connection_);
  if (one.result) one.result = connection_->execute("RELEASE one");
  if (one.result) return true;
  return connection_->execute("ROLLBACK TO one; RELEASE one").has_value();
}

}  // namespace cairn::sqlite
