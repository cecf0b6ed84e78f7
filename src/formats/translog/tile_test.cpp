#include "formats/translog/tile.h"

#include <doctest/doctest.h>

#include "formats/translog/edge.h"

using namespace cairn;
using namespace cairn::translog;

TEST_CASE("paths of tiles are those of the standard, and read back") {
  CHECK(path_of({0, 1234067, 256}) == "tile/0/x001/x234/067");
  CHECK(path_of({1, 0, 17}) == "tile/1/000.p/17");
  CHECK(path_of({2, 999, 1}) == "tile/2/999.p/1");
  CHECK(path_of({2, 1000, 256}) == "tile/2/x001/000");
  CHECK(entries_path_of(273, 112) == "tile/entries/273.p/112");
  for (const std::uint64_t index : {0ULL, 7ULL, 999ULL, 1000ULL, 1234067ULL, 999999999ULL})
    for (const unsigned width : {1U, 255U, 256U}) {
      const auto tile = parse_tile_path(path_of({3, index, width}));
      REQUIRE(tile.has_value());
      CHECK(tile->tile == Tile{3, index, width});
      CHECK_FALSE(tile->entries);
      const auto bundle = parse_tile_path(entries_path_of(index, width));
      REQUIRE(bundle.has_value());
      CHECK(bundle->entries);
      CHECK(bundle->tile.index == index);
    }
}

TEST_CASE("paths in any other spelling are refused") {
  for (const char* path : {"",
                           "tile",
                           "tile/0",
                           "tile/0/",
                           "tile/00/000",
                           "tile/8/000",
                           "tile/0/0",
                           "tile/0/0000",
                           "tile/0/001/000",
                           "tile/0/x000/000",
                           "tile/0/x001/x000",
                           "tile/0/000.p/0",
                           "tile/0/000.p/256",
                           "tile/0/000.p/01",
                           "tile/0/000.p/",
                           "tile/0/000.p/1/",
                           "tile/0/../../etc",
                           "tile/-1/000",
                           "tile/0/000.q/1",
                           "tile/entry/000",
                           "/tile/0/000",
                           "tile/0/x1/000",
                           "tile/0/x999/x999/x999/x999/x999/x999/x999/999"})
    CHECK_MESSAGE(!parse_tile_path(path).has_value(), path);
}

// The example of the standard: 70,000 leaves are 273 full tiles of level 0 and one of 112, one full
// tile of level 1 and one of 17, and one of level 2 with one hash.
TEST_CASE("a tree of 70,000 leaves has the tiles that the standard lists") {
  CHECK(width_in_tree(0, 272, 70'000) == 256);
  CHECK(width_in_tree(0, 273, 70'000) == 112);
  CHECK(width_in_tree(0, 274, 70'000) == 0);
  CHECK(width_in_tree(1, 0, 70'000) == 256);
  CHECK(width_in_tree(1, 1, 70'000) == 17);
  CHECK(width_in_tree(2, 0, 70'000) == 1);
  CHECK(width_in_tree(3, 0, 70'000) == 0);
  CHECK(width_in_tree(0, 1, 256) == 0);
  CHECK(width_in_tree(1, 0, 256) == 1);

  Edge edge;
  std::vector<TileHashes> completed;
  for (int i = 0; i < 70'000; ++i) edge.append(leaf_hash(std::to_string(i)), completed);
  CHECK(completed.size() == 274);
  const auto partial = edge.partial_tiles();
  REQUIRE(partial.size() == 3);
  CHECK(partial[0].tile == Tile{0, 273, 112});
  CHECK(partial[1].tile == Tile{1, 1, 17});
  CHECK(partial[2].tile == Tile{2, 0, 1});
}

TEST_CASE("entry bundles hold entries by their lengths") {
  std::string bundle;
  append_entry(bundle, "");
  append_entry(bundle, std::string(300, 'x'));
  CHECK(bundle.substr(0, 4) == std::string("\0\0\x01\x2C", 4));
  const auto entries = split_bundle(bundle, 2);
  REQUIRE(entries.has_value());
  CHECK((*entries)[0].empty());
  CHECK((*entries)[1] == std::string(300, 'x'));
  CHECK_FALSE(split_bundle(bundle, 1).has_value());
  CHECK_FALSE(split_bundle(bundle, 3).has_value());
  CHECK_FALSE(split_bundle(bundle.substr(0, 100), 2).has_value());
  CHECK_FALSE(decode_tile(std::string(31, 'x'), 1).has_value());
}
