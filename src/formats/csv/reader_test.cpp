// The grammar of RFC 4180, section 2, rule by rule.
#include "formats/csv/reader.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

using namespace cairn;

namespace {

// Rows as "a|b/c|d".
std::string rows(std::string_view text) {
  const auto read = csv::read(text);
  if (!read) return describe(read.error());
  std::string all;
  for (const csv::Row& row : *read) {
    if (!all.empty()) all += "/";
    for (std::size_t i = 0; i < row.size(); ++i) all += (i == 0 ? "" : "|") + row[i].text;
  }
  return all;
}

bool refused(std::string_view text, std::string_view place) {
  const auto read = csv::read(text);
  REQUIRE_FALSE(read);
  CHECK(read.error().where == place);
  return read.error().where == place;
}

}  // namespace

TEST_CASE("the examples of section 2") {
  CHECK(rows("aaa,bbb,ccc\r\nzzz,yyy,xxx\r\n") == "aaa|bbb|ccc/zzz|yyy|xxx");
  CHECK(rows("aaa,bbb,ccc\r\nzzz,yyy,xxx") == "aaa|bbb|ccc/zzz|yyy|xxx");
  CHECK(rows("\"aaa\",\"bbb\",\"ccc\"\r\nzzz,yyy,xxx") == "aaa|bbb|ccc/zzz|yyy|xxx");
  CHECK(rows("\"aaa\",\"b\r\nbb\",\"ccc\"\r\nzzz,yyy,xxx") == "aaa|b\r\nbb|ccc/zzz|yyy|xxx");
  CHECK(rows("\"aaa\",\"b\"\"bb\",\"ccc\"") == "aaa|b\"bb|ccc");
}

TEST_CASE("spaces are part of a field, and fields may be empty") {
  CHECK(rows(" a ,,\n,\"\",b") == " a ||/||b");
  CHECK(rows("\n") == "");
  CHECK(rows("\xEF\xBB\xBF"
             "a,b") == "a|b");
  CHECK(rows("\"a,b\",اسم") == "a,b|اسم");
}

TEST_CASE("what is refused names its line and column") {
  CHECK(refused("", "line 1, column 1"));
  CHECK(refused("a,b\nc\n", "line 2, column 1"));
  CHECK(refused("a,b\"c\n", "line 1, column 4"));
  CHECK(refused("a,\"b\"c\n", "line 1, column 6"));
  CHECK(refused("a\n\"b\nc", "line 2, column 1"));
  CHECK(refused("a,\rb", "line 1, column 3"));
  CHECK(refused(std::string_view("a\0b", 3), "line 1, column 2"));
  CHECK(refused("\"a\nb\",\xFF", "line 2, column 4"));
}

TEST_CASE("limits hold at their border") {
  CHECK(csv::read("a,b", {.bytes_max = 3}));
  CHECK(csv::read("a,b", {.bytes_max = 2}).error().code == ErrorCode::exhausted);
  CHECK(csv::read("a,b", {.fields_max = 2}));
  CHECK(csv::read("a,b", {.fields_max = 1}).error().code == ErrorCode::exhausted);
}
