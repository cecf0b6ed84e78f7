#include <doctest/doctest.h>

#include "formats/json/pointer.h"
#include "formats/json/reader.h"
#include "formats/json/writer.h"

using namespace cairn;

namespace {
std::string place(std::string_view text) { return json::read(text).error().where; }
std::string canonical(std::string_view text) {
  return json::canonicalize(json::read(text).value().root()).value();
}
}  // namespace

TEST_CASE("reading keeps order, lexemes and offsets") {
  const auto document = json::read(R"({"b": 1.50e3, "a": ["x", true, null]})").value();
  const json::Value& root = document.root();
  CHECK(root.members()[0].key == "b");
  CHECK(root.find("b")->number() == "1.50e3");
  CHECK(root.find("a")->offset() == 19);
  CHECK(root.find("a")->items()[0].string() == "x");
  CHECK(root.find("c") == nullptr);
  CHECK(json::write(root) == R"({"b":1.50e3,"a":["x",true,null]})");
}

TEST_CASE("a pointer escapes as RFC 6901 section 5 does") {
  const auto step_to = [](std::string_view key) {
    std::string pointer = "/at";
    json::append_step(pointer, key);
    return pointer;
  };
  CHECK(step_to("") == "/at/");
  CHECK(step_to("a/b") == "/at/a~1b");
  CHECK(step_to("m~n") == "/at/m~0n");
  CHECK(step_to("g|h") == "/at/g|h");
}

TEST_CASE("refusals name line and column") {
  CHECK(place("{\"a\": 1,\n \"é\": 2, \"a\": 3}") == "line 2, column 10");
  CHECK(place("[1, 2") == "line 1, column 6");
  CHECK(place("{\"a\":\n  tru}") == "line 2, column 3");
  CHECK(place("[1] x") == "line 1, column 5");
  CHECK(json::read("{\"a\":1,\"a\":1}").error().message ==
        "the key \"a\" occurs twice in one object");
}

TEST_CASE("a duplicate key is found however it is written and however large the object") {
  CHECK_FALSE(json::read(R"({"a":1,"\u0061":2})").has_value());
  std::string large = "{";
  for (int i = 0; i < 100; ++i) large += "\"k" + std::to_string(i) + "\":0,";
  CHECK(json::read(large + "\"last\":0}").has_value());
  CHECK_FALSE(json::read(large + "\"k3\":0}").has_value());
}

TEST_CASE("what RFC 8259 or UTF-8 refuses is refused") {
  for (const std::string bad : {"",
                                " ",
                                "01",
                                "1.",
                                ".5",
                                "+1",
                                "-",
                                "1e",
                                "nul",
                                "'a'",
                                "[1,]",
                                "{\"a\":1,}",
                                "{a:1}",
                                "\"\t\"",
                                "\"\\x\"",
                                "\"\\ud800\"",
                                "\"\\udc00\\ud800\"",
                                "\"\\u12g4\"",
                                "\"a",
                                "\"a\\",
                                "\xEF\xBB\xBF{}",
                                "\"\xC0\xAF\"",
                                "\"\xED\xA0\x80\"",
                                "\"\xF4\x90\x80\x80\"",
                                "\"\xE2\x82\"",
                                "[",
                                "{\"a\"",
                                "NaN",
                                "1 2",
                                "\"\\\""})
    CHECK_MESSAGE(!json::read(bad).has_value(), bad);
}

TEST_CASE("limits stop hostile nesting, size and count") {
  const std::string deep(200, '[');
  CHECK(json::read(deep).error().code == ErrorCode::exhausted);
  CHECK(json::read("[1,2,3]", {.values_max = 3}).error().code == ErrorCode::exhausted);
  CHECK(json::read("[1,2,3]", {.bytes_max = 3}).error().code == ErrorCode::exhausted);
  CHECK(json::read(std::string(128, '[') + std::string(128, ']')).has_value());
}

TEST_CASE("escapes decode to characters") {
  CHECK(json::read(R"("\u00e9\ud83d\ude00\n\/")").value().root().string() == "é😀\n/");
}

TEST_CASE("the canonical form orders keys by UTF-16 and writes numbers as ECMAScript does") {
  CHECK(canonical(R"({"\ufb33":1,"\ud83d\ude02":2,"b":{"z":[],"a":{}}})") ==
        "{\"b\":{\"a\":{},\"z\":[]},\"😂\":2,\"\xEF\xAC\xB3\":1}");
  CHECK(canonical("[1E30,4.50,2e-3,0.000000000000000000000000001,-0,1e21,123456789012345680000,5e-"
                  "324,1e-400]") ==
        "[1e+30,4.5,0.002,1e-27,0,1e+21,123456789012345680000,5e-324,0]");
  CHECK_FALSE(json::canonicalize(json::read("1e400").value().root()).has_value());
}

TEST_CASE("values are built, changed by copy, and written") {
  json::Arena arena;
  const auto object = arena.object({{"a", arena.integer(1)}, {"b", arena.string("x\"y")}});
  CHECK(json::write(object) == R"({"a":1,"b":"x\"y"})");
  CHECK(json::write(arena.with_member(object, "a", arena.null())) == R"({"a":null,"b":"x\"y"})");
  CHECK(json::write(arena.without_member(object, "a")) == R"({"b":"x\"y"})");
  CHECK(json::write(arena.array({object, arena.array({})}), json::Style::indented) ==
        "[\n  {\n    \"a\": 1,\n    \"b\": \"x\\\"y\"\n  },\n  []\n]");
}

TEST_CASE("a character that needs care is seen at every place of a long string") {
  for (std::size_t place = 0; place < 20; ++place) {
    for (unsigned code = 1; code < 256; ++code) {
      std::string inner = "abcdefghij klmnopqrs";
      inner[place] = static_cast<char>(code);
      const auto document = json::read("\"" + inner + "\"");
      const bool plain = code >= 0x20 && code < 0x80 && code != '"' && code != '\\';
      CAPTURE(place);
      CAPTURE(code);
      if (code == '\\' &&
          std::string_view("bfnrt\"/").find(inner[place + 1]) != std::string_view::npos)
        CHECK(document.has_value());
      else
        CHECK(document.has_value() == plain);
      if (plain) CHECK(document->root().string() == inner);
    }
  }
}
