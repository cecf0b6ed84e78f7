#include "formats/sentences/sentences.h"

#include <doctest/doctest.h>

#include <set>

using namespace cairn;

namespace {

std::set<std::string> keys_of(std::string_view name, std::string_view language) {
  std::set<std::string> keys;
  for (const json::Member& member : sentences::catalogue(name, language).members())
    keys.insert(std::string(member.key));
  return keys;
}

std::string same(std::string_view name) { return std::string(name); }

}  // namespace

TEST_CASE("places of a pattern are filled, and what fills them is cut between characters") {
  CHECK(sentences::filled("a {b} c {d}.", same) == "a b c d.");
  CHECK(sentences::filled("nothing", same) == "nothing");
  CHECK(sentences::filled("", same) == "");
  CHECK(sentences::filled("an open {place", same) == "an open ");
  const std::string line(119, 'x');
  const auto long_name = [&](std::string_view) { return line + "ب" + line; };
  CHECK(sentences::filled("{name}", long_name) == line + "…");
}

TEST_CASE("every catalogue says the same things in both languages") {
  for (const char* name : {"verdict", "micro_credential", "prior_learning"}) {
    CAPTURE(name);
    CHECK(keys_of(name, "en").size() > 5);
    CHECK(keys_of(name, "en") == keys_of(name, "ar"));
    CHECK(keys_of(name, "en") == keys_of(name, "xx"));  // no such language: English
  }
}
