#include "app/catalogue/snapshot.h"

#include <algorithm>
#include <span>
#include <utility>

#include "app/catalogue/rules.h"
#include "domain/standing/programmes.h"
#include "domain/version/applicable.h"

namespace cairn::catalogue {
namespace {

template <class Index>
auto found_in(const Index& index, const std::string& id) {
  auto found = index.find(id);
  return found == index.end() ? nullptr : found->second;
}

}  // namespace

Snapshot::Snapshot(Content content)
    : content_(std::move(content)),
      network_(content_.catalogue, content_.agreements, content_.precedents) {
  for (const auto& organization : content_.catalogue.organizations) {
    organizations_.emplace(organization.id.text(), &organization);
    for (const std::string& did : organization.dids) {
      by_did_.emplace(did, &organization);
      issuers_.push_back(did);
    }
  }
  for (const auto& achievement : content_.catalogue.achievements) {
    achievements_.emplace(achievement.id.text(), &achievement);
    by_name_.emplace(achievement.id.text(), &achievement);
    for (const std::string& name : achievement.also_known_as) by_name_.emplace(name, &achievement);
  }
}

Snapshot::~Snapshot() = default;

Result<std::shared_ptr<const standing::Programmes>> Snapshot::programmes_on(Date at) const {
  const std::scoped_lock lock(mutex_);
  if (programmes_ && programmes_at_ == at) return programmes_;
  CAIRN_TRY(const version::Applicable applied, version::applicable(content_.catalogue, {}, {at}));
  programmes_ = std::make_shared<const standing::Programmes>(applied.catalogue);
  programmes_at_ = at;
  return programmes_;
}

const learning::Achievement* Snapshot::achievement(const AchievementId& id) const {
  return found_in(achievements_, id.text());
}
const learning::Organization* Snapshot::organization(const OrganizationId& id) const {
  return found_in(organizations_, id.text());
}
const recognition::Agreement* Snapshot::agreement(const AgreementId& id, int version) const {
  const recognition::Series series = network_.series(id);
  const auto found = std::ranges::find(series, version, &recognition::Agreement::version);
  return found == series.end() ? nullptr : *found;
}
const recognition::Precedent* Snapshot::precedent(const recognition::PrecedentId& id) const {
  const auto found = std::ranges::find(content_.precedents, id, &recognition::Precedent::id);
  return found == content_.precedents.end() ? nullptr : &*found;
}
const learning::Organization* Snapshot::issuer(const std::string& did) const {
  return found_in(by_did_, did);
}

const learning::Achievement* Snapshot::claimed(const std::string& issuer_did,
                                               const std::string& id) const {
  const learning::Organization* organization = issuer(issuer_did);
  if (!organization) return nullptr;
  // The lowest id where several achievements go by one name, so that the answer does not depend on
  // the order of an index.
  const learning::Achievement* best = nullptr;
  auto [first, last] = by_name_.equal_range(id);
  for (auto each = first; each != last; ++each) {
    const learning::Achievement* candidate = each->second;
    if (candidate->organization != organization->id) continue;
    if (!best || candidate->id < best->id) best = candidate;
  }
  return best;
}

Result<SharedSnapshot> load_snapshot(store::Store& store) {
  documents::NamedText stored;
  CAIRN_CHECK(store.read([&](store::Repositories& repositories) -> Result<void> {
    CAIRN_TRY(stored, published_document(repositories));
    return {};
  }));
  CAIRN_TRY(auto document, documents::read_catalogue(std::span(&stored, 1)));
  return SharedSnapshot(std::make_shared<Snapshot>(Snapshot::Content{
      std::move(document.catalogue), std::move(document.agreements), std::move(document.precedents),
      std::move(document.pathways), std::move(document.authorities)}));
}

SharedSnapshot Published::snapshot() const {
  std::lock_guard<std::mutex> guard(mutex_);
  return snapshot_;
}

void Published::publish(SharedSnapshot next) {
  std::lock_guard<std::mutex> guard(mutex_);
  snapshot_ = std::move(next);
}

}  // namespace cairn::catalogue
