// The transparency log over SQLite and a folder: what is appended is proven; a stop at any step, a
// lost folder and a restored database leave a log that is consistent with all it ever signed.
#include <doctest/doctest.h>

#include <filesystem>
#include <map>
#include <set>

#include "adapters/sql/migrations.h"
#include "adapters/sql/store.h"
#include "adapters/sqlite/database.h"
#include "adapters/sqlite/migrations.h"
#include "adapters/tiles/folder.h"
#include "app/log/append.h"
#include "app/log/runner.h"
#include "app/log/sequencer.h"
#include "formats/translog/entry.h"
#include "formats/translog/proof_file.h"
#include "support/fixed_ports.h"
#include "support/temporary_folder.h"

namespace {

using namespace cairn;
namespace fs = std::filesystem;

class OpenSealer final : public keys::Sealer {
 public:
  std::vector<std::uint8_t> seal(std::span<const std::uint8_t> secret) const override {
    return {secret.begin(), secret.end()};
  }
  Result<std::vector<std::uint8_t>> open(std::span<const std::uint8_t> sealed) const override {
    return std::vector<std::uint8_t>(sealed.begin(), sealed.end());
  }
};

/// Stops the program, so to say, before or after its Nth change to the world.
struct Fault {
  int at = -1;  ///< never, when negative
  bool after = false;
  int count = 0;

  template <class Act>
  Result<void> around(Act act) {
    const bool now = count++ == at;
    const Error stopped{ErrorCode::unavailable, "stopped", ""};
    if (now && !after) return stopped;
    CAIRN_CHECK(act());
    return now ? Result<void>(stopped) : Result<void>();
  }
};

class FaultyStore final : public store::Store {
 public:
  FaultyStore(store::Store& real, Fault& fault) : real_(real), fault_(fault) {}
  Result<void> read(const store::Work& work) override { return real_.read(work); }
  Result<void> write(const store::Work& work) override {
    return fault_.around([&] { return real_.write(work); });
  }

 private:
  store::Store& real_;
  Fault& fault_;
};

/// Also remembers every checkpoint that anybody could have seen.
class FaultyTiles final : public log::Tiles {
 public:
  FaultyTiles(log::Tiles& real, Fault& fault, std::vector<std::string>* seen)
      : real_(real), fault_(fault), seen_(seen) {}
  Result<std::optional<std::string>> read(std::string_view path) const override {
    return real_.read(path);
  }
  Result<void> create(std::string_view path, std::string_view bytes) override {
    return fault_.around([&] { return real_.create(path, bytes); });
  }
  Result<void> replace(std::string_view path, std::string_view bytes) override {
    return fault_.around([&]() -> Result<void> {
      CAIRN_CHECK(real_.replace(path, bytes));
      if (seen_) seen_->emplace_back(bytes);
      return {};
    });
  }
  Result<void> remove_folder(std::string_view path) override {
    return fault_.around([&] { return real_.remove_folder(path); });
  }

 private:
  log::Tiles& real_;
  Fault& fault_;
  std::vector<std::string>* seen_;
};

/// A data folder whose program can be stopped and started.
class World {
 public:
  World() { open(); }

  fs::path data() const { return folder_.path() / "data"; }
  fs::path tiles() const { return data() / "log"; }

  void open() {
    database_ = sqlite::open(data()).value();
    REQUIRE(sql::migrate(*database_, sqlite::all_migrations(), clock_).has_value());
    store_ = std::make_unique<sql::SqlStore>(*database_);
    folder_tiles_ = adapters::tiles_in(tiles());
    folder_apart_ = adapters::tiles_in(folder_.path() / "apart");
    faulty_store_ = std::make_unique<FaultyStore>(*store_, fault_);
    faulty_tiles_ = std::make_unique<FaultyTiles>(*folder_tiles_, fault_, &seen);
    faulty_apart_ = std::make_unique<FaultyTiles>(*folder_apart_, fault_, nullptr);
  }
  void close() {
    sequencer_.reset();
    store_.reset();
    database_.reset();
  }

