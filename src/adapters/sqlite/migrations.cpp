#include "adapters/sqlite/migrations.h"

#include <charconv>
#include <span>

#include "base/embedded.h"

namespace cairn::sqlite {

std::span<const EmbeddedFile> migration_files();  // made by cairn_embed()

std::vector<sql::Migration> all_migrations() {
  std::vector<sql::Migration> all;
  for (const EmbeddedFile& file : migration_files()) {
    int number = 0;
    std::from_chars(file.path.data(), file.path.data() + file.path.size(), number);
    CAIRN_ASSERT(number == static_cast<int>(all.size()) + 1);
    all.push_back({number, file.path, file.digest, file.content});
  }
  return all;
}

}  // namespace cairn::sqlite
