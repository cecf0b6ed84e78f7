#include "documents/quantity_text.h"

#include <doctest/doctest.h>

using namespace cairn;
using documents::number_text;

TEST_CASE("a number is a decimal where that is exact, and else a fraction") {
  const auto text = [](const char* number) { return number_text(Rational::parse(number).value()); };
  CHECK(text("6") == "6");
  CHECK(text("0") == "0");
  CHECK(text("227/2") == "113.5");
  CHECK(text("902/5") == "180.4");
  CHECK(text("1/20") == "0.05");
  CHECK(text("-1/2") == "-0.5");
  CHECK(text("10/3") == "10/3");
  CHECK(text("1/1000000") == "0.000001");
  CHECK(text("1/10000000") == "1/10000000");                        // a place too many
  CHECK(text("9223372036854775807/2") == "9223372036854775807/2");  // its digits do not fit
}

TEST_CASE("credit is called as the language calls its system, or as the catalogue does") {
  learning::Catalogue catalogue;
  credit::System cats;
  cats.id = credit::SystemId("cats");
  cats.name = LocalizedText(std::map<std::string, std::string>{{"en", "CATS points"}});
  catalogue.credit_systems = {cats};
  const documents::Phrases words("requirement", "en");
  const documents::Names names(catalogue, words);
  const auto text = [&](const char* system) {
    return documents::quantity_text(
        credit::Amount{Rational::parse("3/2").value(), credit::SystemId(system)}, names, words);
  };
  CHECK(text("ects") == "1.5 ECTS credits");
  CHECK(text("cats") == "1.5 credits (CATS points)");
  CHECK(text("unknown") == "1.5 credits (unknown)");
}