  log::Ports ports() {
    return {*faulty_store_, *faulty_tiles_, *faulty_apart_, sealer_, clock_, random_};
  }
  Result<void> start() {
    CAIRN_TRY(sequencer_, log::Sequencer::open(ports(), "log.example"));
    return {};
  }
  log::Sequencer& sequencer() { return *sequencer_; }

  translog::Hash append() {
    const translog::Hash digest = translog::plain_hash("credential " + std::to_string(appended++));
    REQUIRE(store_
                ->write([&](store::Repositories& repositories) -> Result<void> {
                  CAIRN_TRY(const auto leaf,
                            log::append(repositories, {"school", kCredential, digest}, random_,
                                        clock_.now()));
                  CHECK(leaf.id > 0);
                  return {};
                })
                .has_value());
    digests.push_back(digest);
    return digest;
  }
  void append(int count) {
    REQUIRE(store_
                ->write([&](store::Repositories& repositories) -> Result<void> {
                  for (int i = 0; i < count; ++i) {
                    digests.push_back(
                        translog::plain_hash("credential " + std::to_string(appended++)));
                    CAIRN_TRY(const auto leaf,
                              log::append(repositories, {"school", kCredential, digests.back()},
                                          random_, clock_.now()));
                    (void)leaf;
                  }
                  return {};
                })
                .has_value());
  }

  void integrate() {
    while (true) {
      const auto integrated = sequencer_->step();
      REQUIRE_MESSAGE(integrated.has_value(), (integrated ? "" : describe(integrated.error())));
      if (*integrated == 0) return;
    }
  }

  /// Every digest has a proof under the present checkpoint, and it verifies.
  void check_all_proven() {
    const log::Published published = sequencer_->published();
    const auto key = translog::NoteKey::parse(published.key).value();
    const auto checkpoint = translog::open_checkpoint(published.checkpoint, key).value();
    CHECK(checkpoint.head.size == digests.size());
    std::set<std::uint64_t> positions;
    for (const translog::Hash& digest : digests) {
      const auto text = log::prove(ports(), published, digest);
      REQUIRE_MESSAGE(text.has_value(), (text ? "" : describe(text.error())));
      const auto proof = translog::parse_proof_file(*text).value();
      const auto opening = translog::parse_opening(*proof.extra).value();
      const auto entry = translog::entry_of(opening, digest);
      REQUIRE(translog::verify_inclusion(proof.index, checkpoint.head.size, proof.path,
                                         translog::leaf_hash(translog::text_of(entry)),
                                         checkpoint.head.root));
      positions.insert(proof.index);
    }
    CHECK(positions.size() == digests.size());
  }

  /// Every checkpoint ever written is of a tree that the present one of its origin extends.
  int check_consistent_with_everything_signed() {
    std::map<std::string, translog::Head> last;
    std::vector<translog::Checkpoint> all;
    for (const std::string& note : seen) {
      all.push_back(translog::parse_checkpoint(translog::parse_note(note)->text).value());
      translog::Head& head = last[all.back().origin];
      if (all.back().head.size >= head.size) head = all.back().head;
    }
    for (const translog::Checkpoint& each : all) {
      const translog::Head& to = last[each.origin];
      if (each.head.size == 0) continue;
      const std::string prefix = each.origin == "log.example" ? "1/" : each.origin.substr(12) + "/";
      const auto proof = translog::prove_consistency(
          each.head.size, to.size, log::tile_reader(*folder_tiles_, {prefix, to.size}));
      REQUIRE_MESSAGE(proof.has_value(), (proof ? "" : describe(proof.error())));
      REQUIRE(translog::verify_consistency(each.head, to, *proof));
    }
    return static_cast<int>(all.size());
  }

  static constexpr auto kCredential = translog::EntryKind::credential;
  std::vector<translog::Hash> digests;
  std::vector<std::string> seen;
  int appended = 0;
  Fault fault_;

 private:
  test::TemporaryFolder folder_;
  test::FixedClock clock_;
  test::SeededRandom random_;
  OpenSealer sealer_;
  std::unique_ptr<sql::Database> database_;
  std::unique_ptr<sql::SqlStore> store_;
  std::unique_ptr<log::Tiles> folder_tiles_, folder_apart_;
  std::unique_ptr<FaultyStore> faulty_store_;
  std::unique_ptr<FaultyTiles> faulty_tiles_, faulty_apart_;
  std::unique_ptr<log::Sequencer> sequencer_;
};

std::size_t files_below(const fs::path& folder) {
  std::size_t count = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    count += entry.is_regular_file();
  return count;
}

}  // namespace

