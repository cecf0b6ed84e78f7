#include "formats/rdf/nquads.h"

#include <doctest/doctest.h>

#include <string>

using namespace cairn;
using rdf::read_nquads;
using rdf::write_nquads;

namespace {

std::string rewritten(std::string_view text) {
  const auto data = read_nquads(text);
  REQUIRE_MESSAGE(data.has_value(), describe(data.error()));
  return write_nquads(*data);
}

std::string place_of_error(std::string_view text) {
  const auto data = read_nquads(text);
  REQUIRE_FALSE(data.has_value());
  CHECK(data.error().code == ErrorCode::invalid);
  return data.error().where;
}

}  // namespace

TEST_CASE("what the grammar allows is read, and written in the canonical form") {
  CHECK(rewritten("") == "");
  CHECK(rewritten("# nothing\n\n  # here\r\n") == "");
  CHECK(rewritten("<a:s><a:p><a:o>.") == "<a:s> <a:p> <a:o> .\n");
  CHECK(rewritten("_:b.1 <a:p> \"x\"@en-GB <a:g> . # why\n") ==
        "_:b.1 <a:p> \"x\"@en-GB <a:g> .\n");
  CHECK(rewritten("_:b <a:p> _:c.\n") == "_:b <a:p> _:c .\n");
  CHECK(rewritten("<a:s> <a:p> \"1\"^^<http://www.w3.org/2001/XMLSchema#string> .") ==
        "<a:s> <a:p> \"1\" .\n");
  CHECK(rewritten("<a:\\u0073> <a:p> \"\\u0041\\U0001F600\\t\\'\" .") ==
        "<a:s> <a:p> \"A\xF0\x9F\x98\x80\\t'\" .\n");
  CHECK(rewritten("<a:s> <a:p> \"\\u007F\\u0001\\b\" .") ==
        "<a:s> <a:p> \"\\u007F\\u0001\\b\" .\n");
}

TEST_CASE("lines come sorted and once") {
  CHECK(rewritten("<a:s> <a:p> \"b\" .\n<a:s> <a:p> \"a\" .\r\n<a:s> <a:p> \"b\" .\n") ==
        "<a:s> <a:p> \"a\" .\n<a:s> <a:p> \"b\" .\n");
}

TEST_CASE("malformed text is refused with its place") {
  CHECK(place_of_error("<a:s> <a:p> <a:o>") == "line 1, column 18");
  CHECK(place_of_error("\n<a:s> _:p <a:o> .") == "line 2, column 7");
  CHECK(place_of_error("<a:s> <a:p> \"x .") == "line 1, column 17");
  CHECK(place_of_error("<a:s> <relative> <a:o> .") == "line 1, column 7");
  CHECK(place_of_error("\"s\" <a:p> <a:o> .") == "line 1, column 1");
  for (const char* text :
       {"<a:s> <a:p> <a:o> . <a:s>", "<a:s> <a:p> \"\\x\" .", "<a: s> <a:p> <a:o> .",
        "<a:s> <a:p> \"\\uD800\" .", "<a:s> <a:p> \"\xFF\" .", "_:- <a:p> <a:o> .",
        "<a:s> <a:p> \"\xC0\x80\" .", "<a:s> <a:p> \"x\"@ .", "<a:s", "_",
        "<a:s> <a:p> \"x\"^^\"y\" .", "<a:s> <a:p> \"a\nb\" ."}) {
    CAPTURE(text);
    CHECK_FALSE(read_nquads(text).has_value());
  }
}

TEST_CASE("size and count are limited") {
  const std::string two = "<a:s> <a:p> <a:o> .\n<a:s> <a:p> <a:q> .\n";
  CHECK(read_nquads(two, {.bytes_max = two.size(), .quads_max = 2}).has_value());
  CHECK(read_nquads(two, {.bytes_max = two.size() - 1, .quads_max = 2}).error().code ==
        ErrorCode::exhausted);
  CHECK(read_nquads(two, {.bytes_max = two.size(), .quads_max = 1}).error().code ==
        ErrorCode::exhausted);
}
