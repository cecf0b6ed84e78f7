// Status lists on a real SQLite folder: no index is given twice, whoever asks at the same time and
// whenever the process is killed; what an entry says changes only as the rules allow.
#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <csignal>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "adapters/sql/migrations.h"
#include "adapters/sql/query.h"
#include "adapters/sql/store.h"
#include "adapters/sqlite/database.h"
#include "adapters/sqlite/migrations.h"
#include "app/status_lists/publisher.h"
#include "app/status_lists/status_lists.h"
#include "formats/json/reader.h"
#include "formats/json/writer.h"
#include "formats/status/entry.h"
#include "formats/status/list.h"
#include "support/fixed_ports.h"
#include "support/temporary_folder.h"

using namespace cairn;
using status_lists::Change;
using status_lists::Kind;

namespace {

constexpr const char* kBase = "https://school.example/status/";

// A migrated folder.
struct Place {
  explicit Place(const std::filesystem::path& path) : database(sqlite::open(path).value()) {
    REQUIRE(sql::migrate(*database, sqlite::all_migrations(), clock).has_value());
  }
  test::FixedClock clock;
  test::SeededRandom random;
  std::unique_ptr<sql::Database> database;
  sql::SqlStore store{*database};
};

const std::vector<Kind> kRevocation = {{"revocation"}};

std::string uuid(int number) { return "urn:uuid:" + std::to_string(number); }

Result<std::vector<status_lists::Reserved>> reserve(Place& place, Random& random,
                                                    const std::string& credential,
                                                    const std::vector<Kind>& kinds = kRevocation) {
  std::vector<status_lists::Reserved> reserved;
  CAIRN_CHECK(place.store.write([&](store::Repositories& repositories) -> Result<void> {
    CAIRN_TRY(reserved, status_lists::reserve(repositories, {"school", credential, kinds},
                                              {place.clock, random, kBase}));
    return {};
  }));
  return reserved;
}

Result<void> change(Place& place, const std::string& credential, Change what) {
  return place.store.write([&](store::Repositories& repositories) {
    return status_lists::change(
        repositories,
        {"school", credential, what, status_lists::Reason::issued_in_error, "registrar"},
        {place.clock, place.random, kBase});
  });
}

// Says who issues, and leaves the proof away: signing is tested where it is done.
class PlainSigner final : public status_lists::Signer {
 public:
  Result<std::string> issuer_of(const std::string&) const override {
    return std::string("did:example:school");
  }
  Result<std::string> sign(const std::string&, const json::Document& credential,
                           Instant) const override {
    ++signed_;
    return json::write(credential.root());
  }
  int count() const { return signed_; }

 private:
  mutable int signed_ = 0;
};

// The value that a verifier finds for what `reserved` gave to a credential.
std::uint32_t published_value(status_lists::Publisher& publisher,
                              const status_lists::Reserved& reserved) {
  json::Arena arena;
  const json::Value member =
      status_lists::credential_status(arena, std::span(&reserved, 1), publisher.base());
  const auto entry = status::read_entry(member);
  REQUIRE_MESSAGE(entry.has_value(), describe(entry.error()));
  const auto answer = publisher.get(reserved.list.id);
  REQUIRE_MESSAGE(answer.has_value(), describe(answer.error()));
  const auto document = json::read(answer->body);
  CHECK(document->root().text_of("id") == entry->list_url);
  const auto list = status::read_list(document->root());
  REQUIRE_MESSAGE(list.has_value(), describe(list.error()));
  const status::Found found = status::look_up(*list, *entry, "");
  REQUIRE(found.lookup == status::Lookup::found);
  return found.value;
}

// A fresh folder, and who publishes from it.
struct School {
  test::TemporaryFolder folder;
  Place place{folder.path()};
  test::SeededRandom random{3};
  PlainSigner signer;
  status_lists::Publisher publisher{place.store, signer, place.clock, kBase};
};

}  // namespace

