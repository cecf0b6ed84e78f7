// The catalogues of sentences that documents use: the same in every language.
#include "documents/phrases.h"

#include <doctest/doctest.h>

#include <set>
#include <string>

#include "formats/sentences/sentences.h"

using namespace cairn;
using namespace cairn::documents;

namespace {

std::set<std::string> placeholders(std::string_view text) {
  std::set<std::string> found;
  for (std::size_t open = text.find('{'); open != std::string_view::npos;
       open = text.find('{', open + 1))
    found.emplace(text.substr(open, text.find('}', open) - open));
  return found;
}

std::set<std::string> placeholders(const json::Value& entry) {
  if (entry.is_string()) return placeholders(entry.string());
  std::set<std::string> found;
  for (const json::Member& form : entry.members()) found.merge(placeholders(form.value.string()));
  return found;
}

void check_forms(const json::Value& entry, std::set<std::string_view> expected) {
  if (entry.is_string()) return;
  std::set<std::string_view> forms;
  for (const json::Member& form : entry.members()) forms.insert(form.key);
  CHECK(forms == expected);
}

}  // namespace

TEST_CASE("both languages have the same sentences, placeholders and all plural forms") {
  for (const char* name : {"requirement", "lint", "agreement_lint", "policy", "recognition",
                           "verdict_text", "audit", "conferral", "plan", "simulation"}) {
    const json::Value& english = sentences::catalogue(name, "en");
    const json::Value& arabic = sentences::catalogue(name, "ar");
    CHECK(english.members().size() == arabic.members().size());
    for (const json::Member& entry : english.members()) {
      INFO(name << ": " << entry.key);
      const json::Value* other = arabic.find(entry.key);
      REQUIRE(other != nullptr);
      CHECK(placeholders(*other) == placeholders(entry.value));
      check_forms(entry.value, {"one", "other"});
      check_forms(*other, {"zero", "one", "two", "few", "many", "other"});
    }
  }
}
