// How far a command may reach: the options that every command which fetches has.
#pragma once

#include <CLI/App.hpp>
#include <memory>
#include <string>

#include "app/facts/outside.h"
#include "cli/session.h"

namespace cairn::cli {

struct NetworkOptions {
  bool offline = false;
  bool private_network = false;
  std::string trust_anchors;  ///< a PEM file; empty: the system's
};

/// Adds --offline, --allow-private-network and --trust-anchors; `options` must outlive the parser.
void add_network_options(CLI::App& command, NetworkOptions& options);
/// The same without --offline, for a command that has nothing to do without a network.
void add_reach_options(CLI::App& command, NetworkOptions& options);

facts::FetchSettings settings_of(const NetworkOptions& options);

/// What a command may ask; both empty when it is offline or the program has no way out.
struct Network {
  std::unique_ptr<facts::Fetch> fetch;
  std::unique_ptr<facts::Outside> outside;
};

/// Errors of session.open_fetch().
Result<Network> open_network(const NetworkOptions& options, const Session& session);

}  // namespace cairn::cli