TEST_CASE("ten thousand credentials asked for by four threads get ten thousand indexes") {
  // Some 380 draws hit an index that is taken.
  test::TemporaryFolder folder;
  Place place(folder.path());
  constexpr int kThreads = 4, kEach = 2'500, kBatch = 50;
  std::vector<std::vector<std::int64_t>> taken(kThreads);
  std::vector<std::thread> threads;
  std::atomic<int> failures = 0;
  for (int thread = 0; thread < kThreads; ++thread)
    threads.emplace_back([&, thread] {
      test::SeededRandom random(static_cast<unsigned>(thread));
      for (int first = 0; first < kEach; first += kBatch) {
        const auto written =
            place.store.write([&](store::Repositories& repositories) -> Result<void> {
              for (int i = first; i < first + kBatch; ++i) {
                CAIRN_TRY(auto reserved,
                          status_lists::reserve(repositories,
                                                {"school", uuid(thread * kEach + i), kRevocation},
                                                {place.clock, random, kBase}));
                taken[static_cast<std::size_t>(thread)].push_back(reserved[0].index);
              }
              return {};
            });
        if (!written) ++failures;
      }
    });
  for (std::thread& thread : threads) thread.join();
  CHECK(failures == 0);

  std::set<std::int64_t> indexes;
  std::array<int, 16> sixteenths{};
  for (const auto& of_thread : taken)
    for (const std::int64_t index : of_thread) {
      indexes.insert(index);
      ++sixteenths[static_cast<std::size_t>(index / 8192)];
    }
  CHECK(indexes.size() == kThreads * kEach);
  CHECK(*indexes.begin() >= 0);
  CHECK(*indexes.rbegin() < 131'072);
  // 625 are expected in each; the bounds are eight standard deviations away.
  for (const int count : sixteenths) CHECK((count > 430 && count < 820));
}

TEST_CASE("an index is gone with the transaction that took it") {
  test::TemporaryFolder folder;
  Place place(folder.path());
  test::SeededRandom random(7);
  const auto failed = place.store.write([&](store::Repositories& repositories) -> Result<void> {
    CAIRN_TRY(auto reserved, status_lists::reserve(repositories, {"school", uuid(1), kRevocation},
                                                   {place.clock, random, kBase}));
    (void)reserved;
    return invalid("the award was refused");
  });
  CHECK_FALSE(failed.has_value());
  CHECK(place.store
            .read([&](store::Repositories& repositories) -> Result<void> {
              CHECK(repositories.status_lists().entries_of("school", uuid(1))->empty());
              CHECK(repositories.status_lists().of("school")->empty());
              return {};
            })
            .has_value());
  CHECK(reserve(place, random, uuid(1)).has_value());
}

TEST_CASE("a killed process leaves every index that it told, and none twice") {
  test::TemporaryFolder folder;
  std::array<int, 2> ends{};
  REQUIRE(::pipe(ends.data()) == 0);
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    Place place(folder.path());
    test::SeededRandom random(11);
    for (int i = 0;; ++i) {
      const auto reserved = reserve(place, random, uuid(i));
      if (!reserved) ::_exit(1);
      const auto told = static_cast<std::int32_t>((*reserved)[0].index);
      if (::write(ends[1], &told, sizeof told) != sizeof told) ::_exit(1);
    }
  }
  ::close(ends[1]);
  std::vector<std::int32_t> told(200);
  for (std::int32_t& index : told) REQUIRE(::read(ends[0], &index, sizeof index) == sizeof index);
  ::kill(child, SIGKILL);
  for (std::int32_t index = 0; ::read(ends[0], &index, sizeof index) == sizeof index;)
    told.push_back(index);
  ::waitpid(child, nullptr, 0);
  ::close(ends[0]);

  Place place(folder.path());
  CHECK(std::set<std::int32_t>(told.begin(), told.end()).size() == told.size());
  CHECK(place.store
            .read([&](store::Repositories& repositories) -> Result<void> {
              const auto lists = repositories.status_lists().of("school").value();
              REQUIRE(lists.size() == 1);
              CHECK(lists[0].taken >= static_cast<std::int64_t>(told.size()));
              for (std::size_t i = 0; i < told.size(); ++i) {
                const auto entry = repositories.status_lists().entry(lists[0], told[i]).value();
                REQUIRE(entry.has_value());
                CHECK(entry->credential == uuid(static_cast<int>(i)));
              }
              return {};
            })
            .has_value());
}

TEST_CASE("a list that is three quarters taken is left for a new one") {
  School school;
  auto& [folder, place, random, signer, publisher] = school;
  const auto first = reserve(place, random, uuid(1)).value();
  const auto again = reserve(place, random, uuid(2)).value();
  CHECK(first[0].list.id == again[0].list.id);
  CHECK(first[0].list.id.size() == 22);
  REQUIRE(place.database
              ->write([&](sql::Connection& connection) {
                return sql::run(connection, "UPDATE status_lists SET taken = 98304", {});
              })
              .has_value());
  const auto next = reserve(place, random, uuid(3)).value();
  CHECK(next[0].list.id != first[0].list.id);
  CHECK(reserve(place, random, uuid(4)).value()[0].list.id == next[0].list.id);
}

