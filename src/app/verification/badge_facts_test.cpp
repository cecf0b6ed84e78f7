#include "app/verification/badge_facts.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "app/verification/verifier.h"
#include "formats/crypto/digest.h"

using namespace cairn;
using verification::DigestState;
using verification::RecipientMatch;
using verification::StatedDocument;

namespace {

const std::string kUrl = "https://school.example/report.txt";
// Of the file "abc".
const std::string kSha256 = "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=";
const std::string kSha384 =
    "sha384-ywB1P0WjXou1oD1pmsZQBycsMqsO3tFjGotgWkP/W+2AhgcroefMI1i67KE0yCWn";
const std::string kSha512 =
    "sha512-3a81oZNherrMQXNJriBBMRLm+k6JqX6iCp7u5ktV05ohkpkqJ0/BqDa6PCOj/"
    "uu9RU1EI2Q86A4qmslPpUyknw==";
const std::string kMultihash = "uEiC6eBa_jwHP6kFBQN5driIjsANho5YXepy0EP9h8gAVrQ";

verification::Report report(const std::string& more, const std::vector<StatedDocument>& files = {},
                            const std::vector<std::string>& recipients = {}) {
  const std::string text = R"({
    "@context": ["https://www.w3.org/ns/credentials/v2",
                 "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
    "type": ["VerifiableCredential", "AchievementCredential"], "issuer": "did:example:school",
    "credentialSubject": {"id": "did:example:learner", "type": "AchievementSubject"})" +
                           more + "}";
  verification::Question question;
  question.file = text;
  question.at = Instant::parse("2026-11-21T00:00:00Z").value();
  question.documents = files;
  question.recipients = recipients;
  const auto report = verification::Verifier().verify(question);
  REQUIRE_MESSAGE(report.has_value(), describe(report.error()));
  return *report;
}

std::string evidence(const std::string& digests) {
  return R"(, "evidence": [{"id": ")" + kUrl + R"(", "type": "Evidence", "name": "Report")" +
         digests + "}]";
}

std::string sri(const std::string& digest) { return R"(, "digestSRI": ")" + digest + "\""; }

std::string structure(const verification::Report& report) { return report.checks.at(0).code; }

}  // namespace

TEST_CASE("evidence is listed, with whether its digest was looked at") {
  CHECK(report("").evidence.empty());
  const auto plain = report(evidence("")).evidence;
  REQUIRE(plain.size() == 1);
  CHECK(plain[0].place == "/evidence/0");
  CHECK(plain[0].id == kUrl);
  CHECK(plain[0].name == "Report");
  CHECK(plain[0].digest == DigestState::unstated);
  CHECK(report(evidence(sri(kSha256))).evidence.at(0).digest == DigestState::unchecked);
  CHECK(report(evidence(sri(kSha256)), {{"https://school.example/other", "abc"}})
            .evidence.at(0)
            .digest == DigestState::unchecked);
}

TEST_CASE("a file that is stated for an evidence must be the one whose digest was signed") {
  std::string multihash = R"(, "digestMultibase": ")";
  multihash.append(kMultihash).append("\"");
  std::string two = kSha256;
  two.append(" ").append(kSha512);
  for (const std::string& digests : {sri(kSha256), sri(kSha384), sri(kSha512), sri(two), multihash,
                                     std::string(multihash).append(sri(kSha384))}) {
    CAPTURE(digests);
    const auto same = report(evidence(digests), {{kUrl, "abc"}});
    CHECK(same.evidence.at(0).digest == DigestState::matches);
    CHECK(structure(same) == "ok");
    const auto other = report(evidence(digests), {{kUrl, "abd"}});
    CHECK(other.evidence.at(0).digest == DigestState::differs);
    CHECK(structure(other) == "digest_mismatch");
    CHECK(other.checks.at(0).message.find("/evidence/0") != std::string::npos);
  }
  // All that are stated must be the file's, and one that is none is nobody's.
  CHECK(report(evidence(sri(kSha256 + " sha384-" + std::string(64, 'A'))), {{kUrl, "abc"}})
            .evidence.at(0)
            .digest == DigestState::differs);
  CHECK(report(evidence(sri("md5-kAFQmDzST7DWlj99KOF/cg==")), {{kUrl, "abc"}})
            .evidence.at(0)
            .digest == DigestState::differs);
}

TEST_CASE("files are stated for related resources too, and may be of any kind") {
  const std::string related =
      R"(, "relatedResource": [{"id": ")" + kUrl + R"(", "digestSRI": ")" + kSha384 + "\"}]";
  CHECK(structure(report(related, {{kUrl, "abc"}})) == "ok");
  CHECK(structure(report(related, {{kUrl, std::string("\0\xFF", 2)}})) == "digest_mismatch");
  CHECK(structure(report(related)) == "ok");
}

TEST_CASE("a service that renews the credential is named, with what to do") {
  CHECK_FALSE(report("").refresh.has_value());
  const auto known = report(
      R"(, "refreshService": {"id": "https://school.example/r", "type": "1EdTechCredentialRefresh"})");
  REQUIRE(known.refresh.has_value());
  CHECK(known.refresh->url == "https://school.example/r");
  CHECK(known.refresh->message.find("https://school.example/r") != std::string::npos);
  const auto other =
      report(R"(, "refreshService": [{"id": "https://school.example/r", "type": "Other2030"}])");
  CHECK(other.refresh->message.find("Other2030") != std::string::npos);
}

TEST_CASE("whether it is theirs is said to those who say who they are") {
  CHECK_FALSE(report("").recipient.has_value());
  CHECK(report("", {}, {"a@example.com", "did:example:learner"}).recipient->match ==
        RecipientMatch::matches);
  CHECK(report("", {}, {"a@example.com"}).recipient->match == RecipientMatch::differs);
  const auto json = verification::to_json(report("", {}, {"did:example:learner"}));
  CHECK(json.find(R"("match": "matches")") != std::string::npos);
}

TEST_CASE("whom a badge was given to is kept and compared later") {
  openbadges::Subject subject;
  const std::vector<std::string> stated = {"a@example.com"};
  const auto match = [&] {
    return verification::match_recipient(verification::write_recipient(subject), stated);
  };
  CHECK(match() == RecipientMatch::unstated);
  subject.identities = {{"SALTED", "emailAddress", true, "salt"}};
  CHECK(match() == RecipientMatch::unstated);
  subject.identities[0].identity_hash =
      "sha256$" +
      crypto::to_hex(crypto::digest(crypto::HashAlgorithm::sha256, "a@example.comsalt").bytes());
  CHECK(match() == RecipientMatch::matches);
  subject.identities[0].salt = "other";
  CHECK(match() == RecipientMatch::differs);
  subject.id = "a@example.com";
  CHECK(match() == RecipientMatch::matches);
  CHECK(verification::match_recipient("", stated) == RecipientMatch::unstated);
  CHECK(verification::match_recipient("{", stated) == RecipientMatch::unstated);
}
