// Ranges of codes (docs/reference/requirements.md, section 5): what the prose there names.
#include "domain/requirement/code.h"

#include <doctest/doctest.h>

#include <string>

using namespace cairn::requirement;

TEST_CASE("a range of codes holds what lies between its ends, as far as they go") {
  const CodeRange upper{"MATH 300", "MATH 499"};
  for (const char* code : {"MATH 300", "MATH 0300", "MATH 310-2", "MATH 499H"})
    CHECK_MESSAGE(passes(code, upper), code);
  for (const char* code : {"MATH 500", "MATH300", "math 310", "MATH 299Z", "MATH ", "MATH", ""})
    CHECK_FALSE_MESSAGE(passes(code, upper), code);
  const CodeRange lettered{"CS 61A", "CS 61C"};
  CHECK(passes("CS 61B", lettered));
  CHECK_FALSE(passes("CS 61", lettered));
  CHECK_FALSE(passes("CS 61D", lettered));
  const CodeRange dotted{"18.01", "18.06"};
  CHECK(passes("18.03", dotted));
  CHECK(passes("18.06.1", dotted));
  CHECK_FALSE(passes("18.7", dotted));
  CHECK_FALSE(passes("18", dotted));
}

TEST_CASE("numbers of any length are compared by value") {
  const CodeRange long_ones{"N99999999999999999999998", "N100000000000000000000000"};
  CHECK(passes("N099999999999999999999999", long_ones));
  CHECK_FALSE(passes("N99999999999999999999997", long_ones));
  CHECK_FALSE(passes("N100000000000000000000001", long_ones));
}

TEST_CASE("a range that nothing could lie in is refused, and says why") {
  CHECK(check({"MATH 300", "MATH 300"}));
  CHECK(check({"MATH 300B", "MATH 300"}));
  CHECK(check({{}, "MATH 300"}));
  CHECK(check({"MATH", {}}).error().message ==
        "a range of codes needs a number in each end, and \"MATH\" has none");
  CHECK(check({"MATH 300", "STAT 499"}).error().message.find("differ there") != std::string::npos);
  CHECK(check({"MATH 300", "MATH 299Z"}).error().message.find("ends before it begins") !=
        std::string::npos);
}
