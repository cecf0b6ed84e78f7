#include <fmt/format.h>

#include <cstdint>
#include <ostream>
#include <string>
#include <utility>

#include "adapters/net/http_server.h"
#include "app/facts/outside.h"
#include "app/log/runner.h"
#include "app/status_lists/key_signer.h"
#include "formats/rdf/context_store.h"
#include "program/commands.h"
#include "program/instance.h"
#include "server/api/site.h"
#include "server/pages/pages.h"

namespace cairn::program {
namespace {

struct ServeOptions {
  std::string data = "data";
  std::string demonstration;  ///< folder to seed from; empty: none
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;
  std::string origin;  ///< empty: the address and port
  bool offline = false;
  bool private_network = false;
  std::string trust_anchors;
};

bool is_loopback(const std::string& address) {
  return address.starts_with("127.") || address == "::1";
}

std::vector<std::string> names_of(const std::string& address, std::uint16_t port) {
  if (!is_loopback(address)) return {};
  return {fmt::format("{}:{}", address, port), fmt::format("127.0.0.1:{}", port),
          fmt::format("localhost:{}", port), fmt::format("[::1]:{}", port)};
}

/// The address under which the log is served, without its scheme (C2SP tlog-tiles).
std::string log_name(std::string_view origin) {
  const std::size_t scheme = origin.find("://");
  if (scheme != std::string_view::npos) origin.remove_prefix(scheme + 3);
  return std::string(origin) + "/log";
}

Result<void> prepare(Instance& instance, const ServeOptions& options) {
  CAIRN_TRY(bool empty, instance.is_empty());
  if (empty && !options.demonstration.empty())
    CAIRN_CHECK([&]() -> Result<void> {
      CAIRN_TRY(auto report, instance.import(options.demonstration, catalogue::People::allowed));
      (void)report;
      return {};
    }());
  return instance.ensure_issuer_keys();
}

Result<void> serve(const ServeOptions& options, cli::Session& session) {
  CAIRN_TRY(auto instance, Instance::open({options.data, {}}, session.clock, session.random));
  CAIRN_CHECK(prepare(*instance, options));
  CAIRN_TRY(bool demonstration, instance->is_demonstration());

  CAIRN_TRY(const auto fetch,
            open_fetch({options.private_network ? facts::Reach::anywhere : facts::Reach::internet,
                        options.trust_anchors}));
  const auto outside =
      options.offline ? nullptr : std::make_unique<facts::Outside>(*fetch, session.clock);

  // The port is known only once the socket is bound, and the site must know it; requests are
  // read from run() on, when the site is there.
  std::unique_ptr<server::Site> site;
  net::ServeOptions listen;
  listen.address = options.address;
  listen.port = options.port;
  CAIRN_TRY(auto http, net::HttpServer::create(listen, [&](const server::Request& request) {
              return site->handle(request);
            }));
  server::SiteParts parts{instance->store(), session.clock, session.random};
  if (demonstration && is_loopback(options.address))
    parts.sign_in = identity::DemonstrationSignIn::allowed;
  parts.pages = server::serve_pages(server::page_files());
  parts.report = [&session](std::string_view operation, const Error& error) {
    session.err << fmt::format("cairn: {}: {}: {}\n", operation, name_of(error.code),
                               describe(error));
  };
  parts.hosts = names_of(options.address, http->port());
  const auto contexts = rdf::ContextStore::with_built_in_contexts();
  const status_lists::KeySigner list_signer(
      [&](const std::string& tenant) { return instance->identity_of(tenant); }, *contexts);
  parts.list_signer = &list_signer;
  parts.origin = options.origin.empty() ? fmt::format("http://{}:{}", options.address, http->port())
                                        : options.origin;
  parts.outside = outside.get();
  CAIRN_TRY(log::Sequencer * log, instance->open_log({options.data, {}}, log_name(parts.origin)));
  parts.log = log;
  const log::Runner runner(
      *log, [report = parts.report](const Error& error) { report("transparency log", error); });
  CAIRN_TRY(site, server::Site::create(std::move(parts)));
  session.out << fmt::format("Cairn is ready at http://{}:{}/\n", options.address, http->port())
              << std::flush;
  http->run();
  return {};
}

}  // namespace

void add_serve_command(CLI::App& app, cli::Session& session) {
  CLI::App* command = app.add_subcommand("serve", "Serve the pages and the API until stopped");
  // Shared: the parser and the callback, both kept by CLI11, use the same options.
  const auto options = std::make_shared<ServeOptions>();
  command->add_option("--data", options->data, "the data folder; made when it is not there");
  command->add_option("--port", options->port, "0 lets the system choose");
  command->add_option("--address", options->address, "where to listen");
  command->add_option("--origin", options->origin,
                      "the address under which others reach the server, https://school.example");
  command->add_option("--demo", options->demonstration,
                      "seed an empty data folder from this folder of catalogue documents");
  command->add_flag("--offline", options->offline,
                    "fetch nothing; what would have to be fetched is said");
  command->add_flag("--allow-private-network", options->private_network,
                    "fetch from private networks too, and by http from this machine");
  command->add_option("--trust-anchors", options->trust_anchors,
                      "a PEM file of certificate authorities, instead of the system's");
  command->callback([options, &session] {
    if (auto done = serve(*options, session); !done) session.fail(done.error());
  });
}

}  // namespace cairn::program
