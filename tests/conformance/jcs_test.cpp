// RFC 8785 against the vectors of its author (cyberphone/json-canonicalization).
#include <doctest/doctest.h>

#include "formats/json/reader.h"
#include "formats/json/writer.h"
#include "support/vectors.h"

using namespace cairn;

TEST_CASE("every JCS vector gives the published bytes") {
  if (!test::have_vectors("jcs")) return;
  const auto folder = test::vectors_folder() / "jcs";
  int passed = 0, total = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder / "input")) {
    CAPTURE(entry.path().filename().string());
    ++total;
    const auto document = json::read(test::read_file(entry.path()));
    REQUIRE(document.has_value());
    const auto expected = test::read_file(folder / "output" / entry.path().filename());
    const auto canonical = json::canonicalize(document->root());
    REQUIRE(canonical.has_value());
    CHECK(*canonical == expected);
    passed += *canonical == expected;
  }
  CHECK(total > 0);
  std::printf("vectors jcs: %d of %d\n", passed, total);
}
