// The contexts that go into a bundle.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "formats/bundle/bundle.h"

namespace cairn::rdf {
class ContextStore;  // formats/rdf/context_store.h
}

namespace cairn::bundle {

/// Those of `urls` and those that the bundle's documents and trust lists name, as far as the store
/// has them. Sorted by URL.
std::vector<StoredContext> contexts_named(const Bundle& bundle, std::set<std::string> urls,
                                          const rdf::ContextStore& store);

}  // namespace cairn::bundle
