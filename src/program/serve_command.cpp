#include <fmt/format.h>

#include <cstdint>
#include <ostream>
#include <string>
#include <utility>

#include "adapters/config/config.h"
#include "adapters/net/http_server.h"
#include "app/facts/outside.h"
#include "app/log/runner.h"
#include "app/status_lists/key_signer.h"
#include "app/vcapi/instance.h"
#include "cli/network_options.h"
#include "cli/session.h"
#include "formats/rdf/context_store.h"
#include "program/commands.h"
#include "program/instance.h"
#include "program/issuers.h"
#include "server/api/own_fetch.h"
#include "server/api/site.h"
#include "server/pages/pages.h"

namespace cairn::program {
namespace {

struct ServeOptions {
  std::string data = "data";
  std::string demonstration;  ///< folder to seed from; empty: none
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;
  std::string origin;    ///< empty: the address and port
  std::string config;    ///< a TOML file; empty: none
  std::string contexts;  ///< a folder; empty: that of the configuration
  net::TlsFiles tls;
  cli::NetworkOptions network;
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

Result<adapters::Config> config_of(const ServeOptions& options, cli::Session& session) {
  adapters::Config config;
  if (!options.config.empty()) {
    CAIRN_TRY(const std::string text, cli::read_input(session, options.config));
    CAIRN_TRY(config, adapters::read_config(text, options.config));
  }
  if (!options.contexts.empty()) config.contexts = options.contexts;
  return config;
}

Result<void> check_tls(const net::TlsFiles& tls) {
  if (tls.certificate.empty() == tls.key.empty()) return {};
  return invalid("a certificate and its key are given together",
                 tls.key.empty() ? "--tls-key" : "--tls-certificate");
}

net::ServeOptions listen_options(const ServeOptions& options) {
  net::ServeOptions listen;
  listen.address = options.address;
  listen.port = options.port;
  if (!options.tls.certificate.empty()) listen.tls = options.tls;
  return listen;
}

std::string address_of(const ServeOptions& options, std::uint16_t port) {
  return fmt::format("{}://{}:{}", options.tls.certificate.empty() ? "http" : "https",
                     options.address, port);
}

server::Report report_to(cli::Session& session) {
  return [&session](std::string_view operation, const Error& error) {
    session.err << fmt::format("cairn: {}: {}: {}\n", operation, name_of(error.code),
                               describe(error));
  };
}

Result<void> serve(const ServeOptions& options, cli::Session& session) {
  CAIRN_CHECK(check_tls(options.tls));
  CAIRN_TRY(const adapters::Config config, config_of(options, session));
  CAIRN_TRY(auto contexts, cli::open_contexts(session, config.contexts.string()));
  CAIRN_TRY(auto instance, Instance::open({options.data, {}}, session.clock, session.random));
  CAIRN_CHECK(prepare(*instance, options));
  CAIRN_TRY(bool demonstration, instance->is_demonstration());

  CAIRN_TRY(const cli::Network network, cli::open_network(options.network, session));

  // The port is known only once the socket is bound, and the site must know it; requests are
  // read from run() on, when the site is there.
  std::unique_ptr<server::Site> site;
  const server::Handler handle = [&](const server::Request& request) {
    return site->handle(request);
  };
  CAIRN_TRY(auto http, net::HttpServer::create(listen_options(options), handle));
  const std::string address = address_of(options, http->port());
  const std::string origin = options.origin.empty() ? address : options.origin;
  CAIRN_TRY(const vcapi::Instances instances,
            instances_of(config, {origin, is_loopback(options.address)}, *instance, session));
  CAIRN_TRY(const std::string organizations_did, organizations_did_of(config, origin));
  const std::vector<std::string> hosts = names_of(options.address, http->port());
  server::OwnFetch own_fetch(origin, hosts.empty() ? std::string() : hosts.front(), handle,
                             network.fetch.get());
  const facts::Outside outside(own_fetch, session.clock);

  server::SiteParts parts{instance->store(), session.clock, session.random};
  if (demonstration && is_loopback(options.address))
    parts.sign_in = identity::DemonstrationSignIn::allowed;
  parts.contexts = std::move(contexts);
  parts.instances = &instances;
  parts.pages = server::serve_pages(server::page_files());
  parts.report = report_to(session);
  parts.hosts = hosts;
  const auto list_contexts = rdf::ContextStore::with_built_in_contexts();
  const status_lists::KeySigner list_signer(
      [&](const std::string& tenant) {
        return list_identity(tenant, instances, organizations_did, *instance);
      },
      *list_contexts);
  parts.list_signer = &list_signer;
  parts.find_key = [&](const OrganizationId& organization) {
    return organization_key(organization, organizations_did, *instance);
  };
  parts.origin = origin;
  parts.outside = &outside;
  parts.fetch = &own_fetch;
  CAIRN_TRY(log::Sequencer * log, instance->open_log({options.data, {}}, log_name(parts.origin)));
  parts.log = log;
  const log::Runner runner(
      *log, [report = parts.report](const Error& error) { report("transparency log", error); });
  CAIRN_TRY(site, server::Site::create(std::move(parts)));
  session.out << "Cairn is ready at " << address << "/\n" << std::flush;
  http->run();
  return {};
}

}  // namespace

void add_serve_command(CLI::App& app, cli::Session& session) {
  CLI::App* command = app.add_subcommand("serve", "Serve the pages and the API until stopped");
  // Shared: the parser and the callback, both kept by CLI11, use the same options.
  const auto options = std::make_shared<ServeOptions>();
  command->add_option("--data", options->data, "the data folder; made when it is not there")
      ->type_name("FOLDER");
  command->add_option("--port", options->port, "0 lets the system choose")->capture_default_str();
  command->add_option("--address", options->address, "where to listen")
      ->capture_default_str()
      ->type_name("ADDRESS");
  command
      ->add_option("--origin", options->origin,
                   "the address under which others reach the server, https://school.example")
      ->type_name("ADDRESS");
  command
      ->add_option("--demo", options->demonstration,
                   "seed an empty data folder from this folder of catalogue documents")
      ->type_name("FOLDER");
  cli::add_network_options(*command, options->network);
  command->add_option("--config", options->config, "a TOML file with the instances of the VC API")
      ->type_name("FILE");
  command
      ->add_option("--contexts", options->contexts,
                   "a folder of further JSON-LD contexts with their hashes")
      ->type_name("FOLDER");
  command
      ->add_option("--tls-certificate", options->tls.certificate,
                   "serve TLS with this certificate chain (PEM)")
      ->type_name("FILE");
  command->add_option("--tls-key", options->tls.key, "the certificate's key (PEM)")
      ->type_name("FILE");
  command->callback([options, &session] {
    if (auto done = serve(*options, session); !done) session.fail(done.error());
  });
}

}  // namespace cairn::program
