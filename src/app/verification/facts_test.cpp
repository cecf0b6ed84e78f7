// What a verification asks of the outside, and what it makes of the answers: over a table of pages
// instead of a network.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <set>
#include <string>

#include "app/facts/outside.h"
#include "app/facts/stated_fetch.h"
#include "app/verification/verifier.h"
#include "formats/crypto/multikey.h"
#include "formats/json/reader.h"
#include "formats/json/writer.h"
#include "formats/translog/entry.h"
#include "formats/translog/proof_check.h"
#include "formats/vc/jwt_credential.h"

using namespace cairn;
using verification::Outcome;
using verification::Report;
using verification::Verdict;

namespace {

const Instant kNow = Instant::parse("2026-11-21T12:00:00Z").value();

class NowClock final : public Clock {
 public:
  Instant moment = kNow;
  Instant now() const override { return moment; }
};

class Pages final : public facts::Fetch {
 public:
  std::map<std::string, std::string> texts;
  std::set<std::string> asked;
  std::optional<Instant> stored;  // all of them, when they do not come from the network

  Result<facts::Fetched> get(const facts::FetchRequest& request) override {
    asked.insert(request.url);
    const auto found = texts.find(request.url);
    if (found == texts.end()) return not_found("no such page", request.url);
    return facts::Fetched{
        .body = found->second, .media_type = {}, .cache_control = {}, .stored = stored};
  }
};

crypto::SigningKey key_of(std::uint8_t first) {
  return crypto::SigningKey::from_seed(std::array<std::uint8_t, 32>{first});
}

std::string controller(const std::string& did, std::uint8_t key, const std::string& more = "") {
  return R"({"id":")" + did +
         R"(","assertionMethod":[{"id":"#k","type":"Multikey","controller":")" + did +
         R"(","publicKeyMultibase":")" + crypto::public_multikey(key_of(key).public_key()) + "\"" +
         more + "}]}";
}

// A token by the key `key` of a did:web.
std::string token(const std::string& did, std::uint8_t key, const std::string& members,
                  const std::string& types = R"("VerifiableCredential")") {
  const std::string text = R"({"@context": ["https://www.w3.org/ns/credentials/v2"],
      "type": [)" + types + R"(], "issuer": ")" +
                           did + "\"" + members + "}";
  const std::string method = did + "#k";
  auto written = vc::write_token(json::read(text)->root(), key_of(key),
                                 {.created = kNow, .verification_method = method});
  REQUIRE_MESSAGE(written.has_value(), describe(written.error()));
  return *std::move(written);
}

constexpr const char* kSubject = R"(, "credentialSubject": {"id": "did:example:learner"})";

Report verify(Pages& pages, verification::Question question) {
  const NowClock clock;
  const facts::Outside outside(pages, clock);
  if (question.at == Instant()) question.at = kNow;
  const auto report = verification::Verifier(&outside).verify(question);
  REQUIRE_MESSAGE(report.has_value(), describe(report.error()));
  return *report;
}

verification::Question about(std::string_view file) {
  verification::Question question;
  question.file = file;
  return question;
}

const verification::CheckReport& check_of(const Report& report, std::string_view name) {
  return *std::ranges::find(report.checks, name, &verification::CheckReport::check);
}

struct Logged {
  std::string proof, key;
};

// A log of one entry, the credential's.
Logged log_of(const std::string& token_text) {
  translog::Opening opening;
  opening.kind = translog::EntryKind::credential;
  const auto leaf = translog::leaf_hash(
      translog::text_of(translog::entry_of(opening, translog::plain_hash(token_text))));
  const auto note =
      translog::sign_note(translog::text_of({"log.example", {1, leaf}}), "log.example", key_of(9));
  return {translog::write_proof_file({translog::write_opening(opening), 0, {}, note}),
          translog::NoteKey::create("log.example", key_of(9)).value().text()};
}

}  // namespace

TEST_CASE("keys of tokens inside tokens and presentations are asked for too") {
  const std::string inner = token("did:web:inner.example", 2, kSubject);
  const std::string data = "data:application/vc+jwt," + inner;
  const std::string envelope = R"({"@context": "https://www.w3.org/ns/credentials/v2",
      "type": "EnvelopedVerifiableCredential", "id": ")" +
                               data + "\"}";
  const std::string record = token("did:web:outer.example", 1,
                                   R"(, "credentialSubject": {"id": "did:example:learner",
               "verifiableCredential": [)" +
                                       envelope + R"(]}, "endorsementJwt": [")" + inner + "\"]");
  Pages pages;
  pages.texts["https://outer.example/.well-known/did.json"] =
      controller("did:web:outer.example", 1);
  pages.texts["https://inner.example/.well-known/did.json"] =
      controller("did:web:inner.example", 2);
  const Report good = verify(pages, about(record));
  CHECK(good.verdict == Verdict::valid);
  REQUIRE(good.parts.size() == 2);
  for (const auto& part : good.parts) CHECK(part.verdict == Verdict::valid);
  REQUIRE(good.facts.size() == 3);  // and the context
  CHECK(good.facts[1].kind == "controller");
  CHECK(good.facts[1].id == "did:web:inner.example");
  CHECK(good.facts[1].fetched == kNow);

