// A port for fetching that remembers what it brought, so that it can be stored.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "app/facts/fetch.h"
#include "base/ports.h"
#include "formats/bundle/bundle.h"

namespace cairn::bundle {

/// Thread-safe.
class RecordingFetch final : public facts::Fetch {
 public:
  /// Both must outlive it.
  RecordingFetch(facts::Fetch& fetch, const Clock& clock) : fetch_(fetch), clock_(clock) {}

  Result<facts::Fetched> get(const facts::FetchRequest& request) override;

  /// What was brought so far, by address, the latest of each.
  std::vector<StoredDocument> recorded() const;

 private:
  facts::Fetch& fetch_;
  const Clock& clock_;
  mutable std::mutex mutex_;
  std::map<std::string, StoredDocument> recorded_;  // guarded by mutex_
};

}  // namespace cairn::bundle
