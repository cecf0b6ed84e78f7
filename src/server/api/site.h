// The whole server behind one handler: use cases, operations, router.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/attestation/find_key.h"
#include "app/contexts/known_contexts.h"
#include "app/identity/identity.h"
#include "app/log/published_log.h"
#include "app/status_lists/publisher.h"
#include "app/store/store.h"
#include "app/vcapi/instance.h"
#include "app/verification/verifier.h"
#include "base/ports.h"
#include "server/http/message.h"
#include "server/router/router.h"

namespace cairn::facts {
class Fetch;    // app/facts/fetch.h
class Outside;  // app/facts/outside.h
}  // namespace cairn::facts

namespace cairn::server {

struct SiteParts {
  store::Store& store;
  const Clock& clock;
  Random& random;
  identity::DemonstrationSignIn sign_in = identity::DemonstrationSignIn::refused;
  Handler pages = {};  ///< optional
  Report report = {};
  std::vector<std::string> hosts = {};  ///< as RouterParts::hosts
  /// Signs the status lists that are published; nullptr: none are.
  const status_lists::Signer* list_signer = nullptr;
  /// Under which others reach the server, "https://school.example": status lists name it.
  std::string origin = {};
  const facts::Outside* outside = nullptr;  ///< what verifications may ask; nothing: offline
  facts::Fetch* fetch = nullptr;            ///< for resolving DIDs; nothing: only those known here
  const log::PublishedLog* log = nullptr;   ///< the transparency log; nullptr: there is none
  contexts::KnownContexts contexts = {};
  const vcapi::Instances* instances = nullptr;  ///< of the VC API; nullptr: there are none
  attestation::FindKey find_key = {};           ///< of organizations; none: nothing is attested
};

/// Thread-safe. What `parts` refers to must outlive it.
class Site {
 public:
  /// Loads the published definitions and makes the decisions that machines may make.
  static Result<std::unique_ptr<Site>> create(SiteParts parts);
  virtual ~Site() = default;
  virtual Response handle(const Request& request) const = 0;
};

}  // namespace cairn::server
