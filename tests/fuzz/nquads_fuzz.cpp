// What the N-Quads reader accepts must be written and read again as the same text, and canonicalize
// within the work limit or be refused.
#include "formats/rdf/nquads.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "formats/rdf/rdfc.h"

using namespace cairn;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto dataset = rdf::read_nquads(text, {.bytes_max = 1 << 20, .quads_max = 1000});
  if (!dataset) return 0;
  const std::string written = rdf::write_nquads(*dataset);
  const auto again = rdf::read_nquads(written);
  CAIRN_ASSERT(again.has_value() && rdf::write_nquads(*again) == written);

  const rdf::CanonicalizeOptions options{.work_max = 2000};
  const auto canonical = rdf::canonicalize(*dataset, options);
  const auto canonical_again = rdf::canonicalize(*again, options);
  CAIRN_ASSERT(canonical.has_value() == canonical_again.has_value());
  CAIRN_ASSERT(!canonical || canonical->nquads == canonical_again->nquads);
  return 0;
}
