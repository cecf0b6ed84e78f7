// A school that issues while its disk loses power again and again, and what must hold afterwards:
// nothing that was acknowledged is missing, no index of a status list was given twice, and the log
// is consistent with every checkpoint that it ever signed.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "adapters/tiles/folder.h"
#include "app/vcapi/instance.h"
#include "durability/failing_disk.h"
#include "formats/rdf/context_store.h"
#include "formats/translog/checkpoint.h"
#include "support/fixed_ports.h"
#include "support/temporary_folder.h"

namespace cairn::durability {

/// Seeded, for several threads.
class SharedRandom final : public Random {
 public:
  explicit SharedRandom(unsigned seed) : random_(seed) {}
  void fill(std::span<std::uint8_t> bytes) override {
    const std::lock_guard<std::mutex> guard(mutex_);
    random_.fill(bytes);
  }

 private:
  std::mutex mutex_;
  test::SeededRandom random_;
};

using Place = std::pair<std::string, std::int64_t>;  // a status list and an index of it

struct Issued {
  std::string id;
  translog::Hash digest{};
  std::vector<Place> places;  ///< of revocation and of suspension
};

/// What the outside was told: what the world is held to. Thread-safe.
class Ledger {
 public:
  void acknowledge(Issued issued);
  void acknowledge_revocation(const std::string& id);
  /// A checkpoint that may have been seen by anybody.
  void signs(const std::string& note);
  void violation(std::string what);

  std::vector<Issued> issued();
  std::size_t count();
  std::set<std::string> revoked();
  std::map<std::uint64_t, translog::Hash> heads();
  std::vector<std::string> violations();

 private:
  std::mutex mutex_;
  std::vector<Issued> issued_;
  std::set<Place> places_;
  std::set<std::string> revoked_;
  std::map<std::uint64_t, translog::Hash> heads_;  // by size, of every checkpoint ever signed
  std::vector<std::string> violations_;
};

struct Report {
  std::size_t credentials = 0;
  std::size_t revocations = 0;
  std::size_t checkpoints = 0;  ///< sizes that were signed
  std::uint64_t log_size = 0;
  test::FailingDisk::Count disk;
  std::vector<std::string> violations;
};

class World {
 public:
  explicit World(unsigned seed);

  /// Issues so many credentials, with losses of power on the way, and checks after them and at the
  /// end. `progress` is called with the number that is acknowledged.
  Report run(std::size_t credentials, const std::function<void(std::size_t)>& progress = {});

 private:
  struct Program;
  Result<std::unique_ptr<Program>> start();
  void live(std::size_t credentials);
  void issue_alone(Program& program, std::size_t credentials);
  void issue_together(Program& program, std::size_t credentials);
  bool go_on(const Result<void>& done);
  Result<void> issue(Program& program);
  Result<void> revoke(Program& program);
  void check();
  void check_store(Program& program);
  void check_log(Program& program);
  std::uint64_t draw(std::uint64_t below);

  test::TemporaryFolder folder_;
  test::FailingDisk disk_;
  test::FailingVfs vfs_;
  test::FixedClock clock_;
  SharedRandom random_;
  std::mutex drawing_;
  std::mt19937_64 chance_;  // guarded by drawing_
  std::unique_ptr<rdf::ContextStore> contexts_;
  vcapi::Instance instance_;
  std::uint64_t next_ = 0;  // guarded by drawing_
  Ledger ledger_;
};

}  // namespace cairn::durability