  const Report presented =
      verify(pages, about(R"({"@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiablePresentation"], "verifiableCredential": [)" +
                          envelope + "]}"));
  REQUIRE(presented.credentials.size() == 1);
  CHECK(presented.credentials[0].verdict == Verdict::valid);

  pages.texts.erase("https://inner.example/.well-known/did.json");
  CHECK(verify(pages, about(record)).parts[0].code == "key_unresolved");
}

TEST_CASE("a page for people where a key should be leaves the answer open") {
  const std::string credential = token("did:web:school.example", 1, kSubject);
  Pages pages;
  std::string& page = pages.texts["https://school.example/.well-known/did.json"];
  page = "<!doctype html><title>Welcome</title>";
  const Report report = verify(pages, about(credential));
  CHECK(report.verdict == Verdict::unknown);
  CHECK(check_of(report, "proof").code == "controller_unreadable");
  CHECK(check_of(report, "proof").message.find("page for people") != std::string::npos);
  page = R"({"id":"did:web:other.example"})";
  CHECK(verify(pages, about(credential)).verdict == Verdict::invalid);
}

TEST_CASE("a list answers for an earlier moment, whether it was stated or fetched") {
  const std::string did = "did:web:school.example", url = "https://school.example/status/1";
  const std::string credential = token(did, 1, kSubject + (R"(, "credentialStatus": {
      "type": "BitstringStatusListEntry", "statusPurpose": "revocation", "statusListIndex": "7",
      "statusListCredential": ")" + url + "\"}"));
  // Made between the moment asked about and now.
  const auto list = [&](const std::string& from) {
    return token(did, 1, R"(, "id": ")" + url + R"(", "validFrom": ")" + from + R"(",
      "credentialSubject": {"type": "BitstringStatusList", "statusPurpose": "revocation",
        "encodedList": "uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA"})",
                 R"("VerifiableCredential", "BitstringStatusListCredential")");
  };
  const std::string recent = list("2026-11-20T00:00:00Z"), future = list("2026-11-22T00:00:00Z");
  Pages pages;
  pages.texts["https://school.example/.well-known/did.json"] = controller(did, 1);
  verification::Question question = about(credential);
  question.at = Instant::parse("2026-06-01T00:00:00Z").value();
  question.now = kNow;
  pages.texts[url] = recent;
  CHECK(check_of(verify(pages, question), "status").code == "ok");
  pages.texts.erase(url);
  CHECK(check_of(verify(pages, question), "status").code == "status_unreachable");
  const auto stated = [&](const std::string& text) {
    const std::vector<std::string> lists = {text};
    question.status_lists = lists;
    return check_of(verify(pages, question), "status").code;
  };
  CHECK(stated(recent) == "ok");
  CHECK(stated(future) == "status_list_unverified");
}

