#include "durability/world.h"

#include <fmt/format.h>

#include <atomic>
#include <functional>
#include <memory>
#include <thread>
#include <variant>

#include "adapters/keys/file_sealer.h"
#include "adapters/sql/migrations.h"
#include "adapters/sql/query.h"
#include "adapters/sql/store.h"
#include "adapters/sqlite/database.h"
#include "adapters/sqlite/migrations.h"
#include "app/awarding/key_file.h"
#include "app/awarding/signing_key.h"
#include "app/log/append.h"
#include "app/log/check.h"
#include "app/log/sequencer.h"
#include "app/status_lists/status_lists.h"
#include "app/vcapi/issuing.h"
#include "formats/json/reader.h"
#include "formats/translog/proof_check.h"

namespace cairn::durability {
namespace {

constexpr const char* kInstance = "school";
constexpr const char* kBase = "https://school.example/status/";
constexpr const char* kLogName = "school.example/log";

/// Remembers each checkpoint before it can be seen.
class WatchedTiles final : public log::Tiles {
 public:
  WatchedTiles(std::unique_ptr<log::Tiles> real, Ledger& ledger)
      : real_(std::move(real)), ledger_(ledger) {}
  Result<std::optional<std::string>> read(std::string_view path) const override {
    return real_->read(path);
  }
  Result<void> create(std::string_view path, std::string_view bytes) override {
    return real_->create(path, bytes);
  }
  Result<void> replace(std::string_view path, std::string_view bytes) override {
    ledger_.signs(std::string(bytes));
    return real_->replace(path, bytes);
  }
  Result<void> remove_folder(std::string_view path) override { return real_->remove_folder(path); }

 private:
  std::unique_ptr<log::Tiles> real_;
  Ledger& ledger_;
};

/// What the answer of an issue says: the outside knows nothing else.
Result<Issued> read_answer(const std::string& id, const vcapi::Issued& answer) {
  CAIRN_TRY(const json::Document body, json::read(answer.body));
  const json::Value& credential = *body.root().find("verifiableCredential");
  Issued issued{id, {}, {}};
  CAIRN_TRY(issued.digest, log::digest_of(credential));
  for (const json::Value& entry : credential.find("credentialStatus")->items())
    issued.places.emplace_back(
        entry.text_of("statusListCredential").substr(std::string_view(kBase).size()),
        std::stoll(std::string(entry.text_of("statusListIndex"))));
  return issued;
}

vcapi::Instance new_instance(Random& random) {
  vcapi::InstanceSettings settings;
  settings.name = kInstance;
  settings.suite = "eddsa-jcs-2022";
  settings.status_purposes = {"revocation", "suspension"};
  const std::string key = awarding::new_key_file(random).value().json;
  return vcapi::Instance::create(std::move(settings), awarding::read_key_file(key).value()).value();
}

}  // namespace

/// The program between a start and its end, over the folder of the world.
struct World::Program {
  std::unique_ptr<sql::Database> database;
  std::unique_ptr<sql::SqlStore> store;
  std::unique_ptr<keys::Sealer> sealer;
  std::unique_ptr<log::Tiles> tiles, apart;
  std::unique_ptr<log::Sequencer> sequencer;
};

World::World(unsigned seed)
    : disk_(folder_.path(), seed),
      random_(seed),
      chance_(seed),
      contexts_(rdf::ContextStore::with_built_in_contexts()),
      instance_(new_instance(random_)) {}

std::uint64_t World::draw(std::uint64_t below) {
  const std::lock_guard<std::mutex> guard(drawing_);
  return chance_() % below;
}

/// As program/instance.cpp opens a data folder.
Result<std::unique_ptr<World::Program>> World::start() {
  auto program = std::make_unique<Program>();
  const auto data = folder_.path() / "data";
  CAIRN_TRY(program->database, sqlite::open(data));
  CAIRN_CHECK(sql::migrate(*program->database, sqlite::all_migrations(), clock_));
  CAIRN_TRY(program->sealer, adapters::open_sealer(folder_.path() / "data.sealing-key", random_));
  program->store = std::make_unique<sql::SqlStore>(*program->database);
  program->tiles = std::make_unique<WatchedTiles>(adapters::tiles_in(data / "log"), ledger_);
  program->apart = std::make_unique<WatchedTiles>(
      adapters::tiles_in(folder_.path() / "data.sealing-key.checkpoints"), ledger_);
  CAIRN_TRY(program->sequencer,
            log::Sequencer::open({*program->store, *program->tiles, *program->apart,
                                  *program->sealer, clock_, random_},
                                 kLogName));
  return program;
}

// --- What the program does

/// As a request of the VC API is carried out: entries of two lists, the proof, the leaf.
Result<void> World::issue(Program& program) {
  std::string id;
  {
    const std::lock_guard<std::mutex> guard(drawing_);
    id = fmt::format("urn:uuid:00000000-0000-4000-8000-{:012}", next_++);
  }
  const std::string body =
      fmt::format(R"({{"credential":{{"@context":["https://www.w3.org/ns/credentials/v2"],
"id":"{}","type":["VerifiableCredential"],"credentialSubject":{{"id":"did:example:learner"}}}}}})",
                  id);
  const auto answer =
      vcapi::issue(instance_, body, {*contexts_, *program.store, clock_, random_, kBase});
  if (const auto* problem = std::get_if<vcapi::Problem>(&answer)) return problem->error;
  CAIRN_TRY(Issued issued, read_answer(id, std::get<vcapi::Issued>(answer)));
  ledger_.acknowledge(std::move(issued));
  return {};
}

