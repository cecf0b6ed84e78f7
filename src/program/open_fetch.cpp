#include "adapters/net/https_client.h"
#include "program/commands.h"

namespace cairn::program {

Result<std::unique_ptr<facts::Fetch>> open_fetch(const facts::FetchSettings& settings) {
  return net::make_https_client({.settings = settings});
}

}  // namespace cairn::program
