// Attestations by the server, and what somebody else finds with the rules that it publishes.
#include <doctest/doctest.h>

#include <array>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "app/attestation/attest_learner.h"
#include "app/attestation/recheck.h"
#include "app/awarding/issue.h"
#include "app/log/append.h"
#include "documents/catalogue_digest.h"
#include "e2e/demonstration.h"
#include "formats/crypto/multikey.h"

using namespace cairn;
using attestation::Outcome;
using attestation::Problem;
using attestation::Recheck;
using test::Answer;
using test::Demonstration;

namespace {

constexpr const char* kGoal = R"({"goal": "riverside/certificate-data-analysis"})";
constexpr const char* kSubject = "urn:uuid:0b6e9f0a-77d1-4c35-8f0e-000000000001";
constexpr const char* kAmal = "/people/amal/attestations";

awarding::IssuingKey key_of(std::uint8_t seed) {
  crypto::SigningKey pair = crypto::SigningKey::from_seed(std::array<std::uint8_t, 32>{seed});
  std::string did = crypto::did_key(pair.public_key());
  std::string method = crypto::did_key_method(pair.public_key());
  return {std::move(pair), std::move(did), std::move(method)};
}

// Nordhaven has no key here.
Result<awarding::IssuingKey> find_key(const OrganizationId& organization) {
  if (organization.text() == "riverside") return key_of(7);
  return not_found("the organization has no active key here", organization.text());
}

// Amal, signed in, with these badges in her portfolio.
void begin(Demonstration& demonstration, const std::vector<std::string>& badges) {
  demonstration.attest_with(find_key);
  demonstration.sign_in("amal");
  for (const std::string& file : badges)
    REQUIRE(demonstration.post("/portfolio", file).status == 201);
}

std::string signed_by(const Answer& answer) {
  REQUIRE_MESSAGE(answer.status == 201, answer.body);
  return json::write(answer.at({"attestation"}));
}

// Somebody with nothing but the rules that the attestation names.
Recheck recheck(const std::string& attestation, const std::string& rules) {
  const documents::NamedText file{"rules.json", rules};
  const auto made = attestation::recheck({attestation, std::span(&file, 1), std::nullopt,
                                          Instant::parse("2026-11-22T12:00:00Z").value()},
                                         verification::Verifier());
  REQUIRE_MESSAGE(made.has_value(), describe(made.error()));
  return *made;
}

std::string rules_of(const Demonstration& demonstration, const Answer& attested) {
  const Answer rules = demonstration.get("/rules/" + attested.text({"rules"}));
  REQUIRE(rules.status == 200);
  return rules.body;
}

// What the answer says of one award.
json::Value backing(const Answer& answer, std::string_view on_or_unfit) {
  for (const json::Value& each : answer.at({"awards"}).items())
    if (each.text_of("on") == on_or_unfit || each.text_of("unfit") == on_or_unfit) return each;
  return {};
}

std::string changed(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

std::string_view unfit_of(const Answer& answer, std::string_view award) {
  for (const json::Value& each : answer.at({"awards"}).items())
    if (each.text_of("award") == award) return each.text_of("unfit");
  return {};
}

constexpr const char* kMaps = R"({"@context": ["https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"], "id": "urn:uuid:maps",
    "type": ["VerifiableCredential", "OpenBadgeCredential"], "name": "Maps",
    "validFrom": "2026-03-01T09:00:00Z", "credentialSubject": {"id": "urn:uuid:someone",
      "type": ["AchievementSubject"], "achievement": {"id": "https://lakeshore.example/maps",
        "type": ["Achievement"], "name": "Maps", "description": "d",
        "criteria": {"narrative": "n"}}}})";

// By somebody whom no organization of the demonstration names.
std::string issued(const std::string& credential, awarding::Form form = awarding::Form::embedded) {
  const auto made =
      awarding::issue(credential, key_of(9), {.created = test::FixedClock().now(), .form = form});
  REQUIRE_MESSAGE(made.has_value(), describe(made.error()));
  return *made;
}

// Puts the file into the store as the credential of one of Amal's awards.
void keep(Demonstration& demonstration, const std::string& award, const std::string& file) {
  const auto kept =
      demonstration.store().write([&](store::Repositories& repositories) -> Result<void> {
        CAIRN_TRY(const auto amal, repositories.persons().find_by_handle("amal"));
        store::Credential credential;
        credential.digest = "of " + award;
        credential.award = AwardId(award);
        credential.original = file;
        return repositories.portfolios().add_credential(amal->id, credential);
      });
  REQUIRE(kept.has_value());
}

}  // namespace

