// What was answered survives a loss of power: unsynced writes are dropped at random moments while
// credentials are issued. The long run is `./dev soak durability`.
#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <thread>
#include <vector>

#include "adapters/sql/query.h"
#include "adapters/sqlite/database.h"
#include "durability/world.h"

using namespace cairn;

TEST_CASE("nothing acknowledged is lost with the power, and nothing is given or signed twice") {
  std::size_t credentials = 0;
  std::uint64_t losses = 0, dropped = 0;
  for (const unsigned seed : {1U, 2U, 3U}) {
    durability::World world(seed);
    const durability::Report report = world.run(100);
    for (const std::string& violation : report.violations) FAIL_CHECK(seed, ": ", violation);
    CHECK(report.log_size >= report.credentials + report.revocations);
    CHECK(report.checkpoints > 1);
    credentials += report.credentials;
    losses += report.disk.losses;
    dropped += report.disk.dropped;
  }
  CHECK(losses >= 3);
  CHECK(dropped > 0);
  std::printf("counted durability: %zu passed, %llu losses of power\n", credentials,
              static_cast<unsigned long long>(losses));
}

namespace {

/// The rows that a database has after the power was lost.
std::int64_t rows_after_loss(test::FailingDisk& disk, const std::filesystem::path& folder) {
  disk.power_on();
  auto database = sqlite::open(folder);
  REQUIRE(database.has_value());
  std::int64_t rows = -1;
  REQUIRE((*database)
              ->read([&](sql::Connection& connection) {
                return sql::for_each(connection, "SELECT count(*) FROM kept", {},
                                     [&](const sql::Statement& row) {
                                       rows = row.integer(0);
                                       return Result<void>();
                                     });
              })
              .has_value());
  return rows;
}

Result<void> insert(sql::Database& database, std::int64_t id) {
  return database.write([&](sql::Connection& connection) {
    return sql::run(connection, "INSERT INTO kept VALUES ($1)", {id});
  });
}

std::unique_ptr<sql::Database> make_table(const std::filesystem::path& folder) {
  auto database = sqlite::open(folder).value();
  REQUIRE(database
              ->write([](sql::Connection& connection) {
                return connection.execute("CREATE TABLE kept (id INTEGER PRIMARY KEY)");
              })
              .has_value());
  return database;
}

}  // namespace

TEST_CASE("the disk of these tests does lose what is not synced") {
  test::TemporaryFolder folder;
  test::FailingDisk disk(folder.path(), 1);
  const test::FailingVfs vfs;
  int lost = 0;
  for (int i = 0; i < 20; ++i) {
    const auto data = folder.path() / std::to_string(i);
    {
      auto database = make_table(data);
      REQUIRE(database
                  ->write([](sql::Connection& connection) -> Result<void> {
                    // What a program without a sync would do; it only counts outside of a
                    // transaction, so this one is ended.
                    return connection.execute(
                        "COMMIT; PRAGMA synchronous=OFF; BEGIN; INSERT INTO kept VALUES (1)");
                  })
                  .has_value());
      disk.lose_power_after(1);
      CHECK_FALSE(insert(*database, 2).has_value());
    }
    lost += rows_after_loss(disk, data) == 0;
  }
  CHECK(lost > 0);
}

TEST_CASE("writers that wait at the same time share one sync, and each has its own answer") {
  test::TemporaryFolder folder;
  test::FailingDisk disk(folder.path(), 1);
  const test::FailingVfs vfs;
  const auto data = folder.path() / "data";
  constexpr int kWaiting = 15, kRounds = 10;
  std::atomic<int> refused = 0, kept = 0;
  std::uint64_t syncs = 0;
  {
    auto database = make_table(data);
    const std::uint64_t before = disk.count().syncs;
    for (int round = 0; round < kRounds; ++round) {
      const int first = round * (kWaiting + 1);
      std::atomic<int> arrived = 0;
      std::atomic<bool> holds = false;
      std::vector<std::thread> writers;
      // While it holds the connection the others come to wait.
      writers.emplace_back([&] {
        kept += database
                    ->write([&](sql::Connection& connection) {
                      holds = true;
                      while (arrived < kWaiting) std::this_thread::yield();
                      std::this_thread::sleep_for(std::chrono::milliseconds(20));
                      return sql::run(connection, "INSERT INTO kept VALUES ($1)", {first});
                    })
                    .has_value();
      });
      for (int i = 1; i <= kWaiting; ++i)
        writers.emplace_back([&, i] {
          while (!holds) std::this_thread::yield();
          ++arrived;
          // One asks for what is taken, and fails alone, whoever it shares the commit with.
          const auto done = insert(*database, i == 7 ? first : first + i);
          if (done)
            ++kept;
          else if (done.error().code == ErrorCode::conflict)
            ++refused;
        });
      for (std::thread& each : writers) each.join();
    }
    syncs = disk.count().syncs - before;
    disk.lose_power_after(1);
    CHECK_FALSE(insert(*database, -1).has_value());
  }
  CHECK(refused == kRounds);
  CHECK(kept == kRounds * kWaiting);
  CHECK(syncs * 2 < static_cast<std::uint64_t>(kept));
  CHECK(rows_after_loss(disk, data) == kept);
  std::printf("counted group_commit: %d passed, %llu syncs\n", kept.load(),
              static_cast<unsigned long long>(syncs));
}
