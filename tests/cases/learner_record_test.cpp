// Learner records (CLR 2.0) from issuing to verdict: the credentials inside keep their own proofs.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "app/awarding/issue.h"
#include "app/awarding/key_file.h"
#include "app/verification/verifier.h"

using namespace cairn;
using verification::Report;
using verification::Verdict;

namespace {

class CountingRandom final : public Random {
 public:
  void fill(std::span<std::uint8_t> bytes) override { std::ranges::fill(bytes, ++next_); }

 private:
  std::uint8_t next_ = 0;
};

const Instant kCreated = Instant::parse("2026-03-01T09:00:00Z").value();

class Issuer {
 public:
  explicit Issuer(Random& random) : key_(awarding::new_key_file(random).value()) {}

  std::string sign(const std::string& document) const {
    const auto text = awarding::issue(document, key_.json, {.created = kCreated});
    REQUIRE_MESSAGE(text.has_value(), describe(text.error()));
    return *text;
  }
  std::string badge(const std::string& id, const std::string& more = "") const {
    return sign(R"({"@context": ["https://www.w3.org/ns/credentials/v2",
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
      "id": "urn:uuid:)" +
                id + R"(", "type": ["VerifiableCredential", "OpenBadgeCredential"], "name": "B",
      "issuer": {"id": ")" +
                key_.issuer + R"(", "type": ["Profile"]}, "validFrom": "2026-03-01T09:00:00Z",)" +
                more + R"(
      "credentialSubject": {"id": "did:example:learner", "type": ["AchievementSubject"],
        "achievement": {"id": "urn:uuid:a)" +
                id + R"(", "type": ["Achievement"], "name": "N", "description": "d",
          "criteria": {"narrative": "n"}}}})");
  }
  std::string endorsement() const {
    return sign(R"({"@context": ["https://www.w3.org/ns/credentials/v2",
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
      "id": "urn:uuid:e", "type": ["VerifiableCredential", "EndorsementCredential"], "name": "E",
      "issuer": {"id": ")" +
                key_.issuer + R"(", "type": ["Profile"]}, "validFrom": "2026-03-01T09:00:00Z",
      "credentialSubject": {"id": "urn:uuid:1", "type": ["EndorsementSubject"],
                            "endorsementComment": "good"}})");
  }
  std::string record(const std::string& credentials,
                     const std::string& target = "urn:uuid:a1") const {
    return sign(R"({"@context": ["https://www.w3.org/ns/credentials/v2",
        "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json",
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
        "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"],
      "id": "urn:uuid:clr", "type": ["VerifiableCredential", "ClrCredential"], "name": "Record",
      "issuer": {"id": ")" +
                key_.issuer + R"(", "type": ["Profile"]}, "validFrom": "2026-03-01T09:00:00Z",
      "credentialSchema": [{"type": "1EdTechJsonSchemaValidator2019", "id":
        "https://purl.imsglobal.org/spec/clr/v2p0/schema/json/clr_v2p0_clrcredential_schema.json"}],
      "credentialSubject": {"id": "did:example:learner", "type": ["ClrSubject"],
        "verifiableCredential": [)" +
                credentials + R"(],
        "achievement": [{"id": "urn:uuid:whole", "type": ["Achievement"], "name": "W",
                         "description": "d", "criteria": {"narrative": "n"}}],
        "association": [{"type": "Association", "associationType": "isPartOf",
                         "sourceId": ")" +
                target + R"(", "targetId": "urn:uuid:whole"}]}})");
  }

 private:
  awarding::KeyFile key_;
};

verification::Question question(std::string_view file, Instant at) {
  verification::Question asked;
  asked.file = file;
  asked.at = at;
  return asked;
}

Report verify(const std::string& text) {
  const auto report = verification::Verifier().verify(question(text, kCreated));
  REQUIRE_MESSAGE(report.has_value(), describe(report.error()));
  return *report;
}

std::string code_of(const Report& report, const std::string& check) {
  const auto found = std::ranges::find(report.checks, check, &verification::CheckReport::check);
  return found->code;
}

