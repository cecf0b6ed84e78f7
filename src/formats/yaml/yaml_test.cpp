#include <doctest/doctest.h>

#include <string>

#include "formats/json/writer.h"
#include "formats/yaml/reader.h"

using namespace cairn;

namespace {

std::string as_json(std::string_view text) {
  const auto document = yaml::read(text);
  return document ? json::write(document->root()) : "error: " + describe(document.error());
}

std::string failure(std::string_view text, const json::Limits& limits = {}) {
  const auto document = yaml::read(text, limits);
  return document ? "accepted" : describe(document.error());
}

bool fails_with(std::string_view text, std::string_view message, std::string_view place) {
  const auto document = yaml::read(text);
  if (document) return false;
  INFO(describe(document.error()));
  const bool as_said = document.error().message.find(message) != std::string::npos &&
                       document.error().where == place;
  CHECK(as_said);
  return as_said;
}

}  // namespace

TEST_CASE("block and flow collections give the same tree as JSON") {
  CHECK(as_json("a: 1\nb: [x, {c: true}]\nd:\n  - null\n  - 'y z'\n") ==
        R"({"a":1,"b":["x",{"c":true}],"d":[null,"y z"]})");
  CHECK(as_json(R"({"a": [1, 2.50e3, "t"], "b": {}})") == R"({"a":[1,2.50e3,"t"],"b":{}})");
  CHECK(as_json("text: >\n  two\n  lines\nkeep: |\n  a\n  b\n") ==
        R"({"text":"two lines\n","keep":"a\nb\n"})");
}

TEST_CASE("only null, true, false and JSON numbers are more than text") {
  CHECK(as_json("[null, true, false, 0, -1, 1.5, 1e9, -0.5E-3]") ==
        "[null,true,false,0,-1,1.5,1e9,-0.5E-3]");
  CHECK(
      as_json("[~, no, yes, True, NULL, on, 010, 0x1F, 1_000, .5, +1, 1., 1e, 2026-11-21, .inf]") ==
      R"(["~","no","yes","True","NULL","on","010","0x1F","1_000",".5","+1","1.","1e",)"
      R"("2026-11-21",".inf"])");
  CHECK(as_json("['null', \"true\", '7', \"\"]") == R"(["null","true","7",""])");
  CHECK(as_json("true: a\n7: b\n") == R"({"true":"a","7":"b"})");
}

TEST_CASE("anchors, aliases, tags, directives and second documents are refused with their place") {
  CHECK(fails_with("a: &x 1\nb: *x\n", "anchors", "line 1, column 4"));
  CHECK(fails_with("a: 1\nb: *x\n", "aliases", "line 2, column 4"));
  CHECK(fails_with("&k a: 1\n", "anchors", "line 1, column 1"));
  CHECK(fails_with("a: !!str 1\n", "tags", "line 1, column 4"));
  CHECK(fails_with("a: ! 1\n", "tags", "line 1, column 4"));
  CHECK(fails_with("a: !x [1]\n", "tags", "line 1, column 4"));
  CHECK(fails_with("%YAML 1.1\n--- 1\n", "directives", "line 1, column 1"));
  CHECK(fails_with("--- 1\n--- 2\n", "second document", "line 2, column 1"));
  CHECK(as_json("--- 1\n...\n") == "1");
}

TEST_CASE("duplicate keys, wrong keys and missing values are refused with their place") {
  CHECK(fails_with("a: 1\nb:\n  c: 1\n  d: 2\n  c: 3\n", "\"c\" occurs twice", "line 5, column 3"));
  CHECK(fails_with("{é: 1, 'é': 2}", "occurs twice", "line 1, column 8"));
  CHECK(fails_with("? [a]\n: 1\n", "a key must be text", "line 1, column 3"));
  CHECK(fails_with("a:\nb: 1\n", "a value is missing", "line 1, column 3"));
  CHECK(fails_with("", "empty", "line 1, column 1"));
  CHECK(fails_with("# only a comment\n", "empty", "line 2, column 1"));
}

TEST_CASE("what is no YAML is refused with line and column") {
  CHECK(fails_with("a: [1, 2\nb: 3\n", "not YAML", "line 2, column 2"));
  CHECK(fails_with("ok: 1\n\tb: 2\n", "not YAML", "line 2, column 1"));
  CHECK(failure("a: \xFF\n").find("line 1, column 4") != std::string::npos);
  CHECK(failure("\xEF\xBB\xBF"
                "a: 1")
            .find("byte order mark") != std::string::npos);
  CHECK(failure(std::string("a: \0b", 5)).find("not YAML") != std::string::npos);
  CHECK(failure("a: \"\\uD800\"").find("not YAML") != std::string::npos);
}

TEST_CASE("limits on size, depth and count end as exhausted") {
  const std::string deep = std::string(200, '[') + std::string(200, ']');
  CHECK(failure(deep).find("nested deeper than 128 levels") != std::string::npos);
  CHECK(failure(std::string(128, '[') + "1" + std::string(128, ']')) == "accepted");
  CHECK(failure("[1, 2, 3]", {.values_max = 3}).find("more than 3 values") != std::string::npos);
  CHECK(failure("[1, 2]", {.values_max = 3}) == "accepted");
  CHECK(failure("[1, 2]", {.bytes_max = 5}).find("6 bytes") != std::string::npos);
}

TEST_CASE("offsets are bytes of the source, also after text outside ASCII") {
  const std::string text = "نص: é\r\nb: [7]\n";
  const auto document = yaml::read(text);
  REQUIRE(document);
  const json::Value* b = document->root().find("b");
  REQUIRE(b != nullptr);
  CHECK(text.substr(b->items()[0].offset(), 1) == "7");
  CHECK(json::place_of(text, b->items()[0].offset()) == "line 2, column 5");
}