TEST_CASE("what is appended is proven after a step, and pending before") {
  World world;
  REQUIRE(world.start().has_value());
  CHECK(world.sequencer().published().head.size == 0);
  const auto digest = world.append();
  const auto early = log::prove(world.ports(), world.sequencer().published(), digest);
  CHECK(early.error().code == ErrorCode::unavailable);
  CHECK(log::prove(world.ports(), world.sequencer().published(), translog::plain_hash("other"))
            .error()
            .code == ErrorCode::not_found);
  CHECK(world.sequencer().step().value() == 1);
  CHECK(world.sequencer().step().value() == 0);
  for (const int count : {1, 254, 1, 300, 5000}) {
    world.append(count);
    world.integrate();
  }
  world.check_all_proven();
  world.check_consistent_with_everything_signed();
}

TEST_CASE("a leaf is rolled back with what it was issued with") {
  World world;
  REQUIRE(world.start().has_value());
  const auto digest = translog::plain_hash("refused");
  test::SeededRandom random(7);
  const auto refused =
      world.ports().store.write([&](store::Repositories& repositories) -> Result<void> {
        CAIRN_TRY(const auto leaf, log::append(repositories, {"school", World::kCredential, digest},
                                               random, Instant()));
        (void)leaf;
        return invalid("the rest of the issue failed");
      });
  CHECK_FALSE(refused.has_value());
  CHECK(world.sequencer().step().value() == 0);
  CHECK(log::prove(world.ports(), world.sequencer().published(), digest).error().code ==
        ErrorCode::not_found);
}

TEST_CASE("a stop at any change, before it or after it, loses nothing and signs nothing else") {
  int stops = 0, checkpoints = 0;
  for (const bool after : {false, true})
    for (int at = 0;; ++at) {
      World world;
      REQUIRE(world.start().has_value());
      world.append(250);
      world.integrate();
      world.append(20);  // completes a tile
      world.fault_ = {at, after, 0};
      const auto stopped = world.sequencer().step();
      if (stopped && world.fault_.count <= at) break;  // beyond the last change
      ++stops;
      world.fault_ = {};
      world.close();  // the program died
      world.open();
      world.append();  // others go on issuing
      REQUIRE(world.start().has_value());
      world.integrate();
      CHECK(world.sequencer().published().origin == 1);
      world.check_all_proven();
      checkpoints += world.check_consistent_with_everything_signed();
    }
  CHECK(stops >= 20);
  std::printf("counted log_crash: %d passed, %d checkpoints consistent\n", stops, checkpoints);
}

TEST_CASE("after an error the same sequencer goes on") {
  World world;
  REQUIRE(world.start().has_value());
  world.append(300);
  for (int at = 0; at < 8; ++at) {
    world.fault_ = {at, at % 2 == 1, 0};
    (void)world.sequencer().step();
  }
  world.fault_ = {};
  world.integrate();
  world.check_all_proven();
  world.check_consistent_with_everything_signed();
}

TEST_CASE("lost tiles are made again from the store, byte for byte") {
  World world;
  REQUIRE(world.start().has_value());
  world.append(700);
  world.integrate();
  const std::string before = world.sequencer().published().checkpoint;
  world.close();
  fs::rename(world.tiles(), world.data() / "lost");
  world.open();
  REQUIRE(world.start().has_value());
  CHECK(world.sequencer().published().checkpoint == before);
  CHECK(files_below(world.tiles()) == files_below(world.data() / "lost"));
  for (const auto& entry : fs::recursive_directory_iterator(world.data() / "lost")) {
    if (!entry.is_regular_file()) continue;
    const auto path = entry.path().lexically_relative(world.data() / "lost").string();
    CHECK(adapters::tiles_in(world.tiles())->read(path).value() ==
          adapters::tiles_in(world.data() / "lost")->read(path).value());
  }
  world.append(10);
  world.integrate();
  world.check_all_proven();
}

