// The published definitions as one immutable value with the indexes that use cases ask.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "app/store/store.h"
#include "base/result.h"
#include "domain/learning/authority.h"
#include "domain/learning/catalogue.h"
#include "domain/learning/pathway.h"
#include "domain/recognition/agreement.h"
#include "domain/recognition/network.h"
#include "domain/recognition/precedent.h"

namespace cairn::standing {
class Programmes;
}

namespace cairn::catalogue {

/// Immutable after construction but for what it remembers, so that threads share it.
class Snapshot {
 public:
  struct Content {
    learning::Catalogue catalogue;
    std::vector<recognition::Agreement> agreements;
    std::vector<recognition::Precedent> precedents;
    std::vector<learning::Pathway> pathways;
    std::vector<learning::Authority> authorities;
  };
  explicit Snapshot(Content content);
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;
  Snapshot(Snapshot&&) = delete;
  Snapshot& operator=(Snapshot&&) = delete;
  ~Snapshot();

  const learning::Catalogue& catalogue() const { return content_.catalogue; }
  const std::vector<recognition::Agreement>& agreements() const { return content_.agreements; }
  const std::vector<recognition::Precedent>& precedents() const { return content_.precedents; }
  const recognition::Network& network() const { return network_; }
  const std::vector<learning::Pathway>& pathways() const { return content_.pathways; }
  const std::vector<learning::Authority>& authorities() const { return content_.authorities; }
  /// All programmes, indexed to hold records against them: by the requirements and policies of the
  /// day, for a learner with no right to others. Made on the first question for a day and kept for
  /// the next of the same day. Invalid as version::applicable() is.
  Result<std::shared_ptr<const standing::Programmes>> programmes_on(Date at) const;
  /// All DIDs under which organizations issue: what trust in an issuer rests on.
  const std::vector<std::string>& issuers() const { return issuers_; }

  // nullptr when there is none.
  const learning::Achievement* achievement(const AchievementId& id) const;
  const learning::Organization* organization(const OrganizationId& id) const;
  const recognition::Agreement* agreement(const AgreementId& id, int version) const;
  const recognition::Precedent* precedent(const recognition::PrecedentId& id) const;  ///< linear
  const learning::Organization* issuer(const std::string& did) const;
  /// The achievement that a credential of `issuer` means by `id`: known by that id or as one of
  /// its other names, and made by the organization whose DID issued it. An id alone proves nothing.
  const learning::Achievement* claimed(const std::string& issuer, const std::string& id) const;

 private:
  Content content_;
  recognition::Network network_;
  std::vector<std::string> issuers_;
  std::unordered_map<std::string, const learning::Achievement*> achievements_;
  std::unordered_map<std::string, const learning::Organization*> organizations_;
  std::unordered_map<std::string, const learning::Organization*> by_did_;
  std::unordered_multimap<std::string, const learning::Achievement*> by_name_;
  mutable std::mutex mutex_;  ///< of the two below
  mutable Date programmes_at_;
  mutable std::shared_ptr<const standing::Programmes> programmes_;
};

/// Shared because answers under way keep the snapshot they began with while an import publishes
/// the next one.
using SharedSnapshot = std::shared_ptr<const Snapshot>;

/// Reads the published definitions, with the DIDs of the organizations' own keys.
Result<SharedSnapshot> load_snapshot(store::Store& store);

/// The present snapshot. Thread-safe.
class Published {
 public:
  explicit Published(SharedSnapshot first) : snapshot_(std::move(first)) {}
  SharedSnapshot snapshot() const;
  void publish(SharedSnapshot next);

 private:
  mutable std::mutex mutex_;
  SharedSnapshot snapshot_;
};

}  // namespace cairn::catalogue
