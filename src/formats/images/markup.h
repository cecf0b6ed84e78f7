// Where elements begin and end in the bytes of an XML text, so that it can be changed without being
// written anew.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace cairn::images {

/// The offset behind the ">" of the tag that begins with the "<" at `open`. The text must be
/// well-formed; npos where that shows it is not.
std::size_t tag_end(std::string_view xml, std::size_t open);

/// The offset behind the whole element that begins with the "<" at `open`. As tag_end().
std::size_t element_end(std::string_view xml, std::size_t open);

/// The bytes from `begin` to `end` become `text`.
struct Edit {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string text;
};

/// All edits, those of one place in their order. One that begins inside another is left out.
std::string edited(std::string_view xml, std::vector<Edit> edits);

}  // namespace cairn::images
