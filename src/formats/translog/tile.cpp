#include "formats/translog/tile.h"

#include <algorithm>

#include "formats/translog/text.h"

namespace cairn::translog {
namespace {

constexpr std::string_view kEntries = "entries";

std::string three_digits(std::uint64_t number) {
  const std::string digits = std::to_string(number);
  return std::string(3 - digits.size(), '0') + digits;
}

std::string index_path(std::uint64_t index) {
  if (index < 1000) return three_digits(index);
  std::string path;
  std::uint64_t unit = 1;
  while (index / unit >= 1000) unit *= 1000;
  for (; unit > 1; unit /= 1000)
    path.append("x").append(three_digits(index / unit % 1000)).append("/");
  return path.append(three_digits(index % 1000));
}

std::string with_width(std::string path, unsigned width) {
  if (width < kTileWidth) path += ".p/" + std::to_string(width);
  return path;
}

Error malformed(std::string_view path) {
  return invalid(
      "a tile's path is tile/LEVEL/INDEX, tile/entries/INDEX, with .p/WIDTH when partial",
      std::string(path));
}

/// The number behind "x001/x234/067"; whether it was written so is for the caller to compare.
Result<std::uint64_t> parse_index(std::string_view path) {
  constexpr std::size_t kDigitsMax = 18;
  std::string digits;
  for (const char c : path)
    if (c >= '0' && c <= '9') digits += c;
  const std::size_t first = std::min(digits.find_first_not_of('0'), digits.size());
  if (digits.empty() || digits.size() > kDigitsMax) return malformed(path);
  return first == digits.size() ? Result<std::uint64_t>(0)
                                : parse_decimal(std::string_view(digits).substr(first));
}

}  // namespace

std::string path_of(const Tile& tile) {
  return with_width("tile/" + std::to_string(tile.level) + "/" + index_path(tile.index),
                    tile.width);
}

std::string entries_path_of(std::uint64_t index, unsigned width) {
  return with_width("tile/entries/" + index_path(index), width);
}

std::string partials_path_of(const Tile& tile) {
  return "tile/" + std::to_string(tile.level) + "/" + index_path(tile.index) + ".p";
}

std::string entries_partials_path_of(std::uint64_t index) {
  return "tile/entries/" + index_path(index) + ".p";
}

Result<TilePath> parse_tile_path(std::string_view path) {
  constexpr std::size_t kBytesMax = 64;
  constexpr std::string_view kTile = "tile/";
  if (path.size() > kBytesMax || !path.starts_with(kTile)) return malformed(path);
  const std::string_view rest = path.substr(kTile.size());
  const std::size_t slash = rest.find('/');
  if (slash == std::string_view::npos) return malformed(path);
  TilePath found;
  found.entries = rest.substr(0, slash) == kEntries;
  if (!found.entries) {
    const auto level = parse_decimal(rest.substr(0, slash));
    if (!level || *level >= kTileLevels) return malformed(path);
    found.tile.level = static_cast<unsigned>(*level);
  }
  const std::string_view place = rest.substr(slash + 1);
  const std::size_t partial = place.find(".p/");
  if (partial != std::string_view::npos) {
    const auto width = parse_decimal(place.substr(partial + 3));
    if (!width || *width == 0 || *width >= kTileWidth) return malformed(path);
    found.tile.width = static_cast<unsigned>(*width);
  }
  CAIRN_TRY(found.tile.index, parse_index(place.substr(0, partial)));
  const std::string written =
      found.entries ? entries_path_of(found.tile.index, found.tile.width) : path_of(found.tile);
  if (written != path) return malformed(path);
  return found;
}

unsigned width_in_tree(unsigned level, std::uint64_t index, std::uint64_t size) {
  const std::uint64_t hashes = size >> (kTileBits * level);
  if (index >= hashes / kTileWidth + 1) return 0;
  return static_cast<unsigned>(std::min<std::uint64_t>(hashes - index * kTileWidth, kTileWidth));
}

std::string encode_tile(std::span<const Hash> hashes) {
  std::string bytes;
  bytes.reserve(hashes.size() * sizeof(Hash));
  for (const Hash& hash : hashes) bytes += text_of(hash);
  return bytes;
}

Result<std::vector<Hash>> decode_tile(std::string_view bytes, unsigned width) {
  if (bytes.size() != width * sizeof(Hash))
    return invalid("a tile of " + std::to_string(width) + " hashes has " +
                   std::to_string(width * sizeof(Hash)) + " bytes");
  std::vector<Hash> hashes(width);
  for (unsigned i = 0; i < width; ++i)
    std::ranges::copy(bytes.substr(i * sizeof(Hash), sizeof(Hash)), hashes[i].begin());
  return hashes;
}

void append_entry(std::string& bundle, std::string_view entry) {
  CAIRN_ASSERT(entry.size() <= kEntryBytesMax);
  bundle += static_cast<char>(entry.size() >> 8);
  bundle += static_cast<char>(entry.size() & 0xFF);
  bundle += entry;
}

Result<std::vector<std::string_view>> split_bundle(std::string_view bundle, unsigned width) {
  std::vector<std::string_view> entries;
  while (!bundle.empty() && entries.size() < width) {
    if (bundle.size() < 2) break;
    const std::size_t size = static_cast<std::size_t>(static_cast<std::uint8_t>(bundle[0])) << 8 |
                             static_cast<std::uint8_t>(bundle[1]);
    if (bundle.size() - 2 < size) break;
    entries.push_back(bundle.substr(2, size));
    bundle.remove_prefix(2 + size);
  }
  if (!bundle.empty() || entries.size() != width)
    return invalid("an entry bundle of " + std::to_string(width) + " entries ends elsewhere");
  return entries;
}

}  // namespace cairn::translog