TEST_CASE("what an assertion of Open Badges 2 rests on is fetched") {
  const std::string assertion = R"({"@context": "https://w3id.org/openbadges/v2",
    "type": "Assertion", "id": "https://school.example/1", "issuedOn": "2017-03-01T09:00:00Z",
    "recipient": {"type": "email", "identity": "a@example.com", "hashed": false},
    "badge": "https://school.example/badge", "verification": {"type": "HostedBadge"}})";
  Pages pages;
  pages.texts["https://school.example/1"] = assertion;
  pages.texts["https://school.example/badge"] =
      R"({"id": "https://school.example/badge", "type": "BadgeClass", "name": "Robotics",
          "issuer": "https://school.example/"})";
  pages.texts["https://school.example/"] =
      R"({"id": "https://school.example/", "type": "Issuer", "name": "School"})";
  const Report report = verify(pages, about(assertion));
  CHECK(report.verdict == Verdict::valid);
  CHECK(report.badge->issuer_name == "School");
  CHECK(report.facts.size() == 3);
  pages.texts["https://school.example/1"] =
      assertion.substr(0, assertion.size() - 1) + R"(, "revoked": true})";
  CHECK(verify(pages, about(assertion)).verdict == Verdict::invalid);
  pages.texts.erase("https://school.example/1");
  CHECK(check_of(verify(pages, about(assertion)), "proof").code == "hosted_unfetched");
}

TEST_CASE("a log that is required but not shown leaves the answer open") {
  const std::string credential = token("did:web:school.example", 1, kSubject);
  Pages pages;
  pages.texts["https://school.example/.well-known/did.json"] =
      controller("did:web:school.example", 1);
  const std::vector<std::string> log = {"log"};
  verification::Question question = about(credential);
  CHECK(verify(pages, question).verdict == Verdict::valid);
  CHECK(check_of(verify(pages, question), "log").outcome == Outcome::skipped);
  question.also_required = log;
  CHECK(verify(pages, question).verdict == Verdict::unknown);
  CHECK(check_of(verify(pages, question), "log").code == "log_proof_missing");
  const Logged logged = log_of(credential);
  question.log = verification::StatedLogProof{logged.proof, logged.key};
  CHECK(verify(pages, question).verdict == Verdict::valid);
  // Of several proofs at hand the one of this credential is found.
  const Logged others = log_of("another");
  const std::vector<verification::StatedLogProof> at_hand = {{others.proof, others.key},
                                                             {logged.proof, logged.key}};
  question.log.reset();
  question.log_proofs = at_hand;
  CHECK(verify(pages, question).verdict == Verdict::valid);
  question.log_proofs = std::span(at_hand).first(1);
  CHECK(verify(pages, question).verdict == Verdict::unknown);
}

TEST_CASE("a key that was taken back counts for what a log had before, and for nothing else") {
  const std::string credential = token("did:web:school.example", 1, kSubject);
  Pages pages;
  pages.texts["https://school.example/.well-known/did.json"] =
      controller("did:web:school.example", 1, R"(,"revoked":"2026-06-01T00:00:00Z")");
  verification::Question question = about(credential);
  CHECK(check_of(verify(pages, question), "proof").code == "key_revoked");
  question.at = Instant::parse("2026-05-01T00:00:00Z").value();
  question.now = kNow;
  CHECK(check_of(verify(pages, question), "proof").code == "key_revoked");
  question.at = kNow;
  const Logged logged = log_of(credential);
  verification::StatedLogProof proof{logged.proof, logged.key};
  const auto held_since = [&](const char* moment) {
    proof.held_since = Instant::parse(moment).value();
    question.log = proof;
    return verify(pages, question).verdict;
  };
  question.log = proof;  // logged, but nobody says since when
  CHECK(verify(pages, question).verdict == Verdict::invalid);
  CHECK(held_since("2026-05-01T00:00:00Z") == Verdict::valid);
  CHECK(held_since("2026-06-01T00:00:00Z") == Verdict::invalid);
  // A proof that does not hold shows nothing.
  const Logged others = log_of("another");
  proof.proof = others.proof;
  CHECK(held_since("2026-05-01T00:00:00Z") == Verdict::invalid);
}

