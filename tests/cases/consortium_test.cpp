// The demonstration consortium in examples/ is what its readers are told it is.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "documents/catalogue_json.h"
#include "support/vectors.h"

using namespace cairn;

namespace {

documents::CatalogueDocument consortium() {
  std::vector<documents::NamedText> files;
  for (const auto& entry : std::filesystem::directory_iterator("examples/consortium"))
    files.push_back({entry.path().filename().string(), test::read_file(entry.path())});
  auto document = documents::read_catalogue(files);
  REQUIRE_MESSAGE(document.has_value(), describe(document.error()));
  return std::move(document).value();
}

bool bilingual(const LocalizedText& text) {
  return text.all().contains("en") && text.all().contains("ar");
}

}  // namespace

TEST_CASE("the demonstration consortium has the shape that is promised") {
  const auto document = consortium();
  const learning::Catalogue& catalogue = document.catalogue;
  CHECK(catalogue.organizations.size() == 5);
  CHECK(catalogue.achievements.size() == 96);
  CHECK(document.agreements.size() == 10);
  CHECK(document.pathways.size() == 3);
  CHECK(document.people.size() == 5);

  std::set<std::string> systems;
  int exits = 0;
  int superseded = 0;
  for (const learning::Achievement& achievement : catalogue.achievements) {
    CAPTURE(achievement.id.text());
    for (const credit::Amount& amount : achievement.credit) systems.insert(amount.system.text());
    exits += achievement.exit ? 1 : 0;
    superseded += achievement.superseded_by ? 1 : 0;
    CHECK(bilingual(achievement.name));
    CHECK(bilingual(achievement.description));
    CHECK(achievement.level.has_value());
    CHECK(achievement.workload_hours.has_value());
    REQUIRE_FALSE(achievement.outcomes.empty());
    for (const learning::SkillAlignment& skill : achievement.outcomes.front().skills)
      CHECK(skill.uri.starts_with("http://data.europa.eu/esco/skill/"));
  }
  CHECK(systems == std::set<std::string>{"ects", "us-semester"});
  CHECK(exits == 14);
  CHECK(superseded == 2);
}

TEST_CASE("every offering of the consortium costs 200 to 2,000 euros") {
  for (const learning::Offering& offering : consortium().catalogue.offerings) {
    CAPTURE(offering.id.text());
    CHECK(offering.price.currency == "EUR");
    CHECK(offering.price.minor >= 200'00);
    CHECK(offering.price.minor <= 2'000'00);
  }
}
