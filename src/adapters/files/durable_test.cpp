#include "adapters/files/durable.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <array>
#include <string>
#include <string_view>

#include "adapters/files/tree.h"
#include "support/temporary_folder.h"

using namespace cairn;
namespace fs = std::filesystem;

namespace {

std::string text_of(const fs::path& file) {
  return adapters::read_tree(file, std::array<std::string_view, 0>{}).value().at(0).text;
}

std::size_t files_in(const fs::path& folder) {
  return static_cast<std::size_t>(
      std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

}  // namespace

TEST_CASE("a file is replaced, and nothing is left beside it") {
  const test::TemporaryFolder folder;
  REQUIRE(adapters::make_folders(folder.path() / "a/b").has_value());
  const fs::path file = folder.path() / "a/b/file";
  for (const char* text : {"first", "second, longer", ""}) {
    REQUIRE(adapters::replace_file(file, text).has_value());
    CHECK(text_of(file) == text);
  }
  CHECK(files_in(folder.path() / "a/b") == 1);
}

TEST_CASE("a file that is there is not created again, and stays as it is") {
  const test::TemporaryFolder folder;
  const fs::path file = folder.path() / "key";
  REQUIRE(adapters::create_file(file, "first", 0600).has_value());
  CHECK((fs::status(file).permissions() & fs::perms::all) ==
        (fs::perms::owner_read | fs::perms::owner_write));
  CHECK(adapters::create_file(file, "second", 0600).error().code == ErrorCode::conflict);
  CHECK(text_of(file) == "first");
  CHECK(files_in(folder.path()) == 1);
}

TEST_CASE("where nothing can be written, the place is named") {
  const test::TemporaryFolder folder;
  const fs::path file = folder.path() / "missing/file";
  for (const auto& failed :
       {adapters::replace_file(file, "x"), adapters::create_file(file, "x", 0600)}) {
    REQUIRE_FALSE(failed.has_value());
    CHECK(failed.error().code == ErrorCode::unavailable);
    CHECK(failed.error().where.find("missing") != std::string::npos);
  }
  CHECK_FALSE(adapters::make_folders("/dev/null/folder").has_value());
}
