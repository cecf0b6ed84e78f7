#include "app/verification/schema_check.h"

#include <doctest/doctest.h>

#include <string>

#include "formats/json/reader.h"

using namespace cairn;

namespace {

vc::Check check(const std::string& schemas, const std::string& name = R"("name": "N")") {
  const auto document = json::read(R"({
    "@context": ["https://www.w3.org/ns/credentials/v2",
                 "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
    "id": "urn:uuid:1", "type": ["VerifiableCredential", "EndorsementCredential"],
    "issuer": "did:example:council", "validFrom": "2026-03-01T09:00:00Z",
    "credentialSubject": {"id": "urn:uuid:2", "type": ["EndorsementSubject"]}, )" +
                                   schemas + name + "}");
  REQUIRE_MESSAGE(document.has_value(), describe(document.error()));
  return verification::check_schema(document->root());
}

std::string schema(const std::string& url, const std::string& type) {
  return R"("credentialSchema": [{"id": ")" + url + R"(", "type": ")" + type + R"("}], )";
}

const std::string kUrl =
    "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/"
    "ob_v3p0_endorsementcredential_schema.json";
const std::string kType = "1EdTechJsonSchemaValidator2019";

}  // namespace

TEST_CASE("a badge that fits the schema it names passes, without a network") {
  CHECK(check(schema(kUrl, kType)).outcome == vc::Outcome::pass);
}

TEST_CASE("a badge that does not fit fails with the place") {
  const vc::Check failed = check(schema(kUrl, kType), R"("name": 5)");
  CHECK(failed.outcome == vc::Outcome::fail);
  CHECK(failed.code == vc::Code::schema_wrong_kind);
  CHECK(failed.parameters.at(0).value == "/name");
  CHECK(check(schema("https://purl.imsglobal.org/spec/ob/v3p0/schema/json/"
                     "ob_v3p0_achievementcredential_schema.json",
                     kType))
            .outcome == vc::Outcome::fail);
}

TEST_CASE("our own schema is named by its id, under the type of the W3C") {
  const std::string ours = "urn:cairn:schema:openbadges:3.0:EndorsementCredential";
  CHECK(check(schema(ours, "JsonSchema")).outcome == vc::Outcome::pass);
  CHECK(check(schema(ours, "JsonSchema"), R"("name": 5)").code == vc::Code::schema_wrong_kind);
  CHECK(check(schema("urn:cairn:schema:openbadges:3.0:AchievementCredential", "JsonSchema"))
            .outcome == vc::Outcome::fail);
}

// Issuers name 1EdTech's schemas under the type of the W3C too.
TEST_CASE("a schema of 1EdTech is the same under both types") {
  CHECK(check(schema(kUrl, "JsonSchema")).outcome == vc::Outcome::pass);
  CHECK(check(schema(kUrl, "JsonSchema"), R"("name": 5)").code == vc::Code::schema_wrong_kind);
  CHECK(check(schema("https://school.example/ob_v3p0_endorsementcredential_schema.json",
                     "JsonSchema"))
            .code == vc::Code::schema_unchecked);
}

TEST_CASE("no schema is no question; one that is not known here leaves the answer open") {
  CHECK(check("").code == vc::Code::no_schema);
  CHECK(check("").outcome == vc::Outcome::skipped);
  CHECK(check(schema(kUrl, "JsonSchemaValidator2018"), R"("name": 5)").code ==
        vc::Code::schema_unchecked);
  CHECK(check(schema("https://school.example/ob_v3p0_endorsementcredential_schema.json", kType),
              R"("name": 5)")
            .outcome == vc::Outcome::unknown);
}

TEST_CASE("of several schemas a broken one fails, and one unknown among kept ones is told") {
  const auto two = [](const std::string& second, const std::string& name) {
    return check(R"("credentialSchema": [{"id": ")" + kUrl + R"(", "type": ")" + kType +
                     R"("}, {"id": ")" + second + R"(", "type": "JsonSchema"}], )",
                 name);
  };
  const vc::Check unknown = two("https://school.example/schema.json", R"("name": "N")");
  CHECK(unknown.outcome == vc::Outcome::unknown);
  CHECK(unknown.parameters.at(0).value == "https://school.example/schema.json");
  CHECK(two("https://school.example/schema.json", R"("name": 5)").outcome == vc::Outcome::fail);
  CHECK(two("urn:cairn:schema:openbadges:3.0:EndorsementCredential", R"("name": "N")").outcome ==
        vc::Outcome::pass);
}
