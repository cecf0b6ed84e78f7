// The cases of tests/cases/recognition: what an agreement grants, one situation at a time, readable
// without this program. Expected answers were derived from docs/reference/recognition.md by hand.
//
// A file is `given` (day, catalogue, awards) and `cases`; a case says `when` (which of the
// agreements, which of the awards, another day) and `expect`: granted, each as "version 1: awards",
// and refused (reasons, where it is said).
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "documents/catalogue_json.h"
#include "documents/recognition_json.h"
#include "documents/record_json.h"
#include "domain/recognition/propose.h"
#include "formats/json/writer.h"

using namespace cairn;

namespace {

using Texts = std::vector<std::string>;

Texts texts_of(const json::Value& list) {
  Texts texts;
  for (const json::Value& each : list.items()) texts.emplace_back(each.string());
  std::ranges::sort(texts);
  return texts;
}

// With the one agreement that the case is about.
documents::CatalogueDocument catalogue_of(const json::Value& given, const json::Value& when) {
  json::Arena arena;
  const json::Value& all = *given.find("catalogue");
  std::vector<json::Value> agreements;
  for (const json::Value& each : all.find("agreements")->items())
    if (each.text_of("id") == when.text_of("agreement")) agreements.push_back(each);
  REQUIRE_FALSE(agreements.empty());
  const std::vector<documents::NamedText> files = {
      {"catalogue.json",
       json::write(arena.with_member(all, "agreements", arena.array(agreements)))}};
  auto read = documents::read_catalogue(files);
  REQUIRE_MESSAGE(read, describe(read.error()));
  return *std::move(read);
}

learning::Record record_of(const json::Value& given, const json::Value& when) {
  json::Arena arena;
  const Texts names = texts_of(*when.find("awards"));
  std::vector<json::Value> awards;
  for (const json::Value& each : given.find("awards")->items())
    if (std::ranges::count(names, each.text_of("id")) > 0) awards.push_back(each);
  REQUIRE(awards.size() == names.size());
  const json::Value record = arena.object({{"awards", arena.array(awards)}});
  auto read = documents::read_record(record, {"record.json", json::write(record)});
  REQUIRE_MESSAGE(read, describe(read.error()));
  return *std::move(read);
}

std::string text_of(const recognition::Decision& decision) {
  std::string text = "version " + std::to_string(decision.agreement_version) + ":";
  Texts awards;
  for (const AwardId& id : decision.from) awards.push_back(id.text());
  std::ranges::sort(awards);
  for (std::size_t i = 0; i < awards.size(); ++i) text += (i == 0 ? " " : ", ") + awards[i];
  return text;
}

void check_case(const json::Value& given, const json::Value& when, const json::Value& expect) {
  const documents::CatalogueDocument catalogue = catalogue_of(given, when);
  const json::Value* own = when.find("day");
  const Date day = Date::parse(own ? own->string() : given.text_of("day")).value();
  const auto found = recognition::propose(record_of(given, when),
                                          {catalogue.catalogue, catalogue.agreements}, day);
  REQUIRE_MESSAGE(found, describe(found.error()));
  Texts granted;
  Texts refused;
  for (const auto& each : found->proposals) granted.push_back(text_of(each.decision));
  for (const auto& each : found->refusals) refused.emplace_back(documents::word_of(each.reason));
  std::ranges::sort(granted);
  std::ranges::sort(refused);
  refused.erase(std::ranges::unique(refused).begin(), refused.end());
  CHECK(granted == texts_of(*expect.find("granted")));
  if (const json::Value* reasons = expect.find("refused")) CHECK(refused == texts_of(*reasons));
}

}  // namespace

TEST_CASE("every case of tests/cases/recognition has the answer that the text derives") {
  const std::string path = "tests/cases/recognition/versions.yaml";
  std::ifstream file(path);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const auto document = documents::read_document({path, text});
  REQUIRE_MESSAGE(document, describe(document.error()));
  int cases = 0;
  for (const json::Value& each : document->root().find("cases")->items()) {
    INFO(each.text_of("case"));
    check_case(*document->root().find("given"), *each.find("when"), *each.find("expect"));
    ++cases;
  }
  std::printf("counted recognition-cases: %d run\n", cases);
}
