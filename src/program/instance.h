// An opened data folder: database, schema, sealing key, store.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "adapters/sql/port.h"
#include "adapters/sql/store.h"
#include "app/catalogue/import.h"
#include "app/keys/issuer_keys.h"
#include "app/log/sequencer.h"
#include "app/status_lists/key_signer.h"
#include "base/ports.h"
#include "base/result.h"

namespace cairn::program {

/// Where a data folder is, and what is not in it.
struct Place {
  std::filesystem::path data;
  std::filesystem::path sealing_key;  ///< empty: $CAIRN_SEALING_KEY_FILE, else DATA.sealing-key
};

class Instance {
 public:
  /// Takes the folder's lock and brings the schema up to date. The ports must outlive it.
  static Result<std::unique_ptr<Instance>> open(const Place& place, const Clock& clock,
                                                Random& random);

  store::Store& store() { return store_; }

  /// Imports the documents of a file or folder. `people` also marks the folder a demonstration.
  Result<catalogue::ImportReport> import(const std::filesystem::path& path,
                                         catalogue::People people);
  /// Whether anything was ever imported.
  Result<bool> is_empty();
  Result<bool> is_demonstration();
  /// Gives each organization that has none its own did:key pair.
  Result<void> ensure_issuer_keys();
  /// keys::compromise().
  Result<std::string> compromise_key(const keys::Compromise& known);
  /// keys::rotate().
  Result<std::string> rotate_key(const OrganizationId& organization, keys::Ending ending);
  /// What an organization signs with: its active key, opened. It signs as its did:key, or below
  /// the did:web of the server when that is given. Thread-safe.
  Result<status_lists::SigningIdentity> identity_of(const std::string& organization,
                                                    const std::string& web_did);
  /// keys::kept_key().
  Result<crypto::SigningKey> kept_key(const std::string& tenant, crypto::KeyKind kind);

  /// Opens the transparency log: its files lie in DATA/log, and its newest checkpoint also beside
  /// the sealing key. `name` is the origin line of a log that is new. Called once.
  Result<log::Sequencer*> open_log(const Place& place, std::string name);

  Instance(std::unique_ptr<sql::Database> database, std::unique_ptr<keys::Sealer> sealer,
           const Clock& clock, Random& random)
      : database_(std::move(database)),
        sealer_(std::move(sealer)),
        store_(*database_),
        clock_(clock),
        random_(random) {}

 private:
  std::unique_ptr<sql::Database> database_;
  std::unique_ptr<keys::Sealer> sealer_;
  sql::SqlStore store_;
  const Clock& clock_;
  Random& random_;
  std::unique_ptr<log::Tiles> tiles_;
  std::unique_ptr<log::Tiles> apart_;
  std::unique_ptr<log::Sequencer> log_;
};

}  // namespace cairn::program