TEST_CASE("a store restored to before a signed checkpoint opens a new origin") {
  for (const bool tiles_too : {false, true}) {
    World world;
    REQUIRE(world.start().has_value());
    world.append(300);
    world.integrate();
    world.close();
    const fs::path backup = world.data().parent_path() / "backup";
    fs::copy(world.data(), backup, fs::copy_options::recursive);
    const auto digests = world.digests;

    world.open();
    REQUIRE(world.start().has_value());
    world.append(50);
    world.integrate();
    world.close();

    // The backup is played back: of the database alone, or of the whole folder.
    if (!tiles_too) {
      fs::remove_all(backup / "log");
      fs::copy(world.tiles(), backup / "log", fs::copy_options::recursive);
    }
    fs::remove_all(world.data());
    fs::rename(backup, world.data());
    world.digests = digests;
    world.open();
    REQUIRE(world.start().has_value());
    CHECK(world.sequencer().published().origin == 2);
    world.append(60);  // others than those that were lost
    world.integrate();
    world.check_all_proven();
    const auto checkpoint = world.sequencer().published().checkpoint;
    CHECK(checkpoint.starts_with("log.example/2\n360\n"));
    world.close();
    world.open();
    REQUIRE(world.start().has_value());
    CHECK(world.sequencer().published().checkpoint == checkpoint);
  }
}

TEST_CASE("a start reads as little of a large log as of a small one") {
  struct Counting final : log::Tiles {
    Counting(log::Tiles& real, int& count) : real_(real), count_(count) {}
    Result<std::optional<std::string>> read(std::string_view path) const override {
      ++count_;
      return real_.read(path);
    }
    Result<void> create(std::string_view path, std::string_view bytes) override {
      return real_.create(path, bytes);
    }
    Result<void> replace(std::string_view path, std::string_view bytes) override {
      return real_.replace(path, bytes);
    }
    Result<void> remove_folder(std::string_view path) override { return real_.remove_folder(path); }
    log::Tiles& real_;
    int& count_;
  };
  World world;
  REQUIRE(world.start().has_value());
  // The checkpoint and one tile a level.
  for (const auto& [size, expected] :
       {std::pair{300, 3}, std::pair{3'000, 3}, std::pair{66'000, 4}}) {
    world.append(size - static_cast<int>(world.digests.size()));
    world.integrate();
    world.close();
    world.open();
    int reads = 0;
    Counting counting(world.ports().tiles, reads);
    const log::Ports ports = world.ports();
    const auto sequencer = log::Sequencer::open(
        {ports.store, counting, ports.apart, ports.sealer, ports.clock, ports.random},
        "log.example");
    REQUIRE(sequencer.has_value());
    CHECK((*sequencer)->published().head.size == static_cast<std::uint64_t>(size));
    CHECK(reads == expected);
    REQUIRE(world.start().has_value());
  }
}

TEST_CASE("tiles are never overwritten with other bytes, and never outside of their folder") {
  test::TemporaryFolder folder;
  const auto tiles = adapters::tiles_in(folder.path() / "log");
  REQUIRE(tiles->create("1/tile/0/000", "bytes").has_value());
  CHECK(tiles->create("1/tile/0/000", "bytes").has_value());
  CHECK(tiles->create("1/tile/0/000", "other").error().code == ErrorCode::conflict);
  CHECK(tiles->read("1/tile/0/000").value() == "bytes");
  CHECK_FALSE(tiles->read("1/tile/0/001").value().has_value());
  CHECK(tiles->read("../secret").error().code == ErrorCode::invalid);
  CHECK(tiles->read("/etc/passwd").error().code == ErrorCode::invalid);
  CHECK(tiles->create("1/../../x", "").error().code == ErrorCode::invalid);
}

TEST_CASE("the runner integrates beside the server") {
  World world;
  REQUIRE(world.start().has_value());
  const log::Runner runner(world.sequencer(), [](const Error&) {});
  for (int i = 0; i < 5; ++i) world.append();
  while (world.sequencer().published().head.size < 5) std::this_thread::yield();
  world.check_all_proven();
}