Result<void> World::revoke(Program& program) {
  const auto issued = ledger_.issued();
  if (issued.empty()) return {};
  const std::string id = issued[draw(issued.size())].id;
  CAIRN_CHECK(program.store->write([&](store::Repositories& repositories) {
    return status_lists::change(repositories,
                                {instance_.tenant(), id, status_lists::Change::revoke,
                                 status_lists::Reason::issued_in_error},
                                {clock_, random_, kBase});
  }));
  ledger_.acknowledge_revocation(id);
  return {};
}

/// A failure is right only when the power is gone.
bool World::go_on(const Result<void>& done) {
  if (done) return true;
  if (!disk_.is_off()) ledger_.violation("failed with power on: " + describe(done.error()));
  return false;
}

void World::issue_alone(Program& program, std::size_t credentials) {
  while (ledger_.count() < credentials) {
    const std::uint64_t next = draw(16);
    Result<void> done;
    if (next == 0)
      done = revoke(program);
    else if (next < 4)
      done = program.sequencer->step() ? Result<void>() : Error{ErrorCode::unavailable, "step", ""};
    else
      done = issue(program);
    if (!go_on(done) || disk_.is_off()) return;
  }
}

/// Writers that share commits, beside the sequencer.
void World::issue_together(Program& program, std::size_t credentials) {
  constexpr int kWriters = 4;
  std::atomic<int> writing = kWriters;
  std::vector<std::thread> threads;
  for (int i = 0; i < kWriters; ++i)
    threads.emplace_back([&] {
      while (ledger_.count() < credentials &&
             go_on(draw(16) == 0 ? revoke(program) : issue(program)))
        if (disk_.is_off()) break;
      --writing;
    });
  threads.emplace_back([&] {
    while (writing > 0) {
      const auto done = program.sequencer->step();
      if (!go_on(done ? Result<void>() : done.error())) break;
      std::this_thread::yield();
    }
  });
  for (std::thread& each : threads) each.join();
}