TEST_CASE("each purpose has lists of its own, and a credential has its entries once") {
  School school;
  auto& [folder, place, random, signer, publisher] = school;
  const std::vector<Kind> both = {{"revocation"}, {"suspension"}};
  const auto reserved = reserve(place, random, uuid(1), both).value();
  REQUIRE(reserved.size() == 2);
  CHECK(reserved[0].list.id != reserved[1].list.id);
  CHECK(reserve(place, random, uuid(1), both).error().code == ErrorCode::conflict);
  CHECK(reserve(place, random, "", both).error().code == ErrorCode::invalid);
  CHECK(reserve(place, random, uuid(2), {{"message", 2}}).error().code == ErrorCode::invalid);
  CHECK(reserve(place, random, uuid(2), {{""}}).error().code == ErrorCode::invalid);
  CHECK(reserve(place, random, uuid(2), {{"revocation", 17}}).error().code == ErrorCode::invalid);
}

TEST_CASE("revocation is final, suspension is not, and both are in the journal") {
  School school;
  auto& [folder, place, random, signer, publisher] = school;
  const auto reserved = reserve(place, random, uuid(1), {{"revocation"}, {"suspension"}}).value();
  const auto values = [&] {
    return std::array{published_value(publisher, reserved[0]),
                      published_value(publisher, reserved[1])};
  };
  using Values = std::array<std::uint32_t, 2>;
  CHECK(values() == Values{0, 0});
  CHECK(change(place, uuid(1), Change::suspend).has_value());
  CHECK(values() == Values{0, 1});
  CHECK(change(place, uuid(1), Change::reinstate).has_value());
  CHECK(values() == Values{0, 0});
  CHECK(change(place, uuid(1), Change::revoke).has_value());
  CHECK(change(place, uuid(1), Change::revoke).has_value());
  CHECK(values() == Values{1, 0});
  CHECK(change(place, uuid(1), Change::reinstate).error().code == ErrorCode::conflict);
  CHECK(change(place, uuid(1), Change::suspend).error().code == ErrorCode::conflict);
  CHECK(change(place, uuid(2), Change::revoke).error().code == ErrorCode::not_found);
  CHECK(values() == Values{1, 0});
  CHECK(place.store
            .read([&](store::Repositories& repositories) -> Result<void> {
              const auto entries = repositories.journal().page({}, 10).value();
              CHECK(entries.size() == 3);
              CHECK(entries[0].action == "status.change");
              CHECK(entries[0].subject == uuid(1));
              CHECK(entries[0].detail.find("issued_in_error") != std::string::npos);
              CHECK(repositories.log().pending(1, 10)->size() == 3);
              return {};
            })
            .has_value());
}

TEST_CASE("a value of several bits is published as it was set") {
  School school;
  auto& [folder, place, random, signer, publisher] = school;
  const Kind kind{"message", 2, R"([{"status":"0x0","message":"pending"},
      {"status":"0x1","message":"accepted"},{"status":"0x2","message":"rejected"},
      {"status":"0x3","message":"undefined"}])"};
  const auto reserved = reserve(place, random, uuid(1), {kind}).value();
  const auto set = [&](std::uint32_t value) {
    return place.store.write([&](store::Repositories& repositories) {
      return status_lists::set_value(repositories, {reserved[0].list.id, reserved[0].index, value},
                                     {place.clock, random, kBase});
    });
  };
  for (const std::uint32_t value : {2U, 3U, 1U, 0U}) {
    CHECK(set(value).has_value());
    CHECK(published_value(publisher, reserved[0]) == value);
  }
  CHECK(set(4).error().code == ErrorCode::invalid);
}

TEST_CASE("a list is signed anew when it changed or grew old, and else given as it was") {
  School school;
  auto& [folder, place, random, signer, publisher] = school;
  const auto reserved = reserve(place, random, uuid(1)).value();
  const std::string& id = reserved[0].list.id;
  const auto first = publisher.get(id).value();
  CHECK(publisher.get(id)->etag == first.etag);
  CHECK(signer.count() == 1);
  // Taking another index shows nothing to anybody.
  REQUIRE(reserve(place, random, uuid(2)).has_value());
  CHECK(publisher.get(id)->body == first.body);
  REQUIRE(change(place, uuid(1), Change::revoke).has_value());
  CHECK(publisher.get(id)->etag != first.etag);
  CHECK(signer.count() == 2);
  place.clock.set("2026-11-22T11:59:59Z");
  CHECK(publisher.get(id).has_value());
  CHECK(signer.count() == 2);
  place.clock.set("2026-11-22T12:00:00Z");
  CHECK(publisher.get(id).has_value());
  CHECK(signer.count() == 3);
  CHECK(publisher.get("nobody").error().code == ErrorCode::not_found);
}