TEST_CASE("a learner gets her audit signed, and whoever has the published rules finds the same") {
  Demonstration demonstration;
  begin(demonstration, {test::badge("sql-for-analysts.png")});
  const Answer answer = demonstration.post("/attestations", kGoal);
  const std::string attestation = signed_by(answer);
  const Recheck found = recheck(attestation, rules_of(demonstration, answer));
  INFO(found.to_json());
  CHECK(found.outcome == Outcome::same);
  CHECK(found.issuer == key_of(7).issuer);
  CHECK(found.organization.in("en") == "Riverside Community College");
  CHECK(found.subject == kSubject);
  CHECK(found.found == audit::Status::incomplete);
  CHECK(answer.text({"organization", "id"}) == "riverside");
  // Her grade is in it, since the audit may go by it.
  CHECK(answer.text({"attestation", "credentialSubject", "audit", "record"}).find("\"A-\"") !=
        std::string::npos);
}

TEST_CASE("an attestation that was changed, or held against other rules, is refused") {
  Demonstration demonstration;
  begin(demonstration, {test::badge("sql-for-analysts.json")});
  const Answer answer = demonstration.post("/attestations", kGoal);
  const std::string attestation = signed_by(answer);
  const std::string rules = rules_of(demonstration, answer);
  const Recheck lied =
      recheck(changed(attestation, R"("status":"incomplete")", R"("status":"complete")"), rules);
  CHECK(lied.outcome == Outcome::refused);
  CHECK(lied.problems == std::vector{Problem::not_genuine});
  const Recheck other = recheck(attestation, changed(rules, "Riverside", "Riverbank"));
  CHECK(other.outcome == Outcome::refused);
  CHECK(other.problems == std::vector{Problem::other_rules});
}

TEST_CASE("the rules of an attestation are for everybody, named by their digest, and stay") {
  Demonstration demonstration;
  begin(demonstration, {test::badge("sql-for-analysts.json")});
  const Answer first = demonstration.post("/attestations", kGoal);
  const std::string attestation = signed_by(first);
  const std::string digest = first.text({"rules"});
  const Demonstration elsewhere;
  CHECK(elsewhere.get("/rules/" + digest).status == 404);  // nothing there refers to them
  REQUIRE(demonstration.ask("DELETE", "/api/v1/session").status == 204);
  const Answer rules = demonstration.get("/rules/" + digest);
  CHECK(documents::digest_of_catalogue(rules.body) == digest);
  CHECK(rules.header("cache-control") == "public, max-age=31536000, immutable");
  CHECK(rules.header("access-control-allow-origin") == "*");
  CHECK(rules.header("content-disposition").find(digest.substr(7, 12) + ".json") !=
        std::string::npos);
  // The attestation says where they lie, with the digest of the file.
  verification::Question question;
  question.file = attestation;
  question.at = demonstration.clock().now();
  const std::string address = first.text({"attestation", "relatedResource", "0", "id"});
  CHECK(address == "https://cairn.example/api/v1/rules/" + digest);
  verification::StatedDocument file{address, rules.body};
  question.documents = std::span(&file, 1);
  CHECK(verification::Verifier().verify(question)->verdict == verification::Verdict::valid);
  const std::string others = rules.body + " ";
  file.text = others;
  CHECK(verification::Verifier().verify(question)->verdict == verification::Verdict::invalid);

  demonstration.sign_in("rut");
  REQUIRE(demonstration
              .post("/imports", R"({"organizations": [{"id": "lakeshore", "kind": "college",
                    "name": {"en": "Lakeshore"}, "country": "CA"}]})")
              .status == 200);
  demonstration.sign_in("amal");
  const Answer second = demonstration.post("/attestations", kGoal);
  REQUIRE(second.status == 201);
  CHECK(second.text({"rules"}) != digest);
  CHECK(demonstration.get("/rules/" + digest).body == rules.body);
  CHECK(recheck(attestation, rules.body).outcome == Outcome::same);
  CHECK(recheck(attestation, rules_of(demonstration, second)).outcome == Outcome::refused);
}

TEST_CASE("each award is named with what it rests on, also where its credential is not carried") {
  Demonstration demonstration;
  begin(demonstration,
        {test::badge("sql-for-analysts.json"), test::badge("bad-unknown-issuer.json")});
  const Answer answer = demonstration.post("/attestations", kGoal);
  const Recheck found = recheck(signed_by(answer), rules_of(demonstration, answer));
  CHECK(answer.count({"awards"}) == found.awards.size());
  CHECK(backing(answer, "credential").text_of("credential").ends_with("000000000001"));
  CHECK(backing(answer, "agreement").text_of("agreement") == "meridian-riverside-data");
  CHECK(backing(answer, "stated").text_of("award") == "amal-statistics");
  CHECK(backing(answer, "differs").text_of("on") == "stated");
}

