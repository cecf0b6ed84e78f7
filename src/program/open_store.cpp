#include <array>
#include <filesystem>

#include "adapters/sql/population.h"
#include "adapters/sqlite/database.h"
#include "program/commands.h"

namespace cairn::program {
namespace {

// Size and time of the last change of the files that hold the rows.
std::string identity_of(const std::filesystem::path& folder) {
  std::string identity;
  for (const char* const name : {"cairn.sqlite", "cairn.sqlite-wal"}) {
    std::error_code failure;
    const auto size = std::filesystem::file_size(folder / name, failure);
    const auto changed = std::filesystem::last_write_time(folder / name, failure);
    // An empty write-ahead log holds nothing, and comes and goes with whoever reads.
    if (failure || size == 0) continue;
    identity += std::string(name) + ", " + std::to_string(size) + " bytes, " +
                std::to_string(changed.time_since_epoch().count()) + ";";
  }
  return identity;
}

}  // namespace

Result<std::unique_ptr<simulation::Population>> open_store(const std::string& folder, Date at) {
  std::string identity = identity_of(folder);
  CAIRN_TRY(auto database, sqlite::open_to_read(folder));
  return sql::population_of(std::move(database), std::move(identity), at);
}

}  // namespace cairn::program