TEST_CASE("a log that shows different trees of one size is not relied on") {
  const std::string credential = token("did:web:school.example", 1, kSubject);
  Pages pages;
  pages.texts["https://school.example/.well-known/did.json"] =
      controller("did:web:school.example", 1);
  const Logged logged = log_of(credential);
  const auto note = [](std::uint64_t size, std::string_view leaf, std::uint8_t key) {
    return translog::sign_note(
        translog::text_of({"log.example", {size, translog::leaf_hash(leaf)}}), "log.example",
        key_of(key));
  };
  verification::Question question = about(credential);
  const auto with = [&](const std::string& checkpoint) {
    question.log = verification::StatedLogProof{logged.proof, logged.key, {}, checkpoint};
    return check_of(verify(pages, question), "log").code;
  };
  CHECK(with(note(2, "later", 9)) == "ok");
  CHECK(with(note(1, "other", 9)) == "log_split");
  const std::string foreign = note(2, "later", 8);
  question.log = verification::StatedLogProof{logged.proof, logged.key, {}, foreign};
  CHECK_FALSE(verification::Verifier().verify(question).has_value());
}

TEST_CASE("what was true then and what was known then are two questions") {
  const auto days = [](int count) { return Instant(kNow.time() + std::chrono::days(count)); };
  const std::string credential =
      token("did:web:school.example", 1, std::string(kSubject) + R"(, "id": "urn:uuid:1",
      "credentialStatus": {"id": "https://school.example/revoked", "type": "1EdTechRevocationList"})");
  Pages pages;
  pages.texts["https://school.example/.well-known/did.json"] =
      controller("did:web:school.example", 1);
  pages.texts["https://school.example/revoked"] =
      R"({"id": "https://school.example/revoked", "issuer": "did:web:school.example",
          "revokedCredential": []})";
  verification::Question question = about(credential);
  question.at = kNow;
  question.now = days(10);
  const auto found = [&](verification::Asks asks, Instant stored) {
    pages.stored = stored;
    question.asks = asks;
    const Report report = verify(pages, question);
    return check_of(report, "proof").code + " " + check_of(report, "status").code;
  };
  using enum verification::Asks;
  CHECK(found(true_then, days(1)) == "ok ok");
  CHECK(found(known_then, days(1)) == "known_later known_later");
  CHECK(found(known_then, kNow) == "ok ok");
  CHECK(found(known_then, days(-2)) == "ok status_outdated");
  // It was signed the day after.
  question.at = days(-1);
  CHECK(found(true_then, days(-1)) == "ok ok");
  CHECK(found(known_then, days(-1)) == "proof_from_future ok");
}

TEST_CASE("what is stated as known by then counts for then") {
  NowClock clock;
  clock.moment = Instant(kNow.time() + std::chrono::days(10));
  const std::string credential = token("did:web:school.example", 1, kSubject);
  verification::Question question = about(credential);
  question.at = kNow;
  question.now = clock.moment;
  question.asks = verification::Asks::known_then;
  const auto found = [&](std::optional<Instant> known_since) {
    facts::StatedFetch fetch({{"https://school.example/.well-known/did.json",
                               controller("did:web:school.example", 1), known_since}},
                             {});
    const facts::Outside outside(fetch, clock);
    return check_of(*verification::Verifier(&outside).verify(question), "proof").code;
  };
  CHECK(found(kNow) == "ok");
  CHECK(found({}) == "known_later");
}

TEST_CASE("an answer for another moment says which question it answers") {
  const std::string credential = token("did:web:school.example", 1, kSubject);
  Pages pages;
  verification::Question question = about(credential);
  question.at = kNow;
  question.now = kNow;
  question.asks = verification::Asks::known_then;
  CHECK_FALSE(verify(pages, question).asked.has_value());
  question.at = Instant::parse("2026-11-01T00:00:00Z").value();
  for (const auto asks : {verification::Asks::true_then, verification::Asks::known_then}) {
    question.asks = asks;
    const Report report = verify(pages, question);
    REQUIRE(report.asked.has_value());
    CHECK(report.asked->asks == asks);
    CHECK(report.asked->message.find("2026-11-01") != std::string::npos);
    CHECK(verification::to_json(report).find(verification::name_of(asks)) != std::string::npos);
  }
}
