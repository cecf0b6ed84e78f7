// A bundle ready to answer verifications in the place of the network.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/contexts/known_contexts.h"
#include "app/facts/fetch.h"
#include "base/result.h"
#include "base/time.h"
#include "formats/bundle/bundle.h"

namespace cairn::bundle {

/// Answers from what is stored and from nothing else. Thread-safe.
class StoredFetch final : public facts::Fetch {
 public:
  explicit StoredFetch(std::vector<StoredDocument> documents);
  /// unavailable: the bundle does not have it; exhausted: larger than asked for.
  Result<facts::Fetched> get(const facts::FetchRequest& request) override;

 private:
  std::map<std::string, StoredDocument, std::less<>> documents_;
};

struct OpenedBundle {
  Bundle bundle;
  contexts::KnownContexts contexts;  ///< those compiled in, and the bundle's others
};

/// Reads a bundle and verifies its signature; one of `signers` must have made it unless there are
/// none. Signers are ids that need no document (did:key, did:jwk): whoever could put the key of
/// the signer into the bundle could sign it. Invalid, with the place: a malformed bundle, a
/// signature that does not hold, another signer or none, a bundle that has ended at `at` or comes
/// from the future, a context that differs from the one compiled in.
Result<OpenedBundle> open_bundle(std::string_view text, std::span<const std::string> signers,
                                 Instant at);

}  // namespace cairn::bundle
