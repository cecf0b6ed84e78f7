// The SQLite driver against the suite of the port, and what only a data folder has.
#include <sys/wait.h>
#include <unistd.h>

#include <span>
#include <string>

#include "adapters/sql/migrations.h"
#include "adapters/sql/query.h"
#include "adapters/sqlite/database.h"
#include "adapters/sqlite/migrations.h"
#include "conformance/sql_port_suite.h"
#include "support/fixed_ports.h"
#include "support/temporary_folder.h"

namespace {

using cairn::sql::Database;
namespace suite = cairn::sql::suite;

/// Runs one case of the suite on a fresh database.
void on_fresh(void (*test)(Database&)) {
  cairn::test::TemporaryFolder folder;
  auto database = cairn::sqlite::open(folder.path() / "data");
  REQUIRE(database.has_value());
  test(**database);
}

}  // namespace

TEST_CASE("values come back as they went") { on_fresh(suite::values_come_back_as_they_went); }
TEST_CASE("a failed write leaves nothing") { on_fresh(suite::a_failed_write_leaves_nothing); }
TEST_CASE("a broken constraint is a conflict") {
  on_fresh(suite::a_broken_constraint_is_a_conflict);
}
TEST_CASE("reading cannot write") { on_fresh(suite::reading_cannot_write); }
TEST_CASE("a read sees one snapshot") { on_fresh(suite::a_read_sees_one_snapshot); }
TEST_CASE("writes of many threads all arrive") {
  on_fresh(suite::writes_of_many_threads_all_arrive);
}
TEST_CASE("migrations run once, in order, and are checked") {
  on_fresh(suite::migrations_run_once_in_order_and_are_checked);
}

TEST_CASE("what a receiver recognised for whom outlives the renaming of its table") {
  namespace sql = cairn::sql;
  constexpr std::size_t kBeforeHoldings = 4;
  cairn::test::TemporaryFolder folder;
  cairn::test::FixedClock clock;
  auto database = cairn::sqlite::open(folder.path());
  REQUIRE(database.has_value());
  const auto all = cairn::sqlite::all_migrations();
  REQUIRE(sql::migrate(**database, std::span(all).first(kBeforeHoldings), clock).has_value());
  auto written = (*database)->write([](sql::Connection& connection) -> cairn::Result<void> {
    for (const char* statement :
         {"INSERT INTO persons (tenant_id, handle, name, role, language, demonstration)"
          " VALUES ('p', 'p', 'P', 'learner', 'en', 0)",
          "INSERT INTO subjects (tenant_id, id, person_id) VALUES ('o', 's', 'p')",
          "INSERT INTO claims (tenant_id, credential, subject_id) VALUES ('o', 'c', 's')"})
      CAIRN_CHECK(sql::run(connection, statement, {}));
    return {};
  });
  REQUIRE(written.has_value());
  REQUIRE(sql::migrate(**database, all, clock).has_value());
  std::string holder;
  auto read = (*database)->read([&](sql::Connection& connection) {
    return sql::for_each(connection,
                         "SELECT subject_id FROM holdings WHERE tenant_id = 'o'"
                         " AND credential = 'c'",
                         {}, [&](const sql::Statement& row) {
                           holder = row.text(0);
                           return cairn::Result<void>();
                         });
  });
  CHECK(read.has_value());
  CHECK(holder == "s");
}

TEST_CASE("a data folder belongs to one process") {
  cairn::test::TemporaryFolder folder;
  {
    auto first = cairn::sqlite::open(folder.path());
    REQUIRE(first.has_value());
    auto second = cairn::sqlite::open(folder.path());
    REQUIRE(!second);
    CHECK(second.error().code == cairn::ErrorCode::conflict);
  }
  CHECK(cairn::sqlite::open(folder.path()).has_value());
}

TEST_CASE("a data folder that cannot be made is said by name") {
  auto opened = cairn::sqlite::open("/dev/null/data");
  REQUIRE(!opened);
  CHECK(opened.error().code == cairn::ErrorCode::unavailable);
  CHECK(opened.error().where == "/dev/null/data");
}
