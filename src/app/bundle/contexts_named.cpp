#include "app/bundle/contexts_named.h"

#include "formats/rdf/context_store.h"
#include "formats/vc/status_list.h"

namespace cairn::bundle {
namespace {

// Documents that are no credentials name none.
void add_named(const std::string& body, std::set<std::string>& urls) {
  const auto read = vc::open_status_list(body, kLimits);
  if (!read || !read->document.root().is_object()) return;
  for (const std::string& url : read->needs().contexts) urls.insert(url);
}

}  // namespace

std::vector<StoredContext> contexts_named(const Bundle& bundle, std::set<std::string> urls,
                                          const rdf::ContextStore& store) {
  for (const StoredDocument& document : bundle.documents) add_named(document.body, urls);
  for (const StoredTrustList& list : bundle.trust_lists) add_named(list.body, urls);
  std::vector<StoredContext> contexts;
  for (const std::string& url : urls)
    if (const auto* known = store.find(url)) contexts.push_back({url, known->text});
  return contexts;
}

}  // namespace cairn::bundle
