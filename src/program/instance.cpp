#include "program/instance.h"

#include <cstdlib>
#include <optional>
#include <utility>

#include "adapters/files/tree.h"
#include "adapters/keys/file_sealer.h"
#include "adapters/sqlite/database.h"
#include "adapters/sqlite/migrations.h"
#include "adapters/tiles/folder.h"
#include "app/keys/kept_key.h"
#include "formats/crypto/multikey.h"

namespace cairn::program {
namespace {

constexpr std::string_view kDocumentSuffixes[] = {".yaml", ".yml", ".json"};
constexpr std::string_view kDemonstration = "demonstration";

std::filesystem::path sealing_key_of(const Place& place) {
  if (!place.sealing_key.empty()) return place.sealing_key;
  if (const char* file = std::getenv("CAIRN_SEALING_KEY_FILE")) return file;
  std::filesystem::path beside = std::filesystem::absolute(place.data).lexically_normal();
  if (!beside.has_filename()) beside = beside.parent_path();
  return beside += ".sealing-key";
}

}  // namespace

Result<std::unique_ptr<Instance>> Instance::open(const Place& place, const Clock& clock,
                                                 Random& random) {
  CAIRN_TRY(auto database, sqlite::open(place.data));
  CAIRN_CHECK(sql::migrate(*database, sqlite::all_migrations(), clock));
  CAIRN_TRY(auto sealer, adapters::open_sealer(sealing_key_of(place), random));
  return std::make_unique<Instance>(std::move(database), std::move(sealer), clock, random);
}

Result<catalogue::ImportReport> Instance::import(const std::filesystem::path& path,
                                                 catalogue::People people) {
  CAIRN_TRY(auto read, adapters::read_tree(path, kDocumentSuffixes));
  std::vector<documents::NamedText> files;
  for (adapters::FileText& file : read)
    files.push_back({std::move(file.name), std::move(file.text)});
  CAIRN_TRY(auto report,
            catalogue::import_catalogue({store_, clock_, random_}, {files, "system", people}));
  if (people == catalogue::People::allowed)
    CAIRN_CHECK(store_.write([](store::Repositories& repositories) {
      return repositories.facts().set(kDemonstration, "true");
    }));
  return report;
}

Result<bool> Instance::is_empty() {
  bool empty = true;
  CAIRN_CHECK(store_.read([&](store::Repositories& repositories) -> Result<void> {
    CAIRN_TRY(auto organizations,
              repositories.definitions().latest(store::DefinitionKind::organization));
    empty = organizations.empty();
    return {};
  }));
  return empty;
}

Result<bool> Instance::is_demonstration() {
  bool demonstration = false;
  CAIRN_CHECK(store_.read([&](store::Repositories& repositories) -> Result<void> {
    CAIRN_TRY(auto fact, repositories.facts().get(kDemonstration));
    demonstration = fact == "true";
    return {};
  }));
  return demonstration;
}

Result<std::string> Instance::compromise_key(const keys::Compromise& known) {
  return keys::compromise({store_, *sealer_, clock_, random_}, known);
}

Result<std::string> Instance::rotate_key(const OrganizationId& organization, keys::Ending ending) {
  return keys::rotate({store_, *sealer_, clock_, random_}, organization, ending);
}

Result<void> Instance::ensure_issuer_keys() {
  std::vector<OrganizationId> organizations;
  CAIRN_CHECK(store_.read([&](store::Repositories& repositories) -> Result<void> {
    CAIRN_TRY(auto all, repositories.definitions().latest(store::DefinitionKind::organization));
    for (const store::Definition& each : all) organizations.emplace_back(each.id);
    return {};
  }));
  return keys::ensure_issuer_keys({store_, *sealer_, clock_, random_}, organizations);
}

Result<crypto::SigningKey> Instance::kept_key(const std::string& tenant, crypto::KeyKind kind) {
  return keys::kept_key({store_, *sealer_, clock_, random_}, tenant, kind);
}

Result<status_lists::SigningIdentity> Instance::identity_of(const std::string& organization,
                                                            const std::string& web_did) {
  std::optional<store::SealedKey> found;
  CAIRN_CHECK(store_.read([&](store::Repositories& repositories) -> Result<void> {
    CAIRN_TRY(auto keys, repositories.keys().all());
    for (store::SealedKey& key : keys)
      if (key.organization.text() == organization && key.state == store::KeyState::active)
        found = std::move(key);
    return {};
  }));
  if (!found) return not_found("the organization has no active key here", organization);
  CAIRN_TRY(crypto::SigningKey key, keys::open_key(*sealer_, *found));
  status_lists::SigningIdentity identity{found->did, {}, "eddsa-rdfc-2022", std::move(key)};
  if (!web_did.empty()) {
    identity.issuer = web_did + ":organizations:" + organization;
    identity.verification_method =
        identity.issuer + "#" + crypto::public_multikey(identity.key.public_key());
  }
  return identity;
}

Result<log::Sequencer*> Instance::open_log(const Place& place, std::string name) {
  std::filesystem::path apart = sealing_key_of(place);
  apart += ".checkpoints";
  tiles_ = adapters::tiles_in(place.data / "log");
  apart_ = adapters::tiles_in(apart);
  CAIRN_TRY(log_, log::Sequencer::open({store_, *tiles_, *apart_, *sealer_, clock_, random_},
                                       std::move(name)));
  return log_.get();
}

}  // namespace cairn::program