TEST_CASE("without a credential to carry nothing is attested, and the answer says so") {
  Demonstration demonstration;
  begin(demonstration, {});
  const Answer none = demonstration.post("/attestations", kGoal);
  CHECK(none.status == 409);
  CHECK(none.text({"where"}) == "credentials");
  CHECK(none.count({"awards"}) == 4);
  CHECK(backing(none, "credential").is_null());
}

TEST_CASE("nobody vouches for an award whose credential is not valid any more") {
  Demonstration demonstration;
  begin(demonstration, {test::badge("sql-for-analysts.json")});
  REQUIRE(demonstration.post("/attestations", kGoal).status == 201);
  // As revoking or a compromised key would make it; what is kept cannot be changed by the API.
  keep(demonstration, "amal-statistics", test::badge("bad-tampered.json"));
  std::string token = issued(kMaps, awarding::Form::jwt);
  token[token.size() - 10] = token[token.size() - 10] == 'A' ? 'B' : 'A';
  keep(demonstration, "amal-literacy", token);
  const Answer refused = demonstration.post("/attestations", kGoal);
  CHECK(refused.status == 409);
  CHECK(refused.text({"where"}) == "awards");
  CHECK(unfit_of(refused, "amal-statistics") == "not_valid");
  CHECK(unfit_of(refused, "amal-literacy") == "not_valid");
}

TEST_CASE("a credential that cannot be carried is named with the reason") {
  Demonstration demonstration;
  begin(demonstration, {});
  keep(demonstration, "amal-statistics", issued(kMaps, awarding::Form::jwt));
  const Answer only = demonstration.post("/attestations", kGoal);
  CHECK(only.status == 409);
  CHECK(only.text({"where"}) == "credentials");
  CHECK(unfit_of(only, "amal-statistics") == "token");

  demonstration.clock().set("2026-11-21T13:00:00Z");  // the newest comes first
  REQUIRE(demonstration.post("/portfolio", test::badge("sql-for-analysts.json")).status == 201);
  keep(demonstration, "amal-literacy", issued(changed(kMaps, R"("id": "urn:uuid:maps",)", "")));
  keep(demonstration, "amal-spreadsheets",
       issued(changed(kMaps, "urn:uuid:maps", "urn:uuid:5d1f6a4e-2c0b-4b7e-9a53-000000000001")));
  keep(demonstration, "amal-conduct",
       issued(R"({"@context": ["https://www.w3.org/ns/credentials/v2"], "id": "urn:uuid:plain",
              "type": ["VerifiableCredential"], "credentialSubject": {"id": "urn:uuid:x"}})"));
  const Answer answer = demonstration.post("/attestations", kGoal);
  CHECK(recheck(signed_by(answer), rules_of(demonstration, answer)).outcome == Outcome::same);
  CHECK(unfit_of(answer, "amal-statistics") == "token");
  CHECK(unfit_of(answer, "amal-literacy") == "nameless");
  CHECK(unfit_of(answer, "amal-spreadsheets") == "repeated");
  CHECK(unfit_of(answer, "amal-conduct") == "other_kind");
  for (const char* reason : {"token", "nameless", "repeated", "other_kind"})
    CHECK(backing(answer, reason).text_of("on") == "stated");
}

TEST_CASE("where credentials name several subjects an officer says whom it is about") {
  Demonstration demonstration;
  begin(demonstration,
        {test::badge("sql-for-analysts.json"), test::badge("incident-simulation.svg")});
  const Answer own = demonstration.post("/attestations", kGoal);
  CHECK(own.status == 409);
  CHECK(own.text({"where"}) == "subject");
  const std::string vouched =
      R"({"goal": "riverside/certificate-data-analysis", "subject": "did:example:amal"})";
  CHECK(demonstration.post("/attestations", vouched).status == 400);
  demonstration.sign_in("rut");
  CHECK(demonstration.post(kAmal, kGoal).status == 409);
  CHECK(demonstration.post(kAmal, changed(vouched, "did:example:amal", "Amal")).status == 400);
  CHECK(demonstration.post(kAmal, changed(vouched, "did:example:amal", "did:example:a b")).status ==
        400);
  const Answer answer = demonstration.post(kAmal, vouched);
  const Recheck found = recheck(signed_by(answer), rules_of(demonstration, answer));
  CHECK(found.outcome == Outcome::same);
  CHECK(found.subject == "did:example:amal");
  for (const attestation::Backing& each : found.awards)
    if (!each.credential.empty()) CHECK_FALSE(found.is_holder(each));
}

