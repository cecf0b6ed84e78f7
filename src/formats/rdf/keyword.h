// The keywords of JSON-LD 1.1 (W3C JSON-LD 1.1 section 1.7).
#pragma once

#include <cstdint>
#include <string_view>

namespace cairn::rdf {

enum class Keyword : std::uint8_t {
  none,  ///< no keyword
  base,
  container,
  context,
  direction,
  graph,
  id,
  import,
  included,
  index,
  json,
  language,
  list,
  nest,
  at_none,  ///< "@none"
  prefix,
  propagate,
  protected_,
  reverse,
  set,
  type,
  value,
  version,
  vocab,
};

/// Keyword::none when `text` is no keyword.
Keyword keyword_of(std::string_view text);

/// "@" and letters only: reserved for future keywords, and ignored (JSON-LD 1.1 API section 4.2.2
/// step 5, 5.2.2 step 2).
bool has_form_of_keyword(std::string_view text);

}  // namespace cairn::rdf
