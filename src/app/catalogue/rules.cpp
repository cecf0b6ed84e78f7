#include "app/catalogue/rules.h"

#include <algorithm>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "app/catalogue/definitions.h"
#include "documents/catalogue_digest.h"
#include "formats/json/reader.h"
#include "formats/json/writer.h"

namespace cairn::catalogue {
namespace {

using Dids = std::map<std::string, std::vector<std::string>>;  // by organization

// Those of a compromised key are nobody's any more.
Result<Dids> dids_of_keys(store::Repositories& repositories) {
  CAIRN_TRY(const auto keys, repositories.keys().all());
  Dids dids;
  for (const store::SealedKey& key : keys)
    if (key.state != store::KeyState::compromised) dids[key.organization.text()].push_back(key.did);
  return dids;
}

Result<std::string> with_dids(const std::string& document, const std::vector<std::string>& own) {
  CAIRN_TRY(const json::Document organization, json::read(document));
  json::Arena arena;
  std::vector<json::Value> dids;
  for (const json::Value& did : json::one_or_more(organization.root().find("dids")))
    dids.push_back(did);
  for (const std::string& did : own)
    if (std::ranges::none_of(dids, [&](const json::Value& each) { return each.string() == did; }))
      dids.push_back(arena.string(did));
  return json::write(arena.with_member(organization.root(), "dids", arena.array(dids)));
}

Result<documents::NamedText> document_with(store::Repositories& repositories, const Dids& dids) {
  CAIRN_TRY(auto definitions, published_definitions(repositories));
  for (store::Definition& each : definitions) {
    if (each.kind != store::DefinitionKind::organization) continue;
    const auto own = dids.find(each.id);
    if (own == dids.end()) continue;
    CAIRN_TRY(each.document, with_dids(each.document, own->second));
  }
  return join(definitions);
}

}  // namespace

Result<documents::NamedText> published_document(store::Repositories& repositories) {
  CAIRN_TRY(const Dids dids, dids_of_keys(repositories));
  return document_with(repositories, dids);
}

Result<std::string> published_rules(store::Repositories& repositories, const Signatory& signatory) {
  CAIRN_TRY(Dids dids, dids_of_keys(repositories));
  dids[signatory.organization.text()].push_back(signatory.did);
  CAIRN_TRY(const documents::NamedText document, document_with(repositories, dids));
  return documents::one_catalogue(std::span(&document, 1));
}

}  // namespace cairn::catalogue
