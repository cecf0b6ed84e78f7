// What becomes RDF in safe mode becomes the same RDF in lenient mode: safe mode only refuses. The
// short way of plain documents gives what the standard's algorithms give. A shared store, whatever
// other documents left in it, gives what a fresh one gives.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "formats/json/reader.h"
#include "formats/json/writer.h"
#include "formats/rdf/nquads.h"
#include "formats/rdf/plain_statements.h"
#include "formats/rdf/rdfc.h"
#include "formats/rdf/to_rdf.h"

namespace {

using namespace cairn;

constexpr json::Limits kLimits{.bytes_max = 1 << 16, .depth_max = 48, .values_max = 5'000};

const rdf::ContextStore& shared_store() {
  static const std::unique_ptr<rdf::ContextStore> store =
      rdf::ContextStore::with_built_in_contexts();
  return *store;
}

rdf::ToRdfOptions options_for(rdf::Dropping dropping) {
  rdf::ToRdfOptions options;
  options.expand.base = "https://base.test/document";
  options.expand.dropping = dropping;
  options.direction = rdf::RdfDirection::i18n_datatype;
  options.quads_max = 20'000;
  return options;
}

Result<rdf::Dataset> convert(const json::Value& document, rdf::Dropping dropping) {
  return rdf::to_rdf(document, shared_store(), options_for(dropping));
}

void check_same(const rdf::Dataset& a, const rdf::Dataset& b) {
  const auto one = rdf::canonicalize(a), other = rdf::canonicalize(b);
  CAIRN_ASSERT(one.has_value() == other.has_value());
  if (one) CAIRN_ASSERT(one->nquads == other->nquads);
}

void check_plain(const json::Value& document) {
  const auto options = options_for(rdf::Dropping::safe);
  const auto plain = rdf::plain_statements(document, shared_store(), options);
  if (!plain) return;
  const auto general = rdf::general_statements(document, shared_store(), options);
  CAIRN_ASSERT(general.has_value());
  check_same(*plain, *general);
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
  if (safe) check_same(*safe, *lenient);
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
  check_plain(document->root());
  check_expansion(document->root());
  return 0;
}