/// One start of the program until the power is lost, or until it ends by itself.
void World::live(std::size_t credentials) {
  // Often while it starts, else somewhere in the midst of the work; rarely not at all.
  const std::uint64_t kind = draw(8);
  const std::size_t until =
      kind == 0 ? std::min(credentials, ledger_.count() + draw(40)) : credentials;
  const std::uint64_t longest = std::min<std::uint64_t>(2'000, 3 * credentials);
  disk_.lose_power_after(kind == 0 ? 0 : 1 + draw(kind < 3 ? 120 : longest));
  auto program = start();
  if (!go_on(program ? Result<void>() : program.error())) return;
  if (draw(2) == 0)
    issue_alone(**program, until);
  else
    issue_together(**program, until);
}

Report World::run(std::size_t credentials, const std::function<void(std::size_t)>& progress) {
  while (ledger_.count() < credentials && ledger_.violations().empty()) {
    live(credentials);
    disk_.power_on();
    if (draw(2) == 0) check();
    if (progress) progress(ledger_.count());
  }
  check();
  Report report{ledger_.count(), ledger_.revoked().size(), ledger_.heads().size(), 0,
                disk_.count(),   ledger_.violations()};
  for (const auto& head : ledger_.heads()) report.log_size = std::max(report.log_size, head.first);
  return report;
}

// --- What must hold

void World::check() {
  auto program = start();
  if (!program) return ledger_.violation("does not start again: " + describe(program.error()));
  while (true) {
    const auto integrated = (*program)->sequencer->step();
    if (!integrated)
      return ledger_.violation("does not integrate: " + describe(integrated.error()));
    if (*integrated == 0) break;
  }
  check_store(**program);
  check_log(**program);
}

void World::check_store(Program& program) {
  const auto issued = ledger_.issued();
  const auto revoked = ledger_.revoked();
  const auto read = program.store->read([&](store::Repositories& repositories) -> Result<void> {
    for (const Issued& each : issued) {
      CAIRN_TRY(const auto openings, repositories.log().openings(each.digest));
      if (openings.empty()) ledger_.violation("a leaf is missing: " + each.id);
      CAIRN_TRY(const auto entries,
                repositories.status_lists().entries_of(instance_.tenant(), each.id));
      std::set<Place> places;
      for (const auto& entry : entries) {
        places.emplace(entry.list, entry.index);
        if (entry.purpose == "revocation" && entry.value == 0 && revoked.contains(each.id))
          ledger_.violation("a revocation is missing: " + each.id);
      }
      if (places != std::set<Place>(each.places.begin(), each.places.end()))
        ledger_.violation("a status entry is missing: " + each.id);
    }
    return {};
  });
  if (!read) ledger_.violation("the store cannot be read: " + describe(read.error()));
  const auto sound = program.database->read([&](sql::Connection& connection) {
    return sql::for_each(connection, "PRAGMA integrity_check", {}, [&](const sql::Statement& row) {
      if (row.text(0) != "ok") ledger_.violation("the database: " + std::string(row.text(0)));
      return Result<void>();
    });
  });
  if (!sound) ledger_.violation("the database cannot be checked: " + describe(sound.error()));
}

void World::check_log(Program& program) {
  const log::Published published = program.sequencer->published();
  if (published.origin != 1) return ledger_.violation("a new origin was opened");
  const auto key = translog::NoteKey::parse(published.key).value();
  for (const Issued& each : ledger_.issued()) {
    const auto proof = program.sequencer->proof_of(each.digest);
    if (!proof ||
        translog::check_proof(*proof, key, {translog::EntryKind::credential, each.digest}).proven !=
            translog::Proven::yes)
      ledger_.violation("not proven to be in the log: " + each.id);
  }
  const auto read = log::tile_reader(*program.tiles, {published.prefix, published.head.size});
  for (const auto& [size, root] : ledger_.heads()) {
    const auto found = translog::root_of(size, read);
    if (size > published.head.size || !found || *found != root)
      ledger_.violation(fmt::format("the checkpoint of size {} is not of this log", size));
  }
  const auto tiles = adapters::tiles_in(folder_.path() / "data/log/1");
  const auto again = log::recheck(*tiles, key, {});
  if (!again || again->wrong) ledger_.violation("the tiles do not give the signed root");
}

}  // namespace cairn::durability