std::string changed(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("a record of badges from two schools is valid, each of them by itself") {
  CountingRandom random;
  const Issuer school(random), other(random);
  const Report report = verify(school.record(school.badge("1") + "," + other.badge("2")));
  CHECK(report.verdict == Verdict::valid);
  CHECK(code_of(report, "schema") == "ok");
  REQUIRE(report.parts.size() == 2);
  CHECK(report.parts[0].place == "/credentialSubject/verifiableCredential/0");
  CHECK(report.parts[1].id == "urn:uuid:2");
  CHECK(report.parts[0].issuer_id != report.parts[1].issuer_id);
  for (const auto& part : report.parts) CHECK(part.verdict == Verdict::valid);
}

TEST_CASE("a record with a forged or unsigned credential in it is not genuine") {
  CountingRandom random;
  const Issuer school(random), other(random);
  for (const std::string& badge :
       {changed(other.badge("2"), R"("name": "N")", R"("name": "M")"),
        changed(other.badge("2"), R"("proof": {)", R"("termsOfUse": {)")}) {
    const Report report = verify(school.record(school.badge("1") + "," + badge));
    CHECK(report.verdict == Verdict::invalid);
    CHECK(code_of(report, "proof") == "part_not_genuine");
    CHECK(report.parts.at(0).verdict == Verdict::valid);
    CHECK(report.parts.at(1).verdict == Verdict::invalid);
  }
}

TEST_CASE("an expired credential is told, and leaves the record genuine") {
  CountingRandom random;
  const Issuer school(random);
  const std::string badge = school.badge("1", R"("validUntil": "2026-03-02T09:00:00Z",)");
  const std::string record = school.record(badge);
  const Instant later = Instant::parse("2026-04-01T09:00:00Z").value();
  const auto report = verification::Verifier().verify(question(record, later));
  REQUIRE(report.has_value());
  CHECK(report->verdict == Verdict::valid);
  CHECK(report->parts.at(0).verdict == Verdict::invalid);
  CHECK(report->parts.at(0).code == "expired");
}

TEST_CASE("an association names an achievement of the record") {
  CountingRandom random;
  const Issuer school(random);
  CHECK(code_of(verify(school.record(school.badge("1"), "urn:uuid:none")), "schema") ==
        "schema_reference_unknown");
}

TEST_CASE("endorsements are verified by themselves and decide nothing for the badge") {
  CountingRandom random;
  const Issuer school(random), council(random);
  const std::string genuine = council.endorsement();
  const Report good = verify(school.badge("1", R"("endorsement": [)" + genuine + "],"));
  CHECK(good.verdict == Verdict::valid);
  REQUIRE(good.parts.size() == 1);
  CHECK(good.parts[0].kind == verification::PartKind::endorsement);
  CHECK(good.parts[0].verdict == Verdict::valid);
  const Report bad =
      verify(school.badge("1", R"("endorsement": [)" + changed(genuine, "good", "best") + "],"));
  CHECK(bad.verdict == Verdict::valid);
  CHECK(bad.parts.at(0).verdict == Verdict::invalid);
  CHECK(bad.parts.at(0).code == "proof_mismatch");
}

TEST_CASE("an endorsement may speak of its badge, but not in the badge's own words") {
  CountingRandom random;
  const Issuer school(random);
  const auto endorsed = [&](const std::string& more) {
    return code_of(
        verify(school.badge(
            "1", R"("endorsement": [{"type": ["VerifiableCredential", "EndorsementCredential"],
      "credentialSubject": {"id": "urn:uuid:1", "type": ["EndorsementSubject"])" +
                     more + "}}],")),
        "proof");
  };
  CHECK(endorsed(R"(, "endorsementComment": "good")") == "ok");
  CHECK(endorsed(R"(, "name": "Another")") == "terms_redefined");
}

TEST_CASE("more parts than are checked leave the record unknown") {
  CountingRandom random;
  const Issuer school(random);
  const std::string badge = school.badge("1");
  std::string badges = badge;
  for (int i = 1; i < 65; ++i) badges += "," + badge;
  const Report report = verify(school.record(badges));
  CHECK(report.verdict == Verdict::unknown);
  CHECK(code_of(report, "proof") == "proofs_too_many");
  CHECK(report.parts.empty());
}