TEST_CASE("a learner has her own record attested, an officer anybody's, nobody else none") {
  Demonstration demonstration;
  begin(demonstration, {test::badge("sql-for-analysts.json")});
  CHECK(demonstration.post(kAmal, kGoal).status == 403);
  demonstration.sign_in("rut");
  CHECK(demonstration.post(kAmal, kGoal).status == 201);
  CHECK(demonstration.post("/attestations", kGoal).status == 403);
  CHECK(demonstration.post("/people/nobody/attestations", kGoal).status == 404);
  CHECK(demonstration.post("/people/rut/attestations", kGoal).status == 404);
  const Demonstration nobody;
  CHECK(nobody.post("/attestations", kGoal).status == 401);
  CHECK(nobody.post(kAmal, kGoal).status == 401);
}

TEST_CASE("an attestation is for a day that has come, and for a goal whose organization signs") {
  Demonstration demonstration;
  begin(demonstration, {test::badge("sql-for-analysts.json")});
  const auto status = [&](const std::string& more) {
    const std::string goal(kGoal);
    return demonstration.post("/attestations", goal.substr(0, goal.size() - 1) + more + "}").status;
  };
  CHECK(status("") == 201);
  CHECK(status(R"(, "day": "2026-11-21")") == 201);
  CHECK(status(R"(, "day": "2026-11-22")") == 400);
  CHECK(status(R"(, "day": "yesterday")") == 400);
  CHECK(status(R"(, "more": 1)") == 400);
  CHECK(demonstration.post("/attestations", R"({"goal": "riverside/nothing"})").status == 404);
  CHECK(demonstration.post("/attestations", R"({"goal": "nordhaven/bsc-cybersecurity"})").status ==
        404);
  Demonstration without;
  without.sign_in("amal");
  CHECK(without.post("/attestations", kGoal).status == 404);
}

TEST_CASE("a repeated request under one key gets the first attestation again") {
  Demonstration demonstration;
  begin(demonstration, {test::badge("sql-for-analysts.json")});
  const auto ask = [&] {
    return demonstration.ask("POST", "/api/v1/attestations", kGoal, "", {{"idempotency-key", "k"}});
  };
  const Answer first = ask();
  CHECK(first.status == 201);
  CHECK(ask().body == first.body);
  CHECK(demonstration.post("/attestations", kGoal).body != first.body);
}

TEST_CASE("an attestation stands in the journal and in the log, by whom and by which rules") {
  Demonstration demonstration;
  begin(demonstration, {test::badge("sql-for-analysts.json")});
  const Answer answer = demonstration.post("/attestations", kGoal);
  const json::Value made = answer.at({"attestation"});
  std::vector<store::Log::FoundOpening> logged;
  const auto digest = log::digest_of(made).value();
  REQUIRE(demonstration.store()
              .read([&](store::Repositories& repositories) -> Result<void> {
                CAIRN_TRY(logged, repositories.log().openings(digest));
                return {};
              })
              .has_value());
  REQUIRE(logged.size() == 1);
  CHECK(logged[0].opening.tenant == "riverside");
  demonstration.sign_in("rut");
  const Answer journal = demonstration.get("/journal", "limit=1");
  CHECK(journal.text({"items", "0", "action"}) == "attestation.issue");
  CHECK(journal.text({"items", "0", "subject"}) == made.text_of("id"));
  CHECK(journal.text({"items", "0", "detail", "rules"}) == answer.text({"rules"}));
}

TEST_CASE("a portfolio of more credentials than an attestation looks at is refused") {
  Demonstration demonstration;
  begin(demonstration, {test::badge("sql-for-analysts.json")});
  const auto copy_until = [&](std::size_t count) {
    return demonstration.store().write([&](store::Repositories& repositories) -> Result<void> {
      CAIRN_TRY(const auto amal, repositories.persons().find_by_handle("amal"));
      CAIRN_TRY(const auto kept, repositories.portfolios().credentials(amal->id));
      for (std::size_t i = kept.size(); i < count; ++i) {
        store::Credential copy = kept.front();
        copy.digest = "copy-" + std::to_string(i);
        copy.id = copy.digest;
        copy.original = "{}";
        CAIRN_CHECK(repositories.portfolios().add_credential(amal->id, copy));
      }
      return {};
    });
  };
  REQUIRE(copy_until(attestation::kCredentialsMax));
  CHECK(demonstration.post("/attestations", kGoal).status == 201);
  REQUIRE(copy_until(attestation::kCredentialsMax + 1));
  CHECK(demonstration.post("/attestations", kGoal).status == 413);
}
