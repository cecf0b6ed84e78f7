#include "formats/translog/entry.h"

#include <algorithm>

namespace cairn::translog {

std::string write_opening(const Opening& opening) {
  std::string bytes(opening.salt.begin(), opening.salt.end());
  bytes += static_cast<char>(opening.kind);
  return bytes;
}

Hash entry_of(const Opening& opening, const Hash& digest) {
  return plain_hash(write_opening(opening).append(text_of(digest)));
}

Result<Opening> parse_opening(std::string_view extra) {
  Opening opening;
  if (extra.size() != opening.salt.size() + 1)
    return invalid("the extra data holds a salt of 16 bytes and the kind of entry", "extra");
  std::ranges::transform(extra.substr(0, opening.salt.size()), opening.salt.begin(),
                         [](char c) { return static_cast<std::uint8_t>(c); });
  opening.kind = static_cast<EntryKind>(extra.back());
  if (opening.kind != EntryKind::credential && opening.kind != EntryKind::status_change)
    return invalid("an entry is of kind 1 (credential) or 2 (status change)", "extra");
  return opening;
}

}  // namespace cairn::translog
