#include "documents/agreement_table.h"

#include <doctest/doctest.h>

#include <string>

using namespace cairn;
using documents::read_agreement_table;

namespace {

std::string refusal(const std::string& name, const std::string& text) {
  const auto read = read_agreement_table({name, text});
  return read ? "accepted" : describe(read.error());
}

// Two rows in one line; the first says what the agreement is.
std::string json_table(const std::string& second) {
  return R"([{"agreement": "مثال", "sender": "x", "receiver": "y", "validFrom": "2026-01-01", )"
         R"("from": "x/a", "grant": "6 ects"}, )" +
         second + "]";
}

}  // namespace

TEST_CASE("a table in JSON is refused at the row, or at the cell, that is wrong") {
  const auto row = [](const std::string& cells) {
    return R"({"agreement": "مثال", "sender": "x", "receiver": "y", "validFrom": "2026-01-01", )" +
           cells + "}";
  };
  const auto place = [](const std::string& text) {
    const std::string said = refusal("t.json", json_table(text));
    const auto at = said.find("(at ");
    return at == std::string::npos ? said : said.substr(at);
  };
  CHECK(place(row(R"("from": "x/b", "grant": "3 ects")")) == "accepted");
  CHECK(place("7") == "(at t.json, line 1, column 118)");
  CHECK(place("\n 7") == "(at t.json, line 2, column 2)");
  CHECK(place(row(R"("from": "x/b")")) == "(at t.json, line 1, column 118)");
  CHECK(place(row(R"("from": "x/b", "grant": "0 ects")")) == "(at t.json, line 1, column 223)");
  CHECK(place(row(R"("from": "x/b", "grant": 6)")) == "(at t.json, line 1, column 223)");
  CHECK(place(row(R"("form": "x/b")")) == "(at t.json, line 1, column 207)");
}

TEST_CASE("rows that differ in what belongs to their agreement are both named") {
  const std::string said = refusal(
      "t.json", json_table("\n"
                           R"({"agreement": "مثال", "sender": "z", "receiver": "y", )"
                           R"("validFrom": "2026-01-01", "from": "x/b", "grant": "3 ects"})"));
  CHECK(said ==
        "\"sender\" of agreement \"مثال\" is another at t.json, line 1, column 2 "
        "(at t.json, line 2, column 33)");
  const std::string columns = "agreement,sender,receiver,validFrom,from,grant\n";
  CHECK(refusal("t.csv", columns + "a,x,y,2026-01-01,b,6 ects\na,z,y,2026-01-01,c,6 ects\n") ==
        "\"sender\" of agreement \"a\" is another at t.csv, line 2, column 1 "
        "(at t.csv, line 3, column 3)");
}
