#include "adapters/keys/file_sealer.h"

#include <doctest/doctest.h>

#include <fstream>
#include <string>

#include "support/fixed_ports.h"
#include "support/temporary_folder.h"

using cairn::ErrorCode;
using cairn::adapters::open_sealer;

TEST_CASE("what is sealed opens with the same key file, and with no other") {
  cairn::test::TemporaryFolder folder;
  cairn::test::SeededRandom random;
  const std::string secret = "thirty-two bytes, more or less..";
  const auto bytes = std::span(reinterpret_cast<const std::uint8_t*>(secret.data()), secret.size());
  std::vector<std::uint8_t> sealed;
  {
    auto sealer = open_sealer(folder.path() / "key", random);
    REQUIRE(sealer.has_value());
    sealed = (*sealer)->seal(bytes);
    CHECK((*sealer)->seal(bytes) != sealed);  // a nonce of its own each time
  }
  auto again = open_sealer(folder.path() / "key", random);
  REQUIRE(again.has_value());
  auto opened = (*again)->open(sealed);
  REQUIRE(opened.has_value());
  CHECK(std::string(opened->begin(), opened->end()) == secret);

  auto other = open_sealer(folder.path() / "other", random);
  REQUIRE(other.has_value());
  CHECK(!(*other)->open(sealed));
  sealed.back() ^= 1;
  CHECK(!(*again)->open(sealed));
  CHECK(!(*again)->open({}));
}

TEST_CASE("a key file is its owner's alone, and one of another size is refused") {
  namespace fs = std::filesystem;
  cairn::test::TemporaryFolder folder;
  cairn::test::SeededRandom random;
  REQUIRE(open_sealer(folder.path() / "key", random).has_value());
  CHECK(fs::status(folder.path() / "key").permissions() ==
        (fs::perms::owner_read | fs::perms::owner_write));
  std::ofstream(folder.path() / "short") << "no key";
  auto refused = open_sealer(folder.path() / "short", random);
  REQUIRE(!refused);
  CHECK(refused.error().code == ErrorCode::corrupt);
}
