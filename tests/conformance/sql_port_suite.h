// What every driver of adapters/sql/port.h must do. A driver's test gives a fresh, empty database.
#pragma once

#include <doctest/doctest.h>

#include <array>
#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "adapters/sql/migrations.h"
#include "adapters/sql/query.h"
#include "support/fixed_ports.h"

namespace cairn::sql::suite {

inline std::int64_t count(Database& database, const std::string& table) {
  std::int64_t found = -1;
  auto done = database.read([&](Connection& connection) {
    return for_each(connection, "SELECT count(*) FROM " + table, {}, [&](const Statement& row) {
      found = row.integer(0);
      return Result<void>();
    });
  });
  REQUIRE(done.has_value());
  return found;
}

inline void make_table(Database& database) {
  REQUIRE(database
              .write([](Connection& connection) {
                return connection.execute(
                    "CREATE TABLE thing (id INTEGER PRIMARY KEY, name TEXT UNIQUE, data BLOB)");
              })
              .has_value());
}

inline void values_come_back_as_they_went(Database& database) {
  make_table(database);
  const std::string name = "a b \xF0\x9F\xA7\xAD";
  const std::array<std::uint8_t, 3> data{0, 255, 7};
  REQUIRE(database
              .write([&](Connection& connection) {
                // Parameters are numbered, not ordered by appearance.
                return run(connection, "INSERT INTO thing (name, data, id) VALUES ($2, $3, $1)",
                           {std::int64_t{1} << 40, name, Bytes(data)});
              })
              .has_value());
  int rows = 0;
  REQUIRE(database
              .read([&](Connection& connection) {
                return for_each(connection,
                                "SELECT id, name, data, NULL FROM thing WHERE id = $1 OR id = $1",
                                {std::int64_t{1} << 40}, [&](const Statement& row) {
                                  ++rows;
                                  CHECK(row.integer(0) == std::int64_t{1} << 40);
                                  CHECK(row.text(1) == name);
                                  CHECK(std::vector(row.blob(2).begin(), row.blob(2).end()) ==
                                        std::vector(data.begin(), data.end()));
                                  CHECK(row.is_null(3));
                                  CHECK(!row.is_null(1));
                                  return Result<void>();
                                });
              })
              .has_value());
  CHECK(rows == 1);
}

inline void a_failed_write_leaves_nothing(Database& database) {
  make_table(database);
  auto refused = database.write([](Connection& connection) -> Result<void> {
    CAIRN_CHECK(run(connection, "INSERT INTO thing (id, name) VALUES (1, 'one')", {}));
    return Error{ErrorCode::forbidden, "no", ""};
  });
  REQUIRE(!refused);
  CHECK(refused.error().code == ErrorCode::forbidden);
  CHECK(count(database, "thing") == 0);
}

inline void a_broken_constraint_is_a_conflict(Database& database) {
  make_table(database);
  auto refused = database.write([](Connection& connection) -> Result<void> {
    CAIRN_CHECK(run(connection, "INSERT INTO thing (id, name) VALUES (1, 'one')", {}));
    return run(connection, "INSERT INTO thing (id, name) VALUES (2, $1)", {"one"});
  });
  REQUIRE(!refused);
  CHECK(refused.error().code == ErrorCode::conflict);
  CHECK(count(database, "thing") == 0);
  // The connection is usable afterwards.
  CHECK(database
            .write([](Connection& connection) {
              return run(connection, "INSERT INTO thing (id, name) VALUES (3, 'three')", {});
            })
            .has_value());
  CHECK(count(database, "thing") == 1);
}

inline void reading_cannot_write(Database& database) {
  make_table(database);
  CHECK(!database.read([](Connection& connection) {
    return run(connection, "INSERT INTO thing (id, name) VALUES (1, 'one')", {});
  }));
  CHECK(count(database, "thing") == 0);
}

inline void a_read_sees_one_snapshot(Database& database) {
  make_table(database);
  REQUIRE(database
              .read([&](Connection& connection) -> Result<void> {
                auto seen = [&] {
                  std::int64_t rows = -1;
                  auto done = for_each(connection, "SELECT count(*) FROM thing", {},
                                       [&](const Statement& row) {
                                         rows = row.integer(0);
                                         return Result<void>();
                                       });
                  return done ? rows : -1;
                };
                CHECK(seen() == 0);
                Result<void> written;
                std::thread([&] {
                  written = database.write([](Connection& other) {
                    return run(other, "INSERT INTO thing (id, name) VALUES (1, 'one')", {});
                  });
                }).join();
                CHECK(written.has_value());
                CHECK(seen() == 0);
                return {};
              })
              .has_value());
  CHECK(count(database, "thing") == 1);
}

inline void writes_of_many_threads_all_arrive(Database& database) {
  make_table(database);
  std::vector<std::thread> threads;
  std::atomic<int> failed{0};
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&, t] {
      for (int i = 0; i < 25; ++i) {
        auto done = database.write([&](Connection& connection) {
          return run(connection, "INSERT INTO thing (id) VALUES ($1)", {t * 100 + i});
        });
        if (!done) ++failed;
      }
    });
  for (std::thread& thread : threads) thread.join();
  CHECK(failed == 0);
  CHECK(count(database, "thing") == 100);
}

inline void migrations_run_once_in_order_and_are_checked(Database& database) {
  test::FixedClock clock;
  std::vector<Migration> all{{1, "one", "aa", "CREATE TABLE first (id INTEGER PRIMARY KEY)"},
                             {2, "two", "bb", "INSERT INTO first (id) VALUES (7)"}};
  REQUIRE(migrate(database, all, clock).has_value());
  REQUIRE(migrate(database, all, clock).has_value());
  CHECK(count(database, "first") == 1);
  CHECK(count(database, "migrations") == 2);

  auto newer = migrate(database, std::span(all).first(1), clock);
  REQUIRE(!newer);
  CHECK(newer.error().code == ErrorCode::conflict);

  all[0].digest = "cc";
  auto changed = migrate(database, all, clock);
  REQUIRE(!changed);
  CHECK(changed.error().code == ErrorCode::corrupt);
  CHECK(changed.error().where == "migration 1 (one)");

  all[0].digest = "aa";
  all.push_back({3, "three", "dd", "CREATE TABLE second (id INTEGER); SELECT nonsense"});
  CHECK(!migrate(database, all, clock));
  CHECK(count(database, "migrations") == 2);  // the third left nothing, not even its table
  all[2].script = "CREATE TABLE second (id INTEGER)";
  CHECK(migrate(database, all, clock).has_value());
}

}  // namespace cairn::sql::suite
