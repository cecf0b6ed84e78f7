#include "formats/openbadges/json_schema.h"

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

#include "formats/json/reader.h"

using namespace cairn;
using openbadges::ClassId;

namespace {

std::string file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  REQUIRE_MESSAGE(in, path);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

}  // namespace

// `cairn schema CLASS` writes them anew.
TEST_CASE("the published schemas are those of the class model") {
  for (const auto& [id, name] :
       {std::pair(ClassId::achievement_credential, "AchievementCredential"),
        std::pair(ClassId::endorsement_credential, "EndorsementCredential"),
        std::pair(ClassId::clr_credential, "ClrCredential")}) {
    CAPTURE(name);
    const std::string schema = openbadges::json_schema(id);
    CHECK(schema == file(std::string("schemas/openbadges/") + name + ".schema.json"));
    const auto document = json::read(schema);
    REQUIRE(document.has_value());
    CHECK(document->root().text_of("$id") == openbadges::json_schema_id(id));
    CHECK(openbadges::class_of_schema(document->root().text_of("$id")) == id);
    CHECK(openbadges::credential_class(name) == id);
  }
}

TEST_CASE("a class that is no credential's, or none, has no schema") {
  CHECK_FALSE(openbadges::credential_class("Achievement").has_value());
  CHECK_FALSE(openbadges::credential_class("").has_value());
  CHECK_FALSE(openbadges::class_of_schema("urn:cairn:schema:openbadges:3.0:Profile").has_value());
  CHECK_FALSE(openbadges::class_of_schema("AchievementCredential").has_value());
}

TEST_CASE("a schema has each class that can be reached, once, and no other") {
  const auto defined = [](ClassId id) {
    const auto document = json::read(openbadges::json_schema(id));
    std::size_t count = 0;
    for (const json::Member& member : document->root().find("$defs")->members()) {
      CHECK(member.value.text_of("type") == "object");
      ++count;
    }
    return count;
  };
  CHECK(defined(ClassId::endorsement_credential) < defined(ClassId::achievement_credential));
  CHECK(defined(ClassId::clr_credential) == openbadges::kClassCount);
}
