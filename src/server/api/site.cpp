#include "server/api/site.h"

#include "server/api/api.h"

namespace cairn::server {
namespace {

std::unique_ptr<status_lists::Publisher> publisher_of(const SiteParts& parts) {
  if (parts.list_signer == nullptr) return nullptr;
  return std::make_unique<status_lists::Publisher>(parts.store, *parts.list_signer, parts.clock,
                                                   parts.origin + "/status/");
}

class ComposedSite final : public Site {
 public:
  ComposedSite(SiteParts parts, catalogue::SharedSnapshot snapshot)
      : contexts_(std::move(parts.contexts)),
        published_(std::move(snapshot)),
        verifier_(contexts_, parts.outside),
        identity_(parts.store, parts.clock, parts.random, parts.sign_in),
        portfolio_{parts.store, published_, verifier_, parts.clock, parts.random},
        status_lists_(publisher_of(parts)),
        router_({all_operations({parts.store, published_, identity_, portfolio_, parts.clock,
                                 parts.random, status_lists_.get(), verifier_, contexts_.store(),
                                 parts.instances == nullptr ? no_instances_ : *parts.instances,
                                 parts.log, parts.origin, parts.fetch, std::move(parts.find_key)}),
                 identify_by_cookie(identity_), std::move(parts.report), std::move(parts.pages),
                 std::move(parts.hosts)}) {}

  Response handle(const Request& request) const override { return router_.handle(request); }
  const portfolio::Ports& portfolio() const { return portfolio_; }

 private:
  contexts::KnownContexts contexts_;
  vcapi::Instances no_instances_;
  catalogue::Published published_;
  verification::Verifier verifier_;
  identity::Identity identity_;
  portfolio::Ports portfolio_;
  std::unique_ptr<status_lists::Publisher> status_lists_;
  Router router_;
};

}  // namespace

Result<std::unique_ptr<Site>> Site::create(SiteParts parts) {
  CAIRN_TRY(auto snapshot, catalogue::load_snapshot(parts.store));
  Report report = parts.report ? parts.report : [](std::string_view, const Error&) {};
  auto site = std::make_unique<ComposedSite>(std::move(parts), std::move(snapshot));
  for (const Error& failure : portfolio::recognise_everybody(site->portfolio()))
    report("recognise", failure);
  return std::unique_ptr<Site>(std::move(site));
}

}  // namespace cairn::server
