// What this server publishes under its own address, read without a network: its status lists and
// DID documents. A server behind a proxy, or on loopback, could not ask itself.
#pragma once

#include <string>

#include "app/facts/fetch.h"
#include "server/http/message.h"

namespace cairn::server {

/// Answers what lies under `origin` by `handler`, and gives the rest to `others`. Thread-safe when
/// both are; they must outlive it.
class OwnFetch final : public facts::Fetch {
 public:
  /// `host` is the header Host of the requests. Without `others` everything else is unavailable.
  OwnFetch(std::string origin, std::string host, Handler handler, facts::Fetch* others);

  Result<facts::Fetched> get(const facts::FetchRequest& request) override;

 private:
  std::string origin_;
  std::string host_;
  Handler handler_;
  facts::Fetch* others_;
};

}  // namespace cairn::server
