// The keys of organizations over a real data folder: sealed at rest, and of no use without the
// sealing key beside it.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "adapters/keys/file_sealer.h"
#include "adapters/sql/migrations.h"
#include "adapters/sql/store.h"
#include "adapters/sqlite/database.h"
#include "adapters/sqlite/migrations.h"
#include "app/keys/issuer_keys.h"
#include "formats/crypto/multikey.h"
#include "support/fixed_ports.h"
#include "support/temporary_folder.h"

using namespace cairn;
namespace fs = std::filesystem;

namespace {

const OrganizationId kSchool("school");

/// Remembers what was drawn: among it the seeds.
class RememberedRandom final : public Random {
 public:
  void fill(std::span<std::uint8_t> bytes) override {
    random_.fill(bytes);
    drawn.emplace_back(bytes.begin(), bytes.end());
  }
  std::vector<std::string> drawn;

 private:
  test::SeededRandom random_;
};

struct Folder {
  explicit Folder(const fs::path& path)
      : database(sqlite::open(path / "data").value()),
        sealer(adapters::open_sealer(path / "sealing-key", random).value()) {
    REQUIRE(sql::migrate(*database, sqlite::all_migrations(), clock).has_value());
  }
  keys::Ports ports() { return {store, *sealer, clock, random}; }
  std::vector<store::SealedKey> all() {
    std::vector<store::SealedKey> found;
    REQUIRE(store
                .read([&](store::Repositories& repositories) -> Result<void> {
                  CAIRN_TRY(found, repositories.keys().all());
                  return {};
                })
                .has_value());
    return found;
  }
  test::FixedClock clock;
  RememberedRandom random;
  std::unique_ptr<sql::Database> database;
  std::unique_ptr<keys::Sealer> sealer;
  sql::SqlStore store{*database};
};

std::string bytes_below(const fs::path& folder) {
  std::string all;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    std::ifstream in(entry.path(), std::ios::binary);
    if (entry.is_regular_file()) all.append(std::istreambuf_iterator<char>(in), {});
  }
  return all;
}

}  // namespace

TEST_CASE("no seed of a key stands in the data folder, in whatever state the key is") {
  const test::TemporaryFolder place;
  std::vector<std::string> drawn;
  {
    Folder folder(place.path());
    REQUIRE(keys::ensure_issuer_keys(folder.ports(), std::span(&kSchool, 1)).has_value());
    for (const auto ending : {keys::Ending::retired, keys::Ending::compromised})
      REQUIRE(keys::rotate(folder.ports(), kSchool, ending).has_value());
    drawn = folder.random.drawn;
  }
  const std::string bytes = bytes_below(place.path() / "data");
  int seeds = 0;
  for (const std::string& each : drawn) {
    if (each.size() != 32) continue;
    ++seeds;
    CHECK(bytes.find(each) == std::string::npos);
  }
  CHECK(seeds == 4);                                      // the sealing key and three pairs
  CHECK(bytes.find("compromised") != std::string::npos);  // the bytes are those of the database
}

TEST_CASE("the sealing key opens each key again, and another one none") {
  const test::TemporaryFolder place;
  {
    Folder folder(place.path());
    REQUIRE(keys::ensure_issuer_keys(folder.ports(), std::span(&kSchool, 1)).has_value());
    REQUIRE(keys::rotate(folder.ports(), kSchool, keys::Ending::retired).has_value());
  }
  const auto opened = [&] {
    Folder folder(place.path());
    int good = 0;
    for (const store::SealedKey& key : folder.all()) {
      const auto pair = keys::open_key(*folder.sealer, key);
      if (pair && crypto::did_key(pair->public_key()) == key.did) ++good;
      if (!pair) CHECK(pair.error().code == ErrorCode::corrupt);
    }
    return good;
  };
  CHECK(opened() == 2);
  std::string other(32, '\x07');
  std::ofstream(place.path() / "sealing-key", std::ios::binary) << other;
  CHECK(opened() == 0);
}
