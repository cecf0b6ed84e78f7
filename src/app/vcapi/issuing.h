// `POST /credentials/issue` of the VC API (VCALM 1.0 section 3.2.1) without its transport.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "app/log/append.h"
#include "app/store/store.h"
#include "app/vcapi/instance.h"
#include "app/vcapi/problem.h"
#include "base/ports.h"
#include "formats/json/reader.h"

namespace cairn::rdf {
class ContextStore;
}

namespace cairn::vcapi {

inline constexpr json::Limits kBodyLimits = {
    .bytes_max = 4 * 1024 * 1024, .depth_max = 72, .values_max = 200'000};

/// What issuing and changing a status work with. Everything must outlive the call.
struct Ports {
  const rdf::ContextStore& contexts;
  store::Store& store;
  const Clock& clock;
  Random& random;
  std::string_view status_base;  ///< the URL before the id of a status list
};

struct Issued {
  std::string body;       ///< `{"verifiableCredential"}`
  log::PendingLeaf leaf;  ///< of the transparency log
};

/// From `{"credential", "options"}` to `{"verifiableCredential"}`, or why not. A credential that
/// names no issuer gets the instance's, and one without a status the entries that the instance
/// gives. Whatever a verification by the Data Model would refuse is refused here too. The leaf of
/// the transparency log and the entries are durable when it returns.
std::variant<Issued, Problem> issue(const Instance& instance, std::string_view body,
                                    const Ports& ports);

}  // namespace cairn::vcapi
