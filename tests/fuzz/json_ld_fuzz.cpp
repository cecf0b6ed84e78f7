// What becomes RDF in safe mode becomes the same RDF in lenient mode: safe mode only refuses. A
// shared store, whatever other documents left in it, gives what a fresh one gives.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "formats/json/reader.h"
#include "formats/json/writer.h"
#include "formats/rdf/nquads.h"
#include "formats/rdf/to_rdf.h"

namespace {

using namespace cairn;

constexpr json::Limits kLimits{.bytes_max = 1 << 16, .depth_max = 48, .values_max = 5'000};

const rdf::ContextStore& shared_store() {
  static const std::unique_ptr<rdf::ContextStore> store =
      rdf::ContextStore::with_built_in_contexts();
  return *store;
}

Result<rdf::Dataset> convert(const json::Value& document, rdf::Dropping dropping) {
  rdf::ToRdfOptions options;
  options.expand.base = "https://base.test/document";
  options.expand.dropping = dropping;
  options.direction = rdf::RdfDirection::i18n_datatype;
  options.quads_max = 20'000;
  return rdf::to_rdf(document, shared_store(), options);
}

void check_error(const Error& error) { CAIRN_ASSERT(!error.message.empty()); }

void check_modes(const json::Value& document) {
  const auto safe = convert(document, rdf::Dropping::safe);
  const auto lenient = convert(document, rdf::Dropping::lenient);
  if (!safe) check_error(safe.error());
  if (!lenient) {
    check_error(lenient.error());
    CAIRN_ASSERT(!safe.has_value());
  }
  if (safe) CAIRN_ASSERT(rdf::write_nquads(*safe) == rdf::write_nquads(*lenient));
  if (safe) CAIRN_ASSERT(rdf::read_nquads(rdf::write_nquads(*safe)).has_value());
}

void check_expansion(const json::Value& document) {
  rdf::ExpandOptions options{.base = "https://base.test/document",
                             .dropping = rdf::Dropping::lenient};
  options.order = rdf::KeyOrder::sorted;
  const auto shared = rdf::expand(document, shared_store(), options);
  const auto store = rdf::ContextStore::with_built_in_contexts();
  const auto fresh = rdf::expand(document, *store, options);
  CAIRN_ASSERT(shared.has_value() == fresh.has_value());
  if (!shared) return;
  CAIRN_ASSERT(json::write(shared->root()) == json::write(fresh->root()));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto document = json::read(text, kLimits);
  if (!document) return 0;
  check_modes(document->root());
  check_expansion(document->root());
  return 0;
}
