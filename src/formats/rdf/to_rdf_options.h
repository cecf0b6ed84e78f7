// How a JSON-LD document becomes statements: what both ways of converting one go by.
#pragma once

#include <cstddef>
#include <cstdint>

#include "formats/rdf/expansion.h"

namespace cairn::rdf {

/// How a base direction is written in RDF, which has none of its own.
enum class RdfDirection : std::uint8_t {
  none,             ///< left out; in safe mode refused
  i18n_datatype,    ///< a datatype under https://www.w3.org/ns/i18n#
  compound_literal  ///< a blank node with rdf:value, rdf:language and rdf:direction
};

struct ToRdfOptions {
  ExpandOptions expand;
  RdfDirection direction = RdfDirection::none;
  std::size_t quads_max = 1'000'000;
};

}  // namespace cairn::rdf
