#include "app/status_lists/publisher.h"

#include <optional>
#include <utility>

#include "app/status_lists/rules.h"
#include "formats/crypto/digest.h"
#include "formats/status/bitstring.h"

namespace cairn::status_lists {
namespace {

Instant after(Instant from, std::chrono::milliseconds span) { return Instant(from.time() + span); }

std::string etag_of(std::string_view body) {
  const auto digest = crypto::digest(crypto::HashAlgorithm::sha256, body);
  return "\"" + crypto::to_hex(digest.bytes()).substr(0, 32) + "\"";
}

}  // namespace

Result<json::Document> list_credential(store::Repositories& repositories,
                                       const store::StatusList& list, std::string_view url,
                                       std::string_view issuer, Instant now) {
  const auto size = static_cast<unsigned>(list.size);
  auto bits = status::Bitstring::zeros(static_cast<std::size_t>(list.entries) * size);
  CAIRN_TRY(const auto entries, repositories.status_lists().set_entries(list));
  for (const auto& [index, value] : entries)
    bits.set(static_cast<std::uint64_t>(index), size, value);

  return make_list({url, list.purpose, issuer, bits}, now);
}

Publisher::Publisher(store::Store& store, const Signer& signer, const Clock& clock,
                     std::string base)
    : store_(store), signer_(signer), clock_(clock), base_(std::move(base)) {}

Result<Publisher::Kept> Publisher::make(const store::StatusList& list, Instant now) {
  CAIRN_TRY(const std::string issuer, signer_.issuer_of(list.tenant));
  Kept kept{list.revision, now, {}};
  json::Document credential;
  // The revision and the values of one snapshot.
  CAIRN_CHECK(store_.read([&](store::Repositories& repositories) -> Result<void> {
    CAIRN_TRY(const auto present, repositories.status_lists().find(list.id));
    kept.revision = present ? present->revision : list.revision;
    CAIRN_TRY(credential, list_credential(repositories, list, base_ + list.id, issuer, now));
    return {};
  }));
  CAIRN_TRY(kept.published.body, signer_.sign(list.tenant, credential, now));
  kept.published.etag = etag_of(kept.published.body);
  return kept;
}

Result<Published> Publisher::get(std::string_view list) {
  std::optional<store::StatusList> found;
  CAIRN_CHECK(store_.read([&](store::Repositories& repositories) -> Result<void> {
    CAIRN_TRY(found, repositories.status_lists().find(list));
    return {};
  }));
  if (!found) return not_found("there is no such status list here", std::string(list));
  const Instant now = clock_.now();
  {
    const std::lock_guard<std::mutex> guard(mutex_);
    const auto kept = kept_.find(list);
    if (kept != kept_.end() && kept->second.revision == found->revision &&
        now < after(kept->second.made, kSignedAnewAfter))
      return kept->second.published;
  }
  CAIRN_TRY(Kept made, make(*found, now));
  const std::lock_guard<std::mutex> guard(mutex_);
  return kept_.insert_or_assign(found->id, std::move(made)).first->second.published;
}

}  // namespace cairn::status_lists
