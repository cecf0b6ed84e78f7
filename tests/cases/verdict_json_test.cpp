// `cairn verify --json` and the API give one and the same report: what the program prints is held
// to the VerificationReport of api/openapi.yaml.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "app/verification/verifier.h"
#include "formats/json/reader.h"
#include "support/openapi.h"

using namespace cairn;

TEST_CASE("every report on the example badges fits the published schema") {
  const test::OpenApi api;
  const verification::Verifier verifier;
  const Instant at = Instant::parse("2026-11-21T12:00:00Z").value();
  int reports = 0;
  for (const auto& entry : std::filesystem::directory_iterator("examples/badges")) {
    CAPTURE(entry.path().string());
    std::ifstream in(entry.path(), std::ios::binary);
    const std::string file{std::istreambuf_iterator<char>(in), {}};
    const auto report = verifier.verify(
        {.file = file, .at = at, .known_issuers = {}, .also_required = {}, .language = "ar"});
    if (!report) continue;
    ++reports;
    const auto body = json::read(verification::to_json(*report));
    REQUIRE(body.has_value());
    for (const std::string& finding : api.check("POST", "/api/v1/verifications", 200, body->root()))
      FAIL_CHECK(finding);
  }
  CHECK(reports >= 10);
}
