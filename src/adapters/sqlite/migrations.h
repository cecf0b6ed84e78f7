// The numbered scripts of migrations/, packed into the program.
#pragma once

#include <vector>

#include "adapters/sql/migrations.h"

namespace cairn::sqlite {

/// Ordered by number. A file is named NUMBER_NAME.sql, numbers 0001, 0002, … without a gap.
std::vector<sql::Migration> all_migrations();

}  // namespace cairn::sqlite
