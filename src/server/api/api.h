// The operations of api/openapi.yaml: parse, call the use case, present.
#pragma once

#include <functional>
#include <string>

#include "app/attestation/find_key.h"
#include "app/catalogue/import.h"
#include "app/catalogue/snapshot.h"
#include "app/identity/identity.h"
#include "app/log/published_log.h"
#include "app/portfolio/portfolio.h"
#include "app/status_lists/publisher.h"
#include "app/store/store.h"
#include "app/vcapi/instance.h"
#include "app/verification/verifier.h"
#include "base/ports.h"
#include "server/router/router.h"

namespace cairn::facts {
class Fetch;  // app/facts/fetch.h
}
namespace cairn::rdf {
class ContextStore;
}

namespace cairn::server {

inline constexpr std::string_view kSessionCookie = "cairn_session";

/// What the operations work with. Everything must outlive them.
struct Api {
  store::Store& store;
  catalogue::Published& published;
  const identity::Identity& identity;
  const portfolio::Ports& portfolio;
  const Clock& clock;
  Random& random;
  status_lists::Publisher* status_lists;  ///< nullptr: none are published here
  const verification::Verifier& verifier;
  const rdf::ContextStore& contexts;
  const vcapi::Instances& instances;
  const log::PublishedLog* log = nullptr;  ///< nullptr: there is none here
  std::string origin = {};                 ///< under which others reach the server; may be empty
  facts::Fetch* fetch = nullptr;           ///< for the DIDs of others; nullptr: none are resolved
  attestation::FindKey find_key = {};      ///< of organizations; none: nothing is attested
};

/// One for each route.
Operations all_operations(const Api& api);

/// Finds the person of the session cookie.
Identify identify_by_cookie(const identity::Identity& identity);

}  // namespace cairn::server
