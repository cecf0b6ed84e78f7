#include "documents/source.h"

#include <doctest/doctest.h>

#include <string>
#include <type_traits>

#include "formats/json/reader.h"

using namespace cairn;
using documents::Source;
using documents::Spot;

// What holds no text of its own was not counted for: as many as there are items may be kept.
static_assert(std::is_trivially_copyable_v<Spot>);

TEST_CASE("a spot that is kept says the place that is asked for at once") {
  const std::string text = "[1, \"جامعة\", 2,\r\n [3,\n\"é\" , 4]]";
  const auto document = json::read(text);
  REQUIRE(document);
  const auto items = document->root().items();
  const auto inner = items[3].items();
  const Source source{"a.json", text};
  CHECK(source.spot_of(document->root()).text() == "a.json, line 1, column 1");
  CHECK(source.spot_of(items[1]).text() == "a.json, line 1, column 5");
  CHECK(source.spot_of(items[2]).text() == "a.json, line 1, column 14");
  CHECK(source.spot_of(items[3]).text() == "a.json, line 2, column 2");
  CHECK(source.spot_of(inner[1]).text() == "a.json, line 3, column 1");
  CHECK(source.spot_of(inner[2]).text() == "a.json, line 3, column 7");
  for (const json::Value& each : items) CHECK(source.spot_of(each).text() == source.place_of(each));
}

TEST_CASE("the place in a text without a name is its line and column") {
  const std::string text = " 1";
  const auto document = json::read(text);
  REQUIRE(document);
  CHECK(Source{"", text}.spot_of(document->root()).text() == "line 1, column 2");
}
