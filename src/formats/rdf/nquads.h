// N-Quads text: a strict reader and the canonical writer.
//
// RDF 1.1 N-Quads (grammar, section 6); RDFC-1.0 section 5 for the canonical form.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"
#include "formats/rdf/dataset.h"

namespace cairn::rdf {

struct NquadsLimits {
  std::size_t bytes_max = 64 * 1024 * 1024;
  std::size_t quads_max = 1'000'000;
};

/// Refused, each with line and column: what the grammar refuses, relative IRIs, invalid UTF-8 and
/// surrogates; ErrorCode::exhausted beyond `limits`. Linear.
Result<Dataset> read_nquads(std::string_view text, const NquadsLimits& limits = {});

/// Each quad once on a line of its own, in code point order. Labels of blank nodes stay as they
/// are: canonicalize() in rdfc.h renames them.
std::string write_nquads(const Dataset& dataset);

}  // namespace cairn::rdf
