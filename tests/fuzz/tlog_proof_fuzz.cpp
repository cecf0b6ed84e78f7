// Proof files and the paths of tiles: what reads is written back byte for byte.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "formats/translog/entry.h"
#include "formats/translog/proof_file.h"
#include "formats/translog/tile.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace cairn::translog;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto proof = parse_proof_file(text)) {
    CAIRN_ASSERT(write_proof_file(*proof) == text);
    if (proof->extra) (void)parse_opening(*proof->extra);
  }
  if (const auto path = parse_tile_path(text))
    CAIRN_ASSERT(text == (path->entries ? entries_path_of(path->tile.index, path->tile.width)
                                        : path_of(path->tile)));
  if (size > 1)
    if (const auto hashes = decode_tile(text.substr(1), data[0]))
      CAIRN_ASSERT(hashes->size() == data[0]);
  if (size > 1)
    if (const auto entries = split_bundle(text.substr(1), data[0])) {
      std::string bundle;
      for (const std::string_view entry : *entries) append_entry(bundle, entry);
      CAIRN_ASSERT(bundle == text.substr(1));
    }
  return 0;
}
