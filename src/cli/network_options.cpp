#include "cli/network_options.h"

namespace cairn::cli {

void add_network_options(CLI::App& command, NetworkOptions& options) {
  command.add_flag("--offline", options.offline,
                   "fetch nothing; what would have to be fetched is said");
  add_reach_options(command, options);
}

void add_reach_options(CLI::App& command, NetworkOptions& options) {
  command.add_flag("--allow-private-network", options.private_network,
                   "fetch from private networks too, and by http from this machine");
  command
      .add_option("--trust-anchors", options.trust_anchors,
                  "a PEM file of certificate authorities, instead of the system's")
      ->type_name("FILE");
}

facts::FetchSettings settings_of(const NetworkOptions& options) {
  return {options.private_network ? facts::Reach::anywhere : facts::Reach::internet,
          options.trust_anchors};
}

Result<Network> open_network(const NetworkOptions& options, const Session& session) {
  Network network;
  if (options.offline || !session.open_fetch) return network;
  CAIRN_TRY(network.fetch, session.open_fetch(settings_of(options)));
  network.outside = std::make_unique<facts::Outside>(*network.fetch, session.clock);
  return network;
}

}  // namespace cairn::cli
