#include "formats/images/markup.h"

#include <algorithm>

namespace cairn::images {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

// Behind the next `mark`.
std::size_t behind(std::string_view xml, std::string_view mark, std::size_t from) {
  const std::size_t at = xml.find(mark, from);
  return at == kNone ? kNone : at + mark.size();
}

// Behind the comment, CDATA section or processing instruction at `open`; `open` when there is none.
std::size_t behind_other(std::string_view xml, std::size_t open) {
  const std::string_view rest = xml.substr(open);
  if (rest.starts_with("<!--")) return behind(xml, "-->", open + 4);
  if (rest.starts_with("<![CDATA[")) return behind(xml, "]]>", open + 9);
  if (rest.starts_with("<?")) return behind(xml, "?>", open + 2);
  return open;
}

}  // namespace

std::size_t tag_end(std::string_view xml, std::size_t open) {
  for (std::size_t at = open + 1; at < xml.size(); ++at) {
    if (xml[at] == '>') return at + 1;
    if (xml[at] != '"' && xml[at] != '\'') continue;
    at = xml.find(xml[at], at + 1);
    if (at == kNone) return kNone;
  }
  return kNone;
}

std::size_t element_end(std::string_view xml, std::size_t open) {
  std::size_t depth = 0;
  while (open != kNone) {
    std::size_t end = behind_other(xml, open);
    if (end == open) {
      end = tag_end(xml, open);
      if (end == kNone) return kNone;
      const bool closes = xml[open + 1] == '/';
      if (!closes && xml[end - 2] != '/') ++depth;
      if (closes) --depth;
      if (depth == 0) return end;
    }
    open = end == kNone ? kNone : xml.find('<', end);
  }
  return kNone;
}

std::string edited(std::string_view xml, std::vector<Edit> edits) {
  std::ranges::stable_sort(edits, {}, &Edit::begin);
  std::string out;
  std::size_t at = 0;
  for (const Edit& edit : edits) {
    if (edit.begin < at) continue;
    out.append(xml.substr(at, edit.begin - at)).append(edit.text);
    at = edit.end;
  }
  return out.append(xml.substr(at));
}

}  // namespace cairn::images
