// The repositories of app/store over the statement port, the same for every database.
#pragma once

#include "adapters/sql/port.h"
#include "app/store/store.h"

namespace cairn::sql {

/// `database` must outlive it and have been migrated.
class SqlStore final : public store::Store {
 public:
  explicit SqlStore(Database& database) : database_(database) {}

  Result<void> read(const store::Work& work) override;
  Result<void> write(const store::Work& work) override;

 private:
  Database& database_;
};

}  // namespace cairn::sql
